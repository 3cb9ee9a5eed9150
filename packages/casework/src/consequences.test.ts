import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Edge, Step } from '@qyzmet/regulation'
import { allowedActions } from './allowed-actions.ts'
import type { CaseContext } from './contract.ts'
import { decide } from './decide.ts'
import { evolve, fold } from './evolve.ts'
import { getStep } from './graph.ts'
import {
  after,
  caseAt,
  codeOf,
  complete,
  contextOf,
  DRAFT_SHA256,
  eventsOf,
  eventsUntil,
  NOW,
  opened,
  signatureOver,
  staff,
  SYSTEM,
} from './testing/story.ts'

const context = contextOf()
const returning = complete('sign', 'returned', { reason: 'Wrong address' })
const signing = complete('sign', 'signed', { signature: signatureOver(DRAFT_SHA256) })

function withSteps(...steps: readonly Step[]): CaseContext {
  const replaced = new Map([...context.graph.steps, ...steps.map((step) => [step.id, step] as const)])
  return { ...context, graph: { ...context.graph, steps: replaced } }
}

/** The step with all its outcomes leading to `to`, whatever was decided. */
function rewired(id: string, to: string): Step {
  const step = getStep(context.graph, id)
  const edges: readonly Edge[] = [{ anyOf: [], to }]
  return { ...step, outcomes: step.outcomes.map((outcome) => ({ ...outcome, edges })) }
}

function stoppedTerms(decision: ReturnType<typeof decide>): readonly string[] {
  return eventsOf(decision)
    .filter((event) => event.type === 'TermStopped')
    .map((event) => event.term)
}

test('a last step that sends the case back does not end the total term', () => {
  const graph = { ...context.graph, totalTermEndsWith: ['sign'] }
  const state = caseAt('sign')
  assert.deepEqual(stoppedTerms(decide(state, returning, staff('warden'), { ...context, graph })), ['sign'])
  assert.deepEqual(stoppedTerms(decide(state, signing, staff('warden'), { ...context, graph })), ['sign', 'total'])
})

test('the total term starts once, however often its step is done', () => {
  const graph = { ...context.graph, totalTermStartsAfter: 'draft' }
  const changed = { ...context, graph }
  const state = { ...caseAt('draft'), ledger: caseAt('draft').ledger.filter((line) => line.term !== 'total') }
  const drafting = complete('draft', 'notice')
  const starts = (decision: ReturnType<typeof decide>) =>
    eventsOf(decision).filter((event) => event.type === 'TermStarted' && event.term === 'total').length
  assert.equal(starts(decide(state, drafting, staff('scribe'), changed)), 1)
  const again = after(
    state,
    [
      [drafting, staff('scribe')],
      [returning, staff('warden')],
    ],
    changed,
  )
  assert.equal(starts(decide(again, drafting, staff('scribe'), changed)), 0)
})

test('a case cannot end otherwise than it was decided', () => {
  const granted = caseAt('hand')
  const delivering = complete('hand', 'delivered')
  const wrong = withSteps(rewired('hand', 'refused'))
  assert.equal(codeOf(decide(granted, delivering, SYSTEM, wrong)), 'outcome-not-allowed-now')
  assert.deepEqual(allowedActions(granted, SYSTEM, wrong), [])
  const refused = caseAt('hand', { vote: ['negative'] })
  assert.equal(codeOf(decide(refused, delivering, SYSTEM, wrong)), 'accepted')
  assert.equal(
    codeOf(decide(refused, delivering, SYSTEM, withSteps(rewired('hand', 'granted')))),
    'outcome-not-allowed-now',
  )
})

test('a case cannot end as granted when nothing was signed', () => {
  const early = withSteps(rewired('enter', 'granted'))
  const command = complete('enter', 'registered', { number: 'J' })
  assert.equal(codeOf(decide(caseAt('enter'), command, staff('clerk'), early)), 'outcome-not-allowed-now')
})

test('a refusal that is told without a signed document is still written with its ground', () => {
  const told: Step = { ...rewired('explain', 'refused'), id: 'tell' }
  const short = withSteps(told, rewired('examine', 'tell'))
  const answered = { ...caseAt('examine'), registerAnswers: caseAt('prepare').registerAnswers }
  const violated = complete('examine', 'violated', { ground: 'bad-papers', reason: 'No copy' })
  const checked = after(answered, [[violated, staff('scribe')]], short)
  const events = eventsOf(decide(checked, complete('tell', 'reported'), SYSTEM, short))
  assert.deepEqual(
    events.map((event) => event.type),
    ['RefusalReported', 'StepCompleted', 'TermStopped', 'TermStopped', 'ServiceRefused', 'CaseClosed'],
  )
  assert.deepEqual(opened(fold(events, checked)).reported?.reasons, ['bad-papers'])
  const compliant = after(answered, [[complete('examine', 'compliant'), staff('scribe')]], short)
  assert.equal(codeOf(decide(compliant, complete('tell', 'reported'), SYSTEM, short)), 'outcome-not-allowed-now')
})

test('a refusal is not drafted without a ground', () => {
  const unguarded = withSteps(rewired('draft', 'sign'))
  const refusing = complete('draft', 'refusal')
  assert.equal(codeOf(decide(caseAt('draft'), refusing, staff('scribe'), unguarded)), 'outcome-not-allowed-now')
  const negative = caseAt('draft', { vote: ['negative'] })
  assert.equal(codeOf(decide(negative, refusing, staff('scribe'), unguarded)), 'accepted')
})

test('a result is not signed before it is drafted, nor sent before it is signed', () => {
  const hasty = withSteps(rewired('enter', 'sign'), rewired('examine', 'send'))
  const command = complete('enter', 'registered', { number: 'J' })
  const atSign = after(caseAt('enter'), [[command, staff('clerk')]], hasty)
  assert.equal(codeOf(decide(atSign, signing, staff('warden'), hasty)), 'outcome-not-allowed-now')
  const answered = { ...caseAt('examine'), registerAnswers: caseAt('prepare').registerAnswers }
  const atSend = after(answered, [[complete('examine', 'compliant'), staff('scribe')]], hasty)
  assert.equal(
    codeOf(decide(atSend, complete('send', 'dispatched', { number: 'J' }), staff('clerk'), hasty)),
    'outcome-not-allowed-now',
  )
})

test('a ground stands until the step that established it is done again without one', () => {
  const by = { kind: 'system', name: 's' } as const
  const meta = { at: NOW, by, item: '5(3)' }
  const done = { ...meta, type: 'StepCompleted', step: 'examine', outcome: 'violated' } as const
  const violated = opened(evolve(caseAt('examine'), { ...done, ground: 'bad-papers', reason: 'No copy' }))
  assert.equal(violated.refusal?.ground, 'bad-papers')
  assert.equal(opened(evolve(violated, { ...done, step: 'prepare' })).refusal?.ground, 'bad-papers')
  assert.equal(opened(evolve(violated, { ...done, outcome: 'compliant' })).refusal, undefined)
})

test('a session that opens again begins with an empty table', () => {
  const events = eventsUntil('draft')
  const by = { kind: 'system', name: 's' } as const
  const again = evolve(fold(events), { type: 'StepOpened', step: 'vote', actor: 'council', at: NOW, by, item: '5(4)' })
  const state = opened(again)
  assert.deepEqual([state.votes, state.minutesSignatures, state.conclusion], [[], [], undefined])
  const other = evolve(fold(events), { type: 'StepOpened', step: 'draft', actor: 'scribe', at: NOW, by, item: '5(5)' })
  assert.equal(opened(other).votes.length, 3)
})
