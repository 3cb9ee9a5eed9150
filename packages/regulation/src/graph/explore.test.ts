import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActionName } from '../actions.ts'
import type { Edge, End, Guard, Outcome, ProcessGraph, Step } from '../model.ts'
import { explore, isEdgeOpen } from './explore.ts'

const text = { kk: 'к', ru: 'р', en: 'e' }
const to = (target: string, ...anyOf: readonly Guard[]): Edge => ({ to: target, anyOf })

function step(
  id: string,
  action: ActionName,
  outcomes: Record<string, readonly Edge[]>,
  drafts: Record<string, string> = {},
): Step {
  return {
    id,
    kind: 'procedure',
    item: '5',
    repeatedIn: [],
    actor: 'somebody',
    action,
    title: text,
    limit: 'unstated',
    consults: [],
    outcomes: Object.entries(outcomes).map(([name, edges]): Outcome => ({
      id: name,
      title: text,
      edges,
      ...(drafts[name] === undefined ? {} : { drafts: drafts[name] }),
    })),
  }
}

function graph(...steps: readonly Step[]): ProcessGraph {
  const ends: readonly End[] = [
    { id: 'granted', closes: 'granted', title: text },
    { id: 'refused', closes: 'refused', title: text },
  ]
  const [first] = steps
  assert.ok(first !== undefined)
  return {
    regulation: 'r',
    channel: 'c',
    start: first.id,
    totalTermStartsAfter: first.id,
    totalTermEndsWith: [],
    steps: new Map(steps.map((one) => [one.id, one])),
    ends: new Map(ends.map((end) => [end.id, end])),
  }
}

const closesOf = (result: string) => (result === '' ? undefined : result)
const check = step('check', 'check-documents', { compliant: [to('draft')], violated: [to('draft')] })
const draft = step(
  'draft',
  'draft-result',
  {
    notice: [to('sign', { step: 'check', outcome: 'compliant' })],
    refusal: [to('sign', { step: 'check', outcome: 'violated' })],
  },
  { notice: 'granted', refusal: 'refused' },
)
const sign = step('sign', 'sign-result', { signed: [to('deliver')], returned: [to('draft')] })
const deliver = step('deliver', 'deliver-result', {
  delivered: [to('granted', { step: 'draft', outcome: 'notice' }), to('refused')],
})

test('a graph in which a loop goes back to the draft has no fault', () => {
  assert.deepEqual(explore(graph(check, draft, sign, deliver), closesOf), [])
})

test('a step is reached only in the situations that guards allow', () => {
  const neverRefuses = step(
    'draft',
    'draft-result',
    { notice: [to('sign', { step: 'check', outcome: 'compliant' })] },
    { notice: 'granted' },
  )
  const [dead, ...rest] = explore(graph(check, neverRefuses, sign, deliver), closesOf)
  assert.deepEqual(dead, { code: 'dead-end', step: 'draft', path: ['check: violated'] })
  assert.deepEqual(rest.map(({ code }) => code).toSorted(), ['never-taken', 'unreached-end'])
})

test('the shortest case that shows a fault is told', () => {
  const unsigned = step(
    'draft',
    'draft-result',
    { notice: [to('sign', { step: 'check', outcome: 'compliant' })], refusal: [to('deliver')] },
    { notice: 'granted', refusal: 'refused' },
  )
  const found = explore(graph(check, unsigned, sign, deliver), closesOf)
  assert.deepEqual(found, [
    { code: 'unsigned-result', step: 'deliver', path: ['check: compliant', 'draft: refusal', 'deliver: delivered'] },
  ])
})

test('a signature counts only until the next draft', () => {
  const signAgain = step('sign', 'sign-result', { signed: [to('redraft')], returned: [to('draft')] })
  const redraft = step('redraft', 'draft-result', { refusal: [to('deliver')] }, { refusal: 'refused' })
  const last = step('deliver', 'deliver-result', { delivered: [to('refused')] })
  const found = explore(graph(check, draft, signAgain, redraft, last), closesOf)
  assert.deepEqual(found.map(({ code }) => code).toSorted(), ['unreached-end', 'unsigned-result'])
})

test('a guard asks for the last outcome of a step', () => {
  const decided = new Map([['check', 'violated']])
  assert.equal(isEdgeOpen(to('x'), decided), true)
  assert.equal(isEdgeOpen(to('x', { step: 'check', outcome: 'violated' }), decided), true)
  assert.equal(isEdgeOpen(to('x', { step: 'check', outcome: 'compliant' }), decided), false)
  assert.equal(isEdgeOpen(to('x', { step: 'other', outcome: 'compliant' }), decided), false)
})
