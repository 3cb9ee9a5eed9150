import type { Limit, Regulation } from '../model.ts'
import type { Text } from '../text.ts'
import type { ProductionCalendar } from '../time/clock.ts'
import { addWorkingEpochDays, isWorkingEpochDay, nextWorkingEpochDay } from '../time/day-table.ts'
import { firstDayOfYear, fromEpochDay, toEpochDay } from '../time/epoch-day.ts'
import type { LocalTime } from '../time/local-time.ts'
import { isDayLimit } from '../time/term.ts'
import { addWorkingLocal, workingDayOf } from '../time/working-time.ts'
import type { WorkingDay } from '../time/working-time.ts'
import type { DatedCase, DatedStep } from './finding.ts'
import type { TimedStep, TimedWay } from './worst-case.ts'

/** What a way is held against, and in which days. */
export interface Search {
  readonly regulation: Regulation
  readonly calendar: ProductionCalendar
  /** The total term of the standard. */
  readonly total: Limit
  /** True when the result must be at the centre a day before the term ends. */
  readonly dayBefore: boolean
  /** True when a case may begin on any day and at any hour, as on a portal. */
  readonly atAnyTime: boolean
  /** Which of the late cases is told: the latest, or the one in which the fewest days are moved. */
  readonly tell: 'latest' | 'plainest'
}

/** The way that ends too late by most, with the day on which the case begins. */
export interface Late {
  readonly way: TimedWay
  readonly days: DatedCase
}

const MS_PER_MINUTE = 60_000
const MINUTES_OF_DAY = 24 * 60
/** Days kept free at the end of the calendar, so that every case ends inside it. */
const MARGIN = 200

/**
 * Looks for a case that ends too late though everybody keeps their limit: every way, on every day of the edition's
 * period on which a case may begin. Of the minutes of a day only the last has to be looked at, since a case that
 * begins later never ends earlier; the first minute that is too late is found afterwards by halving.
 */
export function findLate(ways: readonly TimedWay[], search: Search): Late | undefined {
  const day = workingDayOf(search.regulation.provider.hours)
  const starts = startDays(search)
  const lastMinute = search.atAnyTime ? MINUTES_OF_DAY - 1 : closing(day) / MS_PER_MINUTE
  const lasts = starts.map((start) => lastDayFor(start, search))
  let worst: { readonly way: TimedWay; readonly start: number; readonly rank: number } | undefined
  const late = new Set<number>()
  for (const way of ways) {
    for (const [index, start] of starts.entries()) {
      const last = lasts[index] ?? start
      const end = endOfWay(way.timed, { day: start, ms: lastMinute * MS_PER_MINUTE }, day, search.calendar)
      const by = end.day - last
      if (by <= 0) continue
      late.add(start)
      const rank = search.tell === 'latest' ? by : -movesOf(way.timed, start, lastMinute, day, search.calendar)
      if (worst === undefined || rank > worst.rank) worst = { way, start, rank }
    }
  }
  if (worst === undefined) return undefined
  const { way, start } = worst
  const last = lastDayFor(start, search)
  const minute = firstLateMinute(way.timed, start, last, lastMinute, day, search.calendar)
  const dated = datedSteps(way.timed, { day: start, ms: minute * MS_PER_MINUTE }, day, search.calendar)
  return {
    way,
    days: {
      startedOn: fromEpochDay(start),
      ...(minute === 0
        ? {}
        : { startedAt: Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 }) }),
      steps: dated,
      endsOn: dated.at(-1)?.to ?? fromEpochDay(start),
      lastDay: fromEpochDay(last),
      lateStarts: late.size,
      starts: starts.length,
    },
  }
}

/** The days of the edition's period on which a case may begin, as far as the calendar reaches. */
function startDays({ regulation, calendar, atAnyTime }: Search): readonly number[] {
  const { from, until } = regulation.edition.period
  const years = [...calendar.years].toSorted((a, b) => a - b)
  const first = Math.max(toEpochDay(from), firstDayOfYear(years[0] ?? 1970))
  const end = Math.min(
    until === undefined ? Number.POSITIVE_INFINITY : toEpochDay(until),
    firstDayOfYear((years.at(-1) ?? 1969) + 1) - MARGIN,
  )
  const days: number[] = []
  for (let day = first; day < end; day += 1) {
    if (atAnyTime || isWorkingEpochDay(day, calendar)) days.push(day)
  }
  return days
}

