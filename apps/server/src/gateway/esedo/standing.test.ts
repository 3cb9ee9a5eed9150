import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Heard, standingOf } from './standing.ts'

const START = Temporal.Instant.from('2026-11-29T04:00:00Z')
const on = Temporal.PlainDate.from('2026-11-29')
const NOW = 'exchange-2'
const BEFORE = 'exchange-1'

function said(state: Heard['state'], minute: number, more: Partial<Heard> = {}): Heard {
  return { exchange: NOW, state, saidAt: START.add({ minutes: minute }), ...more }
}
const registered = (minute: number, number = 'Е-1') => said('stateRegistered', minute, { number, on })

test('a document waits, is delivered, registered, carried out, whatever the order in which that is told', () => {
  assert.deepEqual(standingOf([], []), { stage: 'waiting' })
  const states = [said('stateDelivered', 9), registered(1), said('stateExecution', 2), said('stateFinished', 3)]
  assert.deepEqual(standingOf(states.slice(0, 1), []), { stage: 'delivered', at: START.add({ minutes: 9 }) })
  const end = { stage: 'finished', at: START.add({ minutes: 3 }), registered: { number: 'Е-1', on } }
  assert.deepEqual(standingOf(states, []), end)
  assert.deepEqual(standingOf(states.toReversed(), []), end)
  assert.equal(standingOf([said('stateFinished', 1), registered(1)], []).stage, 'finished')
})

test('of several numbers the first stays, and what says nothing of the stage changes none', () => {
  const more = [registered(5, 'Е-2'), registered(1), said('stateProlongExDate', 7, { on }), said('wrong', 8)]
  assert.deepEqual(standingOf(more, []), {
    stage: 'registered',
    at: START.add({ minutes: 5 }),
    registered: { number: 'Е-1', on },
  })
})

test('a refusal holds until something later is said, and not when it is of an exchange that was sent again', () => {
  const refused = said('stateNotValid', 2, { words: 'Файл жоқ' })
  assert.deepEqual(standingOf([refused], []), { stage: 'refused', at: START.add({ minutes: 2 }), reason: 'Файл жоқ' })
  assert.equal(standingOf([refused, registered(3)], []).stage, 'registered')
  const late = said('stateNotValid', 9, { exchange: BEFORE.toUpperCase() })
  assert.deepEqual(standingOf([late], [BEFORE]), { stage: 'waiting' })
  assert.equal(standingOf([registered(3), late], [BEFORE]).stage, 'registered')
})
