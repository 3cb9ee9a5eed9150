import type { Input, Outcome, ProcessGraph, Regulation, Step, TermClock } from '@qyzmet/regulation'
import { inputsOf } from '@qyzmet/regulation'
import type { CaseCommand, CompletionInput, PassedStep, Party, SignatureRef } from './commands.ts'
import { openOutcomes } from './consequences.ts'
import type { CaseContext, Rejection } from './contract.ts'
import { decide } from './decide.ts'
import type { CaseEvent } from './events.ts'
import { evolve, fold } from './evolve.ts'
import { executorActorOf, findOutcome, getActor, getStep, nextOf } from './graph.ts'
import { groundsAt } from './grounds.ts'
import { mayPrecedeCase, presentedAt } from './open.ts'
import { missingRegisters } from './register-answer.ts'
import { conclusionAt, isSession } from './session.ts'
import type { CaseState, OpenedCase } from './state.ts'
import { isTimeOut, timeOutAt } from './time-out.ts'

export interface WalkOptions {
  readonly regulation: Regulation
  readonly channel: string
  readonly clock: TermClock
  readonly startedAt: Temporal.Instant
  /** Outcome to take at each step, visit by visit; where none is named, the first that is open. */
  readonly choices?: Readonly<Record<string, readonly string[]>>
  /** Step before which the walk stops, when it comes there. */
  readonly until?: string
  /** Time between two commands. */
  readonly pause?: Temporal.Duration
}

export interface Walk {
  readonly state: CaseState
  readonly events: readonly CaseEvent[]
  readonly taken: readonly { readonly command: CaseCommand; readonly party: Party; readonly at: Temporal.Instant }[]
  /** The end that was reached before there was a case. */
  readonly endedEarly?: string
}

/** A walk met a command that was not accepted, or did not come to an end. */
export class WalkError extends Error {
  override readonly name = 'WalkError'
  readonly rejection: Rejection | undefined

  constructor(message: string, rejection?: Rejection) {
    super(message)
    this.rejection = rejection
  }
}

const LONGEST_WALK = 500
const HASH = '0'.repeat(64)

/**
 * Rehearses a case: invented people do every step of a channel through `decide`,
 * with the given choices. For trying out a regulation, and for tests.
 *
 * @throws {WalkError} when a command is not accepted, a choice is not open, or the walk runs in a circle
 */
export function walk(options: WalkOptions): Walk {
  const { regulation, channel, choices = {} } = options
  const graph = regulation.channels.get(channel)?.graph
  if (graph === undefined) throw new WalkError(`no channel "${channel}"`)
  const visits = new Map<string, number>()
  const chooses = (step: Step): string | undefined => {
    const visit = visits.get(step.id) ?? 0
    visits.set(step.id, visit + 1)
    return choices[step.id]?.[visit]
  }
  const pause = options.pause ?? Temporal.Duration.from({ minutes: 1 })
  let now = options.startedAt
  let state = fold([])
  const events: CaseEvent[] = []
  const taken: { command: CaseCommand; party: Party; at: Temporal.Instant }[] = []
  const contextNow = (): CaseContext => ({
    regulation,
    graph,
    clock: options.clock,
    commissionMembers: MEMBERS,
    minutesSha256: HASH,
    draftSha256: HASH,
    now,
  })
  const give = (command: CaseCommand, party: Party) => {
    const decision = decide(state, command, party, contextNow())
    if (!decision.accepted) {
      const { code, parameters } = decision.rejection
      throw new WalkError(`${command.type}: ${code} ${JSON.stringify(parameters)}`, decision.rejection)
    }
    for (const event of decision.events) state = evolve(state, event)
    events.push(...decision.events)
    taken.push({ command, party, at: now })
    now = now.add(pause)
  }

  const before = stepsBeforeCase(graph, chooses, now)
  if (before.end !== undefined) return { state, events, taken, endedEarly: before.end }
  give(openCommand(regulation, channel, before.passed), opener(before.passed, before.next, regulation, graph))
  for (let count = 0; count < LONGEST_WALK; count += 1) {
    const opened = asOpened(state)
    if (opened.current === undefined || opened.current.step === options.until) return { state, events, taken }
    const step = getStep(graph, opened.current.step)
    for (const register of missingRegisters(opened, step)) {
      give({ type: 'record-register-answer', step: step.id, register, outcome: 'found', receiptId: register }, SYSTEM)
    }
    if (isSession(step)) {
      const choice = chooses(step) ?? 'positive'
      for (const party of memberParties(step)) give(voteCommand(step, choice, contextNow()), party)
      if (conclusionAt(asOpened(state), step) === undefined) throw new WalkError('the session came to no conclusion')
      for (const party of memberParties(step)) {
        give({ type: 'sign-minutes', step: step.id, signature: signatureOver(HASH) }, party)
      }
      continue
    }
    const wished = chooses(step)
    const outcome: Outcome | undefined =
      wished === undefined ? openOutcomes(asOpened(state), step, contextNow())[0] : findOutcome(step, wished)
    if (outcome === undefined) throw new WalkError(`no outcome of "${step.id}" is open`)
    const timedOut = isTimeOut(step, outcome)
    if (timedOut) now = timeOutAt(asOpened(state), step, options.clock) ?? now
    const input = inputFor(asOpened(state), step, outcome, contextNow())
    const party = timedOut ? SYSTEM : partyAt(step, regulation)
    give({ type: 'complete', step: step.id, outcome: outcome.id, input }, party)
  }
  throw new WalkError('the walk does not come to an end')
}

