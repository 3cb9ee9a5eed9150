import type { NumberAndDay, Read } from './facts.ts'
import { fold } from './letters.ts'
import { linesOf, type Passage } from './passage.ts'
import { MONTHS } from './vocabulary/time.ts'

const MONTH_STEMS = MONTHS.flatMap((stems, index) => stems.map((stem) => [fold(stem), index + 1] as const))
const MONTH = `(?:${MONTH_STEMS.map(([stem]) => stem).join('|')})`

/** `2015 жылғы 7 шілдедегі`, `7 июля 2015 года`, `24 желтоқсан 2012 жыл`, `28.08.2020`. */
const DAY = new RegExp(
  String.raw`(?<y1>(?:19|20)\d\d)\s*жил\p{L}*\s*(?<d1>\d{1,2})\s*-?\s*(?<m1>${MONTH})\p{L}*` +
    String.raw`|(?<![\d.])(?<d2>\d{1,2})\s+(?<m2>${MONTH})\p{L}*\s+(?<y2>(?:19|20)\d\d)` +
    String.raw`|(?<![\d.])(?<d3>\d{1,2})\.(?<m3>\d{2})\.(?<y3>(?:19|20)\d\d)`,
  'gu',
)

const NUMBER = /(?:№|(?<!\p{L})n)\s*(?<number>\d(?:[\d/-]*\d)?(?:-\p{L}{1,3}(?!\p{L}))?)/gu

export interface FoundDay {
  readonly on: string
  readonly at: number
  readonly end: number
}

/** Calendar dates of a passage in their order. */
export function daysOf({ fold: folded }: Passage): readonly FoundDay[] {
  return [...folded.matchAll(DAY)].flatMap((match) => {
    const { groups } = match
    if (groups === undefined) return []
    const year = groups['y1'] ?? groups['y2'] ?? groups['y3']
    const day = Number(groups['d1'] ?? groups['d2'] ?? groups['d3'])
    const named = groups['m1'] ?? groups['m2']
    const month = named === undefined ? Number(groups['m3']) : MONTH_STEMS.find(([stem]) => named.startsWith(stem))?.[1]
    if (month === undefined || month < 1 || month > 12 || day < 1 || day > 31) return []
    const on = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    return [{ on, at: match.index, end: match.index + match[0].length }]
  })
}

export interface FoundAct {
  readonly value: NumberAndDay
  readonly at: number
  readonly end: number
  /** Whether the number stands right behind the day; else a converter moved it and it was looked for nearby. */
  readonly isAdjacent: boolean
}

/** Days with the number of an act or a registration that belongs to each. */
export function numbersAndDays(passage: Passage): readonly FoundAct[] {
  const numbers = [...passage.fold.matchAll(NUMBER)].map((match) => ({
    number: passage.text.slice(match.index, match.index + match[0].length).replace(/^\D*/, ''),
    at: match.index,
    end: match.index + match[0].length,
  }))
  const days = daysOf(passage)
  return days.flatMap((day, index): FoundAct[] => {
    const until = days[index + 1]?.at ?? passage.fold.length
    const behind = numbers.find(({ at }) => at >= day.end && at < until && at - day.end < 140)
    const before = numbers.find(({ at, end }) => end <= day.at && day.at - end < 24 && at > (days[index - 1]?.end ?? 0))
    const isAdjacent = behind !== undefined && behind.at - day.end < 34
    const chosen = isAdjacent ? behind : (before ?? behind)
    if (chosen === undefined) return []
    return [
      {
        value: { number: chosen.number, on: day.on },
        at: Math.min(day.at, chosen.at),
        end: Math.max(day.end, chosen.end),
        isAdjacent,
      },
    ]
  })
}

/** An act that was found, as a fact. */
export function asFact(passage: Passage, found: FoundAct, confidence = 0.95): Read<NumberAndDay> {
  return {
    value: found.value,
    lines: linesOf(passage, found.at, found.end),
    confidence: found.isAdjacent ? confidence : Math.round(confidence * 70) / 100,
  }
}
