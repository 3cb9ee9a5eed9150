import type { XmlElement } from '../xml/element.ts'
import { childrenOf, findChild, getChild, MessageMalformedError } from '../xml/find.ts'
import type { XmlLimits } from '../xml/limits.ts'
import { readXml } from '../xml/read.ts'
import { element, type Written } from '../xml/write.ts'
import { SOAP } from './namespaces.ts'

/** A SOAP 1.1 envelope around one element; the seal adds its header and the Id of the Body. */
export function writeEnvelope(content: Written): string {
  return element('soap:Envelope', [element('soap:Body', [content])], { 'xmlns:soap': SOAP }).xml
}

/**
 * The one element in the Body.
 *
 * @param xml an envelope, or the Body alone, as a seal hands it over
 * @throws {XmlRefusedError} when it is not XML, {MessageMalformedError} when it is not SOAP 1.1
 */
export function readBody(xml: string, limits?: XmlLimits): XmlElement {
  const root = readXml(xml, limits)
  const body = root.name === 'Envelope' ? bodyOf(root) : root
  if (body.namespace !== SOAP || body.name !== 'Body') throw new MessageMalformedError('Body', 'it is missing')
  const [content, another] = childrenOf(body)
  if (!content || another) throw new MessageMalformedError('Body', 'it does not hold exactly one element')
  return content
}

function bodyOf(envelope: XmlElement): XmlElement {
  if (envelope.namespace !== SOAP) throw new MessageMalformedError('Envelope', 'it is not of SOAP 1.1')
  return getChild(envelope, 'Body')
}

/** The element of that name that the gateway puts around every request and answer. */
export function innerPart(operation: XmlElement, part: 'request' | 'response'): XmlElement {
  const inner = findChild(operation, part)
  if (!inner) throw new MessageMalformedError(`${operation.name}/${part}`, 'it is missing')
  return inner
}
