import { escapeMarkup } from '@qyzmet/regulation'

/** An attribute that is undefined is left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>

/** An element with text or with children; written by `printXml`. */
export interface Element {
  readonly name: string
  readonly attributes: Attributes
  readonly content: string | readonly Element[]
}

export function element(name: string, attributes: Attributes, content: string | readonly Element[] = []): Element {
  return { name, attributes, content }
}

/**
 * XML with one element a line, so that a changed diagram is a short diff. The same tree gives the same bytes.
 *
 * @throws {RangeError} for a number that is not finite
 */
export function printXml(root: Element): string {
  const lines: string[] = []
  print(root, lines)
  return `${lines.join('\n')}\n`
}

function print({ name, attributes, content }: Element, lines: string[]): void {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${escapeText(shown(value))}"`))
    .join('')
  if (content.length === 0) lines.push(`<${name}${written}/>`)
  else if (typeof content === 'string') lines.push(`<${name}${written}>${escapeText(content)}</${name}>`)
  else {
    lines.push(`<${name}${written}>`)
    for (const child of content) print(child, lines)
    lines.push(`</${name}>`)
  }
}

/** Coordinates are kept to a tenth of a pixel. */
function shown(value: string | number): string {
  if (typeof value === 'string') return value
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no coordinate`)
  return String(Math.round(value * 10) / 10)
}

function escapeText(text: string): string {
  return escapeMarkup(text)
    .replaceAll(/[^\P{Cc}\t\n]/gu, ' ')
    .replaceAll('\n', '&#10;')
}
