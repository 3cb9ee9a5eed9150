import type { Step } from '@qyzmet/regulation'
import type { CaseCommand, Party } from './commands.ts'
import type { CaseContext, Decision } from './contract.ts'
import type { Objection } from './decision.ts'
import { accepted, eventOf, rejected, rejection } from './decision.ts'
import { filled } from './facts.ts'
import { getStep } from './graph.ts'
import { isGroundOf } from './grounds.ts'
import { missingAnswer } from './register-answer.ts'
import { mayAct } from './rights.ts'
import type { Vote } from './session.ts'
import { conclude, conclusionAt, hasVoted, isSession, membersToVote, quorumObjection, votesAt } from './session.ts'
import type { OpenedCase } from './state.ts'

type VoteCommand = Extract<CaseCommand, { type: 'vote' }>

/** Casts one member's vote, or puts down that they may not vote; the last of them brings the conclusion. */
export function vote(state: OpenedCase, command: VoteCommand, party: Party, context: CaseContext): Decision {
  if (state.current?.step !== command.step) return rejected(rejection('step-not-current', { step: command.step }))
  const step = getStep(context.graph, command.step)
  const right = mayAct(state, step, party, context)
  if (!right.allowed) return rejected(right.rejection)
  if (right.by.kind !== 'staff') return rejected(rejection('voting-closed', { step: step.id }))
  const { accountId, name } = right.by
  const objection =
    objectionToVoting(state, step, accountId, context) ??
    (command.choice === 'negative' ? objectionToBecause(command, step, context) : undefined)
  if (objection !== undefined) return rejected(objection)

  const because = command.choice === 'negative' ? becauseOf(command) : {}
  const cast: Vote = {
    step: step.id,
    member: { accountId, name },
    choice: command.choice,
    at: context.now,
    ...because,
  }
  const votes = [...votesAt(state, step), cast]
  // A declared conflict is refused when nobody would be left to decide: the commission has to be widened first.
  const quorum = quorumObjection(votes, step, context)
  if (quorum !== undefined) return rejected(quorum)
  const meta = { at: context.now, by: right.by, item: step.item }
  const event = eventOf(meta, { type: 'VoteCast', step: step.id, choice: command.choice, ...because })
  const isLast = membersToVote(votes, context).length === 0
  return isLast ? accepted(event, eventOf(meta, conclude(votes, step))) : accepted(event)
}

/** What stands against any vote of this member now. */
export function objectionToVoting(state: OpenedCase, step: Step, accountId: string, context: CaseContext): Objection {
  if (!isSession(step) || conclusionAt(state, step) !== undefined) return rejection('voting-closed', { step: step.id })
  const votes = votesAt(state, step)
  if (hasVoted(votes, accountId)) return rejection('already-voted', { step: step.id })
  return missingAnswer(state, step, context) ?? quorumObjection(votes, step, context)
}

function objectionToBecause(command: VoteCommand, step: Step, context: CaseContext): Objection {
  const { ground, reason } = command
  if (ground === undefined) return rejection('missing-input', { step: step.id, input: 'ground' })
  if (filled(reason) === undefined) return rejection('missing-input', { step: step.id, input: 'reason' })
  return isGroundOf(step, ground, context) ? undefined : rejection('ground-not-allowed-here', { step: step.id, ground })
}

function becauseOf(command: VoteCommand): { readonly ground?: string; readonly reason?: string } {
  const { ground } = command
  const reason = filled(command.reason)
  return ground === undefined || reason === undefined ? {} : { ground, reason }
}
