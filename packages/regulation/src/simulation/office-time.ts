import type { Limit } from '../model.ts'
import type { TermClock } from '../time/clock.ts'
import { isWorkingEpochDay, CalendarGapError } from '../time/day-table.ts'

export const MINUTES_PER_DAY = 1440

/**
 * The calendar of a body as tables, for counting millions of terms. Moments are minutes of the body's own clocks since
 * midnight of the first day; a change of the zone's offset is passed over, since work and terms follow the clock on the wall.
 */
export interface OfficeTime {
  /** Days from 1970 to the first day of the tables. */
  readonly firstDay: number
  readonly days: number
  /** Working minutes in one working day. */
  readonly minutesPerDay: number
  readonly isWorkingDay: (day: number) => boolean
  /** Working minutes that have passed up to a moment. */
  readonly workedAt: (minute: number) => number
  /** The first moment at which so many working minutes have passed. */
  readonly momentOf: (worked: number) => number
  /** The first working day on or after this one. */
  readonly nextWorkingDay: (day: number) => number
  /** The first moment at which a limit that started at `minute` has run out; as `endOfTerm`. */
  readonly dueOf: (limit: Limit, minute: number) => number
}

/**
 * @param firstDay days from 1970
 * @param lastDay days from 1970; the calendar has to have a table for every year between
 * @throws {CalendarGapError} when it lacks one, or when a question leads past the last day
 *
 * Source: Civil Code arts 172, 173, 175, 176
 */
export function officeTime(clock: TermClock, firstDay: number, lastDay: number): OfficeTime {
  const { calendar, hours } = clock
  const minuteOf = (time: Temporal.PlainTime): number => time.hour * 60 + time.minute + time.second / 60
  const windows =
    hours.lunchFrom && hours.lunchTo
      ? [
          [minuteOf(hours.from), minuteOf(hours.lunchFrom)],
          [minuteOf(hours.lunchTo), minuteOf(hours.to)],
        ]
      : [[minuteOf(hours.from), minuteOf(hours.to)]]
  const spans = windows.map(([from = 0, to = 0]) => ({ from, to }))
  const minutesPerDay = spans.reduce((sum, { from, to }) => sum + to - from, 0)

  const days = lastDay - firstDay + 1
  /** Working days before each day. */
  const before = new Uint32Array(days + 1)
  /** The first working day on or after each day. */
  const next = new Uint32Array(days)
  const workingDays: number[] = []
  for (let day = 0; day < days; day += 1) {
    before[day] = workingDays.length
    if (isWorkingEpochDay(firstDay + day, calendar)) workingDays.push(day)
  }
  before[days] = workingDays.length
  for (let day = days - 1, following = days; day >= 0; day -= 1) {
    if ((before[day + 1] ?? 0) > (before[day] ?? 0)) following = day
    next[day] = following
  }

  const gap = (): never => {
    throw new CalendarGapError(calendar.id, Temporal.PlainDate.from('1970-01-01').add({ days: lastDay + 1 }).year)
  }
  const beforeDay = (day: number): number => before[day] ?? gap()
  const isWorkingDay = (day: number): boolean => beforeDay(day + 1) > beforeDay(day)
  const nextWorkingDay = (day: number): number => {
    const found = next[day] ?? days
    return found < days ? found : gap()
  }
  const workedBy = (minuteOfDay: number): number => {
    let sum = 0
    for (const { from, to } of spans) sum += Math.min(Math.max(minuteOfDay - from, 0), to - from)
    return sum
  }
  const clockAt = (worked: number): number => {
    let left = worked
    for (const { from, to } of spans) {
      if (left <= to - from) return from + left
      left -= to - from
    }
    return spans.at(-1)?.to ?? 0
  }

  const workedAt = (minute: number): number => {
    const day = Math.floor(minute / MINUTES_PER_DAY)
    const full = beforeDay(day) * minutesPerDay
    return isWorkingDay(day) ? full + workedBy(minute - day * MINUTES_PER_DAY) : full
  }
  const momentOf = (worked: number): number => {
    if (worked <= 0) return 0
    const index = Math.ceil(worked / minutesPerDay) - 1
    const day = workingDays[index] ?? gap()
    return day * MINUTES_PER_DAY + clockAt(worked - index * minutesPerDay)
  }
  const dueOf = ({ amount, unit }: Limit, minute: number): number => {
    const day = Math.floor(minute / MINUTES_PER_DAY)
    switch (unit) {
      case 'calendar-day':
        return (nextWorkingDay(day + amount) + 1) * MINUTES_PER_DAY
      case 'working-day':
        return ((workingDays[beforeDay(day + 1) + amount - 1] ?? gap()) + 1) * MINUTES_PER_DAY
      case 'second':
        return momentOf(workedAt(minute) + amount / 60)
      case 'minute':
        return momentOf(workedAt(minute) + amount)
      case 'hour':
        return momentOf(workedAt(minute) + amount * 60)
    }
  }
  return { firstDay, days, minutesPerDay, isWorkingDay, workedAt, momentOf, nextWorkingDay, dueOf }
}
