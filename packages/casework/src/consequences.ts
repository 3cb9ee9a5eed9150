import { executorActorOf } from '@qyzmet/regulation'
import type { Outcome, ProcessGraph, Step } from '@qyzmet/regulation'
import { inputsOf, termOf } from '@qyzmet/regulation'
import type { CaseContext, Rejection } from './contract.ts'
import { eventOf, rejection } from './decision.ts'
import type { CaseEvent, CaseFact, EventActor } from './events.ts'
import { findResultKind, getActor, nextOf } from './graph.ts'
import { TOTAL_TERM } from './ledger.ts'
import { isRunning, runningTerms } from './running-terms.ts'
import type { OpenedCase } from './state.ts'
import { objectionToTime } from './time-out.ts'

/** Outcomes of a step that may be chosen now; the rest are closed by guards or by what is not there yet. */
export function openOutcomes(state: OpenedCase, step: Step, context: CaseContext): readonly Outcome[] {
  return step.outcomes.filter((outcome) => whyClosed(state, step, outcome, context) === undefined)
}

/** Why an outcome may not be chosen now; undefined when it may. */
export function whyClosed(
  state: OpenedCase,
  step: Step,
  outcome: Outcome,
  context: CaseContext,
): Rejection | undefined {
  const closed = (missing: string) =>
    rejection('outcome-not-allowed-now', { step: step.id, outcome: outcome.id, missing })
  const early = objectionToTime(state, step, outcome, context)
  if (early !== undefined) return early
  const missing = missingFor(state, step, outcome, context)
  if (missing !== undefined) return closed(missing)
  const next = nextOf(context.graph, outcome, outcomesAfter(state, step, outcome))
  if (next === undefined) return closed('guard')
  if (next.kind === 'step' || next.end.closes === 'stopped') return undefined
  const decision = decisionAfter(state, step, outcome, context)
  if (next.end.closes === 'refused' && decision === undefined) {
    return hasGround(state, step, outcome) && refusalKindOf(context) !== undefined ? undefined : closed('decision')
  }
  return decision === next.end.closes ? undefined : closed('decision')
}

/** What the action needs from earlier steps and does not find. */
function missingFor(state: OpenedCase, step: Step, outcome: Outcome, context: CaseContext): string | undefined {
  switch (step.action) {
    case 'draft-result':
    case 'perform-service': {
      const kind = outcome.drafts === undefined ? undefined : findResultKind(context.regulation, outcome.drafts)
      if (kind === undefined) return 'result-kind'
      return kind.closes === 'refused' && !hasGround(state, step, outcome) ? 'ground' : undefined
    }
    case 'sign-result': {
      if (state.draft === undefined) return 'draft'
      if (!bindsProvider(step, outcome)) return undefined
      const kind = findResultKind(context.regulation, state.draft.result)
      if (kind === undefined) return 'result-kind'
      if (kind.closes === 'refused' && state.refusal === undefined) return 'ground'
      return kind.entersQueue && (state.acceptedAt === undefined || numberOf(state) === undefined)
        ? 'number'
        : undefined
    }
    case 'dispatch-result':
    case 'announce-result':
    case 'deliver-result':
      return state.signed === undefined ? 'signed-result' : undefined
    case 'hand-over':
    case 'conclude-contract':
      return state.signed === undefined ? 'signed-result' : undefined
    case 'enter-in-list':
      return numberOf(state) === undefined ? 'number' : undefined
    case 'authenticate':
    case 'check-identity':
    case 'report-refusal':
    case 'hand-in':
    case 'check-package':
    case 'refuse-acceptance':
    case 'compose-request':
    case 'scan-documents':
    case 'check-signature':
    case 'ask-register':
    case 'check-answer':
    case 'send-request':
    case 'sign-and-send-request':
    case 'print-answers':
    case 'carry-papers':
    case 'number-request':
    case 'register':
    case 'assign':
    case 'check-documents':
    case 'inspect':
    case 'establish-ownership':
    case 'value-dwelling':
    case 'transfer-dwelling':
    case 'prepare-session':
    case 'decide-in-session':
    case 'return-unclaimed':
    case 'keep-result':
    case 'recall-result':
    case 'send-again':
      return undefined
  }
}

/** True for the outcome by which the draft becomes the provider's decision. */
export function bindsProvider(step: Step, outcome: Outcome): boolean {
  return step.action === 'sign-result' && (inputsOf(step.action, outcome.id) ?? []).includes('signature')
}

/** Number by which the request is known: the one the applicant was given, else the one in the journal. */
export function numberOf(state: OpenedCase): string | undefined {
  return state.number ?? state.journalNumber
}

/**
 * All that follows from a completed step: its own facts, its term, the total term, and the next step or the end.
 *
 * @param facts what the action itself established, in order
 * @param because ground and reason that the outcome brought
 */
