import type { ProcessGraph, Regulation } from '../model.ts'

/**
 * The actor to whom cases are assigned by name: the first staff actor after an
 * `assign` step who is not the one that assigns. Undefined when nobody assigns.
 */
export function executorActorOf(graph: ProcessGraph, regulation: Regulation): string | undefined {
  for (const assigning of graph.steps.values()) {
    if (assigning.action !== 'assign') continue
    const queue = [assigning]
    const seen = new Set([assigning.id])
    for (const from of queue) {
      for (const edge of from.outcomes.flatMap(({ edges }) => edges)) {
        const to = graph.steps.get(edge.to)
        if (to === undefined || seen.has(to.id)) continue
        seen.add(to.id)
        if (to.actor !== assigning.actor && regulation.actors.get(to.actor)?.kind === 'staff') return to.actor
        queue.push(to)
      }
    }
  }
  return undefined
}
