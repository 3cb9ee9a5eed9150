import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CLOCK, SMALL } from '../testing/small-regulation.ts'
import { ORDINARY_PACE } from './passing-time.ts'
import { rehearse } from './rehearse.ts'
import type { Choice, Rehearsal, RehearsalOptions, Situation } from './rehearsal.ts'

const STARTED_AT = Temporal.Instant.from('2026-03-02T05:00:00Z')

function play(choose: (situation: Situation) => Choice, changes: Partial<RehearsalOptions> = {}): Rehearsal {
  const playing = rehearse({
    regulation: SMALL,
    channel: 'portal',
    clock: CLOCK,
    startedAt: STARTED_AT,
    request: { training: true },
    pace: ORDINARY_PACE,
    ...changes,
  })
  let at = playing.next({})
  while (at.done !== true) at = playing.next(choose(at.value))
  return at.value
}

const usual = (): Choice => ({})

test('without choices the ordinary happens, and nobody is late', () => {
  const rehearsal = play(usual)
  assert.equal(rehearsal.halt, undefined)
  assert.equal(rehearsal.end?.closes, 'granted')
  assert.deepEqual(
    rehearsal.steps.filter(({ isLate }) => isLate),
    [],
  )
})

test('every step is a way of the graph: its edge leads to the next one, the last to the end', () => {
  const { steps, end } = play(usual)
  for (const [index, { outcome, edge }] of steps.entries()) {
    assert.ok(outcome.edges.includes(edge))
    assert.equal(edge.to, steps[index + 1]?.step.id ?? end?.id)
  }
})

test('a choice that is not there halts the rehearsal and says where', () => {
  const { halt } = play(({ step }) => (step.action === 'sign-result' ? { outcome: 'burnt' } : {}))
  assert.equal(halt?.code, 'no-outcome-open')
  assert.deepEqual(halt?.parameters, { outcome: 'burnt' })
})

test('people at work wait for the morning, machines and applicants do not', () => {
  const evening = Temporal.Instant.from('2026-03-06T18:00:00Z')
  const { steps } = play(usual, { startedAt: evening })
  const kind = (actor: string) => SMALL.actors.get(actor)?.kind
  const first = steps.find(({ step }) => kind(step.actor) === 'staff')
  const machine = steps.find(({ step, events }) => kind(step.actor) === 'system' && events.length > 0)
  assert.ok(first !== undefined && machine !== undefined)
  assert.ok(Temporal.Duration.compare(evening.until(machine.doneAt), { minutes: 1 }) < 0)
  assert.equal(first.doneAt.toZonedDateTimeISO(CLOCK.timeZone).dayOfWeek <= 5, true)
  assert.ok(Temporal.Duration.compare(evening.until(first.doneAt), { hours: 24 }) > 0)
})

test('a register that keeps silent halts the step that waits for it', () => {
  const { halt } = play(({ asked }) =>
    asked.length === 0 ? {} : { answers: new Map(asked.map((register) => [register, ['no-answer' as const]])) },
  )
  assert.equal(halt?.code, 'register-answer-missing')
})

test('a step done after its term had run out is late', () => {
  const { steps } = play(({ step }) =>
    step.limit === 'unstated' ? {} : { after: { amount: 90, unit: 'calendar-day' } },
  )
  const limited = steps.filter(({ due }) => due?.at !== undefined)
  assert.ok(limited.length > 0)
  assert.ok(limited.some(({ isLate }) => isLate))
})

test('the votes decide, and a conflict of interests is no vote', () => {
  const votes = ['conflict', 'negative', 'negative', 'positive'] as const
  const { steps } = play(({ step }) => (step.action === 'decide-in-session' ? { votes } : {}))
  const session = steps.find(({ step }) => step.action === 'decide-in-session')
  assert.equal(session?.outcome.id, 'negative')
  assert.equal(session?.events.filter(({ type }) => type === 'MinutesSigned').length, 3)
})
