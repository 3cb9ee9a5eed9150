import type { CaseCommand, Party } from './commands.ts'
import { complete } from './complete.ts'
import type { CaseContext, Decision } from './contract.ts'
import { rejected, rejection } from './decision.ts'
import { WrongEditionError } from './graph.ts'
import { markTerm } from './mark-term.ts'
import { open } from './open.ts'
import { recordNotice } from './record-notice.ts'
import { reassign } from './reassign.ts'
import { enterRegisterAnswer, recordRegisterAnswer } from './register-answer.ts'
import { closeSession, signMinutes } from './sign-minutes.ts'
import type { CaseState, OpenedCase } from './state.ts'
import { vote } from './vote.ts'

/**
 * What follows from a command: the events, or why it is not accepted. Nothing
 * else changes a case.
 *
 * @throws {WrongEditionError} when the context is not of the edition and channel the case runs under
 */
export function decide(state: CaseState, command: CaseCommand, party: Party, context: CaseContext): Decision {
  if (command.type === 'open') {
    return state.status === 'none' ? open(command, party, context) : rejected(rejection('already-open'))
  }
  if (state.status === 'none') return rejected(rejection('not-open'))
  assertSameEdition(state, context)
  // Word of the end goes out after it.
  if (command.type === 'record-notice') return recordNotice(state, command, party, context)
  if (state.status === 'closed') return rejected(rejection('case-closed'))
  switch (command.type) {
    case 'complete':
      return complete(state, command, party, context)
    case 'vote':
      return vote(state, command, party, context)
    case 'sign-minutes':
      return signMinutes(state, command, party, context)
    case 'close-session':
      return closeSession(state, command, party, context)
    case 'record-register-answer':
      return recordRegisterAnswer(state, command, party, context)
    case 'enter-register-answer':
      return enterRegisterAnswer(state, command, party, context)
    case 'reassign':
      return reassign(state, command, party, context)
    case 'mark-term':
      return markTerm(state, command, party, context)
  }
}

function assertSameEdition(state: OpenedCase, { regulation, graph }: CaseContext): void {
  const isSame =
    state.regulation === regulation.id && state.edition === regulation.edition.id && state.channel === graph.channel
  if (isSame) return
  const ours = `${state.regulation} ${state.edition} ${state.channel}`
  throw new WrongEditionError(`case of ${ours} read with ${regulation.id} ${regulation.edition.id} ${graph.channel}`)
}
