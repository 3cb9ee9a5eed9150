import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allowedActions } from './allowed-actions.ts'
import type { CaseCommand, Party } from './commands.ts'
import type { CaseContext } from './contract.ts'
import { decide } from './decide.ts'
import { decodeEvent } from './event-codec.ts'
import { fold, initialState } from './evolve.ts'
import { mayKnowDecision, visibleParts } from './sight.ts'
import { applicantView } from './status.ts'
import { HOUSES } from './testing/house-regulation.ts'
import {
  ASKER,
  codeOf,
  complete,
  contextOf,
  DRAFT_SHA256,
  eventsOf,
  housesUntil,
  NOW,
  opened,
  openCommand,
  REPORT_SHA256,
  signatureOver,
  staff,
  SYSTEM,
} from './testing/story.ts'

function housesContext(channel: string, changes: Partial<CaseContext> = {}): CaseContext {
  const graph = HOUSES.channels.get(channel)?.graph ?? assert.fail()
  return contextOf('portal', { regulation: HOUSES, graph, ...changes })
}

const house = housesContext('house')

function at(step: string, choices: Readonly<Record<string, readonly string[]>> = {}, channel = 'house') {
  return opened(fold(housesUntil(step, channel, choices)))
}

function decided(step: string, command: CaseCommand, party: Party, context = house): string {
  return codeOf(decide(at(step, {}, context.graph.channel), command, party, context))
}

test('papers handed over the counter are taken in by who registers them, not by the applicant', () => {
  const command = openCommand({
    regulation: 'houses',
    channel: 'house',
    passed: [{ step: 'bring', outcome: 'handed-in', at: NOW }],
  })
  assert.equal(codeOf(decide(initialState, command, staff('clerk'), house)), 'accepted')
  assert.equal(codeOf(decide(initialState, command, ASKER, house)), 'not-your-step')
  assert.equal(codeOf(decide(initialState, command, staff('scribe'), house)), 'not-your-step')
})

test('an inspection without a report or without a signature under its act is not taken, and the report is seen by those who decide on it', () => {
  const scribe = staff('scribe')
  const inspected = (report: string, sha256?: string) =>
    complete('look', 'inspected', { report, ...(sha256 === undefined ? {} : { signature: signatureOver(sha256) }) })
  assert.equal(decided('look', inspected('  ', REPORT_SHA256), scribe), 'missing-input')
  assert.equal(decided('look', inspected('Two rooms, warm'), scribe), 'missing-input')
  assert.equal(decided('look', inspected('Two rooms, warm', DRAFT_SHA256), scribe), 'signature-of-other-document')
  assert.equal(decided('look', inspected('Two rooms, warm', REPORT_SHA256), scribe), 'accepted')
  assert.ok(at('work').inspection?.signature)
  // Before acts were signed.
  const unsigned = {
    type: 'HomeInspected',
    at: NOW.toString(),
    by: { kind: 'system', name: 's' },
    item: '5',
    step: 'look',
  }
  const early = fold([decodeEvent({ ...unsigned, report: 'One room' })], at('look'))
  assert.deepEqual([opened(early).inspection?.report, opened(early).inspection?.signature], ['One room', undefined])
  assert.equal(at('work').inspection?.report, 'walk:report')
  assert.ok(visibleParts(at('work'), scribe, house).has('inspection'))
  assert.ok(!visibleParts(at('enter'), staff('clerk'), house).has('inspection'))
  assert.ok(!visibleParts(at('work'), ASKER, house).has('inspection'))
})

test('whose the dwelling is decides the way', () => {
  const passed = (owner: string) => at('work', { whose: [owner] }).passed.map(({ step }) => step)
  assert.deepEqual(passed('communal').slice(-1), ['whose'])
  assert.deepEqual(passed('state-body').slice(-2), ['whose', 'transfer'])
})

test('a value is whole tenge in digits', () => {
  const scribe = staff('scribe')
  for (const sum of ['', 'a lot', '-5', '0', '12.5', '1e6']) {
    assert.equal(decided('price', complete('price', 'valued', { sum }), scribe), 'missing-input', sum)
  }
  const events = eventsOf(decide(at('price'), complete('price', 'valued', { sum: '1 250 000' }), scribe, house))
  assert.equal(opened(fold(events, at('price'))).valuation?.sumTenge, '1250000')
})

test('the work of the provider behind one step drafts a result, and a refusal of it brings its ground', () => {
  const scribe = staff('scribe')
  assert.equal(decided('work', complete('work', 'refusal'), scribe), 'missing-input')
  const refusing = complete('work', 'refusal', { ground: 'own-fault', reason: 'Sold the flat' })
  const events = eventsOf(decide(at('work'), refusing, scribe, house))
  assert.deepEqual(
    events.map(({ type }) => type),
    ['ResultDrafted', 'StepCompleted', 'TermStopped', 'StepOpened', 'TermStarted'],
  )
  const closed = at('nowhere', { work: ['refusal'] })
  assert.deepEqual([closed.closed?.closes, closed.decision?.ground], ['refused', 'no-need'])
})

test('results come one after another: each is drafted, signed and given, and the service is granted once', () => {
  const events = housesUntil('nowhere', 'house')
  const kinds = ['ResultDrafted', 'ResultSigned', 'ResultDelivered', 'ServiceGranted', 'ContractConcluded']
  const told = events.flatMap((event) =>
    kinds.includes(event.type) && 'result' in event ? [`${event.type} ${event.result}`] : [],
  )
  assert.deepEqual(told, [
    'ResultDrafted place',
    'ResultSigned place',
    'ServiceGranted place',
    'ResultDelivered place',
    'ResultDrafted contract',
    'ResultSigned contract',
    'ContractConcluded contract',
  ])
  const state = opened(fold(events))
  assert.deepEqual(
    state.given.map(({ result }) => result),
    ['place'],
  )
  assert.equal(state.delivered?.result, 'contract')
  assert.equal(state.closed?.closes, 'granted')
})

