import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import type { WorkingHours } from '../model.ts'
import { parseCalendar } from './calendar-file.ts'
import type { TermClock } from './clock.ts'
import type { DayLimit } from './term.ts'
import { dayBeforeForCentre, dueInstant, endOfTerm, isDayLimit, lastDayOfTerm } from './term.ts'
import { CalendarGapError, isWorkingDay } from './working-days.ts'

const { calendar } = parseCalendar(
  readFileSync(new URL('../../../../regulations/calendars/kz.yaml', import.meta.url), 'utf8'),
)
assert.ok(calendar)
const kz = calendar
const hours: WorkingHours = {
  from: Temporal.PlainTime.from('09:00'),
  to: Temporal.PlainTime.from('18:30'),
  lunchFrom: Temporal.PlainTime.from('13:00'),
  lunchTo: Temporal.PlainTime.from('14:30'),
  source: { act: 'Test act', item: '1', mark: 'derived' },
}
const almaty: TermClock = { timeZone: 'Asia/Almaty', hours, calendar: kz }
const day = (text: string) => Temporal.PlainDate.from(text)
const instant = (text: string) => Temporal.Instant.from(text)
const calendarDays = (amount: number): DayLimit => ({ amount, unit: 'calendar-day' })
const workingDays = (amount: number): DayLimit => ({ amount, unit: 'working-day' })

describe('the last day of a term', () => {
  const CASES = [
    ['2016-06-06', calendarDays(30), '2016-07-07', 'the thirtieth day is Capital Day'],
    ['2016-06-06', calendarDays(15), '2016-06-21', 'the fifteenth day is a Tuesday'],
    ['2018-03-07', workingDays(3), '2018-03-14', 'a holiday, a moved day off and a weekend do not count'],
    ['2026-03-18', workingDays(3), '2026-03-26', 'Nauryz takes five days'],
    ['2024-05-03', workingDays(3), '2024-05-10', 'a Saturday is worked'],
    ['2024-12-30', workingDays(3), '2025-01-06', 'a Sunday is worked'],
    ['2024-02-27', calendarDays(2), '2024-02-29', 'a leap day counts'],
    ['2023-02-27', calendarDays(2), '2023-03-01', 'there is none in an ordinary year'],
    ['2024-05-03', calendarDays(1), '2024-05-04', 'a worked Saturday does not move the term on'],
    ['2026-05-08', calendarDays(1), '2026-05-12', 'a holiday on Saturday takes Monday too'],
  ] as const

  for (const [from, limit, expected, why] of CASES) {
    test(`${limit.amount} ${limit.unit} from ${from} end on ${expected}: ${why}`, () => {
      assert.equal(lastDayOfTerm(day(from), limit, kz).toString(), expected)
    })
  }

  const anyDay = fc.nat(365 * 13).map((days) => day('2012-01-10').add({ days }))
  const anyLimit = fc.record({
    amount: fc.integer({ min: 1, max: 60 }),
    unit: fc.constantFrom('calendar-day' as const, 'working-day' as const),
  })

  test('is a working day', () => {
    fc.assert(
      fc.property(anyDay, anyLimit, (from, limit) => {
        assert.ok(isWorkingDay(lastDayOfTerm(from, limit, kz), kz))
      }),
    )
  })

  test('is never earlier for a longer term', () => {
    fc.assert(
      fc.property(anyDay, anyLimit, fc.nat(30), (from, limit, more) => {
        const longer = { ...limit, amount: limit.amount + more }
        const [short, long] = [lastDayOfTerm(from, limit, kz), lastDayOfTerm(from, longer, kz)]
        assert.ok(Temporal.PlainDate.compare(short, long) <= 0)
      }),
    )
  })

  test('is never earlier for a later start', () => {
    fc.assert(
      fc.property(anyDay, anyLimit, fc.nat(30), (from, limit, later) => {
        const [early, late] = [from, from.add({ days: later })].map((start) => lastDayOfTerm(start, limit, kz))
        assert.ok(early && late && Temporal.PlainDate.compare(early, late) <= 0)
      }),
    )
  })

  test('is never earlier for working days than for as many calendar days', () => {
    fc.assert(
      fc.property(anyDay, anyLimit, (from, { amount }) => {
        const [calendarEnd, workingEnd] = [calendarDays(amount), workingDays(amount)].map((limit) =>
          lastDayOfTerm(from, limit, kz),
        )
        assert.ok(calendarEnd && workingEnd && Temporal.PlainDate.compare(calendarEnd, workingEnd) <= 0)
      }),
    )
  })

  test('needs the calendar of the year it falls in', () => {
    assert.throws(() => lastDayOfTerm(day('2027-12-20'), calendarDays(30), kz), CalendarGapError)
  })

  test('is not defined for a part of a day', () => {
    assert.throws(() => lastDayOfTerm(day('2026-11-23'), calendarDays(0.5), kz), RangeError)
    assert.throws(() => lastDayOfTerm(day('2026-11-23'), calendarDays(0), kz), RangeError)
  })
})

