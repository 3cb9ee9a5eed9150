import type { Limit, LimitUnit } from '../model.ts'
import { linesOf, type Lines, type Passage } from './passage.ts'
import { NUMBER_WORDS, valueOfWords } from './vocabulary/numbers.ts'
import {
  AT_ONCE,
  KIND_BEFORE,
  NOT_A_LIMIT_AFTER,
  NOT_A_LIMIT_BEFORE,
  SAME_DAY,
  type TimeUnit,
  UNITS,
  WITHIN_AFTER,
  WITHIN_BEFORE,
} from './vocabulary/time.ts'

/** A time limit told in a passage. */
export interface FoundLimit {
  /** As the language writes it, such as `27 calendar days`; a month or an immediate action as `1 month`, `at once`. */
  readonly written: string
  readonly limit?: Limit
  /** The act says "days" without their kind. */
  readonly kindUnstated?: true
  /** Digits and the words beside them disagree; the words were believed. */
  readonly disagrees?: true
  readonly at: number
  readonly end: number
  readonly lines: Lines
  readonly confidence: number
}

/** A digit misread as a letter (`З` for 3) still counts when the words beside it say which. */
const NUMBER = String.raw`(?<![\p{L}\d.,/№])(?:\d{1,3}(?:[.,]\d)?|[зоб](?=\s*\(\p{L})|${NUMBER_WORDS}|полутора)`
const inWords = (group: string): string => String.raw`(?:\s*\(\s*(${group}[^()]{2,30}?)\s*\))?`
const UNIT = `(?:${Object.entries(UNITS)
  .map(([unit, source]) => `(?<${named(unit)}U>${source})`)
  .join('|')})`
const KIND = `(?:(?:(?<workB>${KIND_BEFORE['working-day']})|(?<calB>${KIND_BEFORE['calendar-day']}))\\s+)?`

/** One amount, perhaps the upper end of a range whose lower end has its own unit or none. */
const AMOUNT = new RegExp(
  String.raw`(?:(?<low>${NUMBER})${inWords('?:')}\s*(?<lowUnit>${Object.values(UNITS).join('|')})?\s*(?:-|до(?!\p{L})|беин)\s*)?` +
    String.raw`${KIND}(?<high>${NUMBER})${inWords('?<words>')}[\s-]*${UNIT}`,
  'gu',
)

/** A unit with no number: `күн ішінде`, `в течение часа`. */
const BARE = new RegExp(
  String.raw`(?<![\p{L}\d])(?<unitOnly>${UNITS['working-day']}|${UNITS.hour}|${UNITS.day})\s+ишинде|в\s+течени[еи]\s+(?<ruOnly>${UNITS['working-day']}|час[а]?(?!\p{L})|дня|суток|месяца)`,
  'gu',
)

/** Every limit of a passage in the order of the text; moments such as "after ten days" are no limits. */
export function findLimits(passage: Passage): readonly FoundLimit[] {
  const numbered = [...passage.fold.matchAll(AMOUNT)].flatMap((match) => fromMatch(passage, match) ?? [])
  const bare = [...passage.fold.matchAll(BARE)]
    .filter((match) => !numbered.some(({ at, end }) => match.index < end && match.index + match[0].length > at))
    .flatMap((match) => {
      const unit = unitOf(match.groups?.['unitOnly'] ?? match.groups?.['ruOnly'] ?? '')
      return unit === undefined ? [] : [found(passage, match.index, match[0].length, { amount: 1, unit }, 0.6)]
    })
  const told = [...numbered, ...bare].toSorted((a, b) => a.at - b.at)
  return told.length > 0 ? told : wordedLimits(passage)
}

