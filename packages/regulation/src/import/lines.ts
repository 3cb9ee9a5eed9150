import { inOneAlphabet, languageOf } from './letters.ts'
import { undoDisplacement } from './displaced.ts'
import { closeSpacing, lexiconOf } from './spacing.ts'

/** One line of the source, put right where a converter spoilt it. */
export interface SourceLine {
  /** Counted from 1, as editors do. */
  readonly number: number
  readonly text: string
  /** Spaces before the first letter; converters indent the first line of a paragraph. */
  readonly indent: number
  /** Marked as a heading by the converter. */
  readonly isHeading: boolean
  /** Whether a blank line stands before it. */
  readonly afterBlank: boolean
}

export interface ReadLines {
  readonly language: 'kk' | 'ru'
  /** Lines that hold something. */
  readonly lines: readonly SourceLine[]
}

/** Reads the lines of an act: look-alikes, spaced letters, marks of layout and displaced phrases are put right. */
export function readLines(text: string): ReadLines {
  const raw = text
    .normalize('NFC')
    .replace(/[\u00A0\u2000-\u200A\u202F\t]/g, ' ')
    .replace(/[\u200B-\u200D\uFEFF\u00AD]/g, '')
    .split(/\r\n|\r|\n|\f/)
    .map((line) => inOneAlphabet(line))
  const lexicon = lexiconOf(raw)
  const language = languageOf(text)
  const lines = raw.map((line, index): SourceLine => {
    const bare = withoutLayout(line)
    const closed = undoDisplacement(inOneAlphabet(closeSpacing(bare, lexicon, language)))
    return {
      number: index + 1,
      text: closed.replace(/\s+/g, ' ').trim(),
      indent: bare.length - bare.trimStart().length,
      isHeading: /^\s*#{1,6}\s/.test(line) || /^\s*\*\*.*\*\*\s*$/.test(line),
      afterBlank: !/[\p{L}\d]/u.test(raw[index - 1] ?? ''),
    }
  })
  return { language, lines: lines.filter(({ text }) => /[\p{L}\d]/u.test(text)) }
}

/** Without the marks of Markdown that a converter may add. */
function withoutLayout(line: string): string {
  return line
    .replace(/^\s*#{1,6}\s+/, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|__/g, '')
    .trimEnd()
}
