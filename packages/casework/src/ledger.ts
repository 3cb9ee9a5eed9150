import type { Limit, Locale, TermClock } from '@qyzmet/regulation'
import type { TermMark } from './commands.ts'

/** One line of the term ledger. `term` is `total` or a step's id; a step that opens again starts its term again. */
export type LedgerEntry =
  | {
      readonly type: 'started'
      readonly term: string
      readonly at: Temporal.Instant
      readonly limit: Limit | 'unstated'
      readonly item: string
    }
  | { readonly type: 'stopped'; readonly term: string; readonly at: Temporal.Instant; readonly item: string }
  | {
      readonly type: 'marked'
      readonly term: string
      readonly at: Temporal.Instant
      readonly mark: TermMark
      readonly item: string
    }

/** When a term ends, and why; derived, never stored as truth. */
export interface Due {
  readonly term: string
  /** First instant at which the term has run out. Absent when the act states no limit. */
  readonly at?: Temporal.Instant
  /** Last day of the term in the provider's zone, for terms counted in days. */
  readonly on?: Temporal.PlainDate
  readonly startedAt: Temporal.Instant
  readonly stoppedAt?: Temporal.Instant
  readonly lines: readonly TermLine[]
}

/** One sentence of an explanation, as data; `explain` puts it into words. */
export interface TermLine {
  readonly rule:
    | 'starts'
    | 'day-after'
    | 'counts'
    | 'skips'
    | 'works-on'
    | 'last-day'
    | 'moves-on'
    | 'hours'
    | 'unstated'
    | 'zone-change'
    | 'provisional'
    | 'stopped'
  /** The law behind the line, such as `Civil Code art. 175`. */
  readonly source: string
  readonly values: Readonly<Record<string, string | number>>
}

export type DueOf = (ledger: readonly LedgerEntry[], term: string, clock: TermClock) => Due | undefined
export type Explain = (line: TermLine, clock: TermClock, locale: Locale) => string
