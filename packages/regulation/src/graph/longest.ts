import { termOf } from '../model.ts'
import type { ProcessGraph } from '../model.ts'

/** More ways than this are not walked; the sum found until then is returned. */
const MAX_WAYS = 20_000

/**
 * The greatest sum of calendar-day limits on a way through the counted part of the graph, each term counted once and
 * no step visited twice. Guards are left aside, so the sum is never too small.
 */
export function longestDays(graph: ProcessGraph): number {
  const first = graph.steps.get(graph.totalTermStartsAfter)
  if (first === undefined) return 0
  let longest = 0
  let ways = 0

  const walk = (stepId: string, visited: ReadonlySet<string>, terms: ReadonlySet<string>, days: number): void => {
    ways += 1
    const step = graph.steps.get(stepId)
    if (step === undefined || visited.has(stepId) || ways > MAX_WAYS) return
    const term = termOf(step)
    const own =
      step.limit !== 'unstated' && step.limit.unit === 'calendar-day' && !terms.has(term) ? step.limit.amount : 0
    longest = Math.max(longest, days + own)
    if (graph.totalTermEndsWith.includes(stepId)) return
    for (const edge of step.outcomes.flatMap((outcome) => outcome.edges)) {
      walk(edge.to, new Set([...visited, stepId]), new Set([...terms, term]), days + own)
    }
  }
  for (const edge of first.outcomes.flatMap((outcome) => outcome.edges)) walk(edge.to, new Set(), new Set(), 0)
  return longest
}
