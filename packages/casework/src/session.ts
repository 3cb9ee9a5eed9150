import { type Outcome, type Step, termOf } from '@qyzmet/regulation'
import type { NamedExecutor } from './commands.ts'
import type { CaseContext } from './contract.ts'
import type { Objection } from './decision.ts'
import { rejection } from './decision.ts'
import type { CaseFact } from './events.ts'
import { BrokenGraphError, findOutcome } from './graph.ts'
import type { OpenedCase } from './state.ts'
import { dueOf } from './terms.ts'

export type Vote = OpenedCase['votes'][number]
export type Conclusion = NonNullable<OpenedCase['conclusion']>

export function isSession(step: Step): boolean {
  return step.action === 'decide-in-session'
}

export function conclusionAt(state: OpenedCase, step: Step): Conclusion | undefined {
  return state.conclusion?.step === step.id ? state.conclusion : undefined
}

export function votesAt(state: OpenedCase, step: Step): readonly Vote[] {
  return state.votes.filter((vote) => vote.step === step.id)
}

export function hasVoted(votes: readonly Vote[], accountId: string): boolean {
  return votes.some((vote) => vote.member.accountId === accountId)
}

/** Members of today who have neither voted nor declared a conflict of interest. */
export function membersToVote(votes: readonly Vote[], context: CaseContext): readonly NamedExecutor[] {
  return context.commissionMembers.filter((member) => !hasVoted(votes, member.accountId))
}

/** Those who voted and have not signed the minutes yet; a declared conflict is not a vote. */
export function votersToSign(state: OpenedCase, step: Step): readonly NamedExecutor[] {
  return votersAt(state, step).filter(
    (member) => !state.minutesSignatures.some((line) => isSignatureOf(line, step, member.accountId)),
  )
}

/** Those who signed the minutes, in that order. */
export function signersAt(state: OpenedCase, step: Step): readonly NamedExecutor[] {
  return state.minutesSignatures.filter((line) => line.step === step.id).map((line) => line.member)
}

export function hasSigned(state: OpenedCase, step: Step, accountId: string): boolean {
  return state.minutesSignatures.some((line) => isSignatureOf(line, step, accountId))
}

/**
 * Objects when the votes given and those still possible cannot make the quorum,
 * a share of all members. A member with a conflict of interest belongs to the
 * commission but does not count towards the quorum. Where the regulation states
 * no share, every member is needed.
 */
export function quorumObjection(votes: readonly Vote[], step: Step, context: CaseContext): Objection {
  const voters = withoutConflict(votes).map((vote) => vote.member.accountId)
  const all = new Set([...voters, ...context.commissionMembers.map((member) => member.accountId)]).size
  const possible = voters.length + membersToVote(votes, context).length
  const quorumPercent = context.regulation.commission?.quorumPercent ?? 100
  if (possible > 0 && possible * 100 >= quorumPercent * all) return undefined
  const figures = { members: String(all), possible: String(possible), quorumPercent: String(quorumPercent) }
  return rejection('quorum-impossible', { step: step.id, ...figures })
}

/**
 * Whether the session may go on with these members alone: they make the quorum, and half of the step's term has passed,
 * so that nobody is shut out of a session that has only begun. Where the regulation states no share, nobody may be missing.
 */
export function suffices(
  present: readonly NamedExecutor[],
  state: OpenedCase,
  step: Step,
  context: CaseContext,
): boolean {
  const all = new Set([...votersAt(state, step), ...context.commissionMembers].map((member) => member.accountId)).size
  const quorumPercent = context.regulation.commission?.quorumPercent ?? 100
  if (present.length === 0 || present.length * 100 < quorumPercent * all) return false
  const half = dueOf(state.ledger, termOf(step), context.clock)?.marks.find(({ mark }) => mark === 'half')
  return half === undefined || Temporal.Instant.compare(half.at, context.now) <= 0
}

/** Those who voted, in the order of their votes; a declared conflict is not a vote. */
export function votersAt(state: OpenedCase, step: Step): readonly NamedExecutor[] {
  return withoutConflict(votesAt(state, step)).map((vote) => vote.member)
}

/**
 * What the commission concluded, once all who may vote have voted. More than
 * half of the votes make it positive: with equal votes nobody was given the
 * last word by the act, so equal is not positive. The ground of a negative
 * conclusion is the one most negative votes name, the earliest among equals;
 * its reason is the one given first with that ground.
 */
export function conclude(votes: readonly Vote[], step: Step): CaseFact {
  const counted = withoutConflict(votes)
  const negative = counted.filter((vote) => vote.choice === 'negative')
  if (counted.length - negative.length > negative.length) {
    return { type: 'ConclusionReached', step: step.id, conclusion: 'positive' }
  }
  const leading = leadingVote(negative)
  const because =
    leading?.ground === undefined || leading.reason === undefined
      ? {}
      : { ground: leading.ground, reason: leading.reason }
  return { type: 'ConclusionReached', step: step.id, conclusion: 'negative', ...because }
}

/** @throws {BrokenGraphError} when the regulation left out an outcome of the session */
export function outcomeOf(conclusion: Conclusion, step: Step): Outcome {
  const outcome = findOutcome(step, conclusion.conclusion)
  if (outcome === undefined) throw new BrokenGraphError(`no outcome "${conclusion.conclusion}" of step "${step.id}"`)
  return outcome
}

function leadingVote(negative: readonly Vote[]): Vote | undefined {
  const counts = new Map<string, number>()
  for (const { ground } of negative) {
    if (ground !== undefined) counts.set(ground, (counts.get(ground) ?? 0) + 1)
  }
  const most = Math.max(0, ...counts.values())
  return negative.find((vote) => vote.ground !== undefined && counts.get(vote.ground) === most)
}

function withoutConflict(votes: readonly Vote[]): readonly Vote[] {
  return votes.filter((vote) => vote.choice !== 'conflict')
}

function isSignatureOf(line: OpenedCase['minutesSignatures'][number], step: Step, accountId: string): boolean {
  return line.step === step.id && line.member.accountId === accountId
}
