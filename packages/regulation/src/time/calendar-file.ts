import { isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { Document } from 'yaml'
import type { Text } from '../text.ts'
import { LOCALES } from '../text.ts'
import type { ClockChange, CalendarFacts, Holiday, MovedDay } from './calendar-days.ts'
import { calendarDays, MOVED } from './calendar-days.ts'
import type { ProductionCalendar } from './clock.ts'

/** A fault in a calendar file. */
export interface CalendarProblem {
  readonly code:
    | 'not-yaml'
    | 'too-long'
    | 'missing'
    | 'wrong-kind'
    | 'unknown-key'
    | 'no-such-date'
    | 'unknown-reason'
    | 'unknown-act'
    | 'outside-years'
    | 'already-free'
    | 'already-worked'
  /** Line of the file, counted from 1. */
  readonly line: number
  /** Where in the file, such as `moved[3].off`. */
  readonly where: string
  readonly message: string
}

/**
 * Reads a calendar file: the facts are checked and the table of days is computed from them.
 *
 * @param week working days of the body's week; moves of a Saturday concern five-day weeks only
 * @returns no calendar when there is any problem: half a calendar would give wrong dates
 */
export function parseCalendar(
  text: string,
  week: 5 | 6 = 5,
): { readonly calendar: ProductionCalendar | undefined; readonly problems: readonly CalendarProblem[] } {
  const problems: CalendarProblem[] = []
  if (text.length > MAX_LENGTH) {
    const message = `the file is longer than ${MAX_LENGTH} characters`
    return { calendar: undefined, problems: [{ code: 'too-long', line: 1, where: '', message }] }
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  for (const error of document.errors) {
    problems.push({ code: 'not-yaml', line: error.linePos?.[0].line ?? 1, where: '', message: error.message })
  }
  visit(document, {
    Alias: (_, alias) => {
      const line = lines.linePos(alias.range?.[0] ?? 0).line
      problems.push({
        code: 'not-yaml',
        line,
        where: '',
        message: 'aliases are not used in calendars; write the value',
      })
    },
  })
  if (problems.length > 0) return { calendar: undefined, problems }

  const report: Report = (code, path, message) =>
    problems.push({ code, line: lineOf(document, lines, path), where: wordsOf(path), message })
  const facts = readFacts({ value: document.toJS(), path: [], report })
  if (facts.moved.length > 0 && !facts.reasons.has(MOVED)) {
    report('unknown-reason', ['reasons'], `the reason ${MOVED} needs a name: days are moved in this file`)
  }
  const days = calendarDays(facts, week, (code, list, index, message) => report(code, [list, index], message))
  if (problems.length > 0) return { calendar: undefined, problems }
  return { calendar: toCalendar(facts, week, days), problems }
}

const MAX_LENGTH = 200_000

type Path = readonly (string | number)[]
type Report = (code: CalendarProblem['code'], path: Path, message: string) => void

/** A value with its place in the file, so that what is wrong with it can be told. */
interface Place {
  readonly value: unknown
  readonly path: Path
  readonly report: Report
}

function readFacts(root: Place): CalendarFacts {
  const top = record(root, [
    'calendar',
    'title',
    'years',
    'provisional',
    'reasons',
    'holidays',
    'moved',
    'acts',
    'clock-changes',
  ])
  textOf(top('title'))
  const range = record(top('years'), ['from', 'until'])
  const [from, until] = [year(range('from')), year(range('until'))]
  const reasons = texts(top('reasons'), [])
  const acts = texts(top('acts'), ['adilet'])
  const reasonOf = (place: Place): string => known(place, reasons, 'unknown-reason')
  const actOf = (place: Place): string => known(place, acts, 'unknown-act')

  return {
    id: words(top('calendar')),
    years: { from, until },
    provisional: list(top('provisional')).map(year),
    reasons,
    acts,
    holidays: list(top('holidays')).map((place) => readHoliday(place, reasonOf)),
    moved: list(top('moved')).map((place): MovedDay => {
      const get = record(place, ['off', 'worked', 'act'])
      return { off: date(get('off')), worked: date(get('worked')), act: actOf(get('act')) }
    }),
    clockChanges: list(top('clock-changes')).map((place): ClockChange => {
      const get = record(place, ['on', 'act'])
      return { on: date(get('on')), act: actOf(get('act')) }
    }),
  }
}

function readHoliday(place: Place, reasonOf: (place: Place) => string): Holiday {
  const get = record(place, ['reason', 'days', 'dates', 'from', 'until', 'made-up'])
  const optionalYear = (key: string): number | undefined => (get(key).value === undefined ? undefined : year(get(key)))
  const madeUp = get('made-up')
  if (madeUp.value !== undefined && typeof madeUp.value !== 'boolean') {
    madeUp.report('wrong-kind', madeUp.path, 'true or false is needed here')
  }
  if ((get('days').value === undefined) === (get('dates').value === undefined)) {
    place.report('missing', place.path, 'give either days (MM-DD, every year) or dates (YYYY-MM-DD)')
  }
  return {
    reason: reasonOf(get('reason')),
    days: get('days').value === undefined ? [] : list(get('days')).map(monthDay),
    dates: get('dates').value === undefined ? [] : list(get('dates')).map(date),
    from: optionalYear('from'),
    until: optionalYear('until'),
    madeUp: madeUp.value !== false,
  }
}

function toCalendar(facts: CalendarFacts, week: 5 | 6, days: ProductionCalendar['days']): ProductionCalendar {
  const years = new Set<number>()
  for (let each = facts.years.from; each <= facts.years.until; each += 1) years.add(each)
  return {
    id: facts.id,
    week,
    years,
    provisionalYears: new Set(facts.provisional),
    days,
    reasons: facts.reasons,
    acts: facts.acts,
    clockChanges: new Map(facts.clockChanges.map(({ on, act }) => [on.toString(), act])),
  }
}

/** Reader of the keys of a mapping; a key outside `keys` is a problem. */
function record(place: Place, keys: readonly string[]): (key: string) => Place {
  const { value, path, report } = place
  const entries = new Map<string, unknown>()
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [key, each] of Object.entries(value)) entries.set(key, each)
  } else report('wrong-kind', path, `a mapping with ${keys.join(', ')} is needed here`)
  for (const key of entries.keys()) {
    if (!keys.includes(key)) report('unknown-key', [...path, key], `no such key; known keys are ${keys.join(', ')}`)
  }
  return (key) => ({ value: entries.get(key), path: [...path, key], report })
}

