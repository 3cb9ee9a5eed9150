import type { Edge, Guard, Outcome, ProcessGraph, Step } from '@qyzmet/regulation'
import type { Way } from './chart.ts'

/** A way on from a step: to a step or an end, or to a further choice that looks back on what was decided. */
export interface Branch {
  readonly way: Way
  readonly next: { readonly to: string } | { readonly choice: readonly Branch[] }
}

/**
 * The ways on from a step, as a reader sees them. Outcomes that lead the same way are one branch, so a step whose
 * outcomes all go the same way has one; an outcome whose edges ask what was decided before leads to a further choice.
 */
export function branchesOf(step: Step, graph: ProcessGraph): readonly Branch[] {
  const groups = new Map<string, Outcome[]>()
  for (const outcome of step.outcomes) {
    const key = JSON.stringify(targets(outcome.edges))
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [outcome])
    else group.push(outcome)
  }
  return [...groups.values()].map((outcomes): Branch => {
    const way: Way = { outcomes: outcomes.map(({ id }) => ({ step: step.id, outcome: id })), isDefault: false }
    const ways = targets(outcomes[0]?.edges ?? [])
    const [first] = ways
    if (ways.length === 1 && first !== undefined) return { way, next: { to: first.to } }
    return { way, next: { choice: lookBack(ways, graph) } }
  })
}

/** Edges tried in order, neighbours with one target taken together. A guard on a lone edge never parts ways. */
function targets(edges: readonly Edge[]): readonly Edge[] {
  const merged: Edge[] = []
  for (const { to, anyOf } of edges) {
    const last = merged.at(-1)
    if (last?.to === to) {
      const isOpen = last.anyOf.length === 0 || anyOf.length === 0
      merged[merged.length - 1] = { to, anyOf: isOpen ? [] : [...last.anyOf, ...anyOf] }
    } else merged.push({ to, anyOf })
  }
  const [only] = merged
  return merged.length === 1 && only !== undefined ? [{ to: only.to, anyOf: [] }] : merged
}

function lookBack(edges: readonly Edge[], graph: ProcessGraph): readonly Branch[] {
  const asked = edges.flatMap(({ anyOf }) => anyOf)
  const last = edges.at(-1)
  return [...Map.groupBy(edges, ({ to }) => to)].map(([to, ways]): Branch => {
    const outcomes = ways.flatMap(({ anyOf }) => (anyOf.length > 0 ? anyOf : remaining(asked, graph)))
    return { way: { outcomes, isDefault: last?.to === to }, next: { to } }
  })
}

/** What is left when none of the guards holds: the other outcomes of the step, if all ask about one step. */
function remaining(asked: readonly Guard[], graph: ProcessGraph): readonly Guard[] {
  const [first] = asked
  if (first === undefined || asked.some(({ step }) => step !== first.step)) return []
  const named = new Set(asked.map(({ outcome }) => outcome))
  return (graph.steps.get(first.step)?.outcomes ?? [])
    .filter(({ id }) => !named.has(id))
    .map(({ id }) => ({ step: first.step, outcome: id }))
}
