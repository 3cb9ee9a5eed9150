import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { parseCalendar } from './calendar-file.ts'
import {
  addWorkingDays,
  CalendarGapError,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  workingDaysBetween,
} from './working-days.ts'

const { calendar } = parseCalendar(
  readFileSync(new URL('../../../../regulations/calendars/kz.yaml', import.meta.url), 'utf8'),
)
assert.ok(calendar)
const kz = calendar
const day = (text: string) => Temporal.PlainDate.from(text)
const anyDay = fc.nat(365 * 14).map((days) => day('2012-01-10').add({ days }))

const SUMS = [
  ['2018-03-07', 3, '2018-03-14', 'a holiday, a moved day off and a weekend lie between'],
  ['2026-03-18', 3, '2026-03-26', 'five days of Nauryz lie between'],
  ['2024-05-03', 3, '2024-05-10', 'Saturday 4 May is worked'],
  ['2024-12-30', 3, '2025-01-06', 'Sunday 5 January is worked'],
] as const

for (const [from, amount, expected, why] of SUMS) {
  test(`${amount} working days after ${from}: ${why}`, () => {
    assert.equal(addWorkingDays(day(from), amount, kz).toString(), expected)
  })
}

test('a worked Saturday is a working day, the Monday it gave is not', () => {
  assert.equal(isWorkingDay(day('2018-04-28'), kz), true)
  assert.equal(isWorkingDay(day('2018-04-30'), kz), false)
})

test('a working day is its own next and previous working day', () => {
  assert.equal(nextWorkingDay(day('2026-11-23'), kz).toString(), '2026-11-23')
  assert.equal(previousWorkingDay(day('2026-11-22'), kz).toString(), '2026-11-20')
})

test('a year without a table is an error that names it, not a guess', () => {
  for (const ask of [
    () => isWorkingDay(day('2011-12-31'), kz),
    () => nextWorkingDay(day('2028-01-01'), kz),
    () => addWorkingDays(day('2027-12-30'), 5, kz),
    () => previousWorkingDay(day('2012-01-02'), kz),
    () => workingDaysBetween(day('2027-12-30'), day('2028-01-10'), kz),
  ]) {
    assert.throws(ask, (error) => error instanceof CalendarGapError && [2011, 2028].includes(error.year))
  }
})

test('no working days, part of a day or a negative number cannot be added', () => {
  for (const amount of [0, -1, 1.5, Number.NaN]) {
    assert.throws(() => addWorkingDays(day('2026-11-23'), amount, kz), RangeError)
  }
})

test('adding working days goes one working day at a time', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (from, amount) => {
      let walked = from
      for (let left = amount; left > 0;) {
        walked = walked.add({ days: 1 })
        if (isWorkingDay(walked, kz)) left -= 1
      }
      const added = addWorkingDays(from, amount, kz)
      assert.equal(added.toString(), walked.toString())
      assert.equal(workingDaysBetween(from, added, kz), amount)
      assert.equal(workingDaysBetween(added, from, kz), -amount)
    }),
  )
})

test('a working day is a weekday without a holiday or a weekend day that an act moved', () => {
  fc.assert(
    fc.property(anyDay, (date) => {
      const entry = kz.days.get(date.toString())
      const expected = entry ? entry.kind === 'worked' : date.dayOfWeek <= 5
      assert.equal(isWorkingDay(date, kz), expected)
    }),
  )
})