function list({ value, path, report }: Place): readonly Place[] {
  if (!Array.isArray(value)) {
    report(value === undefined ? 'missing' : 'wrong-kind', path, 'a list is needed here')
    return []
  }
  return value.map((each: unknown, index) => ({ value: each, path: [...path, index], report }))
}

function words({ value, path, report }: Place): string {
  if (typeof value === 'string' && value.trim() !== '') return value
  report(value === undefined ? 'missing' : 'wrong-kind', path, 'a text is needed here')
  return ''
}

function year({ value, path, report }: Place): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1990 && value <= 2199) return value
  report(value === undefined ? 'missing' : 'wrong-kind', path, 'a year is needed here, such as 2026')
  return 1990
}

function date(place: Place): Temporal.PlainDate {
  const { value, path, report } = place
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) {
    try {
      return Temporal.PlainDate.from(value)
    } catch {
      // told below, with its place in the file
    }
  }
  report(value === undefined ? 'missing' : 'no-such-date', path, 'a date is needed here, such as 2026-03-22')
  return Temporal.PlainDate.from('1990-01-01')
}

function monthDay(place: Place): Temporal.PlainMonthDay {
  const { value, path, report } = place
  if (typeof value === 'string' && /^\d\d-\d\d$/.test(value)) {
    try {
      return Temporal.PlainMonthDay.from(value)
    } catch {
      // told below, with its place in the file
    }
  }
  report('no-such-date', path, "a day of the year is needed here, such as '03-22'")
  return Temporal.PlainMonthDay.from('01-01')
}

/** The three languages of a mapping that may also hold the keys `besides`. */
function textOf(place: Place, besides: readonly string[] = []): Text {
  const get = record(place, [...LOCALES, ...besides])
  return { kk: words(get('kk')), ru: words(get('ru')), en: words(get('en')) }
}

function texts(place: Place, besides: readonly string[]): ReadonlyMap<string, Text> {
  const { value, path, report } = place
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report(value === undefined ? 'missing' : 'wrong-kind', path, 'a mapping from codes to names is needed here')
    return new Map()
  }
  return new Map(
    Object.entries(value).map(([code, each]) => [
      code,
      textOf({ value: each, path: [...path, code], report }, besides),
    ]),
  )
}

function known(place: Place, names: ReadonlyMap<string, Text>, code: CalendarProblem['code']): string {
  const name = words(place)
  if (name !== '' && !names.has(name)) {
    place.report(code, place.path, `${name} has no name in this file; known are ${[...names.keys()].join(', ')}`)
  }
  return name
}

/** Line of the value at `path`, or of the nearest thing around it that is in the file. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const key = path[length - 1]
    const around = document.getIn(path.slice(0, length - 1), true) ?? document.contents
    if (isMap(around)) {
      const pair = around.items.find((item) => isScalar(item.key) && item.key.value === key)
      if (pair && isScalar(pair.key) && pair.key.range) return lines.linePos(pair.key.range[0]).line
    }
    const node: unknown = document.getIn(path.slice(0, length), true)
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return lines.linePos(Number(node.range[0])).line
    }
  }
  return 1
}

function wordsOf(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('')
}
