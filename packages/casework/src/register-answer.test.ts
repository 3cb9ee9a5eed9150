import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseCommand, RegisterOutcome } from './commands.ts'
import { decide } from './decide.ts'
import { after, caseAt, codeOf, complete, contextOf, NOW, staff, SYSTEM } from './testing/story.ts'

const context = contextOf()

function answer(outcome: RegisterOutcome, step = 'examine'): CaseCommand {
  return { type: 'record-register-answer', step, register: 'people', outcome, receiptId: 'r-1', note: 'n' }
}

for (const outcome of ['found', 'not-found', 'refused'] as const) {
  test(`a step may be decided when its register answered "${outcome}"`, () => {
    const state = after(caseAt('examine'), [[answer(outcome), SYSTEM]])
    assert.equal(codeOf(decide(state, complete('examine', 'compliant'), staff('scribe'), context)), 'accepted')
    assert.deepEqual(state.registerAnswers.get('people'), { outcome, receiptId: 'r-1', at: NOW, note: 'n' })
  })
}

for (const outcome of ['pending', 'no-answer'] as const) {
  test(`"${outcome}" is not an answer to decide on`, () => {
    const state = after(caseAt('examine'), [[answer(outcome), SYSTEM]])
    const decision = decide(state, complete('examine', 'compliant'), staff('scribe'), context)
    assert.equal(codeOf(decision), 'register-answer-missing')
  })
}

test('what was answered stands when the register is silent later, and yields to a newer answer', () => {
  const found = after(caseAt('examine'), [
    [answer('found'), SYSTEM],
    [answer('no-answer'), SYSTEM],
  ])
  assert.equal(found.registerAnswers.get('people')?.outcome, 'found')
  const changed = after(found, [[answer('not-found'), SYSTEM]])
  assert.equal(changed.registerAnswers.get('people')?.outcome, 'not-found')
})

test('answers are written by the system only', () => {
  assert.equal(codeOf(decide(caseAt('examine'), answer('found'), staff('scribe'), context)), 'not-your-step')
})

test('an answer to a step already decided comes too late', () => {
  const state = caseAt('prepare')
  assert.equal(codeOf(decide(state, answer('not-found'), SYSTEM, context)), 'step-not-current')
})

test('the step that asks is done before the answer comes, and the answer is still taken', () => {
  const counter = contextOf('counter')
  const passed = [
    { step: 'log-in', outcome: 'entered', at: NOW },
    { step: 'take-down', outcome: 'composed', at: NOW },
    { step: 'ask', outcome: 'asked', at: NOW },
  ]
  const state = {
    ...caseAt('seal', {}, 'counter'),
    passed: [],
    outcomes: new Map(passed.map((p) => [p.step, p.outcome])),
  }
  assert.equal(codeOf(decide(state, answer('found', 'ask'), SYSTEM, counter)), 'accepted')
})