export function consequences(
  state: OpenedCase,
  step: Step,
  outcome: Outcome,
  facts: readonly CaseFact[],
  because: { readonly ground?: string; readonly reason?: string },
  by: EventActor,
  context: CaseContext,
): readonly [CaseEvent, ...CaseEvent[]] {
  const at = context.now
  const write = (fact: CaseFact, item = step.item) => eventOf({ at, by, item }, fact)
  const next = nextOf(context.graph, outcome, outcomesAfter(state, step, outcome))
  const completed = write({ type: 'StepCompleted', step: step.id, outcome: outcome.id, ...because })
  const stopped = stoppedTerms(state, step, outcome, context).map((term) => write({ type: 'TermStopped', term }))
  const rest: CaseEvent[] = []
  if (next?.kind === 'step' && startsTotal(state, step, context.graph)) {
    rest.push(write({ type: 'TermStarted', term: TOTAL_TERM, limit: context.regulation.standard.totalLimit }))
  }
  if (next?.kind === 'step') {
    const executor = namedExecutor(facts) ?? state.executor
    const goesOn = termOf(next.step) === termOf(step) && isRunning(state.ledger, termOf(step))
    rest.push(...opening(next.step, executor, by, context, goesOn ? 'goes-on' : 'starts'))
  }
  if (next?.kind === 'end') {
    if (next.end.closes === 'refused' && decisionAfter(state, step, outcome, context) === undefined) {
      const ground = because.ground ?? state.refusal?.ground
      const reason = because.reason ?? state.refusal?.reason
      const result = refusalKindOf(context)
      if (ground !== undefined && reason !== undefined && result !== undefined) {
        rest.push(write({ type: 'ServiceRefused', result, ground, reason }))
      }
    }
    rest.push(write({ type: 'CaseClosed', end: next.end.id, closes: next.end.closes }))
  }
  const own = facts.map((fact) => write(fact))
  const [first = completed, ...following] = [...own, completed, ...stopped, ...rest]
  return [first, ...following]
}

/**
 * The events by which a step comes before its actor.
 *
 * @param term whether the step's term starts now, or is shared with the step before and goes on
 */
export function opening(
  step: Step,
  executor: OpenedCase['executor'],
  by: EventActor,
  context: CaseContext,
  term: 'starts' | 'goes-on',
): readonly CaseEvent[] {
  const meta = { at: context.now, by, item: step.item }
  const { id: actor } = getActor(context.regulation, step)
  const isExecutors = actor === executorActorOf(context.graph, context.regulation)
  const assignee = isExecutors && executor !== undefined ? { assignee: executor } : {}
  const opened = eventOf(meta, { type: 'StepOpened', step: step.id, actor, ...assignee })
  if (term === 'goes-on') return [opened]
  return [opened, eventOf(meta, { type: 'TermStarted', term: termOf(step), limit: limitOf(step, context) })]
}

/** Steps that share a term have the limit of the step whose term it is. */
function limitOf(step: Step, context: CaseContext): Step['limit'] {
  return step.term === undefined ? step.limit : (context.graph.steps.get(step.term)?.limit ?? step.limit)
}

function outcomesAfter(state: OpenedCase, step: Step, outcome: Outcome): ReadonlyMap<string, string> {
  return new Map(state.outcomes).set(step.id, outcome.id)
}

function decisionAfter(
  state: OpenedCase,
  step: Step,
  outcome: Outcome,
  context: CaseContext,
): 'granted' | 'refused' | undefined {
  if (!bindsProvider(step, outcome) || state.draft === undefined) return state.decision?.decision
  return findResultKind(context.regulation, state.draft.result)?.closes
}

function hasGround(state: OpenedCase, step: Step, outcome: Outcome): boolean {
  return state.refusal !== undefined || (inputsOf(step.action, outcome.id) ?? []).includes('ground')
}

/** The kind of result by which the standard refuses. */
function refusalKindOf(context: CaseContext): string | undefined {
  return context.regulation.standard.results.find((kind) => kind.closes === 'refused')?.id
}

function namedExecutor(facts: readonly CaseFact[]): OpenedCase['executor'] {
  const named = facts.find((fact) => fact.type === 'ExecutorNamed')
  return named?.executor
}

/** The total term starts once; doing the same step again does not give the provider more days. */
function startsTotal(state: OpenedCase, step: Step, graph: ProcessGraph): boolean {
  return step.id === graph.totalTermStartsAfter && !state.ledger.some((line) => line.term === TOTAL_TERM)
}

/**
 * Terms that stop with this completion: the step's own, unless the next step shares it; the total one with a last step, unless the outcome sends the
 * case back to what was already done; and every term when the case ends.
 */
function stoppedTerms(state: OpenedCase, step: Step, outcome: Outcome, context: CaseContext): readonly string[] {
  const next = nextOf(context.graph, outcome, outcomesAfter(state, step, outcome))
  if (next === undefined || next.kind === 'end') return runningTerms(state.ledger)
  const goesBack = state.outcomes.has(next.step.id)
  const endsTotal = context.graph.totalTermEndsWith.includes(step.id) && !goesBack
  const leavesTerm = termOf(next.step) !== termOf(step)
  return [...(leavesTerm ? [termOf(step)] : []), ...(endsTotal ? [TOTAL_TERM] : [])].filter((term) =>
    isRunning(state.ledger, term),
  )
}
