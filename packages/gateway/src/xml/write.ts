import { isXmlText } from './characters.ts'

/** Something to be written: text is escaped, `xml` was written before and is taken as it is, `undefined` is left out. */
export type Written = { readonly xml: string } | undefined

/** A text has a character that XML cannot carry at all, or a name is none. */
export class XmlNotWritableError extends Error {
  override readonly name = 'XmlNotWritableError'
}

const NAME = /^(?:[\p{L}_][\p{L}\p{M}\p{N}_.-]*:)?[\p{L}_][\p{L}\p{M}\p{N}_.-]*$/u

/**
 * One element.
 *
 * @param content a text, or the elements inside in their order
 * @param attributes by qualified name, declarations of namespaces among them
 * @throws {XmlNotWritableError}
 */
export function element(
  name: string,
  content: string | readonly Written[],
  attributes: Readonly<Record<string, string>> = {},
): { readonly xml: string } {
  const tag = Object.entries(attributes).reduce(
    (text, [key, value]) => `${text} ${checked(key)}="${escapeAttribute(value)}"`,
    checked(name),
  )
  const inner = typeof content === 'string' ? escapeText(content) : content.map((part) => part?.xml ?? '').join('')
  return { xml: inner === '' ? `<${tag}/>` : `<${tag}>${inner}</${name}>` }
}

/** An element that is left out when there is no value. */
export function optional(name: string, value: string | undefined): Written {
  return value === undefined ? undefined : element(name, value)
}

export function instantText(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 3 })
}

export function escapeText(text: string): string {
  if (!isXmlText(text)) throw new XmlNotWritableError('a character that XML cannot carry')
  // A carriage return as it is would be read as a line feed.
  return text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character)
}

function escapeAttribute(text: string): string {
  return escapeText(text).replace(/["\n\t]/g, (character) => ESCAPES[character] ?? character)
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

function checked(name: string): string {
  if (!NAME.test(name)) throw new XmlNotWritableError('a name of an element or attribute')
  return name
}
