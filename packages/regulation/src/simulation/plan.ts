import type { ActionName } from '../actions.ts'
import { executorActorOf } from '../graph/executor.ts'
import type { Limit, Outcome, ProcessGraph, Regulation, Step } from '../model.ts'
import { termOf } from '../model.ts'
import { APPLICANT_COMES, EFFORT_MINUTES, OUTCOME_SHARES } from './assumptions.ts'

/** Who does a step: a post, a commission in session, the applicant, or a system that needs no time worth counting. */
export type Doer =
  | { readonly kind: 'post' | 'session'; readonly actor: string }
  | { readonly kind: 'applicant' | 'system' }

export interface PlannedEdge {
  /** Pairs of an index into the outcomes remembered and the outcome's number there; any suffices, none: always. */
  readonly anyOf: readonly (readonly [step: number, outcome: number])[]
  /** Number of the next step, or minus one minus the number of the end. */
  readonly to: number
}

export interface PlannedOutcome {
  readonly id: string
  readonly share: number
  readonly isTimeOut: boolean
  readonly edges: readonly PlannedEdge[]
}

export interface PlannedStep {
  readonly step: Step
  readonly channel: string
  readonly doer: Doer
  /** True when the case has one person for it: the executor that the head has named. */
  readonly isOwn: boolean
  readonly effort: number
  readonly applicantComes: boolean
  /** True for what is done while the applicant stands at the counter: one person does all of it, and its time runs from the first. */
  readonly isAtCounter: boolean
  readonly limit: Limit | undefined
  /** Number of the term that the step spends; steps of one term share it. */
  readonly term: number
  readonly startsTotal: boolean
  readonly endsTotal: boolean
  /** Where the last outcome of this step is remembered, when some guard asks for it. */
  readonly remembered: number
  readonly outcomes: readonly PlannedOutcome[]
  readonly timeOutDays: number | undefined
}

export interface PlannedChannel {
  readonly id: string
  /** True when people come in opening hours; false when applications arrive at any hour. */
  readonly isCounter: boolean
  readonly start: number
}

/** The channels of a regulation as numbered tables, so that a case is a handful of numbers. */
export interface Plan {
  readonly steps: readonly PlannedStep[]
  readonly channels: readonly PlannedChannel[]
  readonly ends: readonly { readonly id: string; readonly closes: 'granted' | 'refused' | 'stopped' }[]
  /** Outcomes remembered in a case. */
  readonly memory: number
  readonly terms: readonly string[]
  readonly posts: readonly { readonly actor: string; readonly isOwn: boolean }[]
  readonly sessions: readonly string[]
}

export interface PlanOptions {
  readonly channels?: readonly string[]
  /** Minutes of work by step, instead of those assumed for its action. */
  readonly effort?: Readonly<Record<string, number>>
  /** Share of cases by `step/outcome`, instead of those assumed. */
  readonly outcomes?: Readonly<Record<string, number>>
}

/** A step or a channel was named that the regulation does not have. */
export class UnknownNameError extends Error {
  override readonly name = 'UnknownNameError'
}