test('an old result is not given in place of the one now drafted', () => {
  const state = at('seal')
  assert.equal(state.signed, undefined)
  const hasty = { ...state, current: { step: 'give', actor: 'clerk', since: NOW } }
  assert.equal(codeOf(decide(hasty, complete('give', 'handed-over'), staff('clerk'), house)), 'outcome-not-allowed-now')
})

test('while the next result is in work the applicant keeps what was given, and learns nothing new', () => {
  const view = applicantView(at('seal'), HOUSES, house.graph)
  assert.deepEqual(
    view.given?.map(({ result }) => result),
    ['place'],
  )
  assert.equal(view.decision, undefined)
  const outcomes = new Map(
    view.status.timeline.flatMap((entry) => (entry.code === 'step-done' ? [[entry.step, entry.outcome?.id]] : [])),
  )
  assert.equal(outcomes.get('work'), 'notice')
  assert.equal(outcomes.get('price'), undefined)
})

test('the applicant sees the contract before entering into it, and signs the same bytes as the provider', () => {
  const state = at('agree')
  assert.ok(mayKnowDecision(state, house.graph))
  assert.ok(visibleParts(state, ASKER, house).has('result'))
  const provider = state.signed?.signature.documentSha256 ?? assert.fail()
  const concluding = (sha256: string) => complete('agree', 'concluded', { signature: signatureOver(sha256) })
  assert.equal(codeOf(decide(state, concluding(DRAFT_SHA256), ASKER, house)), 'signature-of-other-document')
  assert.equal(codeOf(decide(state, concluding(provider), staff('clerk'), house)), 'not-your-step')
  assert.equal(codeOf(decide(state, concluding(provider), ASKER, house)), 'accepted')
})

test('a contract that is declined stops the case', () => {
  const state = at('nowhere', { agree: ['declined'] })
  assert.equal(state.closed?.closes, 'stopped')
  assert.equal(state.contract, undefined)
})

test('who is entered in the list is entered under the number of the request', () => {
  const state = at('nowhere')
  assert.deepEqual([state.listed?.list, state.listed?.number], [state.category, state.journalNumber])
})

test('where the workstation numbers requests, sending gives no number', () => {
  const carried = housesContext('carried')
  const before = at('number', {}, 'carried')
  assert.equal(before.number, undefined)
  const sent = housesUntil('number', 'carried').find(({ type }) => type === 'RequestSent')
  assert.ok(sent?.type === 'RequestSent' && sent.signature !== undefined, 'the signature of the teller is kept')
  assert.equal(codeOf(decide(before, complete('number', 'numbered'), SYSTEM, carried)), 'missing-input')
  const after = at('print', {}, 'carried')
  assert.match(after.number ?? '', /^walk:/)
  assert.ok(after.ledger.some((line) => line.type === 'started' && line.term === 'total'))
})

test('papers are scanned before there is a case, printed and carried in it', () => {
  const state = at('ask', {}, 'carried')
  const [first] = housesUntil('nowhere', 'carried')
  assert.ok(first?.type === 'CaseOpened')
  assert.deepEqual(
    first.passed.map(({ step }) => step),
    ['take-down', 'scan'],
  )
  assert.deepEqual(
    state.passed.slice(2).map(({ step }) => step),
    ['seal-request', 'number', 'print', 'carry'],
  )
})

test('that a result is ready is told to the applicant, and not what it says', () => {
  const { graph } = housesContext('carried')
  const views = ['notice', 'refusal'].map((outcome) => {
    const state = at('hand', { work: [outcome] }, 'carried')
    assert.equal(state.announced?.step, 'announce')
    return applicantView(state, HOUSES, graph)
  })
  assert.equal(views[0]?.announced?.step, 'announce')
  assert.deepEqual(views[0], views[1])
})

test('seconds of waiting for a register pass at night too', () => {
  const state = at('known', {}, 'carried')
  const midnight = Temporal.Instant.from('2026-03-02T20:00:00Z')
  const asked = { ...state, current: { step: 'known', actor: 'portal', since: midnight } }
  const late = housesContext('carried', { now: midnight.add({ seconds: 90 }) })
  assert.equal(codeOf(decide(asked, complete('known', 'unanswered'), SYSTEM, late)), 'accepted')
})

test('registers that stay silent end the waiting, not before the time and not by anybody', () => {
  const state = at('known', {}, 'carried')
  const unanswered = complete('known', 'unanswered')
  const since = state.current?.since ?? assert.fail()
  const early = housesContext('carried', { now: since.add({ seconds: 89 }) })
  const late = housesContext('carried', { now: since.add({ seconds: 90 }) })
  assert.equal(codeOf(decide(state, unanswered, SYSTEM, early)), 'term-not-due')
  assert.deepEqual(allowedActions(state, SYSTEM, early), [])
  assert.equal(codeOf(decide(state, unanswered, SYSTEM, late)), 'accepted')
  assert.deepEqual(
    allowedActions(state, SYSTEM, late).flatMap(({ outcomes }) => outcomes.map(({ id }) => id)),
    ['unanswered'],
  )
  assert.equal(codeOf(decide(state, complete('known', 'found'), SYSTEM, late)), 'register-answer-missing')
  assert.equal(codeOf(decide(state, unanswered, ASKER, late)), 'not-your-step')
})
