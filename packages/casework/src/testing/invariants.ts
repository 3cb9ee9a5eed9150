import type { ProcessGraph, Regulation } from '@qyzmet/regulation'
import { termOf } from '@qyzmet/regulation'
import { TOTAL_TERM } from '../ledger.ts'
import type { CaseEvent } from '../events.ts'
import { getStep } from '../graph.ts'
import { runningTerms } from '../running-terms.ts'
import type { OpenedCase } from '../state.ts'

/** Rules of every case that are broken after these events, whoever did what; empty when all hold. */
export function brokenInvariants(
  state: OpenedCase,
  events: readonly CaseEvent[],
  regulation: Regulation,
  graph: ProcessGraph,
): readonly string[] {
  const decisions = events.filter((event) => event.type === 'ServiceGranted' || event.type === 'ServiceRefused')
  const kind = regulation.standard.results.find((result) => result.id === state.decision?.result)
  const decided = state.decision?.decision ?? 'stopped'
  // Whoever was granted a contract may still decline it.
  const declined = events.some((event) => event.type === 'StepCompleted' && event.outcome === 'declined')
  const rules: Readonly<Record<string, boolean>> = {
    'the version counts the events': state.version === events.length,
    'an open case has one open step': (state.status === 'open') === (state.current !== undefined),
    'a closed case has an end': (state.status === 'closed') === (state.closed !== undefined),
    'every event names an item of the act': events.every((event) => event.item !== ''),
    'a case is decided at most once': decisions.length <= 1,
    'a refusal has a ground of the standard and a reason': decisions.every(
      (event) => event.type === 'ServiceGranted' || isGrounded(event, regulation),
    ),
    'the end is that of the decision':
      state.closed === undefined || state.closed.closes === (declined ? 'stopped' : decided),
    'a place in the queue comes with the result that gives it':
      (state.queue !== undefined) === (kind?.entersQueue === true),
    'a delivered result is signed': state.delivered === undefined || state.signed !== undefined,
  }
  const broken = Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]))
  return [...broken, ...brokenTerms(state, graph)]
}

function isGrounded(event: Extract<CaseEvent, { type: 'ServiceRefused' }>, regulation: Regulation): boolean {
  return regulation.standard.grounds.some((ground) => ground.id === event.ground) && event.reason.trim() !== ''
}

function brokenTerms(state: OpenedCase, graph: ProcessGraph): readonly string[] {
  const broken: string[] = []
  const open = new Set<string>()
  for (const line of state.ledger) {
    if (line.type === 'started' && open.has(line.term)) broken.push(`${line.term} starts while it runs`)
    if (line.type === 'started') open.add(line.term)
    if (line.type === 'stopped' && !open.delete(line.term)) broken.push(`${line.term} stops without running`)
  }
  const expected = state.current === undefined ? [] : [termOf(getStep(graph, state.current.step))]
  const running = runningTerms(state.ledger).filter((term) => term !== TOTAL_TERM)
  if (running.join() !== expected.join()) broken.push(`${running.join()} runs instead of ${expected.join()}`)
  if (state.status === 'closed' && open.size > 0) broken.push('a term runs after the end')
  return broken
}
