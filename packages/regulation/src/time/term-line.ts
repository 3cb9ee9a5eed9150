/**
 * One sentence of the explanation of a date, as data; casework's `explain` puts it into words.
 *
 * Dates in `values` are ISO dates (`on`, `from`, `until`), moments are ISO instants (`at`).
 */
export interface TermLine {
  readonly rule:
    /** `at`, `item`: the moment the term started. */
    | 'starts'
    /** `on`: the first day that counts. */
    | 'day-after'
    /** `at`: the term started outside working hours and counts from this opening. */
    | 'opens'
    /** `from`, `to`, `lunchFrom`, `lunchTo` as HH:MM: when hours and minutes run. */
    | 'hours'
    /** `amount`, `unit`, and the day `on` or moment `at` that the counting reaches. */
    | 'counts'
    /** `on` is not a working day; `kind`, `code`, `for`, `act` tell why. */
    | 'skips'
    /** `days` weekend days between `from` and `until` are not counted. */
    | 'skips-weekends'
    /** `on` is worked instead of `for`, by `act`. */
    | 'works-on'
    /** The last day moves from `from`, not a working day, to `on`. */
    | 'moves-on'
    /** `on`: the clocks changed from offset `before` to `after`, by `act`. */
    | 'zone-change'
    /** `year`: its calendar is computed by rule and not yet confirmed. */
    | 'provisional'
    /** `on`: the total term of the service ends before the term of this step. */
    | 'total-ends-first'
    /** No limit in the act; `amount`, `unit` and `on` or `at` of the total term, when one runs. */
    | 'unstated'
    /** `on`: the last day; the term runs out with it, at `at`. */
    | 'last-day'
    /** `at`: the moment the term runs out, for terms of hours and minutes. */
    | 'runs-out'
    /** `at`: what the term was for is done. */
    | 'stopped'
  /** The law behind the line, such as `Civil Code art. 175` or `item 5(3)`. */
  readonly source: string
  readonly values: Readonly<Record<string, string | number>>
}
