import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Limit } from '../model.ts'
import { parseCalendar } from '../time/calendar-file.ts'
import type { TermClock } from '../time/clock.ts'
import { CalendarGapError } from '../time/day-table.ts'
import { toEpochDay } from '../time/epoch-day.ts'
import { endOfTerm } from '../time/term.ts'
import { officeTime } from './office-time.ts'

const { calendar } = parseCalendar(
  readFileSync(new URL('../../../../regulations/calendars/kz.yaml', import.meta.url), 'utf8'),
)
assert.ok(calendar)
const time = (text: string): Temporal.PlainTime => Temporal.PlainTime.from(text)
const clock: TermClock = {
  timeZone: 'Asia/Almaty',
  calendar,
  hours: {
    from: time('09:00'),
    to: time('18:30'),
    lunchFrom: time('13:00'),
    lunchTo: time('14:30'),
    source: { act: 'test', item: '1', mark: 'derived' },
  },
}
const FIRST = Temporal.PlainDate.from('2014-01-01')
const office = officeTime(clock, toEpochDay(FIRST), toEpochDay(Temporal.PlainDate.from('2019-12-31')))
/** No clock of Almaty changed in these years. */
const instantAt = (minute: number): Temporal.Instant =>
  FIRST.toZonedDateTime('Asia/Almaty').toInstant().add({ minutes: minute })

const anyLimit = fc.oneof(
  fc.record({
    amount: fc.integer({ min: 1, max: 60 }),
    unit: fc.constantFrom<Limit['unit']>('calendar-day', 'working-day'),
  }),
  fc.record({
    amount: fc.integer({ min: 1, max: 300 }),
    unit: fc.constantFrom<Limit['unit']>('minute', 'hour', 'second'),
  }),
)

test('a term ends at the very moment at which it ends in casework', () => {
  fc.assert(
    fc.property(anyLimit, fc.integer({ min: 0, max: 1700 * 1440 }), (limit, minute) => {
      const due = instantAt(0).until(instantAt(0).add({ seconds: Math.round(office.dueOf(limit, minute) * 60) }))
      const expected = instantAt(0).until(endOfTerm(limit, instantAt(minute), clock).at)
      assert.equal(Math.round(due.total('second')), Math.round(expected.total('second')))
    }),
    { numRuns: 500 },
  )
})

test('working time and the moment at which it has passed are each other’s reverse', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600_000 }), (worked) => {
      assert.equal(office.workedAt(office.momentOf(worked)), worked)
    }),
  )
})

test('nothing is counted past the last day', () => {
  assert.throws(() => office.dueOf({ amount: 30, unit: 'calendar-day' }, (office.days - 2) * 1440), CalendarGapError)
})
