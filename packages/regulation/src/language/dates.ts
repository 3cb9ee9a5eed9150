import type { Period } from '../model.ts'
import type { Place } from './report.ts'

/** Put in for a day that does not exist, so that the rest can still be checked; never leaves the compiler. */
const NO_DAY = Temporal.PlainDate.from('0001-01-01')

/** A date as written, year first. The schema has checked the digits; this finds 30 February. */
export function compileDate(written: string, place: Place): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(written, { overflow: 'reject' })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    place.fault('impossible-date', { value: written })
    return NO_DAY
  }
}

/** `until` is the first day on which the edition no longer applies. */
export function compilePeriod(written: { readonly from: string; readonly until?: string }, place: Place): Period {
  const from = compileDate(written.from, place.under('from'))
  if (written.until === undefined) return { from }
  const until = compileDate(written.until, place.under('until'))
  if (Temporal.PlainDate.compare(from, until) >= 0) {
    place.under('until').fault('period-empty', { from: written.from, until: written.until })
  }
  return { from, until }
}
