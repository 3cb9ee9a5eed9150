import type { Actor, End, Outcome, ProcessGraph, Regulation, ResultKind, Step } from '@qyzmet/regulation'
import { isEdgeOpen } from '@qyzmet/regulation'

/** A case and the regulation it is read with do not belong together: a fault of the caller, never of a person. */
export class WrongEditionError extends Error {
  override readonly name = 'WrongEditionError'
}

/** A compiled graph points to something that it does not contain. */
export class BrokenGraphError extends Error {
  override readonly name = 'BrokenGraphError'
}

/** Where an outcome leads: to a step, or to an end of the process. */
export type Next = { readonly kind: 'step'; readonly step: Step } | { readonly kind: 'end'; readonly end: End }

/** @throws {BrokenGraphError} when the graph has no such step */
export function getStep(graph: ProcessGraph, id: string): Step {
  const step = graph.steps.get(id)
  if (step === undefined) throw new BrokenGraphError(`no step "${id}" in channel "${graph.channel}"`)
  return step
}

/** @throws {BrokenGraphError} when the regulation does not list the step's actor */
export function getActor(regulation: Regulation, step: Step): Actor {
  const actor = regulation.actors.get(step.actor)
  if (actor === undefined) throw new BrokenGraphError(`no actor "${step.actor}" of step "${step.id}"`)
  return actor
}

export function findOutcome(step: Step, id: string): Outcome | undefined {
  return step.outcomes.find((outcome) => outcome.id === id)
}

export function findResultKind(regulation: Regulation, id: string): ResultKind | undefined {
  return regulation.standard.results.find((result) => result.id === id)
}

/** True when the request gets its number in a step of its own, and not with being sent. */
export function isNumberedApart(graph: ProcessGraph): boolean {
  return [...graph.steps.values()].some((step) => step.action === 'number-request')
}

/**
 * Where an outcome leads after what was decided so far: its first edge whose guard holds.
 *
 * @param outcomes last outcome of each step, the outcome in question included
 * @returns undefined when no edge is open now
 */
export function nextOf(graph: ProcessGraph, outcome: Outcome, outcomes: ReadonlyMap<string, string>): Next | undefined {
  const edge = outcome.edges.find((candidate) => isEdgeOpen(candidate, outcomes))
  if (edge === undefined) return undefined
  const end = graph.ends.get(edge.to)
  if (end !== undefined) return { kind: 'end', end }
  return { kind: 'step', step: getStep(graph, edge.to) }
}

/** True when a step of `actor` is `from` itself or can still come after it. */
export function isAhead(graph: ProcessGraph, from: Step, actor: string): boolean {
  return nearestAhead(graph, from, (step) => step.actor === actor) !== undefined
}

/** The first step that fits, counting steps from `from` on, itself included; of several at one distance the one written first. */
export function nearestAhead(graph: ProcessGraph, from: Step, fits: (step: Step) => boolean): Step | undefined {
  const queue = [from]
  const seen = new Set([from.id])
  for (const step of queue) {
    if (fits(step)) return step
    for (const to of stepsAfter(graph, step)) {
      if (seen.has(to.id)) continue
      seen.add(to.id)
      queue.push(to)
    }
  }
  return undefined
}

function stepsAfter(graph: ProcessGraph, step: Step): readonly Step[] {
  return step.outcomes
    .flatMap((outcome) => outcome.edges)
    .filter((edge) => !graph.ends.has(edge.to))
    .map((edge) => getStep(graph, edge.to))
}
