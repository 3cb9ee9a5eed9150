import type { Regulation, WorkingHours } from '../model.ts'
import type { Text } from '../text.ts'

/** Why a day is not as its weekday would have it. `transfer` is a day off given for a worked weekend day. */
export type DayKind = 'holiday' | 'day-off' | 'substitute' | 'transfer' | 'worked'

export interface CalendarDay {
  readonly kind: DayKind
  /** Code of the reason, such as `nauryz`; its names are in the calendar file. */
  readonly code: string
  /** ISO date of the holiday a `substitute` stands for, or of the other half of a moved pair. */
  readonly for?: string
  /** Code of the act that moved or set the day, where there is one; its names are in `acts`. */
  readonly act?: string
}

/** Kazakhstan's production calendar: one entry for each day that is not as its weekday would have it, and for each holiday. */
export interface ProductionCalendar {
  readonly id: string
  /** Working days of a week without holidays: five leave Saturday and Sunday free, six leave Sunday. */
  readonly week: 5 | 6
  /** Years the table covers; a question about another year throws `CalendarGapError`. */
  readonly years: ReadonlySet<number>
  /** Years computed by rule and not yet confirmed by the labour authority's order. */
  readonly provisionalYears: ReadonlySet<number>
  /** Key: ISO date. */
  readonly days: ReadonlyMap<string, CalendarDay>
  /** Names of the reasons of days, by code. */
  readonly reasons: ReadonlyMap<string, Text>
  /** Names of the acts that moved days or the clock, by code. */
  readonly acts: ReadonlyMap<string, Text>
  /** Days on which the country's clocks changed (ISO date), with the code of the act that changed them. */
  readonly clockChanges: ReadonlyMap<string, string>
}

/** All that counting a term needs beside the term itself. */
export interface TermClock {
  readonly timeZone: string
  readonly hours: WorkingHours
  readonly calendar: ProductionCalendar
  /** What the act that sets the hours is called, by its short name; without it the short name is shown. */
  readonly actTitles?: ReadonlyMap<string, Text>
}

/** The clock by which the terms of a regulation run. */
export function termClockOf(regulation: Regulation, calendar: ProductionCalendar): TermClock {
  const { timeZone, provider, actTitles } = regulation
  return { timeZone, hours: provider.hours, calendar, actTitles }
}
