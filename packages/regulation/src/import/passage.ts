import { fold } from './letters.ts'
import type { SourceLine } from './lines.ts'

/** A stretch of the act as one text, which still knows the source line of each letter. */
export interface Passage {
  readonly text: string
  /** As long as `text`; what cues are looked for in. */
  readonly fold: string
  readonly starts: readonly LineStart[]
}

interface LineStart {
  /** Place in the text where the line begins. */
  readonly at: number
  readonly line: number
}

/** First and last source line of something, counted from 1. */
export type Lines = readonly [first: number, last: number]

const COMPOUND = /(?:^|[^\p{L}])(?:іс|веб|сондай|бизнес|өзін|тұрмыстық|аумақтық|call|научно|сондай|мен)-$/iu

/** Joins lines into a passage. A word cut by a hyphen at the end of a line is put together. */
export function passageOf(lines: readonly SourceLine[]): Passage {
  let text = ''
  const starts: LineStart[] = []
  for (const line of lines) {
    const isCut = /\p{L}-$/u.test(text) && /^\p{Ll}/u.test(line.text) && !COMPOUND.test(text)
    if (isCut) text = text.slice(0, -1)
    else if (text !== '' && !/[\p{L}\d]-$/u.test(text)) text += ' '
    starts.push({ at: text.length, line: line.number })
    text += line.text
  }
  return { text, fold: fold(text), starts }
}

/** Part of a passage, without blanks at its ends. */
export function slice(passage: Passage, from: number, to: number = passage.text.length): Passage {
  let [begin, end] = [from, Math.max(from, to)]
  while (begin < end && passage.text[begin] === ' ') begin += 1
  while (end > begin && passage.text[end - 1] === ' ') end -= 1
  const text = passage.text.slice(begin, end)
  const within = passage.starts.filter(({ at }) => at > begin && at < end)
  const first = lineAt(passage, begin)
  return {
    text,
    fold: passage.fold.slice(begin, end),
    starts: [{ at: 0, line: first }, ...within.map(({ at, line }) => ({ at: at - begin, line }))],
  }
}

/** Source line of a place in the passage. */
export function lineAt(passage: Passage, at: number): number {
  let line = passage.starts[0]?.line ?? 0
  for (const start of passage.starts) {
    if (start.at > at) break
    line = start.line
  }
  return line
}

/** Source lines of a stretch of the passage; of all of it when no place is given. */
export function linesOf(passage: Passage, from = 0, to: number = passage.text.length): Lines {
  return [lineAt(passage, from), lineAt(passage, Math.max(from, to - 1))]
}
