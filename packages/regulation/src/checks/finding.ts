import type { Spot } from '../language/diagnostic.ts'
import type { Path } from '../language/source-file.ts'
import type { AcceptedFinding, Limit, Regulation } from '../model.ts'
import type { Text } from '../text.ts'
import type { ProductionCalendar } from '../time/clock.ts'
import type { FindingCode } from './codes.ts'
import type { Law } from './law.ts'

/** What a finding's sentence is told with: names in three languages, numbers, and words that are the same in all. */
export type FindingParameters = Readonly<Record<string, Text | string | number>>

/** One choice of a case: the step, and how it ended. */
export interface Move {
  readonly step: string
  readonly outcome: string
}

/** A step of a case in the calendar, when everybody takes as long as the act lets them. */
export interface DatedStep {
  readonly step: string
  readonly limit: Limit
  /** The day from which the limit counts, and the day on which it ends. */
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  /** The time of day at which a limit of hours or minutes ends. */
  readonly until?: Temporal.PlainTime
  /** The day off on which the count would have ended, and why it is one. */
  readonly moved?: { readonly from: Temporal.PlainDate; readonly because: Text }
}

/** A case in the calendar that ends too late. */
export interface DatedCase {
  readonly startedOn: Temporal.PlainDate
  /** From this time of the day on; absent when the time does not matter. */
  readonly startedAt?: Temporal.PlainTime
  readonly steps: readonly DatedStep[]
  readonly endsOn: Temporal.PlainDate
  readonly lastDay: Temporal.PlainDate
  /** How many of the days on which a case may start in the period end too late. */
  readonly lateStarts: number
  readonly starts: number
}

/** A case that shows the finding: what is chosen at each step, and the days where days decide. */
export interface CounterExample {
  readonly channel: string
  readonly moves: readonly Move[]
  readonly days?: DatedCase
  /** The case of the other channel, where two channels are compared. */
  readonly beside?: { readonly channel: string; readonly moves: readonly Move[] }
}

/** What a rule found: before its place, its sentence and its acceptance are looked up. */
export interface Found {
  readonly code: FindingCode
  /** The file and the place in it. */
  readonly file: 'main' | 'act' | 'standard'
  readonly path: Path
  readonly at?: 'key' | 'value'
  readonly parameters: FindingParameters
  readonly channel?: string
  readonly step?: string
  /** Items of the act that the finding is about. */
  readonly items: readonly string[]
  readonly example?: CounterExample
}

/** What a rule looks at. */
export interface Subject {
  readonly regulation: Regulation
  readonly calendar: ProductionCalendar | undefined
  readonly law: Law
  /** Other editions of the same regulation, with this one, by the day they begin. */
  readonly editions: readonly Regulation[]
  /** True when something is written at a place of the regulation's file. */
  readonly isWritten: (path: Path) => boolean
}

/** One thing that is proven of a regulation; it returns the cases in which it does not hold. */
export type Rule = (subject: Subject) => readonly Found[]

/** A finding about an act: what does not hold, where it is written, and a case that shows it. */
export interface Finding extends Spot {
  readonly code: FindingCode
  readonly severity: 'error' | 'warning'
  /** Id of the regulation. */
  readonly regulation: string
  readonly channel?: string
  readonly step?: string
  readonly items: readonly string[]
  /** What is wrong and what puts it right, in three languages. */
  readonly message: Text
  readonly example?: CounterExample
  /** The entry of the file that answers the finding. */
  readonly accepted?: AcceptedFinding
}
