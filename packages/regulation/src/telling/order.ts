import type { Channel, ProcessGraph, Regulation, Step } from '../model.ts'

/**
 * The steps of a channel in the order in which a reader follows them: no step stands before one that leads to it, ways
 * back aside, and where several could come next the file's order decides. So a refusal stands beside the check that
 * leads to it, as in the numbered processes of an act.
 */
export function stepsInOrder(graph: ProcessGraph): readonly Step[] {
  const forward = forwardEdges(graph)
  const waitsFor = new Map([...graph.steps.keys()].map((id) => [id, 0]))
  for (const targets of forward.values()) for (const to of targets) waitsFor.set(to, (waitsFor.get(to) ?? 0) + 1)
  const inFile = placesInFile(graph)
  const ordered: Step[] = []
  const waiting = new Set(inFile)
  for (;;) {
    const next = [...waiting].find(({ id }) => waitsFor.get(id) === 0)
    if (next === undefined) return ordered
    waiting.delete(next)
    ordered.push(next)
    for (const to of forward.get(next.id) ?? []) waitsFor.set(to, (waitsFor.get(to) ?? 0) - 1)
  }
}

/** Steps of the channel first: their numbers lead the reader, and the provider's own procedure fills the gap between. */
function placesInFile(graph: ProcessGraph): readonly Step[] {
  const steps = [...graph.steps.values()]
  return [...steps.filter(({ kind }) => kind !== 'procedure'), ...steps.filter(({ kind }) => kind === 'procedure')]
}

/** Where each step leads, without the ways back into a step that is still under way. */
function forwardEdges(graph: ProcessGraph): ReadonlyMap<string, ReadonlySet<string>> {
  const forward = new Map<string, Set<string>>()
  const open = new Set<string>()
  const visit = (step: Step): void => {
    const targets = new Set<string>()
    forward.set(step.id, targets)
    open.add(step.id)
    for (const { to } of step.outcomes.flatMap(({ edges }) => edges)) {
      const next = graph.steps.get(to)
      if (next === undefined || open.has(to)) continue
      targets.add(to)
      if (!forward.has(to)) visit(next)
    }
    open.delete(step.id)
  }
  const first = graph.steps.get(graph.start)
  if (first !== undefined) visit(first)
  for (const step of graph.steps.values()) if (!forward.has(step.id)) visit(step)
  return forward
}

/**
 * The channels in the order in which the act tells them, by its items.
 *
 * @param only the id of the only channel wanted; absent: all
 */
export function channelsInOrder({ channels }: Regulation, only?: string): readonly Channel[] {
  return [...channels.values()]
    .filter(({ id }) => only === undefined || id === only)
    .toSorted((a, b) => Number.parseInt(a.item, 10) - Number.parseInt(b.item, 10))
}
