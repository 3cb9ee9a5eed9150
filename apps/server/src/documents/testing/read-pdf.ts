import { inflateSync } from 'node:zlib'

/** What tests look at in a PDF that Typst wrote: plain objects, no object streams, fonts with two-byte codes. */
export interface ReadPdf {
  /** All text that is drawn, in the order of drawing, through the fonts' own tables to Unicode. */
  readonly text: string
  readonly catalog: string
  readonly metadata: string
  /** Types of the elements of the structure tree, such as `H1`, and how often each occurs. */
  readonly structure: ReadonlyMap<string, number>
  /** Texts that stand for a picture. */
  readonly alternatives: readonly string[]
  readonly fonts: readonly { readonly name: string; readonly isEmbedded: boolean; readonly hasUnicode: boolean }[]
  readonly pages: number
  /** The drawing operators of each page. */
  readonly contents: readonly string[]
}

interface PdfObject {
  readonly dictionary: string
  readonly stream: Buffer | undefined
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const objects = readObjects(Buffer.from(bytes))
  const all = [...objects.values()]
  const find = (type: string): PdfObject[] => all.filter(({ dictionary }) => dictionary.includes(`/Type /${type}\n`))
  const at = (dictionary: string, key: string): PdfObject | undefined => {
    const found = new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)
    return found ? objects.get(Number(found[1])) : undefined
  }
  const pages = find('Page')
  const contents = pages.map((page) => at(page.dictionary, 'Contents')?.stream?.toString('latin1') ?? '')
  const text = pages.map((page, index) => {
    const fonts = new Map(
      [...page.dictionary.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(([, name = '', id]) => [
        name,
        unicodeOf(at(objects.get(Number(id))?.dictionary ?? '', 'ToUnicode')?.stream?.toString('latin1') ?? ''),
      ]),
    )
    return drawnText(contents[index] ?? '', fonts)
  })
  const structure = new Map<string, number>()
  for (const { dictionary } of find('StructElem')) {
    const type = /\/S \/(\w+)/.exec(dictionary)?.[1] ?? ''
    structure.set(type, (structure.get(type) ?? 0) + 1)
  }
  return {
    text: text.join('\n'),
    catalog: find('Catalog')[0]?.dictionary ?? '',
    metadata: find('Metadata')[0]?.stream?.toString('utf8') ?? '',
    structure,
    alternatives: find('StructElem').flatMap(({ dictionary }) => {
      const alt = /\/Alt ([(<][^]*?[)>])\n/.exec(dictionary)?.[1]
      return alt ? [stringOf(alt)] : []
    }),
    fonts: find('Font')
      .filter(({ dictionary }) => dictionary.includes('/Subtype /Type0'))
      .map(({ dictionary }) => ({
        name: /\/BaseFont \/(\S+)/.exec(dictionary)?.[1] ?? '',
        isEmbedded: at(descendant(objects, dictionary), 'FontDescriptor')?.dictionary.includes('/FontFile2') ?? false,
        hasUnicode: at(dictionary, 'ToUnicode') !== undefined,
      })),
    pages: pages.length,
    contents,
  }
}

function descendant(objects: ReadonlyMap<number, PdfObject>, font: string): string {
  return objects.get(Number(/\/DescendantFonts \[(\d+) 0 R\]/.exec(font)?.[1]))?.dictionary ?? ''
}

function readObjects(pdf: Buffer): ReadonlyMap<number, PdfObject> {
  const objects = new Map<number, PdfObject>()
  const source = pdf.toString('latin1')
  for (const { 1: id, index, 0: head } of source.matchAll(/(?<=^|\n)(\d+) 0 obj\n/g)) {
    const from = index + head.length
    const end = source.indexOf('\nendobj', from)
    const streamAt = source.slice(from, end).search(/\nstream\n/)
    const dictionary = `${source.slice(from, streamAt < 0 ? end : from + streamAt)}\n`
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1])
    const raw = streamAt < 0 ? undefined : pdf.subarray(from + streamAt + 8, from + streamAt + 8 + length)
    const stream = raw && (dictionary.includes('/FlateDecode') ? inflateSync(raw) : raw)
    objects.set(Number(id), { dictionary, stream })
  }
  return objects
}

/** Squares and bars drawn on a page in whole units: the dark modules of a QR code, row by row. */
export function drawnBars(content: string): readonly { x: number; y: number; width: number }[] {
  return [...content.matchAll(/(\d+) (\d+) m\n(\d+) \2 l\n\3 (\d+) l\n\1 \4 l\nh/g)]
    .filter(({ 2: top, 4: bottom }) => Number(bottom) - Number(top) === 1)
    .map(({ 1: left, 2: top, 3: right }) => ({ x: Number(left), y: Number(top), width: Number(right) - Number(left) }))
}

/** Code of a glyph → text, from a ToUnicode table. */
function unicodeOf(cmap: string): ReadonlyMap<number, string> {
  return new Map(
    [...cmap.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>/g)].map(([, code = '', text = '']) => [
      Number.parseInt(code, 16),
      utf16(Buffer.from(text, 'hex')),
    ]),
  )
}

function utf16(bytes: Buffer): string {
  return Buffer.from(bytes).swap16().toString('utf16le')
}

function drawnText(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let unicode: ReadonlyMap<number, string> = new Map()
  let text = ''
  for (const { groups = {} } of content.matchAll(
    /\/(?<font>f\d+) [\d.]+ Tf|(?<string>\((?:\\[^]|[^\\()]|\((?:\\[^]|[^\\()])*\))*\))|(?<end>\bET\b)/g,
  )) {
    if (groups['font']) unicode = fonts.get(groups['font']) ?? new Map()
    else if (groups['end']) text += '\n'
    else {
      const codes = literal(groups['string'] ?? '')
      for (let index = 0; index + 1 < codes.length; index += 2)
        text += unicode.get(codes.readUInt16BE(index)) ?? '\ufffd'
    }
  }
  return text
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** The bytes of a literal string of a PDF, brackets included in what is given. */
function literal(string: string): Buffer {
  const text = string
    .slice(1, -1)
    .replaceAll(/\\(?:([0-7]{1,3})|([^]))/g, (_, octal: string | undefined, letter: string) =>
      octal === undefined ? (ESCAPES[letter] ?? letter) : String.fromCharCode(Number.parseInt(octal, 8)),
    )
  return Buffer.from(text, 'latin1')
}

function stringOf(written: string): string {
  const bytes = written.startsWith('<') ? Buffer.from(written.slice(1, -1), 'hex') : literal(written)
  return bytes[0] === 0xfe && bytes[1] === 0xff ? utf16(bytes.subarray(2)) : bytes.toString('latin1')
}
