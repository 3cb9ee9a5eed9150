import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allowedActions } from './allowed-actions.ts'
import { CROWD } from './testing/crowd.ts'
import { caseAt, contextOf, member, staff, SYSTEM } from './testing/story.ts'

/** Who may do something at each step of the portal, written down by hand: the oracle. `elsewhere` is another office. */
const MAY_ACT: Readonly<Record<string, readonly string[]>> = {
  verify: ['portal: complete'],
  number: ['portal: complete'],
  enter: ['walk:clerk: complete'],
  name: ['walk:warden: complete', 'walk:deputy: complete'],
  examine: ['walk:warden: reassign', 'walk:deputy: reassign'],
  prepare: ['walk:warden: reassign', 'walk:scribe: complete', 'walk:substitute: complete', 'walk:deputy: reassign'],
  vote: [
    'walk:warden: reassign',
    'walk:deputy: reassign',
    'walk:member-1: vote',
    'walk:member-2: vote',
    'walk:member-3: vote',
  ],
  draft: ['walk:warden: reassign', 'walk:scribe: complete', 'walk:substitute: complete', 'walk:deputy: reassign'],
  sign: ['walk:warden: complete', 'walk:warden: reassign', 'walk:deputy: complete', 'walk:deputy: reassign'],
  send: ['walk:clerk: complete'],
  hand: ['portal: complete'],
  nowhere: [],
}

for (const [step, expected] of Object.entries(MAY_ACT)) {
  test(`at "${step}" exactly those may act whom the regulation names`, () => {
    const state = caseAt(step)
    const actual = CROWD.flatMap((party) =>
      allowedActions(state, party, contextOf()).map((action) => {
        const where = party.kind === 'staff' && party.providerId === 'elsewhere' ? 'elsewhere ' : ''
        return `${where}${party.name}: ${action.kind}`
      }),
    )
    assert.deepEqual(actual, expected)
  })
}

test('an action says what each outcome must bring', () => {
  const [action] = allowedActions(caseAt('sign'), staff('warden'), contextOf())
  assert.deepEqual(
    action?.outcomes.map(({ id, inputs }) => [id, inputs]),
    [
      ['signed', ['signature']],
      ['returned', ['reason']],
    ],
  )
})

test('only the result that the decision calls for may be drafted', () => {
  const drafts = (choice: string) =>
    allowedActions(caseAt('draft', { vote: [choice] }), staff('scribe'), contextOf())
      .flatMap((action) => action.outcomes)
      .map((outcome) => outcome.drafts)
  assert.deepEqual(drafts('positive'), ['place'])
  assert.deepEqual(drafts('negative'), ['no-place'])
})

test('grounds are those that may be established at the step', () => {
  const [vote] = allowedActions(caseAt('vote'), member(1), contextOf())
  assert.deepEqual(vote?.grounds, ['no-need', 'own-fault'])
})

test('an outcome that needs a ground is not offered where no ground may be established', () => {
  const context = contextOf()
  const standard = { ...context.regulation.standard, grounds: [] }
  const groundless = { ...context, regulation: { ...context.regulation, standard } }
  const state = { ...caseAt('examine'), registerAnswers: caseAt('prepare').registerAnswers }
  const offered = allowedActions(state, staff('scribe'), groundless).flatMap((action) => action.outcomes)
  assert.deepEqual(
    offered.map((outcome) => outcome.id),
    ['compliant'],
  )
})

test('the system is offered nothing that belongs to a person', () => {
  for (const step of ['enter', 'name', 'prepare', 'vote', 'draft', 'sign', 'send']) {
    assert.deepEqual(allowedActions(caseAt(step), SYSTEM, contextOf()), [])
  }
})
