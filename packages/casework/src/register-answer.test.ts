import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseCommand, RegisterOutcome } from './commands.ts'
import type { CaseContext } from './contract.ts'
import { decide } from './decide.ts'
import { questionsToEnter } from './register-answer.ts'
import { questionsOf } from './register-questions.ts'
import { visibleParts } from './sight.ts'
import { standInStep } from './stand-in.ts'
import type { OpenedCase } from './state.ts'
import { decodeEvent, encodeEvent } from './event-codec.ts'
import { canonicalJson } from './json.ts'
import { after, caseAt, codeOf, complete, contextOf, NOW, OFFICE, staff, SYSTEM } from './testing/story.ts'

const context = contextOf()

function answer(outcome: RegisterOutcome, step = 'examine'): CaseCommand {
  return { type: 'record-register-answer', step, register: 'people', outcome, receiptId: 'r-1', note: 'n' }
}

for (const outcome of ['found', 'not-found', 'refused'] as const) {
  test(`a step may be decided when its register answered "${outcome}"`, () => {
    const state = after(caseAt('examine'), [[answer(outcome), SYSTEM]])
    assert.equal(codeOf(decide(state, complete('examine', 'compliant'), staff('scribe'), context)), 'accepted')
    assert.deepEqual(state.registerAnswers.get('people'), {
      register: 'people',
      outcome,
      receiptId: 'r-1',
      at: NOW,
      note: 'n',
    })
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

/** The step that examines asks also about the children and the paper that the form names. */
const asksMore: CaseContext = (() => {
  const title = { kk: 'x', ru: 'x', en: 'x' }
  const field = (id: string, widget: 'text' | 'iin' | 'select') => ({ id, widget, label: title, required: true })
  const members = {
    ...field('members', 'text'),
    widget: 'people' as const,
    fields: [field('iin', 'iin'), field('kin', 'select')],
  }
  const standard = {
    ...context.regulation.standard,
    form: { title, pages: [{ id: 'all', title, fields: [members, field('paper', 'text')] }] },
    subjects: [
      { id: 'children', title, field: 'members', where: { field: 'kin', is: 'child' } },
      { id: 'power', title, field: 'paper' },
    ],
  }
  const examine = context.graph.steps.get('examine')
  assert.ok(examine)
  const about = { people: ['applicant', 'children', 'power'] }
  const steps = new Map(context.graph.steps).set('examine', { ...examine, about })
  return { ...context, regulation: { ...context.regulation, standard }, graph: { ...context.graph, steps } }
})()
const CHILD = '010101500012'
const withFamily = {
  ...caseAt('examine'),
  answers: {
    members: [
      { iin: CHILD, kin: 'child' },
      { iin: CHILD, kin: 'child' },
      { iin: '000000000000', kin: 'child' },
      { iin: '900514497061', kin: 'parent' },
      { iin: '', kin: 'child' },
    ],
    paper: 'N-7',
  },
}

test('a step asks about everybody the regulation names, once each, and IINs keep their zeros', () => {
  const step = asksMore.graph.steps.get('examine')
  assert.ok(step)
  assert.deepEqual(
    questionsOf(withFamily, step, asksMore.regulation.standard).map(({ about, subject, by }) => [about, subject, by]),
    [
      ['applicant', undefined, 'iin'],
      ['children', CHILD, 'iin'],
      ['power', 'N-7', 'number'],
    ],
  )
})

test('a step waits for the answer about each of them', () => {
  const give = (state: OpenedCase, subject?: string) =>
    after(state, [[{ ...answer('found'), ...(subject === undefined ? {} : { subject }) }, SYSTEM]], asksMore)
  const some = give(give(withFamily), CHILD)
  const wants = complete('examine', 'compliant')
  assert.equal(codeOf(decide(some, wants, staff('scribe'), asksMore)), 'register-answer-missing')
  const all = give(some, 'N-7')
  assert.equal(codeOf(decide(all, wants, staff('scribe'), asksMore)), 'accepted')
  const stranger: CaseCommand = { ...answer('found'), subject: '900514497061' } as CaseCommand
  assert.equal(codeOf(decide(all, stranger, SYSTEM, asksMore)), 'register-not-consulted')
})

const entered: CaseCommand = {
  type: 'enter-register-answer',
  step: 'examine',
  register: 'people',
  outcome: 'found',
  receiptId: 'by-hand',
  reason: 'The register has been silent since morning',
}

test('only who is at the step may enter what a silent register did not say', () => {
  const silent = after(caseAt('examine'), [[answer('no-answer'), SYSTEM]])
  assert.equal(codeOf(decide(silent, entered, staff('clerk'), context)), 'not-your-step')
  assert.equal(codeOf(decide(silent, entered, SYSTEM, context)), 'not-your-step')
  assert.equal(codeOf(decide(silent, { ...entered, reason: ' ' }, staff('scribe'), context)), 'missing-input')
  assert.deepEqual(
    questionsToEnter(silent, staff('scribe'), context).map(({ question }) => question.register),
    ['people'],
  )
  assert.deepEqual(questionsToEnter(silent, staff('clerk'), context), [])
  const done = after(silent, [[entered, staff('scribe')]])
  assert.equal(done.registerAnswers.get('people')?.byHand?.reason, entered.reason)
  assert.deepEqual(questionsToEnter(done, staff('scribe'), context), [])
  assert.equal(codeOf(decide(done, complete('examine', 'compliant'), staff('scribe'), context)), 'accepted')
})

/** A case at the counter of which the system looks whether the register knows the applicant. */
const counter = contextOf('counter')
const checking: OpenedCase = (() => {
  const state = caseAt('seal', {}, 'counter')
  const by = { kind: 'staff', accountId: 'teller', name: 'teller', actor: 'teller' } as const
  const system = { kind: 'system', name: 'portal' } as const
  return {
    ...state,
    centreId: OFFICE,
    current: { step: 'known', actor: 'portal', since: NOW },
    passed: [
      { step: 'log-in', outcome: 'entered', at: NOW, by },
      { step: 'take-down', outcome: 'composed', at: NOW, by },
      { step: 'ask', outcome: 'asked', at: NOW, by: system },
    ],
    outcomes: new Map([['ask', 'asked']]),
    registerAnswers: new Map(),
  }
})()
const silentAtCounter = after(checking, [[answer('no-answer', 'ask'), SYSTEM]], counter)

test('where the system waits for a silent register, who did the step before it may enter the answer', () => {
  const teller = staff('teller')
  const waiting = silentAtCounter
  assert.equal(standInStep(waiting, counter)?.id, 'take-down')
  assert.equal(standInStep(checking, counter), undefined, 'while nothing is silent nobody is needed')
  assert.ok(visibleParts(waiting, teller, counter).has('register-answers'))
  const enters: CaseCommand = { ...entered, step: 'ask' }
  const others = [staff('clerk'), staff('teller', 'teller', [{ actor: 'teller' }], 'another office'), SYSTEM]
  assert.deepEqual(
    others.map((party) => codeOf(decide(waiting, enters, party, counter))),
    ['not-your-step', 'other-provider', 'not-your-step'],
  )
  assert.deepEqual(
    others.map((party) => questionsToEnter(waiting, party, counter).length),
    [0, 0, 0],
  )
  const done = after(waiting, [[enters, teller]], counter)
  assert.equal(standInStep(done, counter), undefined)
  assert.equal(codeOf(decide(done, complete('known', 'found'), teller, counter)), 'not-your-step')
  assert.equal(codeOf(decide(done, complete('known', 'found'), SYSTEM, counter)), 'accepted')
})

test('before any person of the body had the case, it is who comes next; a time-out needs nobody', () => {
  const untouched = { ...silentAtCounter, passed: silentAtCounter.passed.filter(({ step }) => step === 'ask') }
  assert.equal(standInStep(untouched, counter)?.id, 'seal')
  const known = counter.graph.steps.get('known')
  assert.ok(known)
  const timed = { ...known, timeOut: { amount: 90, unit: 'second', outcome: 'not-found' } } as const
  const graph = { ...counter.graph, steps: new Map([...counter.graph.steps, ['known', timed]]) }
  assert.equal(standInStep(silentAtCounter, { ...counter, graph }), undefined)
})

test('what the register says afterwards stands beside what was entered, also when the step is done', () => {
  const moved = after(caseAt('examine'), [
    [answer('pending'), SYSTEM],
    [entered, staff('scribe')],
    [complete('examine', 'compliant'), staff('scribe')],
    [answer('not-found'), SYSTEM],
  ])
  const kept = moved.registerAnswers.get('people')
  assert.deepEqual([kept?.outcome, kept?.byHand?.outcome], ['not-found', 'found'])
  assert.equal(codeOf(decide(moved, answer('found'), SYSTEM, context)), 'step-not-current', 'and once')
})

test('the event names the bytes of the question and the answer, so that neither can be changed afterwards', () => {
  const bytes = { questionSha256: 'a'.repeat(64), answerSha256: 'b'.repeat(64) }
  const command: CaseCommand = {
    type: 'record-register-answer',
    step: 'examine',
    register: 'people',
    outcome: 'found',
    receiptId: 'r-1',
    bytes,
  }
  const decision = decide(caseAt('examine'), command, SYSTEM, context)
  assert.ok(decision.accepted)
  const [event] = decision.events.map((one) => decodeEvent(JSON.parse(canonicalJson(encodeEvent(one)))))
  assert.deepEqual(event?.type === 'RegisterAnswered' && event.bytes, bytes)
})
