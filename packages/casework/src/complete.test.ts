import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decide } from './decide.ts'
import { fold } from './evolve.ts'
import {
  after,
  caseAt,
  codeOf,
  complete,
  contextOf,
  DRAFT_SHA256,
  eventsOf,
  eventsUntil,
  member,
  NOW,
  opened,
  person,
  signatureOver,
  staff,
  SYSTEM,
  typesOf,
} from './testing/story.ts'

const context = contextOf()

test('given a confirmed signature, when the request is sent, then it has a number and the total term runs', () => {
  const given = fold(eventsUntil('number'))
  const then = eventsOf(decide(given, complete('number', 'accepted', { number: 'R-1' }), SYSTEM, context))
  const by = { kind: 'system', name: 'portal' }
  assert.deepEqual(then, [
    { type: 'RequestAccepted', number: 'R-1', at: NOW, by, item: '9(7)' },
    { type: 'StepCompleted', step: 'number', outcome: 'accepted', at: NOW, by, item: '9(7)' },
    { type: 'TermStopped', term: 'number', at: NOW, by, item: '9(7)' },
    { type: 'TermStarted', term: 'total', limit: { amount: 30, unit: 'calendar-day' }, at: NOW, by, item: '9(7)' },
    { type: 'StepOpened', step: 'enter', actor: 'clerk', at: NOW, by, item: '5(1)' },
    {
      type: 'TermStarted',
      term: 'enter',
      limit: { amount: 1, unit: 'calendar-day' },
      at: NOW,
      by,
      item: '5(1)',
    },
  ])
  assert.deepEqual(opened(fold(then, given)).acceptedAt, NOW)
})

test('the person named by the one who assigns answers for the next step', () => {
  const command = complete('name', 'assigned', { executor: person('scribe') })
  const state = after(caseAt('name'), [[command, staff('warden')]])
  assert.deepEqual(state.current?.assignee, person('scribe'))
  assert.deepEqual(state.executor, person('scribe'))
})

test('a step that shares its term with the one before goes on with it', () => {
  const state = caseAt('examine')
  const answered = after(state, [
    [{ type: 'record-register-answer', step: 'examine', register: 'people', outcome: 'found', receiptId: 'r' }, SYSTEM],
  ])
  const checked = decide(answered, complete('examine', 'compliant'), staff('scribe'), context)
  assert.deepEqual(typesOf(checked), ['DocumentsChecked', 'StepCompleted', 'StepOpened'])
  const violated = complete('examine', 'violated', { ground: 'bad-papers', reason: 'No copy' })
  assert.deepEqual(typesOf(decide(answered, violated, staff('scribe'), context)), [
    'DocumentsChecked',
    'StepCompleted',
    'TermStopped',
    'StepOpened',
    'TermStarted',
  ])
})

test('a violation found in the documents is the ground of the refusal', () => {
  const state = caseAt('sign', { examine: ['violated'] })
  assert.equal(state.draft?.result, 'no-place')
  const command = complete('sign', 'signed', { signature: signatureOver(DRAFT_SHA256) })
  const events = eventsOf(decide(state, command, staff('warden'), context))
  assert.deepEqual(
    events.map((event) => event.type),
    ['ResultSigned', 'ServiceRefused', 'StepCompleted', 'TermStopped', 'StepOpened', 'TermStarted'],
  )
  const refused = events.find((event) => event.type === 'ServiceRefused')
  assert.equal(refused?.ground, 'no-need')
  assert.equal(refused?.reason, 'walk:reason')
})

test('a refusal of the commission is signed with the ground of its votes and closes the case as refused', () => {
  const walked = opened(fold(eventsUntil('nowhere', { vote: ['negative'] })))
  assert.equal(walked.status, 'closed')
  assert.equal(walked.closed?.closes, 'refused')
  assert.deepEqual(walked.decision, {
    decision: 'refused',
    result: 'no-place',
    ground: 'no-need',
    reason: 'walk:reason',
    at: walked.decision?.at,
  })
  assert.equal(walked.queue, undefined)
})

test('a granted request enters the list of its category with the moment at which it was complete', () => {
  const walked = opened(fold(eventsUntil('nowhere')))
  assert.equal(walked.closed?.closes, 'granted')
  assert.deepEqual(walked.queue, { list: 'few', completeAt: walked.acceptedAt, number: walked.number })
})

test('an outcome is open only when what was decided leads there', () => {
  const positive = caseAt('draft')
  assert.equal(
    codeOf(decide(positive, complete('draft', 'refusal'), staff('scribe'), context)),
    'outcome-not-allowed-now',
  )
  const negative = caseAt('draft', { vote: ['negative'] })
  assert.equal(
    codeOf(decide(negative, complete('draft', 'notice'), staff('scribe'), context)),
    'outcome-not-allowed-now',
  )
})

test('a refuted signature ends the case with its findings told to the applicant', () => {
  const findings = ['certificate-revoked']
  const refuted = after(caseAt('verify'), [[complete('verify', 'refuted', { findings }), SYSTEM]])
  assert.equal(refuted.current?.step, 'explain')
  const closed = after(refuted, [[complete('explain', 'reported'), SYSTEM]])
  assert.deepEqual(closed.reported?.reasons, findings)
  assert.equal(closed.closed?.closes, 'stopped')
  assert.equal(closed.decision, undefined)
})

test('a signature that cannot be checked yet leaves the case where it is', () => {
  const state = caseAt('verify')
  assert.equal(codeOf(decide(state, complete('verify', 'pending'), SYSTEM, context)), 'unknown-outcome')
  assert.equal(state.current?.step, 'verify')
})

