import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { parseCalendar } from './calendar-file.ts'
import type { TermClock } from './clock.ts'
import { addWorkingTime, nextOpening, workingMsBetween } from './working-time.ts'

const { calendar } = parseCalendar(
  readFileSync(new URL('../../../../regulations/calendars/kz.yaml', import.meta.url), 'utf8'),
)
assert.ok(calendar)
const time = (text: string) => Temporal.PlainTime.from(text)
const source = { act: 'Test act', item: '1', mark: 'derived' } as const
const clock: TermClock = {
  timeZone: 'Asia/Almaty',
  calendar,
  hours: { from: time('09:00'), to: time('18:30'), lunchFrom: time('13:00'), lunchTo: time('14:30'), source },
}
const instant = (text: string) => Temporal.Instant.from(text)
const local = (at: Temporal.Instant) => at.toZonedDateTimeISO('Asia/Almaty').toPlainDateTime().toString()
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Almaty').toInstant()

const ADDED = [
  ['2026-11-20T10:00', 60, '2026-11-20T11:00:00', 'inside the morning'],
  ['2026-11-20T12:30', 60, '2026-11-20T15:00:00', 'over lunch'],
  ['2026-11-20T12:30', 30, '2026-11-20T13:00:00', 'exactly until lunch'],
  ['2026-11-20T13:20', 10, '2026-11-20T14:40:00', 'from the middle of lunch'],
  ['2026-11-20T18:00', 30, '2026-11-20T18:30:00', 'exactly until closing'],
  ['2026-11-20T18:00', 60, '2026-11-23T09:30:00', 'over a weekend'],
  ['2026-11-20T20:00', 5, '2026-11-23T09:05:00', 'from the evening'],
  ['2026-11-20T06:00', 5, '2026-11-20T09:05:00', 'from the early morning'],
  ['2026-11-21T12:00', 480, '2026-11-23T18:30:00', 'a whole day from a Saturday'],
  ['2026-03-20T18:20', 20, '2026-03-26T09:10:00', 'over Nauryz'],
  ['2018-04-27T18:20', 20, '2018-04-28T09:10:00', 'into a worked Saturday'],
] as const

for (const [from, minutes, expected, why] of ADDED) {
  test(`${minutes} minutes from ${from}: ${why}`, () => {
    assert.equal(local(addWorkingTime(at(from), minutes, clock)), expected)
  })
}

test('the hour that the clock showed twice on 29 February 2024 adds no working time', () => {
  assert.equal(addWorkingTime(instant('2024-02-29T12:20:00Z'), 20, clock).toString(), '2024-03-01T04:10:00Z')
  assert.equal(workingMsBetween(instant('2024-02-29T03:00:00Z'), instant('2024-03-01T04:00:00Z'), clock), 480 * 60_000)
})

test('no time ends where it starts, also at night', () => {
  const night = at('2026-11-20T23:00')
  assert.equal(addWorkingTime(night, 0, clock).toString(), night.toString())
})

test('negative time cannot be added', () => {
  assert.throws(() => addWorkingTime(at('2026-11-20T10:00'), -1, clock), RangeError)
  assert.throws(() => addWorkingTime(at('2026-11-20T10:00'), Number.NaN, clock), RangeError)
})

test('hours that hold no working time are refused', () => {
  for (const to of ['09:00', '08:00']) {
    const hours = { from: time('09:00'), to: time(to), source }
    assert.throws(() => addWorkingTime(at('2026-11-20T10:00'), 1, { ...clock, hours }), RangeError)
  }
})

test('a body without a lunch break works through midday', () => {
  const hours = { from: time('09:00'), to: time('20:00'), source }
  assert.equal(local(addWorkingTime(at('2026-11-20T12:30'), 60, { ...clock, hours })), '2026-11-20T13:30:00')
})

test('the next opening is now, after lunch, or another morning', () => {
  assert.equal(local(nextOpening(at('2026-11-20T10:00'), clock)), '2026-11-20T10:00:00')
  assert.equal(local(nextOpening(at('2026-11-20T13:30'), clock)), '2026-11-20T14:30:00')
  assert.equal(local(nextOpening(at('2026-11-20T08:00'), clock)), '2026-11-20T09:00:00')
  assert.equal(local(nextOpening(at('2026-11-20T18:30'), clock)), '2026-11-23T09:00:00')
})

const anyStart = fc
  .integer({ min: 0, max: 13 * 365 * 86_400_000 })
  .map((ms) => instant('2012-01-10T00:00:00Z').add({ milliseconds: ms }))
const anyMinutes = fc.integer({ min: 0, max: 20 * 480 })

test('adding working time is additive', () => {
  fc.assert(
    fc.property(anyStart, anyMinutes, anyMinutes, (start, first, second) => {
      const inSteps = addWorkingTime(addWorkingTime(start, first, clock), second, clock)
      assert.equal(inSteps.toString(), addWorkingTime(start, first + second, clock).toString())
    }),
  )
})

test('more working time, or a later start, never ends earlier', () => {
  fc.assert(
    fc.property(anyStart, anyMinutes, anyMinutes, fc.nat(100_000_000), (start, minutes, more, later) => {
      const end = addWorkingTime(start, minutes, clock)
      assert.ok(Temporal.Instant.compare(end, addWorkingTime(start, minutes + more, clock)) <= 0)
      const laterStart = start.add({ milliseconds: later })
      assert.ok(Temporal.Instant.compare(end, addWorkingTime(laterStart, minutes, clock)) <= 0)
    }),
  )
})

test('the working time between a start and its end is what was added', () => {
  fc.assert(
    fc.property(anyStart, anyMinutes, (start, minutes) => {
      const end = addWorkingTime(start, minutes, clock)
      assert.equal(workingMsBetween(start, end, clock), minutes * 60_000)
      assert.equal(workingMsBetween(end, start, clock), 0 - minutes * 60_000)
    }),
  )
})

test('a part of a millisecond counts as a whole one', () => {
  const start = instant('2026-11-20T05:00:00.0000001Z')
  assert.equal(addWorkingTime(start, 1, clock).toString(), '2026-11-20T05:01:00.001Z')
})
