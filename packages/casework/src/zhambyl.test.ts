import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import type { Regulation, TermClock } from '@qyzmet/regulation'
import { compileRegulation, parseCalendar } from '@qyzmet/regulation'
import * as fc from 'fast-check'
import type { CaseEvent } from './events.ts'
import { evolve, fold, initialState } from './evolve.ts'
import type { CaseState } from './state.ts'
import { applicantView, statusOf } from './status.ts'
import { dueOf } from './terms.ts'
import { brokenInvariants } from './testing/invariants.ts'
import { opened } from './testing/story.ts'
import type { Walk } from './walk.ts'
import { walk } from './walk.ts'

const ROOT = fileURLToPath(new URL('../../../regulations', import.meta.url))
const FILES = new Map(
  readdirSync(ROOT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((path) => [relative(ROOT, path), readFileSync(path, 'utf8')]),
)

const REGULATION = compiled('kz/zhambyl-2014-115/zhambyl-queue.yaml')
const CLOCK: TermClock = {
  timeZone: REGULATION.timeZone,
  hours: REGULATION.provider.hours,
  calendar: calendarOf(REGULATION.calendar),
}
const STARTED_AT = Temporal.Instant.from('2015-03-02T05:00:00Z')

function calendarOf(id: string): TermClock['calendar'] {
  const { calendar, problems } = parseCalendar(FILES.get(`calendars/${id}.yaml`) ?? '')
  assert.ok(calendar !== undefined, JSON.stringify(problems))
  return calendar
}

function compiled(path: string): Regulation {
  const { regulation, diagnostics } = compileRegulation(FILES, path)
  assert.ok(regulation !== undefined, JSON.stringify(diagnostics))
  return regulation
}

function rehearse(channel: string, choices: Readonly<Record<string, readonly string[]>> = {}): Walk {
  return walk({ regulation: REGULATION, channel, clock: CLOCK, startedAt: STARTED_AT, choices })
}

function items(walked: Walk): readonly string[] {
  return walked.events.filter((event) => event.type === 'StepCompleted').map((event) => event.item)
}

function endOf(walked: Walk) {
  return opened(walked.state).closed?.end
}

test('through the portal an application is granted in the order of item 5', () => {
  const walked = rehearse('portal')
  assert.deepEqual(items(walked), [
    '11(6)',
    '11(8)',
    '5(1)',
    '5(2)',
    '11(9)',
    '5(3)',
    '5(4)',
    '5(5)',
    '5(6)',
    '5(7)',
    '11(11)',
  ])
  assert.equal(endOf(walked), 'granted')
  const { queue, number, acceptedAt, category } = opened(walked.state)
  assert.deepEqual(queue, { list: category, number, completeAt: acceptedAt })
})

test('each term has the limit of the act, and the total term that of the standard', () => {
  const started = rehearse('portal').events.filter((event) => event.type === 'TermStarted')
  const days = started.map(({ term, limit }) => [term, limit === 'unstated' ? limit : `${limit.amount} ${limit.unit}`])
  assert.deepEqual(days.slice(2, -1), [
    ['total', '30 calendar-day'],
    ['register', '1 calendar-day'],
    ['assign', '2 calendar-day'],
    ['prepare-session', '7 calendar-day'],
    ['decide-in-session', '9 calendar-day'],
    ['draft-result', '7 calendar-day'],
    ['sign-result', 'unstated'],
    ['dispatch-result', '1 calendar-day'],
  ])
})

test('the total term of an application of 2 March 2015 runs out with 1 April', () => {
  const { ledger } = opened(rehearse('portal').state)
  assert.equal(dueOf(ledger, 'total', CLOCK)?.on?.toString(), '2015-04-01')
})

test('the commission refuses with a ground of the standard', () => {
  const walked = rehearse('portal', { 'decide-in-session': ['negative'] })
  assert.equal(endOf(walked), 'refused')
  const refused = walked.events.find((event) => event.type === 'ServiceRefused')
  assert.ok(refused !== undefined)
  const ground = REGULATION.standard.grounds.find(({ id }) => id === refused.ground)
  assert.ok(ground?.establishedAt.includes('decide-in-session'))
})

test('C3: documents against the standard are refused without the commission', () => {
  const walked = rehearse('portal', { 'check-documents': ['violated'] })
  assert.ok(!items(walked).includes('5(4)'))
  assert.equal(items(walked).at(-1), '11(10)')
  assert.equal(opened(walked.state).decision?.decision, 'refused')
})

test('C2: a refuted signature is told and ends before the provider has the case', () => {
  const walked = rehearse('portal', { 'check-signature': ['refuted'] })
  assert.deepEqual(items(walked), ['11(6)', '11(7)'])
  assert.equal(opened(walked.state).closed?.closes, 'stopped')
})

test('C1: who is not recognised has no case', () => {
  const walked = rehearse('portal', { 'check-identity': ['refuted'] })
  assert.equal(walked.state.status, 'none')
  assert.equal(REGULATION.channels.get('portal')?.graph.ends.get(walked.endedEarly ?? '')?.closes, 'stopped')
})

test('a returned draft is corrected and signed', () => {
  const walked = rehearse('portal', { 'sign-result': ['returned'] })
  assert.equal(items(walked).filter((item) => item === '5(6)').length, 2)
  assert.equal(endOf(walked), 'granted')
})

test('through the centre an application is granted and handed over', () => {
  const walked = rehearse('centre')
  assert.equal(opened(walked.state).closed?.closes, 'granted')
  assert.equal(opened(walked.state).centreId, 'walk-office')
})

for (const [channel, { graph }] of REGULATION.channels) {
  test(`whatever is chosen at each step of "${channel}", the case ends as it was decided`, () => {
    const choices = fc.record(
      Object.fromEntries(
        [...graph.steps.values()].map((step) => [
          step.id,
          fc.array(fc.constantFrom(...step.outcomes.map((outcome) => outcome.id)), { maxLength: 2 }),
        ]),
      ),
    )
    const met = new Set<string>()
    fc.assert(
      fc.property(choices, (chosen) => {
        // An outcome that a guard closes is nobody's choice; the draft follows from what was decided.
        const walked = rehearse(channel, { ...chosen, 'draft-result': [] })
        if (walked.endedEarly !== undefined) return
        let state: CaseState = initialState
        const told: CaseEvent[] = []
        for (const event of walked.events) {
          state = evolve(state, event)
          told.push(event)
        }
        assert.deepEqual(brokenInvariants(opened(state), told, REGULATION, graph), [])
        assert.equal(state.status, 'closed')
        for (const { step } of opened(state).passed) met.add(step)
        const { timeline } = statusOf(opened(state), REGULATION, graph)
        assert.equal(timeline[0]?.code, 'closed')
      }),
      { numRuns: 150, seed: 115 },
    )
    const decidedInCase = [...graph.steps.values()].filter((step) => step.kind === 'procedure')
    assert.deepEqual(
      decidedInCase.filter((step) => !met.has(step.id)).map((step) => step.id),
      [],
    )
  })
}

test('until the result is in the cabinet the applicant cannot tell a grant from a refusal of the commission', () => {
  const granted = rehearse('portal')
  const refused = rehearse('portal', { 'decide-in-session': ['negative'] })
  const { graph } = REGULATION.channels.get('portal') ?? assert.fail()
  const before = (walked: Walk) => {
    const delivered = walked.events.findIndex((event) => event.type === 'ResultDelivered')
    return applicantView(opened(fold(walked.events.slice(0, delivered))), REGULATION, graph)
  }
  assert.deepEqual(before(granted), before(refused))
})
