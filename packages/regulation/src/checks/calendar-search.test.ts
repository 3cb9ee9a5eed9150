import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Limit, LimitUnit, Regulation } from '../model.ts'
import { compileRegulation } from '../language/compile.ts'
import { parseCalendar } from '../time/calendar-file.ts'
import { termClockOf } from '../time/clock.ts'
import { toEpochDay } from '../time/epoch-day.ts'
import { instantOf, localTime } from '../time/local-time.ts'
import { endOfTerm, isDayLimit } from '../time/term.ts'
import { workingDayOf } from '../time/working-time.ts'
import { endOfWay, findLate } from './calendar-search.ts'
import { sumOf } from './worst-case.ts'
import type { TimedWay } from './worst-case.ts'

const root = join(import.meta.dirname, '../../../../regulations')
const read = (name: string): string => readFileSync(join(root, name), 'utf8')
const PATH = 'kz/zhambyl-2014-115/zhambyl-queue.yaml'
const files = new Map(
  [
    PATH,
    'kz/zhambyl-2014-115/act.yaml',
    'kz/standards/decree-185-2014-queue.yaml',
    'kz/standards/decree-185-2014.act.yaml',
  ].map((name) => [name, read(name)]),
)

function zhambyl(): Regulation {
  const { regulation } = compileRegulation(files, PATH)
  assert.ok(regulation)
  return regulation
}
const regulation = zhambyl()
const { calendar } = parseCalendar(read('calendars/kz.yaml'))
assert.ok(calendar)
const clock = termClockOf(regulation, calendar)
const day = workingDayOf(regulation.provider.hours)

const limit = fc.record({
  amount: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom<LimitUnit>('minute', 'hour', 'working-day', 'calendar-day'),
})
const start = fc.record({
  day: fc.integer({
    min: toEpochDay(Temporal.PlainDate.from('2013-01-01')),
    max: toEpochDay(Temporal.PlainDate.from('2024-01-01')),
  }),
  ms: fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minute) => minute * 60_000),
})

function way(...limits: readonly Limit[]): TimedWay {
  return { moves: [], timed: limits.map((each, index) => ({ step: `s${index}`, limit: each })), sum: sumOf(limits) }
}

test('limits one after another end when the terms of a case would end', () => {
  fc.assert(
    fc.property(fc.array(limit, { minLength: 1, maxLength: 5 }), start, (limits, from) => {
      let now = instantOf(from.day, from.ms, clock.timeZone)
      for (const each of limits) {
        const end = endOfTerm(each, now, clock)
        // A term of days is used up when the provider closes on its last day.
        now = end.on === undefined ? end.at : instantOf(toEpochDay(end.on), (18 * 60 + 30) * 60_000, clock.timeZone)
      }
      const found = endOfWay(way(...limits).timed, from, day, calendar)
      assert.deepEqual(found, localTime(now, clock.timeZone))
    }),
  )
})

test('a case that begins later in the day never ends earlier', () => {
  fc.assert(
    fc.property(fc.array(limit, { minLength: 1, maxLength: 5 }), start, fc.nat(600), (limits, from, minutes) => {
      const later = { day: from.day, ms: Math.min(from.ms + minutes * 60_000, 24 * 60 * 60_000 - 1) }
      const ends = [from, later].map((each) => endOfWay(way(...limits).timed, each, day, calendar))
      const [first, second] = ends.map((end) => end.day * 86_400_000 + end.ms)
      assert.ok((first ?? 0) <= (second ?? 0))
    }),
  )
})

const search = {
  regulation,
  calendar,
  total: { amount: 30, unit: 'calendar-day' },
  dayBefore: false,
  atAnyTime: false,
  tell: 'plainest',
} as const

test('thirty minutes beside thirty days are too late only when they run past closing time', () => {
  const late = findLate([way({ amount: 30, unit: 'minute' }, { amount: 30, unit: 'calendar-day' })], search)
  assert.equal(late?.days.startedAt?.toString({ smallestUnit: 'minute' }), '18:01')
  assert.equal(late?.days.steps[0]?.until?.toString({ smallestUnit: 'minute' }), '09:01')
  assert.equal(Temporal.PlainDate.compare(late.days.endsOn, late.days.lastDay), 1)
})

test('one term of thirty days is never late, however the holidays lie', () => {
  assert.equal(findLate([way({ amount: 30, unit: 'calendar-day' })], search), undefined)
})

test('a term moved by a holiday says which day was free and why', () => {
  const late = findLate([way({ amount: 10, unit: 'calendar-day' }, { amount: 20, unit: 'calendar-day' })], {
    ...search,
    tell: 'latest',
  })
  const moved = late?.days.steps.flatMap((step) => step.moved ?? [])
  assert.ok(moved !== undefined && moved.length > 0)
  for (const { from, because } of moved) {
    assert.ok(!['kk', 'ru', 'en'].some((locale) => Reflect.get(because, locale) === ''))
    assert.ok(from.dayOfWeek > 5 || calendar.days.has(from.toString()))
  }
  assert.ok(isDayLimit(search.total))
})

test('a result for the centre is due on a working day before the end of the term', () => {
  const late = findLate([way({ amount: 30, unit: 'calendar-day' })], { ...search, dayBefore: true })
  assert.equal(late?.days.lateStarts, late?.days.starts)
})
