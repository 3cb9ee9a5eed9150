import type { LimitUnit } from '../model.ts'
import type { DayKind } from './clock.ts'

/**
 * One sentence of the explanation of a date, as data; casework's `explain` puts it into words.
 *
 * Dates in `values` are ISO dates (`on`, `from`, `until`), moments are ISO instants (`at`).
 */
export type TermLine = {
  /** The law behind the line, such as `Civil Code art. 175` or `item 5(3)`; `act:` and a code for acts of the calendar. */
  readonly source: string
} & (
  | { readonly rule: 'starts'; readonly values: { readonly at: string; readonly item: string } }
  /** The first day that counts. */
  | { readonly rule: 'day-after'; readonly values: { readonly on: string } }
  /** When hours and minutes run, as HH:MM. */
  | {
      readonly rule: 'hours'
      readonly values: {
        readonly from: string
        readonly to: string
        readonly lunch?: { readonly from: string; readonly to: string }
      }
    }
  /** The term started outside working hours and counts from this opening. */
  | { readonly rule: 'opens'; readonly values: { readonly at: string } }
  /** The day the count reaches. */
  | {
      readonly rule: 'counts'
      readonly values: { readonly amount: number; readonly unit: LimitUnit; readonly on: string }
    }
  /** A day that is not a working day, and why; `for` is the other half of a substitute or moved pair. */
  | {
      readonly rule: 'skips'
      readonly values: {
        readonly on: string
        readonly kind: Exclude<DayKind, 'worked'> | 'weekend'
        readonly code?: string
        readonly for?: string
      }
    }
  /** Ordinary weekend days on the way that are not counted. */
  | { readonly rule: 'skips-weekends'; readonly values: { readonly days: number } }
  /** A weekend day worked instead of `for`. */
  | { readonly rule: 'works-on'; readonly values: { readonly on: string; readonly for?: string } }
  /** The last day moves from a day off to the next working day. */
  | { readonly rule: 'moves-on'; readonly values: { readonly from: string; readonly on: string } }
  /** The clocks changed from one offset to another. */
  | {
      readonly rule: 'zone-change'
      readonly values: { readonly on: string; readonly before: string; readonly after: string }
    }
  /** A year whose calendar is computed by rule and not yet confirmed. */
  | { readonly rule: 'provisional'; readonly values: { readonly year: number } }
  /** The total term of the service ends before the term of this step. */
  | { readonly rule: 'total-ends-first'; readonly values: { readonly at: string; readonly on?: string } }
  /** The act states no limit; the total term that bounds the step, when one runs. */
  | {
      readonly rule: 'unstated'
      readonly values: {
        readonly total?: {
          readonly amount: number
          readonly unit: LimitUnit
          readonly at: string
          readonly on?: string
        }
      }
    }
  /** The last day; the term runs out with it, at `at`. */
  | { readonly rule: 'last-day'; readonly values: { readonly on: string; readonly at: string } }
  /** The moment at which a term of hours or minutes runs out. */
  | {
      readonly rule: 'runs-out'
      readonly values: { readonly amount: number; readonly unit: LimitUnit; readonly at: string }
    }
  /** What the term was for is done. */
  | { readonly rule: 'stopped'; readonly values: { readonly at: string } }
)
