import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Expectation, Scenario, ScenarioMove } from '@qyzmet/regulation'
import { LOCALES } from '@qyzmet/regulation'
import { CLOCK, SMALL } from '../testing/small-regulation.ts'
import { coverOf } from './branches.ts'
import { playScenario } from './play-scenario.ts'
import type { PlayedScenario } from './play-scenario.ts'
import { tellDifferences } from './tell-difference.ts'

const AT = { file: 'scenarios/small.portal.yaml', line: 7 }

/** A scenario of the small regulation; what it expects is what really comes of the ordinary case. */
function played(when: readonly ScenarioMove[], expected: Partial<Expectation> = {}): PlayedScenario {
  const scenario: Scenario = {
    id: 'ordinary',
    title: { kk: 'Әдеттегі іс', ru: 'Обычное дело', en: 'An ordinary case' },
    channel: 'portal',
    given: { start: Temporal.PlainDateTime.from('2026-03-02T10:00') },
    when,
    // oxlint-disable-next-line unicorn/no-thenable -- the word of a scenario, never a promise
    then: { end: 'granted', due: [], late: [], at: AT, ...expected },
    at: AT,
  }
  return playScenario(scenario, SMALL, CLOCK)
}

function move(step: string, rest: Partial<ScenarioMove> = {}): ScenarioMove {
  return { step, answers: new Map(), at: { ...AT, line: 9 }, ...rest }
}

const whats = ({ differences }: PlayedScenario) => differences.map(({ what }) => what)

const signing = [...(SMALL.channels.get('portal')?.graph.steps.values() ?? [])].find(
  ({ action }) => action === 'sign-result',
)
assert.ok(signing !== undefined)

test('what comes as it was told makes no difference', () => {
  assert.deepEqual(whats(played([])), [])
})

test('another end, result, ground, due day and message are each told', () => {
  const due = [{ term: 'total', on: Temporal.PlainDate.from('2030-01-01'), at: AT }]
  const found = played([], { end: 'refused', result: 'nothing', ground: 'nothing', due, told: ['nothing'] })
  assert.deepEqual(whats(found), ['end', 'result', 'ground', 'due', 'told'])
})

test('lateness is looked at even when nothing is said of it', () => {
  const slow = [move(signing.id, { after: { amount: 90, unit: 'calendar-day' } })]
  assert.ok(whats(played(slow)).includes('late'))
  assert.deepEqual(whats(played([], { late: [signing.id] })), ['not-late'])
})

test('a move whose step never comes is told at its own line', () => {
  const [difference] = played([move(signing.id), move(signing.id)]).differences
  assert.equal(difference?.what, 'never-came')
  assert.equal(difference?.at.line, 9)
})

test('differences are told with their place in every language', () => {
  const found = played([move('nowhere')], { end: 'refused', result: 'nothing' })
  for (const locale of LOCALES) {
    const lines = tellDifferences(found, SMALL, CLOCK, locale)
    assert.equal(lines[0], `✗ ${found.scenario.title[locale]}`)
    assert.match(lines[1] ?? '', /scenarios\/small\.portal\.yaml:9 {2}\S/)
    assert.ok(lines.every((line) => !line.includes('undefined')))
  }
})

test('a scenario that comes out otherwise covers nothing', () => {
  const portal = (one: PlayedScenario) => coverOf(SMALL, [one]).find(({ channel }) => channel === 'portal')
  const [good, bad] = [portal(played([])), portal(played([], { end: 'refused' }))]
  assert.ok(good !== undefined && bad !== undefined)
  assert.ok(good.missing.length < good.branches.length)
  assert.equal(bad.missing.length, bad.branches.length)
})