/** @throws {UnknownNameError} when the options name something that the regulation does not have */
export function planOf(regulation: Regulation, options: PlanOptions = {}): Plan {
  const wanted = options.channels ?? [...regulation.channels.keys()]
  const steps: PlannedStep[] = []
  const channels: PlannedChannel[] = []
  const ends: Plan['ends'][number][] = []
  const terms: string[] = []
  let memory = 0
  const named = new Set<string>()
  for (const id of wanted) {
    const graph = regulation.channels.get(id)?.graph
    if (graph === undefined) throw new UnknownNameError(`no channel "${id}"`)
    const numbers = new Map([...graph.steps.keys()].map((step, index) => [step, steps.length + index]))
    const endNumbers = new Map([...graph.ends.values()].map((end, index) => [end.id, -1 - (ends.length + index)]))
    ends.push(...[...graph.ends.values()].map(({ id: end, closes }) => ({ id: end, closes })))
    const asked = new Map([...askedSteps(graph)].map((step, index) => [step, index]))
    memory = Math.max(memory, asked.size)
    const own = executorActorOf(graph, regulation)
    const counter = stepsAtCounter(graph, regulation)
    for (const step of graph.steps.values()) {
      const doer = doerOf(step, regulation)
      const key = `${id} ${termOf(step)}`
      if (!terms.includes(key)) terms.push(key)
      const termStep = graph.steps.get(termOf(step)) ?? step
      named.add(step.id)
      for (const outcome of step.outcomes) named.add(`${step.id}/${outcome.id}`)
      steps.push({
        step,
        channel: id,
        doer,
        isOwn: doer.kind === 'post' && doer.actor === own,
        effort: options.effort?.[step.id] ?? EFFORT_MINUTES[step.action],
        applicantComes: APPLICANT_COMES.includes(step.action),
        isAtCounter: counter.has(step.id),
        limit: termStep.limit === 'unstated' ? undefined : termStep.limit,
        term: terms.indexOf(key),
        startsTotal: step.id === graph.totalTermStartsAfter,
        endsTotal: graph.totalTermEndsWith.includes(step.id),
        remembered: asked.get(step.id) ?? -1,
        outcomes: step.outcomes.map((outcome, index) => plannedOutcome(outcome, index, step, graph)),
        timeOutDays: timeOutDays(step),
      })
    }
    function plannedOutcome(outcome: Outcome, index: number, step: Step, of: ProcessGraph): PlannedOutcome {
      const given = options.outcomes?.[`${step.id}/${outcome.id}`]
      const isTimeOut = step.timeOut?.outcome === outcome.id
      return {
        id: outcome.id,
        share: given ?? assumedShare(step.action, outcome.id, index, isTimeOut),
        isTimeOut,
        edges: outcome.edges.map(({ anyOf, to }) => ({
          anyOf: anyOf.map(
            (guard) => [asked.get(guard.step) ?? -1, outcomeNumber(of, guard.step, guard.outcome)] as const,
          ),
          to: endNumbers.get(to) ?? numbers.get(to) ?? -1,
        })),
      }
    }
    channels.push({ id, isCounter: counter.size > 0, start: numbers.get(graph.start) ?? 0 })
  }
  for (const name of [...Object.keys(options.effort ?? {}), ...Object.keys(options.outcomes ?? {})]) {
    if (!named.has(name)) throw new UnknownNameError(`no step or outcome "${name}"`)
  }
  const posts = new Map(
    steps.flatMap(({ doer, isOwn }) => (doer.kind === 'post' ? [[doer.actor, { actor: doer.actor, isOwn }]] : [])),
  )
  const sessions = new Set(steps.flatMap(({ doer }) => (doer.kind === 'session' ? [doer.actor] : [])))
  return { steps, channels, ends, memory, terms, posts: [...posts.values()], sessions: [...sessions] }
}

function assumedShare(action: ActionName, outcome: string, index: number, isTimeOut: boolean): number {
  if (isTimeOut) return 0
  return OUTCOME_SHARES[`${action}/${outcome}`] ?? (index === 0 ? Number.NaN : 0)
}

function askedSteps(graph: ProcessGraph): ReadonlySet<string> {
  return new Set(
    [...graph.steps.values()].flatMap((step) =>
      step.outcomes.flatMap(({ edges }) => edges.flatMap(({ anyOf }) => anyOf.map((guard) => guard.step))),
    ),
  )
}

function outcomeNumber(graph: ProcessGraph, step: string, outcome: string): number {
  return graph.steps.get(step)?.outcomes.findIndex(({ id }) => id === outcome) ?? -1
}

function doerOf(step: Step, regulation: Regulation): Doer {
  switch (regulation.actors.get(step.actor)?.kind) {
    case 'staff':
    case 'operator':
      return { kind: 'post', actor: step.actor }
    case 'commission':
      return { kind: 'session', actor: step.actor }
    case 'applicant':
      return { kind: 'applicant' }
    case 'system':
    case undefined:
      return { kind: 'system' }
  }
}

/** What posts do before the total term begins, and the systems between them. Empty in a channel without a counter. */
function stepsAtCounter(graph: ProcessGraph, regulation: Regulation): ReadonlySet<string> {
  const seen = new Set<string>()
  const queue = [graph.start]
  for (const id of queue) {
    const step = graph.steps.get(id)
    if (step === undefined || seen.has(id)) continue
    seen.add(id)
    if (id === graph.totalTermStartsAfter) continue
    queue.push(...step.outcomes.flatMap(({ edges }) => edges.map((edge) => edge.to)))
  }
  const atPosts = [...seen].some((id) => {
    const step = graph.steps.get(id)
    return step !== undefined && doerOf(step, regulation).kind === 'post'
  })
  return atPosts ? seen : new Set()
}

function timeOutDays({ timeOut }: Step): number | undefined {
  if (timeOut === undefined) return undefined
  const { amount, unit } = timeOut
  if (unit === 'month') return amount * 30.4
  return unit === 'calendar-day' || unit === 'working-day' ? amount : undefined
}
