import { fold } from './letters.ts'

/** Words by which something is recognised, as stems, in either language. */
export interface Cue {
  readonly stems: readonly string[]
  /** First place where the cue stands, in folded text. */
  readonly find: (folded: string, from?: number) => Found | undefined
  readonly findAll: (folded: string) => readonly Found[]
  readonly in: (folded: string) => boolean
}

export interface Found {
  readonly at: number
  readonly end: number
}

/**
 * A cue of one or more phrases. Words of a phrase are stems: `тіркей` finds `тіркейді` and `тіркейтін`. A word with `=`
 * behind it must stand as it is, and `…` lets other words stand between, within one clause. Words that follow each other
 * may have blanks, hyphens, quotes and brackets between them.
 */
export function cue(...phrases: readonly string[]): Cue {
  // The longest phrases first, so that of two that begin at one place the longer is found.
  const source = phrases
    .toSorted((one, other) => wordsOf(other).length - wordsOf(one).length)
    .map((phrase) => sourceOf(phrase))
    .join('|')
  const pattern = new RegExp(source, 'g')
  const find = (folded: string, from = 0): Found | undefined => {
    pattern.lastIndex = from
    const match = pattern.exec(folded)
    return match === null ? undefined : { at: match.index, end: match.index + match[0].length }
  }
  return {
    stems: phrases.flatMap((phrase) => wordsOf(phrase)).filter((word) => word !== '…' && !word.endsWith('=')),
    find,
    findAll: (folded) =>
      [...folded.matchAll(pattern)].map((match) => ({
        at: match.index,
        end: match.index + match[0].length,
      })),
    in: (folded) => find(folded) !== undefined,
  }
}

/** One cue that is found where any of these is. */
export function anyOf(cues: readonly Cue[]): Cue {
  return {
    stems: cues.flatMap(({ stems }) => stems),
    find: (folded, from) =>
      cues
        .map((one) => one.find(folded, from))
        .filter((found) => found !== undefined)
        .toSorted((a, b) => a.at - b.at)[0],
    findAll: (folded) => cues.flatMap((one) => one.findAll(folded)).toSorted((a, b) => a.at - b.at),
    in: (folded) => cues.some((one) => one.in(folded)),
  }
}

function wordsOf(phrase: string): readonly string[] {
  return phrase.replaceAll('…', ' … ').trim().split(/ +/)
}

/** Letters of folded text; the whole of Unicode would make each expression a hundred times slower to build. */
const LETTER = 'а-яa-z'

function sourceOf(phrase: string): string {
  let source = ''
  let separator = ''
  for (const word of wordsOf(phrase)) {
    if (word === '…') {
      separator = '[^;]{0,140}?'
      continue
    }
    const exact = word.endsWith('=')
    const whole = fold(exact ? word.slice(0, -1) : word)
    // A long stem is known without its last letter, which converters lose.
    const stem = (!exact && whole.length > 9 ? whole.slice(0, -1) : whole).replace(
      /[.*+?^${}()|[\]\\/]/g,
      String.raw`\$&`,
    )
    source += `${separator}(?<![${LETTER}\\d])${stem}${exact ? `(?![${LETTER}])` : `[${LETTER}]*`}`
    separator = `[^${LETTER}\\d;:.]{1,6}`
  }
  return source
}
