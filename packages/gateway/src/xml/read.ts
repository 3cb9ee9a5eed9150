import { DOMParser, type Element, type Node } from '@xmldom/xmldom'
import type { XmlAttribute, XmlElement } from './element.ts'
import { inspectXml } from './inspect.ts'
import { XML_LIMITS, type XmlLimits } from './limits.ts'
import { XmlRefusedError } from './refused.ts'

const XMLNS = 'http://www.w3.org/2000/xmlns/'

/**
 * Reads a document or one signed node of it.
 *
 * @throws {XmlRefusedError}
 */
export function readXml(text: string, limits: XmlLimits = XML_LIMITS): XmlElement {
  if (text.length > limits.maxBytes) throw new XmlRefusedError('too-large')
  const source = text.startsWith('\ufeff') ? text.slice(1) : text
  inspectXml(source, limits)
  const root = parse(source)
  return elementOf(root, {})
}

function parse(text: string): Element {
  const parser = new DOMParser({
    locator: false,
    // The parser's own rule is that of XML 1.1, which turns U+2028 into a line break: a change of signed content.
    normalizeLineEndings: (source) => source.replace(/\r\n?/g, '\n'),
    onError: (_level, message) => {
      // Text that was spoilt before it was sent is still text.
      if (!message.startsWith('Unicode replacement character')) throw new XmlRefusedError('not-well-formed')
    },
  })
  try {
    const { documentElement } = parser.parseFromString(text, 'application/xml')
    if (documentElement) return documentElement
  } catch (cause) {
    // Not kept as the cause: messages of the parser quote the text, and that text is somebody's data.
    throw new XmlRefusedError('not-well-formed', cause instanceof Error ? cause.name : undefined)
  }
  throw new XmlRefusedError('not-well-formed', 'there is no element')
}

function elementOf(node: Element, outer: Readonly<Record<string, string>>): XmlElement {
  const declarations: Record<string, string> = {}
  const attributes: XmlAttribute[] = []
  for (const attribute of node.attributes) {
    const { namespaceURI, prefix, localName, value, name } = attribute
    if (namespaceURI === XMLNS) declarations[name === 'xmlns' ? '' : (localName ?? '')] = value
    else attributes.push({ namespace: namespaceURI ?? '', prefix: prefix ?? '', name: localName ?? name, value })
  }
  const scope = Object.keys(declarations).length === 0 ? outer : { ...outer, ...declarations }
  return {
    namespace: node.namespaceURI ?? '',
    prefix: node.prefix ?? '',
    name: node.localName ?? node.nodeName,
    attributes,
    scope,
    content: contentOf(node, scope),
  }
}

function contentOf(node: Element, scope: Readonly<Record<string, string>>): readonly (XmlElement | string)[] {
  const content: (XmlElement | string)[] = []
  for (let child: Node | null = node.firstChild; child; child = child.nextSibling) {
    if (isElement(child)) {
      content.push(elementOf(child, scope))
    } else if (child.nodeType === child.TEXT_NODE || child.nodeType === child.CDATA_SECTION_NODE) {
      const text = child.nodeValue ?? ''
      const last = content.at(-1)
      // A comment or a CDATA section in the middle of a value does not end it.
      if (typeof last === 'string') content[content.length - 1] = last + text
      else if (text !== '') content.push(text)
    }
  }
  return content
}

function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE
}
