import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseCommand, Party } from './commands.ts'
import { decide } from './decide.ts'
import { fold } from './evolve.ts'
import {
  after,
  caseAt,
  codeOf,
  contextOf,
  eventsOf,
  member,
  MINUTES_SHA256,
  opened,
  person,
  signatureOver,
  staff,
  typesOf,
} from './testing/story.ts'

const context = contextOf()
const positive: CaseCommand = { type: 'vote', step: 'vote', choice: 'positive' }
const conflict: CaseCommand = { type: 'vote', step: 'vote', choice: 'conflict' }
const signing: CaseCommand = { type: 'sign-minutes', step: 'vote', signature: signatureOver(MINUTES_SHA256) }
const closing: CaseCommand = { type: 'close-session', step: 'vote' }

/** On the day on which the session began; `context` is after half of its term. */
const atOnce = contextOf('portal', { now: Temporal.Instant.from('2026-03-03T05:00:00Z') })

function negative(ground = 'no-need', reason = 'Owns a house'): CaseCommand {
  return { type: 'vote', step: 'vote', choice: 'negative', ground, reason }
}

function voted(...votes: readonly CaseCommand[]) {
  const given = votes.map((vote, index): readonly [CaseCommand, Party] => [vote, member(index + 1)])
  return after(caseAt('vote'), given, context)
}

test('the last vote brings the conclusion', () => {
  const two = voted(positive, positive)
  assert.equal(two.conclusion, undefined)
  assert.deepEqual(typesOf(decide(two, positive, member(3), context)), ['VoteCast', 'ConclusionReached'])
})

test('the majority decides', () => {
  assert.equal(voted(positive, negative(), positive).conclusion?.conclusion, 'positive')
  assert.equal(voted(negative(), positive, negative()).conclusion?.conclusion, 'negative')
})

test('equal votes are not positive', () => {
  assert.equal(voted(positive, conflict, negative()).conclusion?.conclusion, 'negative')
})

test('a negative conclusion has the ground of most negative votes and the reason given first with it', () => {
  const { conclusion } = voted(
    negative('own-fault', 'Sold the flat'),
    negative('no-need', 'Owns a house'),
    negative('no-need', 'Owns two'),
  )
  assert.equal(conclusion?.ground, 'no-need')
  assert.equal(conclusion?.reason, 'Owns a house')
})

test('with as many votes for each ground the one named first stands', () => {
  const { conclusion } = voted(negative('own-fault', 'Sold'), negative('no-need', 'Owns'), positive)
  assert.equal(conclusion?.ground, 'own-fault')
})

test('a declared conflict of interest is no vote, and needs no signature', () => {
  const state = voted(conflict, positive, positive)
  assert.equal(state.conclusion?.conclusion, 'positive')
  assert.equal(codeOf(decide(state, signing, member(1), context)), 'not-a-member')
  const signed = after(state, [
    [signing, member(2)],
    [signing, member(3)],
  ])
  assert.equal(signed.current?.step, 'draft')
})

test('a conflict that would make the quorum impossible is not accepted', () => {
  const one = voted(conflict)
  assert.equal(codeOf(decide(one, conflict, member(2), context)), 'quorum-impossible')
  assert.equal(codeOf(decide(one, positive, member(2), context)), 'accepted')
})

test('without a stated share every member is needed', () => {
  const { commission: _none, ...regulation } = context.regulation
  const strict = { ...context, regulation }
  assert.equal(codeOf(decide(caseAt('vote'), conflict, member(1), strict)), 'quorum-impossible')
})

test('a member votes once', () => {
  assert.equal(codeOf(decide(voted(positive), negative(), member(1), context)), 'already-voted')
})

test('a negative vote needs a ground that may be established here, and a reason', () => {
  const state = caseAt('vote')
  const without: CaseCommand = { type: 'vote', step: 'vote', choice: 'negative' }
  assert.equal(codeOf(decide(state, without, member(1), context)), 'missing-input')
  assert.equal(codeOf(decide(state, negative('no-need', ' '), member(1), context)), 'missing-input')
  assert.equal(codeOf(decide(state, negative('bad-papers'), member(1), context)), 'ground-not-allowed-here')
})

