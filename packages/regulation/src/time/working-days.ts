import type { CalendarDay, ProductionCalendar } from './clock.ts'
import { addWorkingEpochDays, isWorkingEpochDay, nextWorkingEpochDay, workingDaysUpTo } from './day-table.ts'
import { fromEpochDay, toEpochDay } from './epoch-day.ts'

export { CalendarGapError } from './day-table.ts'

/**
 * True when a body that keeps this calendar works on `date`.
 *
 * @throws {CalendarGapError} when the calendar lacks the year
 *
 * Source: Law of 13 December 2001 No 267, art. 5; Labour Code art. 85
 */
export function isWorkingDay(date: Temporal.PlainDate, calendar: ProductionCalendar): boolean {
  return isWorkingEpochDay(toEpochDay(date), calendar)
}

/**
 * `date` itself when it is a working day, otherwise the first working day after it.
 *
 * @throws {CalendarGapError} when the calendar lacks a year on the way
 */
export function nextWorkingDay(date: Temporal.PlainDate, calendar: ProductionCalendar): Temporal.PlainDate {
  return fromEpochDay(nextWorkingEpochDay(toEpochDay(date), calendar))
}

/**
 * `date` itself when it is a working day, otherwise the last working day before it.
 *
 * @throws {CalendarGapError} when the calendar lacks a year on the way
 */
export function previousWorkingDay(date: Temporal.PlainDate, calendar: ProductionCalendar): Temporal.PlainDate {
  let day = toEpochDay(date)
  while (!isWorkingEpochDay(day, calendar)) day -= 1
  return fromEpochDay(day)
}

/**
 * The working day number `amount` after `date`; `date` itself is never counted.
 *
 * @param amount whole, at least 1
 * @throws {CalendarGapError} when the calendar lacks a year on the way
 */
export function addWorkingDays(
  date: Temporal.PlainDate,
  amount: number,
  calendar: ProductionCalendar,
): Temporal.PlainDate {
  if (!Number.isInteger(amount) || amount < 1) throw new RangeError(`working days to add: ${amount}`)
  return fromEpochDay(addWorkingEpochDays(toEpochDay(date), amount, calendar))
}

/**
 * How many working days lie after `from`, up to and including `until`; negative when `until` is earlier.
 *
 * @throws {CalendarGapError} when the calendar lacks a year on the way
 */
export function workingDaysBetween(
  from: Temporal.PlainDate,
  until: Temporal.PlainDate,
  calendar: ProductionCalendar,
): number {
  return workingDaysUpTo(toEpochDay(until), calendar) - workingDaysUpTo(toEpochDay(from), calendar)
}

/** Why `date` is not as its weekday would have it; undefined for an ordinary working day or weekend. */
export function calendarDay(date: Temporal.PlainDate, calendar: ProductionCalendar): CalendarDay | undefined {
  return calendar.days.get(date.toString())
}
