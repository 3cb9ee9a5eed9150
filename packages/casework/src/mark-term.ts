import type { CaseCommand, Party } from './commands.ts'
import type { CaseContext, Decision } from './contract.ts'
import { accepted, eventOf, rejected, rejection } from './decision.ts'
import type { LedgerEntry } from './ledger.ts'
import { isRunning } from './running-terms.ts'
import type { OpenedCase } from './state.ts'

type MarkCommand = Extract<CaseCommand, { type: 'mark-term' }>

/** Puts down that a share of a running term has passed, or that it has run out; once for each start of the term. */
export function markTerm(state: OpenedCase, command: MarkCommand, party: Party, context: CaseContext): Decision {
  const { term, mark } = command
  if (party.kind !== 'system') return rejected(rejection('not-your-step', { term }))
  if (!isRunning(state.ledger, term)) return rejected(rejection('term-not-running', { term }))
  const started = state.ledger.findLastIndex((line) => line.type === 'started' && line.term === term)
  const since = state.ledger.slice(started)
  if (since.some((line) => isMark(line, command))) return rejected(rejection('already-marked', { term, mark }))
  const item = since[0]?.item ?? ''
  const by = { kind: 'system', name: party.name } as const
  return accepted(eventOf({ at: context.now, by, item }, { type: 'TermMarked', term, mark }))
}

function isMark(line: LedgerEntry, { term, mark }: MarkCommand): boolean {
  return line.type === 'marked' && line.term === term && line.mark === mark
}
