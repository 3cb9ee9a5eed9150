import { fromEpochDay } from './epoch-day.ts'

/** What the clocks of a zone show: the day counted from 1970, and the milliseconds since its midnight. */
export interface LocalTime {
  readonly day: number
  readonly ms: number
}

/** Local time of an instant; a started millisecond counts as a whole one, so that nobody loses it. */
export function localTime(instant: Temporal.Instant, timeZone: string): LocalTime {
  const offsetMs = instant.toZonedDateTimeISO(timeZone).offsetNanoseconds / NS_PER_MS
  const isWhole = instant.epochNanoseconds % 1_000_000n === 0n
  const ms = instant.epochMilliseconds + offsetMs + (isWhole ? 0 : 1)
  const day = Math.floor(ms / MS_PER_DAY)
  return { day, ms: ms - day * MS_PER_DAY }
}

/** The instant at which the clocks of a zone show `ms` milliseconds after midnight; an hour shown twice is its first. */
export function instantOf(day: number, ms: number, timeZone: string): Temporal.Instant {
  const { year, month, day: dayOfMonth } = fromEpochDay(day)
  const [hour, minute] = [Math.floor(ms / MS_PER_HOUR), Math.floor((ms % MS_PER_HOUR) / MS_PER_MINUTE)]
  const [second, milli] = [Math.floor((ms % MS_PER_MINUTE) / 1000), ms % 1000]
  return new Temporal.PlainDateTime(year, month, dayOfMonth, hour, minute, second, milli)
    .toZonedDateTime(timeZone)
    .toInstant()
}

/** The first instant of a local day. */
export function startOfDay(day: number, timeZone: string): Temporal.Instant {
  return fromEpochDay(day).toZonedDateTime(timeZone).toInstant()
}

const NS_PER_MS = 1_000_000
const MS_PER_MINUTE = 60_000
const MS_PER_HOUR = 60 * MS_PER_MINUTE
const MS_PER_DAY = 24 * MS_PER_HOUR
