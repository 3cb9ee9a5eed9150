import type { WorkingHours } from '../model.ts'
import type { ProductionCalendar, TermClock } from './clock.ts'
import type { LocalTime } from './local-time.ts'
import { instantOf, localTime } from './local-time.ts'
import { isWorkingEpochDay, workingDaysUpTo } from './day-table.ts'

/**
 * The moment at which `minutes` of working time have passed after `start`.
 *
 * Working time is what lies inside the hours of the body on its working days,
 * without lunch, by the local clock of its zone; whole milliseconds are counted.
 * Time that is used up exactly at closing or at lunch ends there, not at the
 * next opening. Zero minutes end at `start`, also at night.
 *
 * @param minutes not negative; may have a fraction, as half a minute has
 * @throws {CalendarGapError} when the calendar lacks a year on the way
 *
 * Source: Civil Code arts 172, 176 (hours of the organisation); the acts say nothing on minutes past closing time
 */
export function addWorkingTime(start: Temporal.Instant, minutes: number, clock: TermClock): Temporal.Instant {
  if (!(minutes >= 0)) throw new RangeError(`working minutes to add: ${minutes}`)
  return addWorkingMs(start, Math.round(minutes * MS_PER_MINUTE), clock)
}

/** As `addWorkingTime`, in whole milliseconds. */
export function addWorkingMs(start: Temporal.Instant, ms: number, clock: TermClock): Temporal.Instant {
  if (ms === 0) return start
  const end = addWorkingLocal(localTime(start, clock.timeZone), ms, workingDayOf(clock.hours), clock.calendar)
  return instantOf(end.day, end.ms, clock.timeZone)
}

/** As `addWorkingMs`, by the local clock alone; `ms` is above 0. */
export function addWorkingLocal(
  start: LocalTime,
  ms: number,
  day: WorkingDay,
  calendar: ProductionCalendar,
): LocalTime {
  // Counted from the opening of today, so that what already passed today is added to what is to pass.
  let left = ms + (isWorkingEpochDay(start.day, calendar) ? workedBy(day, start.ms) : 0)
  for (let at = start.day; ; at += 1) {
    if (!isWorkingEpochDay(at, calendar)) continue
    if (left <= day.total) return { day: at, ms: clockAt(day, left) }
    left -= day.total
  }
}

/**
 * Milliseconds of working time from `from` until `until`; negative when `until` is earlier.
 *
 * @throws {CalendarGapError} when the calendar lacks the year of either
 */
export function workingMsBetween(from: Temporal.Instant, until: Temporal.Instant, clock: TermClock): number {
  return workedUpTo(until, clock) - workedUpTo(from, clock)
}

/**
 * The first moment at or after `instant` at which the body works.
 *
 * @throws {CalendarGapError} when the calendar lacks a year on the way
 */
export function nextOpening(instant: Temporal.Instant, clock: TermClock): Temporal.Instant {
  const day = workingDayOf(clock.hours)
  const local = localTime(instant, clock.timeZone)
  if (isWorkingEpochDay(local.day, clock.calendar)) {
    for (const { from, to } of day.windows) {
      if (local.ms < from) return instantOf(local.day, from, clock.timeZone)
      if (local.ms < to) return instant
    }
  }
  let at = local.day + 1
  while (!isWorkingEpochDay(at, clock.calendar)) at += 1
  return instantOf(at, day.windows[0]?.from ?? 0, clock.timeZone)
}

const MS_PER_MINUTE = 60_000

/** The working windows of one day, in milliseconds of the local clock. */
export interface WorkingDay {
  readonly windows: readonly { readonly from: number; readonly to: number }[]
  readonly total: number
}

export function workingDayOf(hours: WorkingHours): WorkingDay {
  const [from, to] = [msOf(hours.from), msOf(hours.to)]
  const windows =
    hours.lunchFrom && hours.lunchTo
      ? [
          { from, to: msOf(hours.lunchFrom) },
          { from: msOf(hours.lunchTo), to },
        ]
      : [{ from, to }]
  const total = windows.reduce((sum, window) => sum + (window.to - window.from), 0)
  if (windows.some((window) => window.to < window.from) || total <= 0) {
    throw new RangeError(`working hours from ${hours.from.toString()} to ${hours.to.toString()} hold no working time`)
  }
  return { windows, total }
}

function msOf(time: Temporal.PlainTime): number {
  return ((time.hour * 60 + time.minute) * 60 + time.second) * 1000 + time.millisecond
}

/** Working time of a day that has passed when the local clock shows `ms`. */
function workedBy(day: WorkingDay, ms: number): number {
  let sum = 0
  for (const { from, to } of day.windows) sum += Math.min(Math.max(ms - from, 0), to - from)
  return sum
}

/** What the local clock shows when `worked` (above 0) of a day's working time has passed. */
function clockAt(day: WorkingDay, worked: number): number {
  let left = worked
  for (const { from, to } of day.windows) {
    if (left <= to - from) return from + left
    left -= to - from
  }
  return day.windows.at(-1)?.to ?? 0
}

function workedUpTo(instant: Temporal.Instant, clock: TermClock): number {
  const day = workingDayOf(clock.hours)
  const local = localTime(instant, clock.timeZone)
  const before = workingDaysUpTo(local.day, clock.calendar)
  if (!isWorkingEpochDay(local.day, clock.calendar)) return before * day.total
  return (before - 1) * day.total + workedBy(day, local.ms)
}