test('only members of today vote, and only for themselves', () => {
  const state = caseAt('vote')
  assert.equal(codeOf(decide(state, positive, member(4), context)), 'not-a-member')
  const roles = [{ actor: 'council', substitutes: person('member-1') }]
  assert.equal(codeOf(decide(state, positive, staff('council', 'member-1', roles), context)), 'not-a-member')
  assert.equal(codeOf(decide(state, positive, staff('scribe', 'member-1'), context)), 'not-your-step')
})

test('minutes are signed after the conclusion, by each voter once, over the minutes themselves', () => {
  assert.equal(codeOf(decide(voted(positive), signing, member(1), context)), 'voting-open')
  const concluded = voted(positive, positive, positive)
  const other: CaseCommand = { type: 'sign-minutes', step: 'vote', signature: signatureOver('f'.repeat(64)) }
  assert.equal(codeOf(decide(concluded, other, member(1), context)), 'signature-of-other-document')
  const { minutesSha256: _unknown, ...withoutMinutes } = context
  assert.equal(codeOf(decide(concluded, signing, member(1), withoutMinutes)), 'signature-of-other-document')
  const once = after(concluded, [[signing, member(1)]])
  assert.equal(codeOf(decide(once, signing, member(1), context)), 'already-signed')
})

test('the last signature completes the session with the conclusion', () => {
  const concluded = voted(negative(), negative(), negative())
  const almost = after(concluded, [
    [signing, member(1)],
    [signing, member(2)],
  ])
  assert.equal(almost.current?.step, 'vote')
  const events = eventsOf(decide(almost, signing, member(3), context))
  assert.deepEqual(
    events.map((event) => event.type),
    ['MinutesSigned', 'StepCompleted', 'TermStopped', 'StepOpened', 'TermStarted'],
  )
  const state = opened(fold(events, almost))
  assert.deepEqual(state.refusal, { ground: 'no-need', reason: 'Owns a house', step: 'vote' })
})

test('when the member who was missing leaves, those who are left close the session', () => {
  const two = voted(positive, positive)
  assert.equal(codeOf(decide(two, closing, member(1), atOnce)), 'voting-open')
  const smaller = { ...atOnce, commissionMembers: [person('member-1'), person('member-2')] }
  assert.deepEqual(typesOf(decide(two, closing, member(1), smaller)), ['ConclusionReached'])
})

test('a signature of a voter who left is not waited for, but somebody must have signed', () => {
  const concluded = voted(positive, positive, positive)
  assert.equal(codeOf(decide(concluded, closing, member(1), context)), 'signatures-missing')
  const two = after(concluded, [
    [signing, member(1)],
    [signing, member(2)],
  ])
  assert.equal(codeOf(decide(two, closing, member(1), atOnce)), 'signatures-missing')
  const smaller = { ...atOnce, commissionMembers: [person('member-1'), person('member-2')] }
  assert.equal(after(two, [[closing, member(1)]], smaller).current?.step, 'draft')
  const newcomers = contextOf('portal', { commissionMembers: [person('member-4')] })
  assert.equal(codeOf(decide(concluded, closing, member(4), newcomers)), 'signatures-missing')
})

test('a member who does not vote or sign is waited for during half of the term, then a quorum goes on without them', () => {
  const one = voted(positive)
  assert.equal(codeOf(decide(one, closing, member(1), context)), 'voting-open')
  const two = voted(positive, positive)
  assert.equal(codeOf(decide(two, closing, member(4), context)), 'not-a-member')
  const concluded = after(two, [[closing, member(1)]])
  assert.equal(concluded.conclusion?.conclusion, 'positive')
  assert.equal(codeOf(decide(concluded, positive, member(3), context)), 'voting-closed')
  assert.equal(codeOf(decide(concluded, signing, member(3), context)), 'not-a-member')

  const all = voted(positive, positive, negative())
  const signed = after(all, [[signing, member(1)]])
  assert.equal(codeOf(decide(signed, closing, member(1), context)), 'signatures-missing', 'one of three is no quorum')
  const quorum = after(signed, [[signing, member(2)]])
  assert.equal(after(quorum, [[closing, member(2)]]).current?.step, 'draft')

  const { commission: _none, ...regulation } = context.regulation
  const strict = { ...context, regulation }
  assert.equal(codeOf(decide(two, closing, member(1), strict)), 'voting-open', 'without a share everybody is needed')
})

test('a session without members comes to nothing', () => {
  const nobody = contextOf('portal', { commissionMembers: [] })
  assert.equal(codeOf(decide(caseAt('vote'), positive, member(1), nobody)), 'not-a-member')
})