test('a returned draft comes back to the executor, with the total term running on', () => {
  const given = caseAt('sign')
  const command = complete('sign', 'returned', { reason: 'Wrong address' })
  const events = eventsOf(decide(given, command, staff('warden'), context))
  assert.deepEqual(
    events.map((event) => event.type),
    ['ResultReturned', 'StepCompleted', 'TermStopped', 'StepOpened', 'TermStarted'],
  )
  const state = opened(fold(events, given))
  assert.equal(state.draft, undefined)
  assert.deepEqual(state.current?.assignee, person('scribe'))
  const again = after(state, [
    [complete('draft', 'notice'), staff('scribe')],
    [complete('sign', 'signed', { signature: signatureOver(DRAFT_SHA256) }), staff('warden')],
  ])
  assert.equal(again.decision?.decision, 'granted')
})

test('the total term stops with the last step of the provider, before the case is closed', () => {
  const state = caseAt('send')
  const events = eventsOf(decide(state, complete('send', 'dispatched', { number: 'J-2' }), staff('clerk'), context))
  assert.deepEqual(
    events.filter((event) => event.type === 'TermStopped').map((event) => event.term),
    ['send', 'total'],
  )
})

test('a step is completed once', () => {
  const command = complete('enter', 'registered', { number: 'J-1' })
  const done = after(caseAt('enter'), [[command, staff('clerk')]])
  assert.equal(codeOf(decide(done, command, staff('clerk'), context)), 'step-not-current')
})

test('the same role at another provider may do nothing', () => {
  const elsewhere = staff('clerk', 'clerk', [{ actor: 'clerk' }], 'other-office')
  const command = complete('enter', 'registered', { number: 'J-1' })
  assert.equal(codeOf(decide(caseAt('enter'), command, elsewhere, context)), 'other-provider')
})

test('a colleague with the executor’s role is not the executor', () => {
  const command = complete('draft', 'notice')
  assert.equal(codeOf(decide(caseAt('draft'), command, staff('scribe', 'other'), context)), 'not-the-executor')
})

test('who substitutes the absent executor acts for them, and the event says so', () => {
  const substitute = staff('scribe', 'other', [{ actor: 'scribe' }, { actor: 'scribe', substitutes: person('scribe') }])
  const [event] = eventsOf(decide(caseAt('draft'), complete('draft', 'notice'), substitute, context))
  assert.deepEqual(event?.by, {
    kind: 'staff',
    ...person('other'),
    actor: 'scribe',
    substitutes: person('scribe'),
  })
})

test('who substitutes somebody else is not the executor', () => {
  const substitute = staff('scribe', 'other', [{ actor: 'scribe', substitutes: person('third') }])
  assert.equal(codeOf(decide(caseAt('draft'), complete('draft', 'notice'), substitute, context)), 'not-the-executor')
})

test('a role of one’s own comes before a substituted one', () => {
  const both = staff('clerk', 'clerk', [{ actor: 'clerk', substitutes: person('other') }, { actor: 'clerk' }])
  const [event] = eventsOf(decide(caseAt('enter'), complete('enter', 'registered', { number: 'J' }), both, context))
  assert.deepEqual(event?.by, { kind: 'staff', ...person('clerk'), actor: 'clerk' })
})

test('a reason of spaces is no reason', () => {
  const command = complete('sign', 'returned', { reason: '   ' })
  assert.equal(codeOf(decide(caseAt('sign'), command, staff('warden'), context)), 'missing-input')
})

test('nothing is signed when the hash of the draft is not known', () => {
  const { draftSha256: _unknown, ...withoutDraft } = context
  const command = complete('sign', 'signed', { signature: signatureOver(DRAFT_SHA256) })
  assert.equal(codeOf(decide(caseAt('sign'), command, staff('warden'), withoutDraft)), 'signature-of-other-document')
})

test('a session is not completed by one member', () => {
  const command = complete('vote', 'positive')
  assert.equal(codeOf(decide(caseAt('vote'), command, member(1), context)), 'voting-open')
})

test('at the counter the operator signs the very request that was taken down', () => {
  const counter = contextOf('counter')
  const state = caseAt('seal', {}, 'counter')
  const teller = staff('teller')
  const seal = (documentSha256: string) =>
    decide(
      state,
      complete('seal', 'accepted', { number: 'R-9', signature: signatureOver(documentSha256) }),
      teller,
      counter,
    )
  assert.equal(codeOf(seal(DRAFT_SHA256)), 'signature-of-other-document')
  const [event] = eventsOf(seal(state.requestSha256))
  assert.equal(event?.type === 'RequestAccepted' && event.signature?.signatureId, 's-1')
})

test('who sends a request that was taken in on paper attests each copy attached to it, and nothing else', () => {
  const files = ['1', '2'].map((digit) => digit.repeat(64))
  const attachments = files.map((sha256) => ({
    documentId: 'identity',
    sha256,
    fileName: 'scan.pdf',
    mediaType: 'application/pdf',
    size: 9,
  }))
  const state = { ...caseAt('seal', {}, 'counter'), attachments }
  const attempt = (...copies: readonly string[]) => {
    const signature = signatureOver(state.requestSha256)
    const input = { number: 'R-9', signature, copies: copies.map((sha256) => signatureOver(sha256)) }
    return decide(state, complete('seal', 'accepted', input), staff('teller'), contextOf('counter'))
  }
  assert.equal(codeOf(attempt()), 'missing-input')
  assert.equal(codeOf(attempt(...files.slice(1))), 'missing-input')
  assert.equal(codeOf(attempt(...files, DRAFT_SHA256)), 'signature-of-other-document')
  const [accepted] = eventsOf(attempt(...files))
  assert.ok(accepted?.type === 'RequestAccepted')
  assert.deepEqual(
    accepted.copies?.map(({ documentSha256 }) => documentSha256),
    files,
  )
})
