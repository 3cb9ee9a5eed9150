import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseCommand, Party } from './commands.ts'
import type { CaseContext, Decision, Rejection } from './contract.ts'
import { decide } from './decide.ts'
import { initialState } from './evolve.ts'
import type { CaseState } from './state.ts'
import {
  after,
  ASKER,
  caseAt,
  complete,
  contextOf,
  DRAFT_SHA256,
  member,
  NOW,
  openCommand,
  person,
  signatureOver,
  staff,
  SYSTEM,
} from './testing/story.ts'

const context = contextOf()
const registered = complete('enter', 'registered', { number: 'J-1' })
const answer: CaseCommand = {
  type: 'record-register-answer',
  step: 'examine',
  register: 'people',
  outcome: 'found',
  receiptId: 'r-1',
}
const entered: CaseCommand = {
  type: 'enter-register-answer',
  step: 'examine',
  register: 'people',
  outcome: 'found',
  receiptId: 'r-2',
  reason: 'The register is silent',
}
const positive: CaseCommand = { type: 'vote', step: 'vote', choice: 'positive' }
const signing: CaseCommand = { type: 'sign-minutes', step: 'vote', signature: signatureOver('a'.repeat(64)) }
const overdue: CaseCommand = { type: 'mark-term', term: 'enter', mark: 'overdue' }
const late = contextOf('portal', { now: NOW.add({ hours: 24 * 60 }) })

const { regulation } = context
const WANTS_ANOTHER: CaseContext['regulation'] = {
  ...regulation,
  standard: {
    ...regulation.standard,
    coSigners: [
      {
        id: 'spouse',
        title: { kk: 'x', ru: 'x', en: 'x' },
        field: 'nowhere',
        ofFullAge: false,
        channels: ['portal'],
        within: { amount: 10, unit: 'calendar-day' },
        source: { act: 'Test', item: '1', mark: 'verified' },
      },
    ],
  },
}

function attempt(state: CaseState, command: CaseCommand, party: Party, changes: Partial<CaseContext> = {}): Decision {
  return decide(state, command, party, { ...context, ...changes })
}

function concluded() {
  return after(caseAt('vote'), [
    [positive, member(1)],
    [positive, member(2)],
    [positive, member(3)],
  ])
}

/** One way to meet each rejection; a new code does not compile without its own. */
const WAYS: Readonly<Record<Rejection['code'], () => Decision>> = {
  'already-open': () => attempt(caseAt('enter'), openCommand(), ASKER),
  'not-open': () => attempt(initialState, registered, staff('clerk')),
  'case-closed': () => attempt(caseAt('nowhere'), registered, staff('clerk')),
  'unknown-channel': () => attempt(initialState, openCommand({ channel: 'post' }), ASKER),
  'unknown-category': () => attempt(initialState, openCommand({ category: 'many' }), ASKER),
  'edition-not-in-force': () => attempt(initialState, openCommand(), ASKER, { now: NOW.add({ hours: 24 * 365 }) }),
  'passed-steps-do-not-lead-here': () =>
    attempt(initialState, openCommand({ passed: [{ step: 'write', outcome: 'composed', at: NOW }] }), ASKER),
  'step-not-current': () => attempt(caseAt('name'), registered, staff('clerk')),
  'unknown-outcome': () => attempt(caseAt('enter'), complete('enter', 'lost'), staff('clerk')),
  'outcome-not-allowed-now': () => attempt(caseAt('draft'), complete('draft', 'refusal'), staff('scribe')),
  'not-your-step': () => attempt(caseAt('enter'), registered, ASKER),
  'other-provider': () =>
    attempt(caseAt('enter'), registered, staff('clerk', 'clerk', [{ actor: 'clerk' }], 'elsewhere')),
  'not-the-executor': () => attempt(caseAt('draft'), complete('draft', 'notice'), staff('scribe', 'other')),
  'no-executor-to-replace': () =>
    attempt(caseAt('enter'), { type: 'reassign', executor: person('other'), reason: 'Ill' }, staff('warden')),
  'not-a-candidate': () =>
    attempt(caseAt('name'), complete('name', 'assigned', { executor: person('clerk') }), staff('warden'), {
      executors: [person('scribe')],
    }),
  'missing-input': () => attempt(caseAt('enter'), complete('enter', 'registered'), staff('clerk')),
  'ground-not-allowed-here': () =>
    attempt(
      after(caseAt('examine'), [[answer, SYSTEM]]),
      complete('examine', 'violated', { ground: 'own-fault', reason: 'x' }),
      staff('scribe'),
    ),
  'already-voted': () => attempt(after(caseAt('vote'), [[positive, member(1)]]), positive, member(1)),
  'voting-closed': () => attempt(concluded(), positive, member(1)),
  'voting-open': () => attempt(caseAt('vote'), signing, member(1)),
  'not-a-member': () => attempt(caseAt('vote'), positive, member(9)),
  'quorum-impossible': () =>
    attempt(
      after(caseAt('vote'), [[{ ...positive, choice: 'conflict' }, member(1)]]),
      { ...positive, choice: 'conflict' },
      member(2),
    ),
  'already-signed': () => attempt(after(concluded(), [[signing, member(1)]]), signing, member(1)),
  'signatures-missing': () => attempt(concluded(), { type: 'close-session', step: 'vote' }, member(1)),
  'register-answer-missing': () => attempt(caseAt('examine'), complete('examine', 'compliant'), staff('scribe')),
  'register-not-consulted': () => attempt(caseAt('examine'), { ...answer, register: 'houses' }, SYSTEM),
  'register-not-silent': () => attempt(caseAt('examine'), entered, staff('scribe')),
  'term-not-running': () => attempt(caseAt('name'), overdue, SYSTEM, late),
  'already-marked': () => attempt(after(caseAt('enter'), [[overdue, SYSTEM]], late), overdue, SYSTEM, late),
  'term-not-due': () =>
    attempt(caseAt('enter'), overdue, SYSTEM, { now: Temporal.Instant.from('2026-03-02T06:00:00Z') }),
  'co-signature-missing': () => attempt(initialState, openCommand(), ASKER, { regulation: WANTS_ANOTHER }),
  'signature-of-other-document': () =>
    attempt(
      caseAt('sign'),
      complete('sign', 'signed', { signature: signatureOver(`${DRAFT_SHA256.slice(1)}0`) }),
      staff('warden'),
    ),
}

for (const [code, way] of Object.entries(WAYS)) {
  test(`a command is rejected with ${code}`, () => {
    const decision = way()
    assert.equal(decision.accepted ? 'accepted' : decision.rejection.code, code)
  })
}

test('a rejection names what it is about', () => {
  const decision = WAYS['missing-input']()
  assert.deepEqual(decision, {
    accepted: false,
    rejection: { code: 'missing-input', parameters: { step: 'enter', input: 'number' } },
  })
})
