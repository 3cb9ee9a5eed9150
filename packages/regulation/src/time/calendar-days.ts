import type { Text } from '../text.ts'
import type { CalendarDay } from './clock.ts'
import { fromEpochDay, toEpochDay, weekdayOf } from './epoch-day.ts'

/** What a calendar file states; the table of days follows from it. */
export interface CalendarFacts {
  readonly id: string
  readonly years: { readonly from: number; readonly until: number }
  readonly provisional: readonly number[]
  readonly reasons: ReadonlyMap<string, Text>
  readonly acts: ReadonlyMap<string, Text>
  readonly holidays: readonly Holiday[]
  readonly moved: readonly MovedDay[]
  readonly clockChanges: readonly ClockChange[]
}

export interface Holiday {
  readonly reason: string
  /** Days of every year in force. */
  readonly days: readonly Temporal.PlainMonthDay[]
  /** Single dates, for holidays of another calendar. */
  readonly dates: readonly Temporal.PlainDate[]
  readonly from: number | undefined
  readonly until: number | undefined
  /** True when a later working day is free when the holiday meets a day off. */
  readonly madeUp: boolean
}

export interface MovedDay {
  readonly off: Temporal.PlainDate
  readonly worked: Temporal.PlainDate
  readonly act: string
}

export interface ClockChange {
  readonly on: Temporal.PlainDate
  readonly act: string
}

export type DayProblem = (
  code: 'outside-years' | 'already-free' | 'already-worked',
  list: 'holidays' | 'moved' | 'provisional',
  index: number,
  message: string,
) => void

/**
 * The days that are not as their weekday would have them, and the holidays, by ISO date.
 *
 * A holiday that meets a day off frees the first working day after it; several in a row free
 * days in a row. Days moved by an act come last, for an act may move such a freed day too.
 *
 * Source: Law of 13 December 2001 No 267, art. 5; Labour Code art. 85
 */
export function calendarDays(facts: CalendarFacts, week: 5 | 6, report: DayProblem): ReadonlyMap<string, CalendarDay> {
  const days = new Map<number, CalendarDay>()
  const madeUp = addHolidays(days, facts, report)
  for (const holiday of madeUp.toSorted((a, b) => a - b)) {
    if (weekdayOf(holiday) > week) addSubstitute(days, holiday, week)
  }
  addMoved(days, facts, week, report)
  for (const [index, year] of facts.provisional.entries()) {
    if (!covers(facts, year)) report('outside-years', 'provisional', index, outside(facts, String(year)))
  }
  return new Map(
    [...days]
      .toSorted(([a], [b]) => a - b)
      .map(([day, entry]): [string, CalendarDay] => [fromEpochDay(day).toString(), entry]),
  )
}

/** Enters the holidays; returns those that are made up for. */
function addHolidays(days: Map<number, CalendarDay>, facts: CalendarFacts, report: DayProblem): number[] {
  const madeUp: number[] = []
  for (const [index, holiday] of facts.holidays.entries()) {
    const dates = [...holiday.dates]
    const from = Math.max(holiday.from ?? facts.years.from, facts.years.from)
    const until = Math.min(holiday.until ?? facts.years.until, facts.years.until)
    for (let year = from; year <= until; year += 1) {
      for (const day of holiday.days) dates.push(day.toPlainDate({ year }))
    }
    for (const date of dates) {
      if (!covers(facts, date.year)) report('outside-years', 'holidays', index, outside(facts, date.toString()))
      const day = toEpochDay(date)
      if (days.get(day)?.kind === 'holiday') continue
      days.set(day, { kind: holiday.madeUp ? 'holiday' : 'day-off', code: holiday.reason })
      if (holiday.madeUp) madeUp.push(day)
    }
  }
  return madeUp
}

function addSubstitute(days: Map<number, CalendarDay>, holiday: number, week: 5 | 6): void {
  const code = days.get(holiday)?.code
  if (code === undefined) return
  let day = holiday + 1
  while (weekdayOf(day) > week || days.has(day)) day += 1
  days.set(day, { kind: 'substitute', code, for: fromEpochDay(holiday).toString() })
}

function addMoved(days: Map<number, CalendarDay>, facts: CalendarFacts, week: 5 | 6, report: DayProblem): void {
  const isFree = (day: number): boolean => {
    const entry = days.get(day)
    return entry ? entry.kind !== 'worked' : weekdayOf(day) > week
  }
  for (const [index, { off, worked, act }] of facts.moved.entries()) {
    for (const date of [off, worked]) {
      if (!covers(facts, date.year)) report('outside-years', 'moved', index, outside(facts, date.toString()))
    }
    if (!isFree(toEpochDay(worked))) {
      // In a six-day week a Saturday is worked anyway, so that its move gives nothing.
      if (week === 5) report('already-worked', 'moved', index, `${worked.toString()} is a working day already`)
      continue
    }
    if (isFree(toEpochDay(off))) {
      report('already-free', 'moved', index, `${off.toString()} is a day off already`)
      continue
    }
    days.set(toEpochDay(off), { kind: 'transfer', code: MOVED, for: worked.toString(), act })
    days.set(toEpochDay(worked), { kind: 'worked', code: MOVED, for: off.toString(), act })
  }
}

/** Code of the reason of moved days; a calendar file names it like any other reason. */
export const MOVED = 'moved'

function covers({ years }: CalendarFacts, year: number): boolean {
  return year >= years.from && year <= years.until
}

function outside({ years }: CalendarFacts, what: string): string {
  return `${what} is outside the years ${years.from}-${years.until} of this calendar`
}
