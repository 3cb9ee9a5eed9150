import { isSystemStep, type PassedStep } from '@qyzmet/casework'
import type { ActionName, Regulation, Step } from '@qyzmet/regulation'
import { type Passed, passSteps } from '../portal/application/opening.ts'
import { PORTAL_CHANNEL } from '../portal/services/service-view.ts'

/** How papers come in by a channel. */
export interface WayIn {
  /** The first step that is done by a person who is not the applicant: whoever may do it takes the papers in. */
  readonly taker: Step
  /** The step at which the package is compared with the list, and may be found incomplete; absent where there is none. */
  readonly check: Step | undefined
}

/** Outcomes with which papers that are in order come past the counter. Whatever asks a register is done in the case. */
const IN_ORDER: Partial<Record<ActionName, string>> = {
  'hand-in': 'handed-in',
  authenticate: 'entered',
  'check-identity': 'confirmed',
  'check-package': 'complete',
  'compose-request': 'composed',
  'scan-documents': 'scanned',
}

/** What stands before the counter when a draft is begun; the rest is done when the papers are taken in. */
const AT_BEGINNING: ReadonlySet<ActionName> = new Set(['hand-in', 'authenticate', 'check-identity'])

/** Outcomes of steps that the counter has done although the case already runs when their turn comes. */
const DONE_AFTER_OPENING: Partial<Record<ActionName, string>> = {
  'ask-register': 'asked',
  'scan-documents': 'scanned',
}

/** @returns undefined for a channel by which nobody takes papers in */
export function wayIn(regulation: Regulation, channel: string): WayIn | undefined {
  const graph = regulation.channels.get(channel)?.graph
  if (graph === undefined || channel === PORTAL_CHANNEL) return undefined
  const { passed, next } = passSteps(graph, (step) => inOrder(step, EPOCH))
  const steps = [...passed.flatMap(({ step }) => graph.steps.get(step) ?? []), ...(next === undefined ? [] : [next])]
  const taker = steps.find((step) => isOfTaker(step, regulation))
  return taker && { taker, check: steps.find(({ action }) => action === 'check-package') }
}

/** Moments at the counter. */
export interface CounterTimes {
  readonly begunAt: Temporal.Instant
  readonly takenInAt: Temporal.Instant
}

/** What was done before a case of papers that are in order. */
export function passedInOrder(
  regulation: Regulation,
  channel: string,
  { begunAt, takenInAt }: CounterTimes,
): readonly PassedStep[] {
  return passed(regulation, channel, (step) => inOrder(step, AT_BEGINNING.has(step.action) ? begunAt : takenInAt))
}

/** What was done before a case of papers that are incomplete: it opens where that is found. */
export function passedUntilCheck(
  regulation: Regulation,
  channel: string,
  { begunAt }: Pick<CounterTimes, 'begunAt'>,
): readonly PassedStep[] {
  return passed(regulation, channel, (step) => (step.action === 'check-package' ? undefined : inOrder(step, begunAt)))
}

/** Outcome of a step that the counter has done before the case came to it; undefined when a person has to look at it. */
export function doneAtCounter(step: Step, regulation: Regulation): string | undefined {
  return isSystemStep(step, regulation) ? undefined : DONE_AFTER_OPENING[step.action]
}

function passed(
  { channels }: Regulation,
  channel: string,
  passedAs: (step: Step) => Passed | undefined,
): readonly PassedStep[] {
  const graph = channels.get(channel)?.graph
  return graph === undefined ? [] : passSteps(graph, passedAs).passed
}

function inOrder(step: Step, at: Temporal.Instant): Passed | undefined {
  const outcome = IN_ORDER[step.action]
  return outcome === undefined ? undefined : { outcome, at }
}

function isOfTaker({ actor }: Step, { actors }: Regulation): boolean {
  const kind = actors.get(actor)?.kind
  return kind === 'operator' || kind === 'staff'
}

/** Where only the way matters and not its moments. */
const EPOCH = Temporal.Instant.fromEpochMilliseconds(0)
