import type { ProductionCalendar } from './clock.ts'
import { firstDayOfYear, fromEpochDay, toEpochDay, weekdayOf } from './epoch-day.ts'

/** The calendar has no table for a year that a question is about; nobody may guess its holidays. */
export class CalendarGapError extends Error {
  override readonly name = 'CalendarGapError'
  readonly calendar: string
  readonly year: number

  constructor(calendar: string, year: number) {
    super(`calendar ${calendar} has no table for ${year}`)
    this.calendar = calendar
    this.year = year
  }
}

/** As `isWorkingDay`, for a day counted from 1970. */
export function isWorkingEpochDay(day: number, calendar: ProductionCalendar): boolean {
  const table = tableOf(calendar)
  return workedAt(table, day) === 1
}

export function nextWorkingEpochDay(from: number, calendar: ProductionCalendar): number {
  const table = tableOf(calendar)
  let day = from
  while (workedAt(table, day) === 0) day += 1
  return day
}

export function addWorkingEpochDays(from: number, amount: number, calendar: ProductionCalendar): number {
  const table = tableOf(calendar)
  let day = from
  for (let left = amount; left > 0;) {
    day += 1
    left -= workedAt(table, day)
  }
  return day
}

/** Working days from the start of the calendar up to and including `day`. */
export function workingDaysUpTo(day: number, calendar: ProductionCalendar): number {
  const table = tableOf(calendar)
  workedAt(table, day)
  return table.upTo[day - table.first] ?? 0
}

/** One flag a day and a running sum, from the first to the last year of a calendar. */
interface Table {
  readonly id: string
  readonly first: number
  /** 1 worked, 0 free, 2 in a year the calendar lacks. */
  readonly worked: Uint8Array
  readonly upTo: Uint32Array
}

/** A table follows from its calendar alone, so keeping it changes nothing but speed. */
const tables = new WeakMap<ProductionCalendar, Table>()
const LACKING = 2

function tableOf(calendar: ProductionCalendar): Table {
  const known = tables.get(calendar)
  if (known) return known
  const table = buildTable(calendar)
  tables.set(calendar, table)
  return table
}

function buildTable(calendar: ProductionCalendar): Table {
  const years = [...calendar.years].toSorted((a, b) => a - b)
  const first = firstDayOfYear(years[0] ?? 1970)
  const end = firstDayOfYear((years.at(-1) ?? 1969) + 1)
  const worked = new Uint8Array(end - first).fill(LACKING)
  for (const year of years) {
    const until = firstDayOfYear(year + 1)
    for (let day = firstDayOfYear(year); day < until; day += 1) {
      worked[day - first] = weekdayOf(day) <= calendar.week ? 1 : 0
    }
  }
  for (const [date, { kind }] of calendar.days) {
    const index = toEpochDay(Temporal.PlainDate.from(date)) - first
    if (worked[index] !== LACKING) worked[index] = kind === 'worked' ? 1 : 0
  }
  const upTo = new Uint32Array(worked.length)
  let sum = 0
  for (const [index, flag] of worked.entries()) {
    if (flag === 1) sum += 1
    upTo[index] = sum
  }
  return { id: calendar.id, first, worked, upTo }
}

function workedAt(table: Table, day: number): 0 | 1 {
  const flag = table.worked[day - table.first]
  if (flag === 0 || flag === 1) return flag
  throw new CalendarGapError(table.id, fromEpochDay(day).year)
}
