/** Tells whether a font has a glyph for a code point. */
export type Covers = (codePoint: number) => boolean

/**
 * Text as it may be set. An archival PDF may not hold a character without a glyph, so one emoji in an
 * answer would make the document impossible: what the font lacks is shown as `�`. Invisible characters
 * that turn the direction of text, or hide in it, are dropped: a name must read as it is.
 */
export function printable(text: string, covers: Covers): string {
  let result = ''
  for (const letter of text.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n').normalize('NFC')) {
    if (letter === '\n') result += '\n'
    else if (/[\t\p{Zs}]/u.test(letter)) result += letter === '\u00a0' ? letter : ' '
    else if (/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(letter)) continue
    else result += !/\p{Co}|\p{Cn}|\p{Cs}/u.test(letter) && covers(letter.codePointAt(0) ?? 0) ? letter : REPLACEMENT
  }
  return result
}

/** Every string of a piece of data, however deep, made printable. */
export function printableData(data: unknown, covers: Covers): unknown {
  if (typeof data === 'string') return printable(data, covers)
  if (Array.isArray(data)) return data.map((item) => printableData(item, covers))
  if (data !== null && typeof data === 'object')
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, printableData(value, covers)]))
  return data
}

const REPLACEMENT = '�'

/** A font file that has no table of characters we can read. */
export class FontError extends Error {
  override readonly name = 'FontError'
}

/**
 * Reads from a TrueType file which code points it covers.
 *
 * @throws {FontError} when the file has no `cmap` of format 12
 *
 * Source: OpenType 1.9, `cmap` format 12
 */
export function fontCoverage(font: Uint8Array): Covers {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const cmap = tableOffset(view, 'cmap')
  const subtables = view.getUint16(cmap + 2)
  for (let index = 0; index < subtables; index++) {
    const subtable = cmap + view.getUint32(cmap + 4 + index * 8 + 4)
    if (view.getUint16(subtable) !== 12) continue
    const groups = view.getUint32(subtable + 12)
    const ranges = Array.from({ length: groups }, (_, group) => {
      const at = subtable + 16 + group * 12
      return [view.getUint32(at), view.getUint32(at + 4)] as const
    })
    return (codePoint) => ranges.some(([first, last]) => first <= codePoint && codePoint <= last)
  }
  throw new FontError('The font has no cmap of format 12.')
}

function tableOffset(view: DataView, tag: string): number {
  const tables = view.getUint16(4)
  for (let index = 0; index < tables; index++) {
    const at = 12 + index * 16
    const name = String.fromCharCode(...[0, 1, 2, 3].map((letter) => view.getUint8(at + letter)))
    if (name === tag) return view.getUint32(at + 8)
  }
  throw new FontError(`The font has no table ${tag}.`)
}
