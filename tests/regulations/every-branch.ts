import assert from 'node:assert/strict'
import { evolve, initialState, type CaseEvent, type CaseState } from '@qyzmet/casework'
import type { ProcessGraph, Regulation } from '@qyzmet/regulation'
import * as fc from 'fast-check'
import { brokenInvariants } from '../../packages/casework/src/testing/invariants.ts'
import { caseOf, type Rehearsal } from './reading.ts'

/** Outcomes that a guard closes are nobody's choice: which document is drafted follows from what was decided. */
const FOLLOWS: ReadonlySet<string> = new Set(['draft-result', 'perform-service'])

/**
 * Whatever is chosen at each step, a case of the channel keeps the rules of every case and comes to its end, and
 * together the cases go through every step that a case can have.
 *
 * @param without outcomes not to choose, by step
 */
export function holdsOnEveryBranch(
  regulation: Regulation,
  graph: ProcessGraph,
  rehearse: Rehearsal,
  without: Readonly<Record<string, string>> = {},
): void {
  const choosable = [...graph.steps.values()].filter(({ action }) => !FOLLOWS.has(action))
  const choices = fc.record(
    Object.fromEntries(
      choosable.map(({ id, outcomes }) => {
        const names = outcomes.map((outcome) => outcome.id).filter((name) => without[id] !== name)
        return [id, fc.array(fc.constantFrom(...names), { maxLength: 2 })]
      }),
    ),
  )
  const met = new Set<string>()
  const ends = new Set<string>()
  const check = (chosen: Readonly<Record<string, readonly string[]>>): void => {
    const walked = rehearse(graph.channel, chosen)
    if (walked.endedEarly !== undefined) {
      ends.add(walked.endedEarly)
      return
    }
    let state: CaseState = initialState
    const told: CaseEvent[] = []
    for (const event of walked.events) {
      state = evolve(state, event)
      told.push(event)
    }
    const closed = caseOf({ state })
    assert.deepEqual(brokenInvariants(closed, told, regulation, graph), [], JSON.stringify(chosen))
    assert.equal(closed.status, 'closed')
    if (closed.closed !== undefined) ends.add(closed.closed.end)
    for (const { step } of closed.passed) met.add(step)
  }
  fc.assert(fc.property(choices, check), { numRuns: 200, seed: 249 })
  const missed = [...graph.steps.values()].filter(({ id, kind }) => kind === 'procedure' && !met.has(id))
  assert.deepEqual(
    missed.map(({ id }) => id),
    [],
  )
  const declined = [...graph.ends.keys()].filter((end) => !ends.has(end))
  assert.ok(declined.length <= Object.keys(without).length, `no case ended in ${declined.join(', ')}`)
}
