import type { WorkingHours } from '../model.ts'

/** Why a day is not as its weekday would have it. `transfer` is a day off given for a worked weekend day. */
export type DayKind = 'holiday' | 'day-off' | 'substitute' | 'transfer' | 'worked'

export interface CalendarDay {
  readonly kind: DayKind
  /** Code of the reason, such as `nauryz`; its names are in the calendar file. */
  readonly code: string
  /** The act that moved or set the day, where there is one. */
  readonly act?: string
}

/** Kazakhstan's production calendar of a five-day week, one entry for each day that differs from its weekday. */
export interface ProductionCalendar {
  readonly id: string
  /** Years the table covers; a question about another year throws `CalendarGapError`. */
  readonly years: ReadonlySet<number>
  /** Years computed by rule and not yet confirmed by the labour authority's order. */
  readonly provisionalYears: ReadonlySet<number>
  readonly days: ReadonlyMap<string, CalendarDay>
  readonly reasons: ReadonlyMap<string, import('../text.ts').Text>
}

/** All that counting a term needs beside the term itself. */
export interface TermClock {
  readonly timeZone: string
  readonly hours: WorkingHours
  readonly calendar: ProductionCalendar
}