describe('the day for the centre', () => {
  test('is one calendar day before the end that the count reaches', () => {
    assert.equal(dayBeforeForCentre(day('2016-06-06'), calendarDays(30), kz).toString(), '2016-07-05')
  })

  test('moves back to a working day', () => {
    assert.equal(dayBeforeForCentre(day('2026-10-20'), calendarDays(6), kz).toString(), '2026-10-23')
  })

  test('is the last day itself for a service due within one working day', () => {
    assert.equal(dayBeforeForCentre(day('2026-11-20'), workingDays(1), kz).toString(), '2026-11-23')
  })
})

describe('the moment a term runs out', () => {
  test('is the end of the last day by the local clock', () => {
    const end = endOfTerm(calendarDays(30), instant('2016-06-06T05:00:00Z'), almaty)
    assert.equal(end.on?.toString(), '2016-07-07')
    assert.equal(end.at.toString(), '2016-07-07T18:00:00Z')
    assert.equal(end.countsFrom.toString(), '2016-06-06T18:00:00Z')
  })

  test('follows the local date of the start, not the date of Greenwich', () => {
    const night = instant('2016-06-06T18:30:00Z')
    assert.equal(endOfTerm(calendarDays(1), night, almaty).on?.toString(), '2016-06-08')
  })

  test('of a term through the 25-hour day of 29 February 2024 is local midnight', () => {
    const start = instant('2024-02-28T05:00:00Z')
    assert.equal(endOfTerm(calendarDays(1), start, almaty).at.toString(), '2024-02-29T19:00:00Z')
    assert.equal(endOfTerm(calendarDays(2), start, almaty).at.toString(), '2024-03-01T19:00:00Z')
    const west = { ...almaty, timeZone: 'Asia/Aqtobe' }
    assert.equal(endOfTerm(calendarDays(1), start, west).at.toString(), '2024-02-29T19:00:00Z')
  })

  test('of a working day is not 24 hours after the start', () => {
    fc.assert(
      fc.property(fc.nat(365 * 24 * 13), (hour) => {
        const start = instant('2012-01-10T00:00:00Z').add({ hours: hour })
        const end = endOfTerm(workingDays(1), start, almaty)
        assert.ok(Temporal.Instant.compare(end.at, start.add({ hours: 24 })) >= 0)
        assert.ok(end.on && isWorkingDay(end.on, kz))
      }),
    )
    const friday = instant('2026-11-20T05:00:00Z')
    assert.equal(endOfTerm(workingDays(1), friday, almaty).at.toString(), '2026-11-23T19:00:00Z')
    assert.equal(endOfTerm({ amount: 24, unit: 'hour' }, friday, almaty).at.toString(), '2026-11-25T05:00:00Z')
  })

  test('of minutes is inside working hours', () => {
    const twenty = { amount: 20, unit: 'minute' } as const
    assert.equal(endOfTerm(twenty, instant('2016-06-06T12:20:00Z'), almaty).at.toString(), '2016-06-07T03:10:00Z')
    assert.equal(endOfTerm(twenty, instant('2016-06-06T06:50:00Z'), almaty).at.toString(), '2016-06-06T08:40:00Z')
  })

  test('of half a minute is thirty seconds', () => {
    const start = instant('2016-06-06T04:00:00Z')
    for (const limit of [
      { amount: 0.5, unit: 'minute' },
      { amount: 30, unit: 'second' },
    ] as const) {
      assert.equal(endOfTerm(limit, start, almaty).at.toString(), '2016-06-06T04:00:30Z')
    }
  })
})

