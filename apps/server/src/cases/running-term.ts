import type { LedgerEntry, TermMark } from '@qyzmet/casework'
import type { EndOf, Moment, Started, TermEnd } from './due-cache.ts'

/** A term that has started and not stopped, with the marks it got since its last start. */
export interface RunningTerm {
  readonly start: Started
  readonly end: TermEnd
  readonly marked: readonly TermMark[]
}

/** The running terms of a ledger with their ends. */
export function runningTermsOf(ledger: readonly LedgerEntry[], endOf: EndOf): readonly RunningTerm[] {
  const running = new Map<string, { start: Started; marked: TermMark[] }>()
  for (const line of ledger) {
    if (line.type === 'started') running.set(line.term, { start: line, marked: [] })
    else if (line.type === 'stopped') running.delete(line.term)
    else running.get(line.term)?.marked.push(line.mark)
  }
  return [...running.values()].map(({ start, marked }) => ({ start, marked, end: endOf(start) }))
}

/** When the next mark falls that the term has not got yet. */
export function nextMarkOf({ end, marked }: RunningTerm): Moment | undefined {
  return end.marks.find(({ mark }) => !marked.includes(mark))?.at
}

/** The earliest of some moments; undefined when there is none. */
export function earliest(moments: Iterable<Moment | undefined>): Moment | undefined {
  let first: Moment | undefined
  for (const moment of moments) {
    if (moment && (!first || moment.ms < first.ms)) first = moment
  }
  return first
}
