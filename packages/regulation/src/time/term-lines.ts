import type { Limit } from '../model.ts'
import type { TermClock } from './clock.ts'
import { fromEpochDay, toEpochDay } from './epoch-day.ts'
import type { DayLimit, TermEnd } from './term.ts'
import type { TermLine } from './term-line.ts'
import { isWorkingEpochDay, nextWorkingEpochDay } from './day-table.ts'
import { calendarDay } from './working-days.ts'

/**
 * The lines of a term of days, from the day after the start to the last day.
 *
 * @param counted the day the count reaches, before it moves on
 */
export function linesOfDays(
  limit: DayLimit,
  startedAt: Temporal.Instant,
  counted: Temporal.PlainDate,
  end: TermEnd,
  clock: TermClock,
): readonly TermLine[] {
  const startedOn = startedAt.toZonedDateTimeISO(clock.timeZone).toPlainDate()
  const from = toEpochDay(startedOn) + 1
  const reached = toEpochDay(counted)
  const last = nextWorkingEpochDay(reached, clock.calendar)
  const { amount, unit } = limit
  const lines: TermLine[] = [
    { rule: 'day-after', source: dayAfterSource(startedOn), values: { on: fromEpochDay(from).toString() } },
  ]
  if (unit === 'working-day') lines.push(...skippedDays(from, reached, clock))
  lines.push({ rule: 'counts', source: 'Civil Code art. 172', values: { amount, unit, on: counted.toString() } })
  if (last > reached) {
    for (let day = reached; day < last; day += 1) lines.push(skipped(day, clock))
    const values = { from: counted.toString(), on: fromEpochDay(last).toString() }
    lines.push({ rule: 'moves-on', source: movesOnSource(startedOn), values })
  }
  lines.push(...zoneChanges(startedAt, end.at, clock), ...provisionalYears(from, last, clock))
  const values = { on: fromEpochDay(last).toString(), at: end.at.toString() }
  return [...lines, { rule: 'last-day', source: 'Civil Code art. 176', values }]
}

/** The lines of a term of hours, minutes or seconds, from the working hours to the moment it runs out. */
export function linesOfHours(
  limit: Limit,
  startedAt: Temporal.Instant,
  end: TermEnd,
  clock: TermClock,
): readonly TermLine[] {
  const { hours, timeZone } = clock
  const lunch =
    hours.lunchFrom && hours.lunchTo ? { lunch: { from: minuteOf(hours.lunchFrom), to: minuteOf(hours.lunchTo) } } : {}
  const source = hours.source.item === '' ? hours.source.act : `${hours.source.act}, item ${hours.source.item}`
  const lines: TermLine[] = [
    { rule: 'hours', source, values: { from: minuteOf(hours.from), to: minuteOf(hours.to), ...lunch } },
  ]
  const from = toEpochDay(startedAt.toZonedDateTimeISO(timeZone).toPlainDate())
  const until = toEpochDay(end.at.toZonedDateTimeISO(timeZone).toPlainDate())
  lines.push(...skippedDays(from, until, clock))
  if (Temporal.Instant.compare(end.countsFrom, startedAt) > 0) {
    lines.push({ rule: 'opens', source, values: { at: end.countsFrom.toString() } })
  }
  lines.push(...zoneChanges(startedAt, end.at, clock), ...provisionalYears(from, until, clock))
  const values = { amount: limit.amount, unit: limit.unit, at: end.at.toString() }
  return [...lines, { rule: 'runs-out', source: 'Civil Code art. 172', values }]
}

/** The administrative code applies to procedures since this day. */
const APPC_SINCE = Temporal.PlainDate.from('2021-07-01')

function dayAfterSource(on: Temporal.PlainDate): string {
  return underAppc(on) ? 'Civil Code art. 173; APPC art. 76' : 'Civil Code art. 173'
}

function movesOnSource(on: Temporal.PlainDate): string {
  return underAppc(on) ? 'Civil Code art. 175; APPC art. 76' : 'Civil Code art. 175'
}

function underAppc(on: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(on, APPC_SINCE) >= 0
}

/** Days off and moved days from `from` to `until`; weekends in one line. */
function skippedDays(from: number, until: number, clock: TermClock): readonly TermLine[] {
  const lines: TermLine[] = []
  let weekends = 0
  for (let day = from; day <= until; day += 1) {
    const entry = calendarDay(fromEpochDay(day), clock.calendar)
    if (entry?.kind === 'worked') lines.push(worksOn(day, entry))
    else if (entry) lines.push(skipped(day, clock))
    else if (!isWorkingEpochDay(day, clock.calendar)) weekends += 1
  }
  if (weekends > 0) lines.push({ rule: 'skips-weekends', source: 'Labour Code', values: { days: weekends } })
  return lines
}

function skipped(day: number, { calendar }: TermClock): TermLine {
  const date = fromEpochDay(day)
  const entry = calendarDay(date, calendar)
  const on = date.toString()
  if (!entry || entry.kind === 'worked')
    return { rule: 'skips', source: 'Labour Code', values: { on, kind: 'weekend' } }
  const { kind, code } = entry
  const source = entry.act === undefined ? SOURCES[kind] : `act:${entry.act}`
  return { rule: 'skips', source, values: { on, kind, code, ...(entry.for === undefined ? {} : { for: entry.for }) } }
}

const SOURCES = {
  holiday: 'Law of 13 December 2001 No 267',
  'day-off': 'Law of 13 December 2001 No 267',
  substitute: 'Law of 13 December 2001 No 267, art. 5',
  transfer: 'Labour Code art. 85',
  worked: 'Labour Code art. 85',
} as const

function worksOn(day: number, { act, for: instead }: { readonly act?: string; readonly for?: string }): TermLine {
  const values = { on: fromEpochDay(day).toString(), ...(instead === undefined ? {} : { for: instead }) }
  return { rule: 'works-on', source: act === undefined ? SOURCES.worked : `act:${act}`, values }
}

function zoneChanges(from: Temporal.Instant, until: Temporal.Instant, clock: TermClock): readonly TermLine[] {
  const lines: TermLine[] = []
  const start = from.toZonedDateTimeISO(clock.timeZone)
  let before = start.offset
  for (
    let change = start.getTimeZoneTransition('next');
    change !== null && Temporal.Instant.compare(change.toInstant(), until) < 0;
    change = change.getTimeZoneTransition('next')
  ) {
    const on = dayOfChange(change, before)
    const act = clock.calendar.clockChanges.get(on)
    lines.push({
      rule: 'zone-change',
      source: act === undefined ? 'IANA time zone database' : `act:${act}`,
      values: { on, before, after: change.offset },
    })
    before = change.offset
  }
  return lines
}

/** A clock that goes back at midnight shows the evening before again; the law names the day that began. */
function dayOfChange(change: Temporal.ZonedDateTime, before: string): string {
  return change.toInstant().toZonedDateTimeISO(before).toPlainDate().toString()
}

function provisionalYears(from: number, until: number, { calendar }: TermClock): readonly TermLine[] {
  const lines: TermLine[] = []
  for (let year = fromEpochDay(from).year; year <= fromEpochDay(until).year; year += 1) {
    if (!calendar.provisionalYears.has(year)) continue
    lines.push({ rule: 'provisional', source: 'Labour Code art. 85', values: { year } })
  }
  return lines
}

function minuteOf(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute' })
}
