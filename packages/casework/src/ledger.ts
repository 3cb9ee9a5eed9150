import type { Limit, TermLine } from '@qyzmet/regulation'
import type { TermMark } from './commands.ts'

/** The term of the whole service, beside the terms of the steps. */
export const TOTAL_TERM = 'total'

/** One line of the term ledger. `term` is `TOTAL_TERM` or a step's id; a step that opens again starts its term again. */
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
  /** First instant that counts: opening of the day after for days, the start itself for hours. */
  readonly countsFrom: Temporal.Instant
  readonly stoppedAt?: Temporal.Instant
  /** When each mark of the term falls, earliest first; empty when the act states no limit. */
  readonly marks: readonly { readonly mark: TermMark; readonly at: Temporal.Instant }[]
  readonly lines: readonly TermLine[]
}
