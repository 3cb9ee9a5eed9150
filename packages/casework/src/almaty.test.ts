import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import type { Regulation, TermClock } from '@qyzmet/regulation'
import { compileRegulation, parseCalendar } from '@qyzmet/regulation'
import * as fc from 'fast-check'
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

const QUEUE = compiled('almaty-queue')
const CERTIFICATE = compiled('almaty-certificate')
const PRIVATISATION = compiled('almaty-privatisation')

/** Wednesday, the day before a run of four days off. */
const STARTED_AT = Temporal.Instant.from('2018-03-07T05:00:00Z')

function compiled(id: string): Regulation {
  const { regulation, diagnostics } = compileRegulation(FILES, `kz/almaty-2015-2-404/${id}.yaml`)
  assert.ok(regulation !== undefined, JSON.stringify(diagnostics))
  return regulation
}

function clockOf(regulation: Regulation): TermClock {
  const { calendar, problems } = parseCalendar(FILES.get(`calendars/${regulation.calendar}.yaml`) ?? '')
  assert.ok(calendar !== undefined, JSON.stringify(problems))
  return { timeZone: regulation.timeZone, hours: regulation.provider.hours, calendar }
}

function rehearse(
  regulation: Regulation,
  channel: string,
  choices: Readonly<Record<string, readonly string[]>> = {},
): Walk {
  return walk({ regulation, channel, clock: clockOf(regulation), startedAt: STARTED_AT, choices })
}

function closingOf(walked: Walk, regulation: Regulation, channel: string): string {
  if (walked.endedEarly !== undefined) {
    return regulation.channels.get(channel)?.graph.ends.get(walked.endedEarly)?.closes ?? 'nowhere'
  }
  return opened(walked.state).closed?.closes ?? 'open'
}

const ENDS: readonly (readonly [Regulation, string, Readonly<Record<string, readonly string[]>>, string])[] = [
  [QUEUE, 'portal', {}, 'granted'],
  [QUEUE, 'portal', { 'check-documents': ['violated'] }, 'refused'],
  [QUEUE, 'portal', { 'check-identity': ['refuted'] }, 'stopped'],
  [QUEUE, 'portal', { 'check-signature': ['refuted'] }, 'stopped'],
  [QUEUE, 'centre', {}, 'granted'],
  [QUEUE, 'centre', { 'check-documents': ['violated'] }, 'refused'],
  [QUEUE, 'centre', { 'check-package': ['incomplete'] }, 'stopped'],
  [QUEUE, 'centre', { 'check-answers': ['not-found'] }, 'stopped'],
  [QUEUE, 'centre', { 'hand-over': ['unclaimed'] }, 'granted'],
  [CERTIFICATE, 'centre', {}, 'granted'],
  [CERTIFICATE, 'centre', { 'check-documents': ['violated'] }, 'refused'],
  [CERTIFICATE, 'centre', { 'check-package': ['incomplete'] }, 'stopped'],
  [CERTIFICATE, 'centre', { 'check-answers': ['not-found'] }, 'stopped'],
  [CERTIFICATE, 'centre', { 'sign-result': ['returned'] }, 'granted'],
  [PRIVATISATION, 'office', {}, 'granted'],
  [PRIVATISATION, 'office', { 'establish-ownership': ['state-body'] }, 'granted'],
  [PRIVATISATION, 'office', { 'check-documents': ['violated'] }, 'refused'],
  [PRIVATISATION, 'office', { 'decide-in-session': ['negative'] }, 'refused'],
  [PRIVATISATION, 'office', { 'check-package': ['incomplete'] }, 'stopped'],
  [PRIVATISATION, 'office', { 'conclude-contract': ['declined'] }, 'stopped'],
  [PRIVATISATION, 'centre', {}, 'granted'],
  [PRIVATISATION, 'centre', { 'decide-in-session': ['negative'] }, 'refused'],
  [PRIVATISATION, 'centre', { 'check-answers': ['not-found'] }, 'stopped'],
]

