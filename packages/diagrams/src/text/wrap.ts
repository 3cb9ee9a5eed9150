import { emsOf, type Font, pixelsOf, textWidth } from './width.ts'

const SPACE = emsOf(' ')

/** A paragraph cut into lines, with the box it needs. */
export interface Lines {
  readonly lines: readonly string[]
  /** Of the widest line, in whole pixels. */
  readonly width: number
}

/**
 * Cuts a text at its spaces so that each line is at most `maxWidth` wide, with lines as even as the number of lines
 * allows. A word that is wider by itself is cut with a hyphen.
 */
export function wrap(text: string, maxWidth: number, font: Font): Lines {
  const words = text
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => cutWord(word, maxWidth, font))
    .map((word) => ({ word, ems: emsOf(word) }))
  const widest = Math.ceil(pixelsOf(Math.max(0, ...words.map(({ ems }) => ems)), font))
  const fewest = fill(words, Math.max(widest, Math.floor(maxWidth)), font).length
  // The narrowest measure that still needs no more lines gives even ones.
  let [tooNarrow, enough] = [widest - 1, Math.max(widest, Math.floor(maxWidth))]
  while (enough - tooNarrow > 1) {
    const middle = Math.floor((tooNarrow + enough) / 2)
    if (fill(words, middle, font).length > fewest) tooNarrow = middle
    else enough = middle
  }
  const lines = fill(words, enough, font)
  return {
    lines: lines.map(({ from, until }) =>
      words
        .slice(from, until)
        .map(({ word }) => word)
        .join(' '),
    ),
    width: Math.ceil(pixelsOf(Math.max(0, ...lines.map(({ ems }) => ems)), font)),
  }
}

interface Word {
  readonly word: string
  readonly ems: number
}

/** Words from one to before another, and how wide they are with the spaces between them. */
interface Line {
  readonly from: number
  readonly until: number
  readonly ems: number
}

function fill(words: readonly Word[], maxWidth: number, font: Font): readonly Line[] {
  const lines: Line[] = []
  for (const [index, { ems }] of words.entries()) {
    const last = lines.at(-1)
    const longer = last && { ...last, until: index + 1, ems: last.ems + SPACE + ems }
    if (longer && pixelsOf(longer.ems, font) <= maxWidth) lines[lines.length - 1] = longer
    else lines.push({ from: index, until: index + 1, ems })
  }
  return lines
}

const VOWELS = new Set('аәеёиіоөуұүыэюяaeiouy')

/** A word is cut before a consonant that a vowel follows, with three letters at least on either side. */
function cutWord(word: string, maxWidth: number, font: Font): readonly string[] {
  if (textWidth(word, font) <= maxWidth) return [word]
  const glyphs = Array.from(word)
  const fits = (end: number): boolean => textWidth(`${glyphs.slice(0, end).join('')}-`, font) <= maxWidth
  const isVowel = (index: number): boolean => VOWELS.has((glyphs[index] ?? '').toLowerCase())
  let most = 1
  while (fits(most + 1)) most += 1
  let cut = most
  while (cut > 3 && (isVowel(cut) || !isVowel(cut + 1) || glyphs.length - cut < 3)) cut -= 1
  const end = cut > 3 ? cut : most
  return [`${glyphs.slice(0, end).join('')}-`, ...cutWord(glyphs.slice(end).join(''), maxWidth, font)]
}
