import type { ExpectedDue, Scenario, ScenarioMove, ScenarioPlace, TermClock } from '@qyzmet/regulation'
import { termOf } from '@qyzmet/regulation'
import type { Due } from '../ledger.ts'
import { TOTAL_TERM } from '../ledger.ts'
import type { Halt, Rehearsal } from './rehearsal.ts'

/** What came out otherwise than a scenario says, in the words of the regulation: ids of its parts. */
export type Difference = { readonly at: ScenarioPlace } & (
  | { readonly what: 'halted'; readonly halt: Halt }
  /** The case never came to the step of a move. */
  | { readonly what: 'never-came'; readonly step: string }
  | { readonly what: 'end'; readonly expected: string; readonly actual: string }
  | { readonly what: 'result' | 'ground'; readonly expected?: string; readonly actual?: string }
  | { readonly what: 'due'; readonly term: string; readonly expected: ExpectedDue; readonly actual?: Due }
  | { readonly what: 'late' | 'not-late'; readonly term: string }
  | { readonly what: 'told'; readonly expected: readonly string[]; readonly actual: readonly string[] }
)

/** Compares what must have come of a case with what did; empty when the scenario holds. */
export function differencesOf(
  { then: expected, at }: Scenario,
  rehearsal: Rehearsal,
  leftOver: readonly ScenarioMove[],
  clock: TermClock,
): readonly Difference[] {
  const { halt, end } = rehearsal
  if (halt !== undefined) return [{ what: 'halted', halt, at }]
  const found: Difference[] = []
  const [missed] = leftOver
  if (missed !== undefined) found.push({ what: 'never-came', step: missed.step, at: missed.at })
  if (end !== undefined && end.id !== expected.end) {
    found.push({ what: 'end', expected: expected.end, actual: end.id, at: expected.at })
  }
  const { result, ground } = outcomeOf(rehearsal)
  if (expected.result !== undefined && expected.result !== result) {
    found.push({ what: 'result', expected: expected.result, ...(result && { actual: result }), at: expected.at })
  }
  // A refusal stands on its ground, so a scenario that ends in one names it.
  if (expected.ground !== ground) {
    const named = expected.ground === undefined ? {} : { expected: expected.ground }
    found.push({ what: 'ground', ...named, ...(ground && { actual: ground }), at: expected.at })
  }
  const dues = duesOf(rehearsal)
  for (const due of expected.due) {
    const actual = dues.get(due.term)
    if (actual === undefined || !isSame(due, actual, clock)) {
      found.push({ what: 'due', term: due.term, expected: due, ...(actual && { actual }), at: due.at })
    }
  }
  const late = lateOf(rehearsal)
  for (const term of late) if (!expected.late.includes(term)) found.push({ what: 'late', term, at: expected.at })
  for (const term of expected.late) if (!late.has(term)) found.push({ what: 'not-late', term, at: expected.at })
  const told = toldOf(rehearsal)
  if (expected.told !== undefined && expected.told.join(' ') !== told.join(' ')) {
    found.push({ what: 'told', expected: expected.told, actual: told, at: expected.at })
  }
  return found
}

/** The result that was signed last, and the ground of a refusal. */
export function outcomeOf({ state }: Rehearsal): { readonly result?: string; readonly ground?: string } {
  if (state.status === 'none') return {}
  const { signed, decision } = state
  const ground = decision?.decision === 'refused' ? decision.ground : undefined
  return { ...(signed && { result: signed.result }), ...(ground === undefined ? {} : { ground }) }
}

/** Steps done after their term had run out, once each, and `total` when the service as a whole was late. */
export function lateOf({ steps, isTotalLate }: Rehearsal): ReadonlySet<string> {
  const late = steps.filter(({ isLate }) => isLate).map(({ step }) => step.id)
  return new Set([...late, ...(isTotalLate ? [TOTAL_TERM] : [])])
}

/** Steps whose message the applicant was told, in order. */
export function toldOf({ steps }: Rehearsal): readonly string[] {
  return steps.filter(({ step, isTimeOut }) => step.message !== undefined && !isTimeOut).map(({ step }) => step.id)
}

/** The due moment of each term by its latest start, by the step that it stands at and by the step whose term it is. */
function duesOf({ steps, total }: Rehearsal): ReadonlyMap<string, Due> {
  const dues = new Map<string, Due>()
  for (const { step, due } of steps) {
    if (due !== undefined) dues.set(step.id, due).set(termOf(step), due)
  }
  return total === undefined ? dues : dues.set(TOTAL_TERM, total)
}

function isSame(expected: ExpectedDue, { at, on }: Due, { timeZone }: TermClock): boolean {
  const local = at?.toZonedDateTimeISO(timeZone)
  if (local === undefined) return false
  if (expected.time === undefined) return expected.on.equals(on ?? local.toPlainDate())
  const minute = local.toPlainDateTime().round({ smallestUnit: 'minute', roundingMode: 'floor' })
  return expected.on.toPlainDateTime(expected.time).equals(minute)
}