for (const [regulation, channel, choices, closes] of ENDS) {
  const chosen = Object.entries(choices).map(([step, outcomes]) => `${step}: ${outcomes.join(', ')}`)
  test(`${regulation.id}, ${channel}, ${chosen[0] ?? 'nothing in the way'}: ${closes}`, () => {
    assert.equal(closingOf(rehearse(regulation, channel, choices), regulation, channel), closes)
  })
}

test('through the portal the queue is entered by the steps of items 5 and 10', () => {
  const steps = rehearse(QUEUE, 'portal').events.flatMap((event) =>
    event.type === 'StepCompleted' ? [event.step] : [],
  )
  assert.deepEqual(steps, [
    'check-signature',
    'send-request',
    'number-request',
    'register',
    'assign',
    'check-documents',
    'draft-result',
    'sign-result',
    'dispatch-result',
    'deliver-result',
  ])
})

test('the check and the draft of the queue spend one term of 27 days', () => {
  const started = rehearse(QUEUE, 'centre').events.filter((event) => event.type === 'TermStarted')
  const draft = started.filter(({ term }) => term === 'draft-result')
  assert.deepEqual(
    draft.map(({ limit }) => limit),
    [{ amount: 27, unit: 'calendar-day' }],
  )
})

test('three working days of the executor pass over the holiday of 8 March and the day off after it', () => {
  const { state } = walk({
    regulation: CERTIFICATE,
    channel: 'centre',
    clock: clockOf(CERTIFICATE),
    startedAt: STARTED_AT,
    until: 'sign-result',
  })
  assert.equal(dueOf(opened(state).ledger, 'draft-result', clockOf(CERTIFICATE))?.on?.toString(), '2018-03-14')
})

test('a dwelling of a state body is passed on and valued, and the value certificate is given before the contract', () => {
  const walked = rehearse(PRIVATISATION, 'office', { 'establish-ownership': ['state-body'] })
  const drafted = walked.events.flatMap((event) => (event.type === 'ResultDrafted' ? [event.result] : []))
  assert.deepEqual(drafted, ['decision', 'value-certificate', 'contract'])
  const communal = rehearse(PRIVATISATION, 'office')
  const short = communal.events.flatMap((event) => (event.type === 'ResultDrafted' ? [event.result] : []))
  assert.deepEqual(short, ['decision', 'contract'])
})

test('the total of privatisation ends with the decision, not with the contract', () => {
  const { events } = rehearse(PRIVATISATION, 'office')
  const stopped = events.findIndex((event) => event.type === 'TermStopped' && event.term === 'total')
  const contract = events.findIndex((event) => event.type === 'StepOpened' && event.step === 'draft-contract')
  assert.ok(stopped > 0 && stopped < contract)
})

for (const regulation of [QUEUE, CERTIFICATE, PRIVATISATION]) {
  for (const [channel, { graph }] of regulation.channels) {
    test(`${regulation.id}, ${channel}: whatever is chosen, the case ends as it was decided`, () => {
      const choices = fc.record(
        Object.fromEntries(
          [...graph.steps.values()]
            // An outcome that a guard closes is nobody's choice; the draft follows from what was decided.
            .filter(({ action }) => action !== 'draft-result')
            .map((step) => [
              step.id,
              fc.array(fc.constantFrom(...step.outcomes.map((outcome) => outcome.id)), { maxLength: 2 }),
            ]),
        ),
      )
      const met = new Set<string>()
      fc.assert(
        fc.property(choices, (chosen) => {
          const walked = rehearse(regulation, channel, chosen)
          if (walked.endedEarly !== undefined) return
          const state = opened(walked.state)
          assert.deepEqual(brokenInvariants(state, walked.events, regulation, graph), [])
          assert.equal(state.status, 'closed')
          for (const { step } of state.passed) met.add(step)
        }),
        { numRuns: 150, seed: 404 },
      )
      const unmet = [...graph.steps.values()].filter((step) => step.kind === 'procedure' && !met.has(step.id))
      assert.deepEqual(
        unmet.map(({ id }) => id),
        [],
      )
    })
  }
}
