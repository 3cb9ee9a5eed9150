import type { MessageData, QualifiedName } from '../message-data.ts'
import type { XmlElement } from '../xml/element.ts'
import { childrenOf, MessageMalformedError } from '../xml/find.ts'
import { rewriteContent } from '../xml/rewrite.ts'
import { element, type Written } from '../xml/write.ts'
import { XSD, XSI } from './namespaces.ts'

/** The part `data` in the way the service wants it filled. */
export function writeData(data: MessageData | undefined): Written {
  switch (data?.form) {
    case undefined:
      return undefined
    case 'elements':
      return element('data', [{ xml: data.xml }])
    case 'text':
      return element('data', data.text, { 'xmlns:xsi': XSI, 'xmlns:xs': XSD, 'xsi:type': 'xs:string' })
    case 'typed': {
      const { namespace, name } = data.type
      return element('data', [{ xml: data.xml }], {
        'xmlns:xsi': XSI,
        ...(namespace !== '' && { 'xmlns:t': namespace }),
        'xsi:type': namespace === '' ? name : `t:${name}`,
      })
    }
  }
}

/** @returns undefined when nothing is in it: some services send an empty part with an error */
export function readData(data: XmlElement | undefined): MessageData | undefined {
  if (!data || xsiAttribute(data, 'nil') === 'true') return undefined
  const type = declaredType(data)
  const text = data.content.filter((part) => typeof part === 'string').join('')
  if (childrenOf(data).length > 0) {
    if (text.trim() !== '') throw new MessageMalformedError('data', 'text stands between elements')
    const xml = rewriteContent(data)
    return type ? { form: 'typed', type, xml } : { form: 'elements', xml }
  }
  // The type is not asked: the canonical form that a seal hands over may have lost what its prefix stood for.
  if (text.trim() !== '') return { form: 'text', text }
  return type && type.namespace !== XSD ? { form: 'typed', type, xml: '' } : undefined
}

function declaredType(element: XmlElement): QualifiedName | undefined {
  const value = xsiAttribute(element, 'type')?.trim()
  if (value === undefined || value === '') return undefined
  const [first = '', second] = value.split(':')
  const [prefix, name] = second === undefined ? ['', first] : [first, second]
  return { namespace: element.scope[prefix] ?? '', name }
}

function xsiAttribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.namespace === XSI && attribute.name === name)?.value
}
