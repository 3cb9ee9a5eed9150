import type { Step } from '@qyzmet/regulation'
import type { CaseCommand, Party } from './commands.ts'
import { consequences } from './consequences.ts'
import type { CaseContext, Decision } from './contract.ts'
import type { Objection } from './decision.ts'
import { accepted, eventOf, rejected, rejection } from './decision.ts'
import type { CaseFact, EventActor } from './events.ts'
import { getStep } from './graph.ts'
import { mayAct } from './rights.ts'
import type { Conclusion } from './session.ts'
import {
  conclude,
  conclusionAt,
  hasSigned,
  isSession,
  membersToVote,
  outcomeOf,
  quorumObjection,
  signersAt,
  suffices,
  votersAt,
  votersToSign,
  votesAt,
} from './session.ts'
import type { OpenedCase } from './state.ts'

type SignCommand = Extract<CaseCommand, { type: 'sign-minutes' }>
type CloseCommand = Extract<CaseCommand, { type: 'close-session' }>

/** Signs the minutes as one who voted; with the last signature the session is done. */
export function signMinutes(state: OpenedCase, command: SignCommand, party: Party, context: CaseContext): Decision {
  if (state.current?.step !== command.step) return rejected(rejection('step-not-current', { step: command.step }))
  const step = getStep(context.graph, command.step)
  const right = mayAct(state, step, party, context)
  if (!right.allowed) return rejected(right.rejection)
  const conclusion = conclusionAt(state, step)
  if (conclusion === undefined || right.by.kind !== 'staff')
    return rejected(rejection('voting-open', { step: step.id }))
  const objection = objectionToSigning(state, step, right.by.accountId)
  if (objection !== undefined) return rejected(objection)
  if (context.minutesSha256 === undefined || command.signature.documentSha256 !== context.minutesSha256) {
    return rejected(rejection('signature-of-other-document', { step: step.id }))
  }
  const fact: CaseFact = { type: 'MinutesSigned', step: step.id, signature: command.signature }
  if (votersToSign(state, step).length === 1) return done(state, step, conclusion, [fact], right.by, context)
  return accepted(eventOf({ at: context.now, by: right.by, item: step.item }, fact))
}

/**
 * Brings a session on without those it waits for in vain: reaches the conclusion, or ends the session, when those who
 * are still missing are no longer members, or when those who have voted, or signed, suffice (`suffices`). A member who
 * refuses or is away so holds up nobody for ever, and their vote or signature stays missing for everybody to see.
 * Somebody must have voted, or signed.
 */
export function closeSession(state: OpenedCase, command: CloseCommand, party: Party, context: CaseContext): Decision {
  if (state.current?.step !== command.step) return rejected(rejection('step-not-current', { step: command.step }))
  const step = getStep(context.graph, command.step)
  const right = mayAct(state, step, party, context)
  if (!right.allowed) return rejected(right.rejection)
  const objection = objectionToClosing(state, step, context)
  if (objection !== undefined) return rejected(objection)
  const conclusion = conclusionAt(state, step)
  if (conclusion !== undefined) return done(state, step, conclusion, [], right.by, context)
  return accepted(eventOf({ at: context.now, by: right.by, item: step.item }, conclude(votesAt(state, step), step)))
}

/** What stands against this person's signature under the minutes now. */
export function objectionToSigning(state: OpenedCase, step: Step, accountId: string): Objection {
  if (!isSession(step) || conclusionAt(state, step) === undefined) return rejection('voting-open', { step: step.id })
  if (hasSigned(state, step, accountId)) return rejection('already-signed', { step: step.id })
  const hasToSign = votersToSign(state, step).some((voter) => voter.accountId === accountId)
  return hasToSign ? undefined : rejection('not-a-member', { step: step.id })
}

/** What stands against going on without those who are missing. */
export function objectionToClosing(state: OpenedCase, step: Step, context: CaseContext): Objection {
  if (!isSession(step)) return rejection('voting-closed', { step: step.id })
  const votes = votesAt(state, step)
  if (conclusionAt(state, step) === undefined) {
    if (suffices(votersAt(state, step), state, step, context)) return undefined
    if (membersToVote(votes, context).length > 0) return rejection('voting-open', { step: step.id })
    return quorumObjection(votes, step, context)
  }
  const members = new Set(context.commissionMembers.map((member) => member.accountId))
  const waitsForMember = votersToSign(state, step).some((voter) => members.has(voter.accountId))
  const signers = signersAt(state, step)
  const mayEnd = signers.length > 0 && (!waitsForMember || suffices(signers, state, step, context))
  return mayEnd ? undefined : rejection('signatures-missing', { step: step.id })
}

function done(
  state: OpenedCase,
  step: Step,
  conclusion: Conclusion,
  facts: readonly CaseFact[],
  by: EventActor,
  context: CaseContext,
): Decision {
  const { ground, reason } = conclusion
  const because = ground === undefined || reason === undefined ? {} : { ground, reason }
  return { accepted: true, events: consequences(state, step, outcomeOf(conclusion, step), facts, because, by, context) }
}