function fromMatch(passage: Passage, match: RegExpExecArray): FoundLimit | undefined {
  const { groups } = match
  if (groups === undefined) return undefined
  const at = match.index + (match[0].length - match[0].trimStart().length)
  const end = match.index + match[0].length
  const [before, after] = [passage.fold.slice(Math.max(0, at - 24), at), passage.fold.slice(end, end + 16)]
  if (NOT_A_LIMIT_BEFORE.in(before) || startsWith(NOT_A_LIMIT_AFTER, after)) return undefined
  if (/(?:№|(?:^|\s)n)\s*$/.test(before)) return undefined
  const unit = unitIn(groups)
  const [digits, words] = [amountOf(groups['high'] ?? ''), valueOfWords(groups['words'] ?? '')]
  const amount = words ?? digits
  if (unit === undefined || amount === undefined || amount <= 0 || amount > 400) return undefined
  const disagrees = words !== undefined && digits !== undefined && words !== digits
  const certain = startsWith(WITHIN_AFTER, after) || WITHIN_BEFORE.in(before) || /[-(]\s*$/.test(before)
  const confidence = (certain ? 0.98 : 0.85) - (disagrees ? 0.4 : 0) - (unit === 'day' ? 0.25 : 0)
  const low = amountOf(groups['low'] ?? '')
  const lowUnit = unitOf(groups['lowUnit'] ?? '') ?? unit
  const lower = low === undefined || seconds(low, lowUnit) >= seconds(amount, unit) ? undefined : { low, lowUnit }
  const one = found(passage, at, end - at, { amount, unit }, confidence, lower)
  return disagrees ? { ...one, disagrees } : one
}

function wordedLimits(passage: Passage): readonly FoundLimit[] {
  const sameDay = SAME_DAY.find(passage.fold)
  if (sameDay !== undefined) {
    return [found(passage, sameDay.at, sameDay.end - sameDay.at, { amount: 1, unit: 'day' }, 0.5)]
  }
  const atOnce = AT_ONCE.find(passage.fold)
  if (atOnce === undefined) return []
  const { at, end } = atOnce
  return [{ written: 'at once', at, end, lines: linesOf(passage, at, end), confidence: 0.5 }]
}

function found(
  passage: Passage,
  at: number,
  length: number,
  told: { readonly amount: number; readonly unit: TimeUnit },
  confidence: number,
  lower?: { readonly low: number; readonly lowUnit: TimeUnit },
): FoundLimit {
  const limit = limitOf(told.amount, told.unit)
  const low = lower === undefined ? undefined : limitOf(lower.low, lower.lowUnit)
  const place = { at, end: at + length, lines: linesOf(passage, at, at + length), confidence: round(confidence) }
  if (limit === undefined) return { written: writtenAmount(told.amount, 'month'), ...place }
  const written = low === undefined ? writtenLimit(limit) : `${writtenLimit(low)} to ${writtenLimit(limit)}`
  return {
    written,
    limit: low === undefined ? limit : { ...limit, atLeast: low },
    ...(told.unit === 'day' ? { kindUnstated: true as const } : {}),
    ...place,
  }
}

/** A limit of the language; a broken number of minutes becomes seconds. Months are none. */
function limitOf(amount: number, unit: TimeUnit): { readonly amount: number; readonly unit: LimitUnit } | undefined {
  if (unit === 'month') return undefined
  if (unit === 'day') return { amount, unit: 'calendar-day' }
  if (Number.isInteger(amount)) return { amount, unit }
  if (unit === 'minute') return { amount: Math.round(amount * 60), unit: 'second' }
  if (unit === 'hour') return { amount: Math.round(amount * 60), unit: 'minute' }
  return { amount: Math.ceil(amount), unit }
}

function writtenLimit({ amount, unit }: { readonly amount: number; readonly unit: LimitUnit }): string {
  return writtenAmount(amount, unit.replace('-', ' '))
}

function writtenAmount(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
}

function amountOf(text: string): number | undefined {
  const bare = text.trim()
  if (bare === '') return undefined
  if (/^\d/.test(bare)) return Number(bare.replace(',', '.'))
  return bare === 'полутора' ? 1.5 : valueOfWords(bare)
}

function unitIn(groups: Readonly<Record<string, string | undefined>>): TimeUnit | undefined {
  const unit = UNIT_NAMES.find((one) => groups[`${named(one)}U`] !== undefined)
  if (unit !== 'day') return unit
  if (groups['workB'] !== undefined) return 'working-day'
  return groups['calB'] === undefined ? 'day' : 'calendar-day'
}

const UNIT_NAMES: readonly TimeUnit[] = ['second', 'minute', 'hour', 'working-day', 'calendar-day', 'month', 'day']

function unitOf(text: string): TimeUnit | undefined {
  if (text === '') return undefined
  return UNIT_NAMES.find((unit) => new RegExp(`^${UNITS[unit]}`, 'u').test(text))
}

function seconds(amount: number, unit: TimeUnit): number {
  const nominal = { second: 1, minute: 60, hour: 3600, day: 86_400, 'working-day': 86_400, 'calendar-day': 86_400 }
  return amount * (unit === 'month' ? 2_592_000 : nominal[unit])
}

function startsWith(
  cue: { readonly find: (text: string) => { readonly at: number } | undefined },
  text: string,
): boolean {
  const place = cue.find(text)
  return place !== undefined && /^[^\p{L}\d;.]*$/u.test(text.slice(0, place.at))
}

function named(unit: string): string {
  return unit.replace('-', '')
}

function round(confidence: number): number {
  return Math.round(Math.max(0.1, confidence) * 100) / 100
}
