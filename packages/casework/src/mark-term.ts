import type { CaseCommand, Party } from './commands.ts'
import type { CaseContext, Decision } from './contract.ts'
import { accepted, eventOf, rejected, rejection } from './decision.ts'
import type { LedgerEntry } from './ledger.ts'
import { isRunning } from './running-terms.ts'
import type { OpenedCase } from './state.ts'
import { dueOf, marksDue } from './terms.ts'

type MarkCommand = Extract<CaseCommand, { type: 'mark-term' }>

/**
 * Puts down that a share of a running term has passed, or that it has run out:
 * when it really has, and once for each start of the term.
 *
 * @throws {CalendarGapError} when the calendar lacks a year the term runs through
 */
export function markTerm(state: OpenedCase, command: MarkCommand, party: Party, context: CaseContext): Decision {
  const { term, mark } = command
  if (party.kind !== 'system') return rejected(rejection('not-your-step', { term }))
  const started = startOf(state.ledger, term)
  if (started === undefined) return rejected(rejection('term-not-running', { term }))
  const written = state.ledger.slice(started.index).some((line) => isMark(line, command))
  if (written) return rejected(rejection('already-marked', { term, mark }))
  const due = dueOf(state.ledger, term, context.clock)
  if (due === undefined || !marksDue(due, state.ledger, context.now).includes(mark)) {
    return rejected(rejection('term-not-due', { term, mark }))
  }
  const by = { kind: 'system', name: party.name } as const
  return accepted(eventOf({ at: context.now, by, item: started.item }, { type: 'TermMarked', term, mark }))
}

function startOf(ledger: readonly LedgerEntry[], term: string) {
  if (!isRunning(ledger, term)) return undefined
  const index = ledger.findLastIndex((line) => line.type === 'started' && line.term === term)
  const line = ledger[index]
  return line === undefined ? undefined : { index, item: line.item }
}

function isMark(line: LedgerEntry, { term, mark }: MarkCommand): boolean {
  return line.type === 'marked' && line.term === term && line.mark === mark
}
