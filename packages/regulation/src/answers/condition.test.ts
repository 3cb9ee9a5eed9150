import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluateCondition } from './condition.ts'

const answers = { category: 'workers', acts: ['marriage', 'birth'], members: [{ name: 'А' }] }

test('a single answer equals the value, a list has it among its values', () => {
  assert.equal(evaluateCondition({ field: 'category', is: 'workers' }, answers), true)
  assert.equal(evaluateCondition({ field: 'category', is: 'orphans' }, answers), false)
  assert.equal(evaluateCondition({ field: 'acts', is: 'birth' }, answers), true)
  assert.equal(evaluateCondition({ field: 'acts', in: ['death', 'marriage'] }, answers), true)
  assert.equal(evaluateCondition({ field: 'acts', in: ['death'] }, answers), false)
})

test('a question without an answer equals nothing, and so does what is no field', () => {
  for (const field of ['unanswered', 'constructor', '__proto__', 'members']) {
    assert.equal(evaluateCondition({ field, is: 'workers' }, answers), false, field)
    assert.equal(evaluateCondition({ not: { field, in: ['workers'] } }, answers), true, field)
  }
})

test('conditions are put together as in logic, and none of none is true', () => {
  const yes = { field: 'category', is: 'workers' }
  const no = { field: 'category', is: 'orphans' }
  assert.equal(evaluateCondition({ all: [yes, { not: no }] }, answers), true)
  assert.equal(evaluateCondition({ all: [yes, no] }, answers), false)
  assert.equal(evaluateCondition({ any: [no, yes] }, answers), true)
  assert.equal(evaluateCondition({ any: [] }, answers), false)
  assert.equal(evaluateCondition({ all: [] }, answers), true)
})
