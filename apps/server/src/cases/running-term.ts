import type { LedgerEntry, TermMark } from '@qyzmet/casework'
import type { EndOf, Started, TermEnd } from './due-cache.ts'

/** A term that has started and not stopped, with the marks it got since its last start. */
export interface RunningTerm {
  readonly start: Started
  readonly end: TermEnd
  readonly marked: ReadonlySet<TermMark>
}

/** The running terms of a ledger with their ends. */
export function runningTermsOf(ledger: readonly LedgerEntry[], endOf: EndOf): readonly RunningTerm[] {
  const running = new Map<string, { start: Started; marked: Set<TermMark> }>()
  for (const line of ledger) {
    if (line.type === 'started') running.set(line.term, { start: line, marked: new Set() })
    else if (line.type === 'stopped') running.delete(line.term)
    else running.get(line.term)?.marked.add(line.mark)
  }
  return [...running.values()].map(({ start, marked }) => ({ start, marked, end: endOf(start) }))
}

export interface UpcomingMark {
  readonly term: string
  readonly mark: TermMark
  readonly at: Temporal.Instant
}

/** Marks that the term has not got yet, earliest first. */
export function upcomingMarks({ start, end, marked }: RunningTerm): readonly UpcomingMark[] {
  return end.marks.filter(({ mark }) => !marked.has(mark)).map(({ mark, at }) => ({ term: start.term, mark, at }))
}

/** The earliest of some moments; undefined when there is none. */
export function earliest(moments: Iterable<Temporal.Instant | undefined>): Temporal.Instant | undefined {
  let first: Temporal.Instant | undefined
  for (const moment of moments) {
    if (moment && (!first || Temporal.Instant.compare(moment, first) < 0)) first = moment
  }
  return first
}
