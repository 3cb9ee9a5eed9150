import type { LedgerEntry } from './ledger.ts'

/** True from the last start of the term until it is stopped. */
export function isRunning(ledger: readonly LedgerEntry[], term: string): boolean {
  const last = ledger.findLast((line) => line.term === term && line.type !== 'marked')
  return last?.type === 'started'
}

/** Terms that are started and not stopped, in the order of their last start. */
export function runningTerms(ledger: readonly LedgerEntry[]): readonly string[] {
  const running = new Set<string>()
  for (const line of ledger) {
    if (line.type === 'started') {
      running.delete(line.term)
      running.add(line.term)
    }
    if (line.type === 'stopped') running.delete(line.term)
  }
  return [...running]
}
