import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { compileRegulation } from '../language/compile.ts'
import { parseCalendar } from '../time/calendar-file.ts'
import { termClockOf } from '../time/clock.ts'
import { planOf, UnknownNameError } from './plan.ts'
import { plotDays, plotLate, plotLines } from './plots.ts'
import { simulate, type SimulationOptions } from './simulate.ts'
import { findCure, planStaff, worstLate } from './staffing.ts'
import { simulationCsv, tellSimulation } from './tell-simulation.ts'

const root = join(import.meta.dirname, '../../../../regulations')
const files = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, readFileSync(join(root, name), 'utf8')]),
)
const { regulation } = compileRegulation(files, 'kz/zhambyl-2014-115/zhambyl-queue.yaml')
const { calendar } = parseCalendar(files.get('calendars/kz.yaml') ?? '')
assert.ok(regulation && calendar)
const plan = planOf(regulation)
const enough = new Map([
  ['clerk', 3],
  ['head', 2],
  ['executor', 12],
  ['centre-operator', 2],
  ['housing-commission', 2],
])

function options(change: Partial<SimulationOptions> = {}): SimulationOptions {
  assert.ok(regulation && calendar)
  return {
    regulation,
    plan,
    clock: termClockOf(regulation, calendar),
    from: regulation.edition.period.from,
    arrivals: new Map([
      ['portal', 10],
      ['centre', 5],
    ]),
    cases: 2000,
    staff: enough,
    seed: 1,
    ...change,
  }
}

test('the same seed gives the same run, another seed another', () => {
  assert.deepEqual(simulate(options()), simulate(options()))
  assert.notDeepEqual(simulate(options()).daysToResult, simulate(options({ seed: 2 })).daysToResult)
})

test('every application that came was granted, refused, stopped, or is still open', () => {
  for (const staff of [enough, new Map([...enough, ['clerk', 1] as const])]) {
    const { arrived, granted, refused, stopped, stillOpen } = simulate(options({ staff }))
    assert.equal(arrived, 2000)
    assert.equal(granted + refused + stopped + stillOpen, arrived)
  }
})

test('with enough people nobody is late; without, the line grows and the lateness is seen where it arises', () => {
  assert.ok(worstLate(simulate(options()), plan) < 0.01)
  const starved = simulate(options({ staff: new Map([...enough, ['executor', 2] as const]) }))
  const executor = starved.posts.find(({ actor }) => actor === 'executor')
  assert.ok(executor && executor.load > 1 && executor.lineMax > 200)
  assert.ok(starved.givenLate / starved.given > 0.5)
  const late = starved.steps.filter((step) => (step.late ?? 0) > 0.2).map(({ step }) => step)
  assert.ok(late.includes('draft-result') || late.includes('prepare-session'), late.join())
  assert.equal(starved.steps.find(({ step }) => step === 'assign')?.late, 0)
})

test('applicants and their decisions are the same whoever works on them', () => {
  const [few, many] = [
    simulate(options({ staff: new Map([...enough, ['executor', 4] as const]) })),
    simulate(options()),
  ]
  assert.deepEqual([few.granted, few.refused, few.stopped], [many.granted, many.refused, many.stopped])
})

test('the cure names the post that is missing', () => {
  const missing = options({ staff: new Map([...enough, ['executor', 2] as const]) })
  const cure = findCure(missing, 0.01, () => 1)
  assert.ok(cure.before > 0.5)
  assert.ok(cure.isCured)
  assert.ok(cure.added.length > 0 && cure.added.every(({ actor }) => actor === 'executor'))
  assert.deepEqual(findCure(options(), 0.05, () => 1).added, [])
})

test('people are planned to be busy for four fifths of their hours', () => {
  const { staff, casesPerSession } = planStaff(options())
  const { posts } = simulate(options({ staff, casesPerSession }))
  for (const { actor, load, count } of posts) assert.ok(load < 0.95 && (count === 1 || load > 0.5), `${actor}: ${load}`)
})

test('efforts and shares that were measured take the place of those assumed', () => {
  assert.ok(regulation)
  const measured = planOf(regulation, {
    channels: ['portal'],
    effort: { 'check-documents': 0 },
    outcomes: { 'check-documents/violated': 1 },
  })
  const result = simulate(options({ plan: measured }))
  assert.equal(result.granted, 0)
  assert.equal(
    result.steps.every(({ channel }) => channel === 'portal'),
    true,
  )
  assert.throws(() => planOf(regulation, { effort: { 'no-such-step': 1 } }), UnknownNameError)
  assert.throws(() => planOf(regulation, { channels: ['post'] }), UnknownNameError)
})

test('every regulation can be simulated through all its channels, and no case is lost', () => {
  for (const [path, text] of files) {
    if (!/^channels:/m.test(text)) continue
    const { regulation: one } = compileRegulation(files, path)
    assert.ok(one && calendar, path)
    const its = planOf(one)
    const base = {
      regulation: one,
      plan: its,
      clock: termClockOf(one, calendar),
      from: one.edition.period.from,
      arrivals: new Map(its.channels.map(({ id }) => [id, 5])),
      cases: 300,
      seed: 1,
    }
    const { arrived, granted, refused, stopped, stillOpen } = simulate({ ...base, ...planStaff(base) })
    assert.equal(arrived, 300, path)
    assert.equal(granted + refused + stopped + stillOpen, arrived, path)
    assert.ok(granted > 150 && stillOpen < 10, `${path}: ${granted} granted, ${stillOpen} open`)
  }
})

test('results can be read: in three languages, as a table and as pictures', () => {
  assert.ok(regulation)
  const result = simulate(options())
  const cure = findCure(options(), 0.05, () => 1)
  for (const locale of ['kk', 'ru', 'en'] as const) {
    const told = tellSimulation({ regulation, plan, result, cure, target: 0.05, locale, isStaffChosen: true })
    assert.ok(told.includes(regulation.shortTitle[locale]) && !/undefined|NaN/.test(told))
    for (const plot of [plotLate, plotLines, plotDays]) {
      const svg = plot({ regulation, plan, result, locale })
      assert.match(svg, /^<svg [^>]*role="img"[^]*<title>[^<]+<\/title>\n<desc>[^<]+<\/desc>[^]*<\/svg>\n$/)
      assert.ok(!/undefined|NaN/.test(svg))
    }
  }
  assert.equal(simulationCsv(result).trim().split('\r\n').length, plan.steps.length + 1)
})
