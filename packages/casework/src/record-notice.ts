import type { CaseCommand, Party } from './commands.ts'
import type { CaseContext, Decision } from './contract.ts'
import { accepted, eventOf, rejected, rejection } from './decision.ts'
import type { OpenedCase } from './state.ts'

/** Puts down that a person was told of an event of the case. Only the system tells people, and only of what has happened. */
export function recordNotice(
  state: OpenedCase,
  { notice }: Extract<CaseCommand, { type: 'record-notice' }>,
  party: Party,
  { now }: CaseContext,
): Decision {
  if (party.kind !== 'system' || notice.of > state.version) {
    return rejected(rejection('not-your-step', { step: state.current?.step ?? '' }))
  }
  const by = { kind: 'system', name: party.name } as const
  return accepted(eventOf({ at: now, by, item: '' }, { type: 'NoticeGiven', ...notice }))
}
