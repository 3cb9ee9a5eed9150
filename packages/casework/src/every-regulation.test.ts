import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Regulation, TermClock } from '@qyzmet/regulation'
import { compileRegulation, isRegulationText, parseCalendar } from '@qyzmet/regulation'
import * as fc from 'fast-check'
import { evolve, initialState } from './evolve.ts'
import { getActor } from './graph.ts'
import type { CaseState } from './state.ts'
import { statusOf } from './status.ts'
import { opened } from './testing/story.ts'
import { walk } from './walk.ts'

const ROOT = join(import.meta.dirname, '../../../regulations')
const FILES = new Map(
  readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]),
)

const PATHS = [...FILES].filter(([, text]) => isRegulationText(text)).map(([path]) => path)
const COMPILED = PATHS.map((path) => {
  const { regulation, diagnostics } = compileRegulation(FILES, path)
  assert.ok(regulation !== undefined, `${path}: ${diagnostics.map(({ message }) => message).join(' ')}`)
  return regulation
})

function clockOf(regulation: Regulation): TermClock {
  const { calendar } = parseCalendar(FILES.get(`calendars/${regulation.calendar}.yaml`) ?? '')
  assert.ok(calendar !== undefined, regulation.calendar)
  return { timeZone: regulation.timeZone, hours: regulation.provider.hours, calendar }
}

/** The first working morning on which the edition applies. */
function startOf({ edition, timeZone }: Regulation): Temporal.Instant {
  return edition.period.from
    .add({ days: 14 })
    .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from('10:00') })
    .toInstant()
}

for (const regulation of COMPILED) {
  const clock = clockOf(regulation)
  for (const [channel, { graph }] of regulation.channels) {
    test(`${regulation.id}, ${regulation.edition.id}, ${channel}: whatever is chosen, a case ends as decided, and every step is met`, () => {
      const met = new Set<string>()
      const choices = fc.record(
        Object.fromEntries(
          [...graph.steps.values()].map((step) => [
            step.id,
            // Outcomes that guards decide are nobody's choice.
            step.outcomes.every(({ edges }) => edges.some(({ anyOf }) => anyOf.length === 0))
              ? fc.array(fc.constantFrom(...step.outcomes.map(({ id }) => id)), { maxLength: 2 })
              : fc.constant([]),
          ]),
        ),
      )
      const rehearse = (chosen: Readonly<Record<string, readonly string[]>>): void => {
        const walked = walk({ regulation, channel, clock, startedAt: startOf(regulation), choices: chosen })
        for (const { command } of walked.taken) {
          if (command.type === 'open') for (const { step } of command.passed) met.add(step)
        }
        if (walked.endedEarly !== undefined) {
          assert.equal(graph.ends.get(walked.endedEarly)?.closes, 'stopped')
          return
        }
        let state: CaseState = initialState
        for (const event of walked.events) state = evolve(state, event)
        const done = opened(state)
        for (const { step } of done.passed) met.add(step)
        assert.equal(done.status, 'closed')
        if (done.closed?.closes !== 'stopped') assert.equal(done.closed?.closes, done.decision?.decision)
        if (done.decision?.decision === 'refused') {
          const grounds = regulation.standard.grounds.map(({ id }) => id)
          assert.ok(grounds.includes(done.decision.ground ?? ''), `ground ${done.decision.ground}`)
        }
        assert.equal(statusOf(done, regulation, graph).timeline[0]?.code, 'closed')
      }
      rehearse({})
      fc.assert(fc.property(choices, rehearse), { numRuns: 80, seed: 424 })
      const inCase = [...graph.steps.values()].filter(
        (step) => getActor(regulation, step).kind !== 'system' || step.kind === 'procedure',
      )
      assert.deepEqual(
        inCase.filter(({ id, action }) => !met.has(id) && action !== 'refuse-acceptance').map(({ id }) => id),
        [],
      )
    })
  }
}