const APPLICANT = { accountId: 'walk:applicant', iin: '000000000000', name: 'walk:applicant' } as const
const OFFICE = 'walk:office'
const MEMBERS = ['walk:member-1', 'walk:member-2', 'walk:member-3'].map((id) => ({ accountId: id, name: id }))
const SYSTEM: Party = { kind: 'system', name: 'walk:system' }

function asOpened(state: CaseState): OpenedCase {
  if (state.status === 'none') throw new WalkError('there is no case')
  return state
}

function stepsBeforeCase(
  graph: ProcessGraph,
  chooses: (step: Step) => string | undefined,
  at: Temporal.Instant,
): { readonly passed: readonly PassedStep[]; readonly end: string } | Opening {
  const passed: PassedStep[] = []
  const outcomes = new Map<string, string>()
  let step = getStep(graph, graph.start)
  while (mayPrecedeCase(step) || step.outcomes.every((outcome) => leadsToEnd(graph, outcome, outcomes))) {
    const wished = chooses(step)
    const outcome = wished === undefined ? step.outcomes[0] : findOutcome(step, wished)
    if (outcome === undefined) throw new WalkError(`no outcome "${wished ?? ''}" of "${step.id}"`)
    outcomes.set(step.id, outcome.id)
    const next = nextOf(graph, outcome, outcomes)
    if (next === undefined) throw new WalkError(`"${step.id}" with "${outcome.id}" leads nowhere`)
    passed.push({ step: step.id, outcome: outcome.id, at })
    if (next.kind === 'end') return { passed, end: next.end.id }
    step = next.step
    if (passed.length > LONGEST_WALK) throw new WalkError('the steps before the case do not come to an end')
  }
  return { passed, next: step }
}

interface Opening {
  readonly passed: readonly PassedStep[]
  readonly next: Step
  readonly end?: undefined
}

function leadsToEnd(graph: ProcessGraph, outcome: Outcome, outcomes: ReadonlyMap<string, string>): boolean {
  return nextOf(graph, outcome, outcomes)?.kind === 'end'
}

function openCommand(
  regulation: Regulation,
  channel: string,
  passed: readonly PassedStep[],
): Extract<CaseCommand, { type: 'open' }> {
  return {
    type: 'open',
    regulation: regulation.id,
    edition: regulation.edition.id,
    editionSha256: HASH,
    channel,
    providerId: OFFICE,
    applicant: APPLICANT,
    locale: 'kk',
    category: regulation.standard.categories[0]?.id ?? '',
    answers: {},
    attachments: [],
    requestSha256: HASH,
    signatureId: 'walk:signature',
    passed,
    training: true,
  }
}

function opener(passed: readonly PassedStep[], next: Step, regulation: Regulation, graph: ProcessGraph): Party {
  return partyAt(
    presentedAt(
      passed.map(({ step }) => getStep(graph, step)),
      next,
      regulation,
    ),
    regulation,
  )
}

function partyAt(step: Step, regulation: Regulation): Party {
  switch (getActor(regulation, step).kind) {
    case 'applicant':
      return { kind: 'applicant', ...APPLICANT }
    case 'system':
      return SYSTEM
    case 'staff':
    case 'operator':
    case 'commission':
      return staffAs(step.actor, `walk:${step.actor}`)
  }
}

function staffAs(actor: string, id: string): Party {
  return { kind: 'staff', accountId: id, name: id, providerId: OFFICE, roles: [{ actor }] }
}

function memberParties(step: Step): readonly Party[] {
  return MEMBERS.map((member) => staffAs(step.actor, member.accountId))
}

function voteCommand(step: Step, choice: string, context: CaseContext): CaseCommand {
  if (choice !== 'negative') return { type: 'vote', step: step.id, choice: 'positive' }
  const ground = groundsAt(step, context)[0]
  if (ground === undefined) throw new WalkError(`no ground may be established at "${step.id}"`)
  return { type: 'vote', step: step.id, choice: 'negative', ground, reason: 'walk:reason' }
}

function inputFor(state: OpenedCase, step: Step, outcome: Outcome, context: CaseContext): CompletionInput {
  const needed = (inputsOf(step.action, outcome.id) ?? []).map((input) => one(input, step, context))
  const always: CompletionInput = { number: `walk:${state.version}`, findings: ['walk:finding'], documentSha256: HASH }
  return Object.assign({}, always, ...needed)
}

function one(input: Input, step: Step, context: CaseContext): CompletionInput {
  switch (input) {
    case 'ground': {
      const ground = groundsAt(step, context)[0]
      return ground === undefined ? {} : { ground }
    }
    case 'reason':
      return { reason: 'walk:reason' }
    case 'opinion':
      return { opinion: 'walk:opinion' }
    case 'report':
      return { report: 'walk:report' }
    case 'sum':
      return { sum: '1000000' }
    case 'executor': {
      const id = `walk:${executorActorOf(context.graph, context.regulation) ?? step.actor}`
      return { executor: { accountId: id, name: id } }
    }
    case 'signature':
      return { signature: signatureOver(HASH) }
  }
}

function signatureOver(documentSha256: string): SignatureRef {
  return {
    signatureId: 'walk:signature',
    documentSha256,
    signerName: 'walk:signer',
    certificateSerial: '00',
    training: true,
  }
}
