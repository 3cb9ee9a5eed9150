import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { firstDayOfYear, fromEpochDay, toEpochDay, weekdayOf } from './epoch-day.ts'

const anyDay = fc.integer({ min: -400_000, max: 400_000 })

test('1 January 1970 is day 0, a Thursday', () => {
  assert.equal(toEpochDay(Temporal.PlainDate.from('1970-01-01')), 0)
  assert.equal(weekdayOf(0), 4)
})

test('a day of any year goes to its date and back', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const date = fromEpochDay(day)
      assert.equal(toEpochDay(date), day)
      assert.equal(weekdayOf(day), date.dayOfWeek)
    }),
  )
})

test('a year begins on the day after the year before ends', () => {
  for (const year of [1900, 1970, 2000, 2016, 2024, 2026, 2100]) {
    const last = Temporal.PlainDate.from({ year: year - 1, month: 12, day: 31 })
    assert.equal(firstDayOfYear(year), toEpochDay(last) + 1)
  }
})
