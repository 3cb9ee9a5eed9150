import { isXmlText } from './characters.ts'
import type { XmlLimits } from './limits.ts'
import { XmlRefusedError } from './refused.ts'

/**
 * Goes over the text once and refuses what no message needs and what could exhaust a parser, before one sees it:
 * a document type, entities, processing instructions, depth, number and size of tags.
 *
 * @throws {XmlRefusedError}
 */
export function inspectXml(text: string, limits: XmlLimits): void {
  if (!isXmlText(text)) throw new XmlRefusedError('not-well-formed', 'a forbidden character')
  let depth = 0
  let parts = 0
  let position = declarationEnd(text)
  while (position < text.length) {
    const open = text.indexOf('<', position)
    refuseEntities(text.slice(position, open === -1 ? text.length : open))
    if (open === -1) break
    if (text.startsWith('<!--', open)) {
      position = endOf(text, '-->', open + 4)
    } else if (text.startsWith('<![CDATA[', open)) {
      position = endOf(text, ']]>', open + 9)
    } else if (text[open + 1] === '!') {
      throw new XmlRefusedError('doctype')
    } else if (text[open + 1] === '?') {
      throw new XmlRefusedError('processing-instruction')
    } else if (text[open + 1] === '/') {
      depth -= 1
      position = endOf(text, '>', open + 2)
    } else {
      position = tagEnd(text, open, limits)
      parts += 1
      if (parts > limits.maxParts) throw new XmlRefusedError('too-many-parts', 'elements')
      if (text[position - 2] !== '/') depth += 1
      if (depth > limits.maxDepth) throw new XmlRefusedError('too-deep')
    }
  }
}

/** An XML declaration may stand at the very beginning and nowhere else. */
function declarationEnd(text: string): number {
  return /^<\?xml\s[^<>]{0,300}\?>/.exec(text)?.[0].length ?? 0
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from)
  if (end === -1) throw new XmlRefusedError('not-well-formed', `${mark} is missing`)
  return end + mark.length
}

/** @returns the place after `>`; a `>` inside a quoted value does not end a tag */
function tagEnd(text: string, open: number, limits: XmlLimits): number {
  const last = Math.min(text.length, open + limits.maxTagLength)
  let quote = ''
  let attributes = 0
  for (let at = open + 1; at < last; at += 1) {
    const character = text[at]
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") {
      quote = character
      attributes += 1
      if (attributes > limits.maxAttributes) throw new XmlRefusedError('too-many-parts', 'attributes')
    } else if (character === '>') {
      refuseEntities(text.slice(open, at))
      return at + 1
    }
  }
  throw last === text.length
    ? new XmlRefusedError('not-well-formed', 'a tag has no end')
    : new XmlRefusedError('tag-too-long')
}

const REFERENCE = /&(?:(?:lt|gt|amp|quot|apos);|#(\d{1,7});|#x([\da-fA-F]{1,6});)?/g

/** Only the five entities of XML itself, and only characters that could stand there as they are. */
function refuseEntities(text: string): void {
  if (!text.includes('&')) return
  for (const [reference, decimal, hexadecimal] of text.matchAll(REFERENCE)) {
    if (reference === '&') throw new XmlRefusedError('entity')
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hexadecimal ?? '20', 16)
    if (code > 0x10ffff || !isXmlText(String.fromCodePoint(code))) {
      throw new XmlRefusedError('not-well-formed', 'a forbidden character')
    }
  }
}
