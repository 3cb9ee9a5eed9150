import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseCommand } from './commands.ts'
import { decide } from './decide.ts'
import { after, caseAt, codeOf, complete, contextOf, person, staff } from './testing/story.ts'

const context = contextOf()
const other: CaseCommand = { type: 'reassign', executor: person('other'), reason: 'On leave' }

test('the one who assigns names another executor, and the open step is theirs', () => {
  const state = after(caseAt('draft'), [[other, staff('warden')]])
  assert.deepEqual(state.executor, person('other'))
  assert.deepEqual(state.current?.assignee, person('other'))
  assert.equal(codeOf(decide(state, complete('draft', 'notice'), staff('scribe'), context)), 'not-the-executor')
  assert.equal(codeOf(decide(state, complete('draft', 'notice'), staff('scribe', 'other'), context)), 'accepted')
})

test('while others hold the case the next step of the executor goes to the new one', () => {
  const state = after(caseAt('vote'), [[other, staff('warden')]])
  assert.equal(state.current?.assignee, undefined)
  assert.deepEqual(state.executor, person('other'))
})

test('once no step of the executor is left there is nobody to replace', () => {
  assert.equal(codeOf(decide(caseAt('send'), other, staff('warden'), context)), 'no-executor-to-replace')
})

test('the executor cannot pass the case on', () => {
  assert.equal(codeOf(decide(caseAt('draft'), other, staff('scribe'), context)), 'not-your-step')
})

test('a new executor is another person, one of the candidates, and there is a reason', () => {
  const state = caseAt('draft')
  const same: CaseCommand = { ...other, executor: person('scribe') }
  assert.equal(codeOf(decide(state, same, staff('warden'), context)), 'not-a-candidate')
  const closed = contextOf('portal', { executors: [person('scribe')] })
  assert.equal(codeOf(decide(state, other, staff('warden'), closed)), 'not-a-candidate')
  assert.equal(codeOf(decide(state, { ...other, reason: '' }, staff('warden'), context)), 'missing-input')
})