/**
 * The last day on which the result is in time.
 *
 * Source: Law on Public Services art. 5.2(5); Civil Code arts 173, 175
 */
function lastDayFor(start: number, { total, dayBefore, calendar }: Search): number {
  if (!isDayLimit(total)) return start
  const counted =
    total.unit === 'calendar-day' ? start + total.amount : addWorkingEpochDays(start, total.amount, calendar)
  if (!dayBefore || total.amount === 1) return nextWorkingEpochDay(counted, calendar)
  let day = counted - 1
  while (!isWorkingEpochDay(day, calendar)) day -= 1
  return day
}

/** When the last of several steps is done, each of them beginning when the one before has used up its limit. */
export function endOfWay(
  steps: readonly TimedStep[],
  start: LocalTime,
  day: WorkingDay,
  calendar: ProductionCalendar,
): LocalTime {
  let now = start
  for (const { limit } of steps) now = endOfLimit(limit, now, day, calendar)
  return now
}

/** When a limit that began at `start` is used up: a limit of days at closing time of its last day. */
function endOfLimit(limit: Limit, start: LocalTime, day: WorkingDay, calendar: ProductionCalendar): LocalTime {
  if (!isDayLimit(limit)) return addWorkingLocal(start, msOf(limit), day, calendar)
  return { day: nextWorkingEpochDay(countedDay(limit, start.day, calendar), calendar), ms: closing(day) }
}

function countedDay({ amount, unit }: Limit, from: number, calendar: ProductionCalendar): number {
  return unit === 'calendar-day' ? from + amount : addWorkingEpochDays(from, amount, calendar)
}

function firstLateMinute(
  steps: readonly TimedStep[],
  start: number,
  last: number,
  lastMinute: number,
  day: WorkingDay,
  calendar: ProductionCalendar,
): number {
  let [inTime, late] = [-1, lastMinute]
  while (late - inTime > 1) {
    const middle = Math.floor((inTime + late) / 2)
    const isLate = endOfWay(steps, { day: start, ms: middle * MS_PER_MINUTE }, day, calendar).day > last
    if (isLate) late = middle
    else inTime = middle
  }
  return late
}

/** How often the end of a step moves from a day off. */
function movesOf(
  steps: readonly TimedStep[],
  start: number,
  minute: number,
  day: WorkingDay,
  calendar: ProductionCalendar,
): number {
  let now = { day: start, ms: minute * MS_PER_MINUTE }
  let moves = 0
  for (const { limit } of steps) {
    const counted = isDayLimit(limit) ? countedDay(limit, now.day, calendar) : undefined
    now = endOfLimit(limit, now, day, calendar)
    if (counted !== undefined && counted !== now.day) moves += 1
  }
  return moves
}

function datedSteps(
  steps: readonly TimedStep[],
  start: LocalTime,
  day: WorkingDay,
  calendar: ProductionCalendar,
): readonly DatedStep[] {
  let now = start
  return steps.map(({ step, limit }) => {
    const end = endOfLimit(limit, now, day, calendar)
    const counted = isDayLimit(limit) ? countedDay(limit, now.day, calendar) : end.day
    const dated: DatedStep = {
      step,
      limit,
      from: fromEpochDay(now.day),
      to: fromEpochDay(end.day),
      ...(isDayLimit(limit) ? {} : { until: timeOf(end.ms) }),
      ...(counted === end.day
        ? {}
        : { moved: { from: fromEpochDay(counted), because: whyFree(fromEpochDay(counted), calendar) } }),
    }
    now = end
    return dated
  })
}

const WEEKEND: Text = { kk: 'демалыс күні', ru: 'выходной', en: 'weekend' }

/** Why a day is not worked: the name of the holiday or of the moved day off, or that it is a weekend. */
export function whyFree(date: Temporal.PlainDate, calendar: ProductionCalendar): Text {
  const entry = calendar.days.get(date.toString())
  return (entry === undefined ? undefined : calendar.reasons.get(entry.code)) ?? WEEKEND
}

function closing({ windows }: WorkingDay): number {
  return windows.at(-1)?.to ?? 0
}

function timeOf(ms: number): Temporal.PlainTime {
  const minutes = Math.floor(ms / MS_PER_MINUTE)
  return Temporal.PlainTime.from({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
}

function msOf({ amount, unit }: Limit): number {
  return amount * (unit === 'second' ? 1000 : unit === 'minute' ? MS_PER_MINUTE : 60 * MS_PER_MINUTE)
}
