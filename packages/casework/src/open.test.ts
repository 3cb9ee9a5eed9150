import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide } from './decide.ts'
import { fold, initialState } from './evolve.ts'
import { WrongEditionError } from './graph.ts'
import {
  ASKER,
  codeOf,
  complete,
  contextOf,
  eventsOf,
  NOW,
  OFFICE,
  opened,
  openCommand,
  staff,
  typesOf,
} from './testing/story.ts'

test('a case opens at the step to which the passed ones lead', () => {
  const events = eventsOf(decide(initialState, openCommand(), ASKER, contextOf()))
  assert.deepEqual(
    events.map((event) => event.type),
    ['CaseOpened', 'StepOpened', 'TermStarted'],
  )
  const state = opened(fold(events))
  assert.equal(state.version, 3)
  assert.deepEqual(state.current, { step: 'verify', actor: 'portal', since: NOW })
  assert.deepEqual([...state.outcomes.keys()], ['sign-in', 'recognise', 'write'])
  assert.equal(state.editionSha256, 'e'.repeat(64))
})

test('every event of the opening names who opened it and the item of the act', () => {
  const events = eventsOf(decide(initialState, openCommand(), ASKER, contextOf()))
  assert.deepEqual(
    events.map((event) => [event.by.name, event.item]),
    [
      ['walk:applicant', '9(4)'],
      ['walk:applicant', '9(5)'],
      ['walk:applicant', '9(5)'],
    ],
  )
})

test('a case with nothing passed opens at the start', () => {
  const state = fold(eventsOf(decide(initialState, openCommand({ passed: [] }), ASKER, contextOf())))
  assert.equal(opened(state).current?.step, 'sign-in')
})

const at = NOW
const notPaths: Readonly<Record<string, readonly { step: string; outcome: string; at: Temporal.Instant }[]>> = {
  'that begins in the middle': [{ step: 'write', outcome: 'composed', at }],
  'with a gap': [
    { step: 'sign-in', outcome: 'entered', at },
    { step: 'write', outcome: 'composed', at },
  ],
  'with an unknown outcome': [{ step: 'sign-in', outcome: 'forged', at }],
  'with an unknown step': [{ step: 'fly', outcome: 'entered', at }],
  'that leads to an end': [
    { step: 'sign-in', outcome: 'entered', at },
    { step: 'recognise', outcome: 'refuted', at },
    { step: 'turn-away', outcome: 'reported', at },
  ],
  'that claims a check of the signature': [
    ...openCommand().passed,
    { step: 'verify', outcome: 'confirmed', at },
    { step: 'number', outcome: 'accepted', at },
  ],
}
for (const [name, passed] of Object.entries(notPaths)) {
  test(`a path ${name} opens no case`, () => {
    const decision = decide(initialState, openCommand({ passed }), ASKER, contextOf())
    assert.equal(codeOf(decision), 'passed-steps-do-not-lead-here')
  })
}

test('nobody opens a case for somebody else on the portal', () => {
  const stranger = { kind: 'applicant', accountId: 'x', iin: '111111111111', name: 'X' } as const
  assert.equal(codeOf(decide(initialState, openCommand(), stranger, contextOf())), 'not-your-step')
  const sameNumber = { ...stranger, iin: '000000000000' }
  assert.equal(codeOf(decide(initialState, openCommand(), sameNumber, contextOf())), 'not-your-step')
  const sameAccount = { ...stranger, accountId: 'walk:applicant' }
  assert.equal(codeOf(decide(initialState, openCommand(), sameAccount, contextOf())), 'not-your-step')
  assert.equal(codeOf(decide(initialState, openCommand(), staff('clerk'), contextOf())), 'not-your-step')
})

test('a step of the applicant is for the applicant of this case alone', () => {
  const state = fold(eventsOf(decide(initialState, openCommand({ passed: [] }), ASKER, contextOf())))
  const entering = complete('sign-in', 'entered')
  const stranger = { kind: 'applicant', accountId: 'x', iin: '000000000000', name: 'X' } as const
  assert.equal(codeOf(decide(state, entering, stranger, contextOf())), 'not-your-step')
  assert.equal(codeOf(decide(state, entering, ASKER, contextOf())), 'accepted')
})

test('an operator opens a case for an applicant, and the case remembers the centre', () => {
  const passed = [
    { step: 'log-in', outcome: 'entered', at },
    { step: 'take-down', outcome: 'composed', at },
  ]
  const command = openCommand({ channel: 'counter', passed })
  const teller = staff('teller', 'teller', [{ actor: 'teller' }], 'centre-7')
  const state = opened(fold(eventsOf(decide(initialState, command, teller, contextOf('counter')))))
  assert.equal(state.centreId, 'centre-7')
  assert.equal(state.providerId, OFFICE)
  assert.equal(codeOf(decide(initialState, command, ASKER, contextOf('counter'))), 'not-your-step')
})

test('an edition out of force is opened for training only', () => {
  const after = contextOf('portal', { now: Temporal.Instant.from('2027-01-01T00:00:00+05:00') })
  assert.equal(codeOf(decide(initialState, openCommand(), ASKER, after)), 'edition-not-in-force')
  assert.equal(codeOf(decide(initialState, openCommand({ training: true }), ASKER, after)), 'accepted')
  const lastMoment = contextOf('portal', { now: Temporal.Instant.from('2026-12-31T23:59:59+05:00') })
  assert.equal(codeOf(decide(initialState, openCommand(), ASKER, lastMoment)), 'accepted')
  const before = contextOf('portal', { now: Temporal.Instant.from('2025-01-31T23:59:59+05:00') })
  assert.equal(codeOf(decide(initialState, openCommand(), ASKER, before)), 'edition-not-in-force')
})

test('a regulation other than the command names is a fault of the caller', () => {
  assert.throws(
    () => decide(initialState, openCommand({ edition: 'small-2024' }), ASKER, contextOf()),
    WrongEditionError,
  )
})

test('the total term starts at the opening when its step is already passed', () => {
  const context = contextOf()
  const graph = { ...context.graph, totalTermStartsAfter: 'write' }
  assert.deepEqual(typesOf(decide(initialState, openCommand(), ASKER, { ...context, graph })), [
    'CaseOpened',
    'StepOpened',
    'TermStarted',
    'TermStarted',
  ])
})
