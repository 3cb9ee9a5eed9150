import { isEdgeOpen } from '../graph/explore.ts'
import type { ProcessGraph, Step } from '../model.ts'
import type { Move } from './finding.ts'

/** A place that a case can get to, with what is remembered on the way there. */
export interface Visit {
  /** A step of the graph or an end of it. */
  readonly at: string
  /** What the rule remembers of the way; cases that remember the same are looked at once. */
  readonly memory: string
  readonly before?: { readonly visit: Visit; readonly outcome: string }
}

/** More places than this are not looked at; `explore` reports such a graph. */
const MAX_VISITS = 20_000

/**
 * Every step and end that a case can get to, the shortest way first.
 *
 * @param remember what is known after a step ended so; must take few values, since each is looked at apart
 */
export function visits(
  graph: ProcessGraph,
  remember: (memory: string, step: Step, outcome: string) => string = (memory) => memory,
): readonly Visit[] {
  const asked = askedSteps(graph)
  const first = { at: graph.start, memory: '' }
  const seen = new Set<string>([`${graph.start}|`])
  const queue: { readonly visit: Visit; readonly decided: ReadonlyMap<string, string> }[] = [
    { visit: first, decided: new Map() },
  ]
  for (let index = 0; index < queue.length; index += 1) {
    const here = queue[index]
    const step = here === undefined ? undefined : graph.steps.get(here.visit.at)
    if (here === undefined || step === undefined) continue
    for (const outcome of step.outcomes) {
      const edge = outcome.edges.find((candidate) => isEdgeOpen(candidate, here.decided))
      if (edge === undefined) continue
      const decided = asked.has(step.id) ? new Map([...here.decided, [step.id, outcome.id]]) : here.decided
      const memory = remember(here.visit.memory, step, outcome.id)
      const key = [edge.to, memory, ...[...decided].map((pair) => pair.join('=')).toSorted()].join('|')
      if (seen.has(key) || seen.size >= MAX_VISITS) continue
      seen.add(key)
      queue.push({ visit: { at: edge.to, memory, before: { visit: here.visit, outcome: outcome.id } }, decided })
    }
  }
  return queue.map(({ visit }) => visit)
}

/** The case that leads to a visit. */
export function movesTo(visit: Visit): readonly Move[] {
  const moves: Move[] = []
  for (let here = visit.before; here !== undefined; here = here.visit.before) {
    moves.unshift({ step: here.visit.at, outcome: here.outcome })
  }
  return moves
}

/** More ways than this are not walked. */
const MAX_WAYS = 5000

/**
 * Every way from the start that repeats no step, up to the last step of the total term and the choice made there.
 * Ways that never begin the total term, or end without its last step, are left out.
 */
export function waysThroughTerm(graph: ProcessGraph): readonly (readonly Move[])[] {
  const asked = askedSteps(graph)
  const found: (readonly Move[])[] = []
  const walk = (at: string, moves: readonly Move[], decided: ReadonlyMap<string, string>): void => {
    const step = graph.steps.get(at)
    if (step === undefined || found.length >= MAX_WAYS || moves.some((move) => move.step === at)) return
    const begun = moves.some((move) => move.step === graph.totalTermStartsAfter)
    for (const outcome of step.outcomes) {
      const edge = outcome.edges.find((candidate) => isEdgeOpen(candidate, decided))
      if (edge === undefined) continue
      const next = [...moves, { step: at, outcome: outcome.id }]
      if (begun && graph.totalTermEndsWith.includes(at)) {
        found.push(next)
        return
      }
      walk(edge.to, next, asked.has(at) ? new Map([...decided, [at, outcome.id]]) : decided)
    }
  }
  walk(graph.start, [], new Map())
  return found
}

/** The steps that some guard asks about. */
function askedSteps(graph: ProcessGraph): ReadonlySet<string> {
  return new Set(
    [...graph.steps.values()].flatMap((step) =>
      step.outcomes.flatMap((outcome) => outcome.edges.flatMap((edge) => edge.anyOf.map((guard) => guard.step))),
    ),
  )
}