describe('the lines of a term', () => {
  const rulesOf = (limit: Parameters<typeof dueInstant>[0], start: string) =>
    dueInstant(limit, instant(start), almaty).lines.map(({ rule }) => rule)

  test('name each day that moves the end on', () => {
    const { lines } = dueInstant(calendarDays(1), instant('2026-05-08T05:00:00Z'), almaty)
    assert.deepEqual(
      lines.map((line) => [line.rule, 'on' in line.values ? line.values.on : '']),
      [
        ['day-after', '2026-05-09'],
        ['counts', '2026-05-09'],
        ['skips', '2026-05-09'],
        ['skips', '2026-05-10'],
        ['skips', '2026-05-11'],
        ['moves-on', '2026-05-12'],
        ['provisional', ''],
        ['last-day', '2026-05-12'],
      ],
    )
  })

  test('of working days tell holidays, weekends and worked weekend days', () => {
    assert.deepEqual(rulesOf(workingDays(5), '2018-03-02T05:00:00Z'), [
      'day-after',
      'works-on',
      'skips',
      'skips',
      'skips-weekends',
      'counts',
      'last-day',
    ])
  })

  test('tell the change of the clock only where the clock changed', () => {
    const lines = (timeZone: string) =>
      dueInstant(calendarDays(5), instant('2024-02-27T05:00:00Z'), { ...almaty, timeZone }).lines
    const change = lines('Asia/Almaty').find(({ rule }) => rule === 'zone-change')
    assert.deepEqual(change, {
      rule: 'zone-change',
      source: 'act:one-time-zone',
      values: { on: '2024-03-01', before: '+06:00', after: '+05:00' },
    })
    assert.ok(!lines('Asia/Aqtobe').some(({ rule }) => rule === 'zone-change'))
    assert.ok(!rulesOf(calendarDays(5), '2024-03-02T05:00:00Z').includes('zone-change'))
  })

  test('tell the opening when the term starts outside working hours', () => {
    const twenty = { amount: 20, unit: 'minute' } as const
    assert.deepEqual(rulesOf(twenty, '2016-06-06T04:00:00Z'), ['hours', 'runs-out'])
    assert.deepEqual(rulesOf(twenty, '2016-06-06T14:00:00Z'), ['hours', 'opens', 'runs-out'])
  })

  test('begin with the administrative code on the day it applies', () => {
    const sourceOf = (start: string) => dueInstant(calendarDays(1), instant(start), almaty).lines[0]?.source
    assert.equal(sourceOf('2021-06-30T05:00:00Z'), 'Civil Code art. 173')
    assert.equal(sourceOf('2021-07-01T05:00:00Z'), 'Civil Code art. 173; APPC art. 76')
  })

  test('end with the moment the term runs out', () => {
    fc.assert(
      fc.property(
        fc.nat(365 * 24 * 13),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('second', 'minute', 'hour', 'working-day', 'calendar-day'),
        (hour, amount, unit) => {
          const start = instant('2012-01-10T00:00:00Z').add({ hours: hour })
          const { at, on, lines } = dueInstant({ amount, unit }, start, almaty)
          const last = lines.at(-1)
          assert.ok(last?.rule === 'last-day' || last?.rule === 'runs-out')
          assert.equal(last.values.at, at.toString())
          assert.equal(last.rule === 'last-day' ? last.values.on : undefined, on?.toString())
          assert.equal(isDayLimit({ amount, unit }), on !== undefined)
        },
      ),
    )
  })
})
