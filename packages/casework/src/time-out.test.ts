import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allowedActions } from './allowed-actions.ts'
import { decide } from './decide.ts'
import { fold } from './evolve.ts'
import { getStep } from './graph.ts'
import { after, caseAt, codeOf, complete, contextOf, eventsUntil, opened, staff, SYSTEM } from './testing/story.ts'
import { timeOutAt } from './time-out.ts'

const counter = contextOf('counter')
const unclaimed = complete('give', 'unclaimed')

test('a month ends with the day of the same number', () => {
  const state = caseAt('give', {}, 'counter')
  assert.equal(state.current?.since.toZonedDateTimeISO('Asia/Almaty').toPlainDate().toString(), '2026-03-02')
  const at = timeOutAt(state, getStep(counter.graph, 'give'), counter.clock)
  assert.equal(at?.toZonedDateTimeISO('Asia/Almaty').toPlainDateTime().toString(), '2026-04-03T00:00:00')
})

test('nobody brings the outcome of time early', () => {
  const state = caseAt('give', {}, 'counter')
  const early = { ...counter, now: Temporal.Instant.from('2026-04-02T18:59:59Z') }
  assert.equal(codeOf(decide(state, unclaimed, staff('teller'), early)), 'term-not-due')
  assert.equal(codeOf(decide(state, unclaimed, SYSTEM, early)), 'term-not-due')
  const due = { ...counter, now: Temporal.Instant.from('2026-04-02T19:00:00Z') }
  assert.equal(codeOf(decide(state, unclaimed, SYSTEM, due)), 'accepted')
  assert.equal(codeOf(decide(state, unclaimed, staff('clerk'), due)), 'not-your-step')
  assert.deepEqual(
    allowedActions(state, SYSTEM, due).flatMap((action) => action.outcomes.map((outcome) => outcome.id)),
    ['unclaimed'],
  )
  assert.deepEqual(allowedActions(state, SYSTEM, early), [])
})

test('the system takes no other outcome of a person’s step', () => {
  const state = caseAt('give', {}, 'counter')
  assert.equal(codeOf(decide(state, complete('give', 'handed-over'), SYSTEM, counter)), 'not-your-step')
})

test('a result nobody came for goes back, is asked for and handed over in the end', () => {
  const walked = opened(fold(eventsUntil('nowhere', { give: ['unclaimed'] }, 'counter')))
  assert.deepEqual(walked.passed.map(({ step }) => step).slice(-5), ['give', 'put-back', 'keep', 'send-anew', 'give'])
  assert.equal(walked.closed?.closes, 'granted')
  assert.notEqual(walked.delivered, undefined)
})

test('an operator of another office does not hand the result over', () => {
  const state = caseAt('give', {}, 'counter')
  const elsewhere = staff('teller', 'teller', [{ actor: 'teller' }], 'other-centre')
  assert.equal(codeOf(decide(state, complete('give', 'handed-over'), elsewhere, counter)), 'other-provider')
  assert.equal(after(state, [[complete('give', 'handed-over'), staff('teller')]], counter).closed?.closes, 'granted')
})
