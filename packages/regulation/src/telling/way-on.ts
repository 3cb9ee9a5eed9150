import type { Edge, ProcessGraph, Step } from '../model.ts'
import { quoted, type Teller, titleOfOutcome, titleOfStep, waitInWords, whereabouts } from './teller.ts'

/** How a case goes on from a step, a sentence for each way. */
export function waysOn(step: Step, graph: ProcessGraph, teller: Teller): readonly string[] {
  const { next, limit } = teller.words
  const isChoice = step.outcomes.length > 1
  const sentences: string[] = []
  for (const outcome of step.outcomes) {
    const title = quoted(outcome.title, teller)
    const [only] = outcome.edges
    if (outcome.edges.length === 1 && only !== undefined) {
      const then = thenInWords(only, graph, teller)
      sentences.push(isChoice ? next.outcome(title, then) : next.plain(then))
      if (only.anyOf.length > 0) sentences.push(next.only(guardsInWords(only, graph, teller)))
      continue
    }
    for (const edge of outcome.edges) {
      const then = thenInWords(edge, graph, teller)
      const guards = guardsInWords(edge, graph, teller)
      if (edge.anyOf.length > 0) {
        sentences.push(isChoice ? next.outcomeGuarded(title, guards, then) : next.guarded(guards, then))
      } else sentences.push(isChoice ? next.outcomeOtherwise(title, then) : next.otherwise(then))
    }
  }
  const { timeOut } = step
  if (timeOut !== undefined) {
    const outcome = titleOfOutcome(graph, step.id, timeOut.outcome, teller)
    sentences.push(limit.waits(waitInWords(timeOut.amount, timeOut.unit, teller), outcome))
  }
  return sentences
}

/** What was decided before, any of which opens a way: «A» қадамының нәтижесі «B» немесе … */
export function guardsInWords(edge: Edge, graph: ProcessGraph, teller: Teller): string {
  const { next } = teller.words
  return next.or(
    edge.anyOf.map(({ step, outcome }) =>
      next.guard(titleOfStep(graph, step, teller), titleOfOutcome(graph, step, outcome, teller)),
    ),
  )
}

function thenInWords({ to }: Edge, graph: ProcessGraph, teller: Teller): string {
  const { next } = teller.words
  const end = graph.ends.get(to)
  if (end !== undefined) {
    const title = quoted(end.title, teller)
    return end.closes === 'stopped' ? next.stop(title) : next.end(title)
  }
  const step = graph.steps.get(to)
  return step === undefined ? to : next.step(quoted(step.title, teller), whereabouts(step, teller))
}
