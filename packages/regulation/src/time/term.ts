import type { Limit, LimitUnit } from '../model.ts'
import type { ProductionCalendar, TermClock } from './clock.ts'
import { addWorkingEpochDays, nextWorkingEpochDay } from './day-table.ts'
import { fromEpochDay, toEpochDay } from './epoch-day.ts'
import { localTime, startOfDay } from './local-time.ts'
import type { TermLine } from './term-line.ts'
import { linesOfDays, linesOfHours } from './term-lines.ts'
import { nextWorkingDay, previousWorkingDay } from './working-days.ts'
import { addWorkingTime, nextOpening } from './working-time.ts'

export type DayLimit = Limit & { readonly unit: 'working-day' | 'calendar-day' }

/** True for terms of whole days, false for terms that run inside working hours. */
export function isDayLimit(limit: Limit): limit is DayLimit {
  return limit.unit === 'working-day' || limit.unit === 'calendar-day'
}

/**
 * The last day on which the service provider may still act.
 *
 * Counting starts on the day after; a last day that is not a working day moves
 * to the next one.
 *
 * @param startedOn calendar date in the provider's zone
 * @throws {CalendarGapError} when `calendar` lacks a year the term ends in
 *
 * Source: APPC art. 76; Civil Code arts 173, 175
 */
export function lastDayOfTerm(
  startedOn: Temporal.PlainDate,
  limit: DayLimit,
  calendar: ProductionCalendar,
): Temporal.PlainDate {
  return nextWorkingDay(countedLastDay(startedOn, limit, calendar), calendar)
}

/**
 * The day the count reaches, before it moves on from a day off.
 *
 * @throws {CalendarGapError} when `calendar` lacks a year that working days are counted in
 *
 * Source: Civil Code arts 172, 173
 */
export function countedLastDay(
  startedOn: Temporal.PlainDate,
  limit: DayLimit,
  calendar: ProductionCalendar,
): Temporal.PlainDate {
  return fromEpochDay(countedEpochDay(toEpochDay(startedOn), limit, calendar))
}

function countedEpochDay(started: number, { amount, unit }: DayLimit, calendar: ProductionCalendar): number {
  if (!Number.isInteger(amount) || amount < 1) throw new RangeError(`days of a term: ${amount}`)
  return unit === 'calendar-day' ? started + amount : addWorkingEpochDays(started, amount, calendar)
}

/**
 * The last day on which the provider may hand a result to the centre, so that the
 * applicant gets it in time: one calendar day before the end that the count
 * reaches, moved back to a working day. A service due within one working day is
 * handed over on its last day.
 *
 * @throws {CalendarGapError} when `calendar` lacks a year on the way
 *
 * Source: Law on Public Services art. 5(2)(5)
 */
export function dayBeforeForCentre(
  startedOn: Temporal.PlainDate,
  limit: DayLimit,
  calendar: ProductionCalendar,
): Temporal.PlainDate {
  if (limit.amount === 1) return lastDayOfTerm(startedOn, limit, calendar)
  return previousWorkingDay(countedLastDay(startedOn, limit, calendar).subtract({ days: 1 }), calendar)
}

/** When a term runs out. */
export interface TermEnd {
  /** First instant at which the term has run out: the end of the last day, or the exact moment for hours. */
  readonly at: Temporal.Instant
  /** Last day in the provider's zone, for terms of days. */
  readonly on?: Temporal.PlainDate
  /** First instant that counts: the start of the day after for days, the opening or the start itself for hours. */
  readonly countsFrom: Temporal.Instant
}

/**
 * When a term that started at `startedAt` runs out.
 *
 * @throws {CalendarGapError} when the calendar lacks a year on the way
 *
 * Source: Civil Code arts 172, 173, 175, 176
 */
export function endOfTerm(limit: Limit, startedAt: Temporal.Instant, clock: TermClock): TermEnd {
  const { timeZone, calendar } = clock
  if (!isDayLimit(limit)) {
    return {
      at: addWorkingTime(startedAt, minutesOf(limit), clock),
      countsFrom: nextOpening(startedAt, clock),
    }
  }
  const started = localTime(startedAt, timeZone).day
  const last = nextWorkingEpochDay(countedEpochDay(started, limit, calendar), calendar)
  return {
    at: startOfDay(last + 1, timeZone),
    on: fromEpochDay(last),
    countsFrom: startOfDay(started + 1, timeZone),
  }
}

/**
 * As `endOfTerm`, with the lines that explain it, from the day after the start to the last day.
 *
 * @throws {CalendarGapError} when the calendar lacks a year on the way
 */
export function dueInstant(
  limit: Limit,
  startedAt: Temporal.Instant,
  clock: TermClock,
): TermEnd & { readonly lines: readonly TermLine[] } {
  const end = endOfTerm(limit, startedAt, clock)
  if (!isDayLimit(limit)) return { ...end, lines: linesOfHours(limit, startedAt, end, clock) }
  const counted = countedEpochDay(localTime(startedAt, clock.timeZone).day, limit, clock.calendar)
  return { ...end, lines: linesOfDays(limit, startedAt, fromEpochDay(counted), end, clock) }
}

function minutesOf({ amount, unit }: Limit): number {
  const minutes = MINUTES.get(unit)
  if (minutes === undefined) throw new RangeError(`a term of ${unit}s has no minutes: a day is not 24 hours`)
  return amount * minutes
}

const MINUTES: ReadonlyMap<LimitUnit, number> = new Map([
  ['second', 1 / 60],
  ['minute', 1],
  ['hour', 60],
])
