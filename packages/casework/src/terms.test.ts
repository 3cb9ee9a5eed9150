import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Limit, TermClock } from '@qyzmet/regulation'
import { isWorkingDay, parseCalendar } from '@qyzmet/regulation'
import * as fc from 'fast-check'
import type { TermMark } from './commands.ts'
import type { Due, LedgerEntry } from './ledger.ts'
import { dueOf, duesOf, isOverdue, marksDue, nextMark, nextMarkAt, usedShare, workingDaysLeft } from './terms.ts'

const { calendar } = parseCalendar(
  readFileSync(new URL('../../../regulations/calendars/kz.yaml', import.meta.url), 'utf8'),
)
assert.ok(calendar)
const time = (text: string) => Temporal.PlainTime.from(text)
const clock: TermClock = {
  timeZone: 'Asia/Almaty',
  calendar,
  hours: {
    from: time('09:00'),
    to: time('18:30'),
    lunchFrom: time('13:00'),
    lunchTo: time('14:30'),
    source: { act: 'Test act', item: '1', mark: 'derived' },
  },
}
const at = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Almaty').toInstant()
const started = (term: string, from: string, limit: Limit | 'unstated', item = '5(1)'): LedgerEntry => ({
  type: 'started',
  term,
  at: at(from),
  limit,
  item,
})
const stopped = (term: string, when: string): LedgerEntry => ({ type: 'stopped', term, at: at(when), item: '5(1)' })
const marked = (term: string, when: string, mark: TermMark): LedgerEntry => ({
  type: 'marked',
  term,
  at: at(when),
  mark,
  item: '5(1)',
})
const days = (amount: number): Limit => ({ amount, unit: 'calendar-day' })
const TOTAL = started('total', '2016-06-06T11:00', days(30), '4')

function getDue(ledger: readonly LedgerEntry[], term: string): Due {
  const due = dueOf(ledger, term, clock)
  assert.ok(due)
  return due
}

describe('the due date of a term', () => {
  test('is derived from its start and its limit', () => {
    const due = getDue([TOTAL], 'total')
    assert.equal(due.on?.toString(), '2016-07-07')
    assert.equal(due.at?.toString(), '2016-07-07T18:00:00Z')
    assert.equal(due.startedAt.toString(), at('2016-06-06T11:00').toString())
    assert.equal(due.stoppedAt, undefined)
  })

  test('counts from the latest start: a step that opens again has its whole term again', () => {
    const ledger = [
      started('check', '2016-06-06T11:00', days(7)),
      stopped('check', '2016-06-10T11:00'),
      started('check', '2016-06-14T11:00', days(7)),
    ]
    const due = getDue(ledger, 'check')
    assert.equal(due.on?.toString(), '2016-06-21')
    assert.equal(due.stoppedAt, undefined)
  })

  test('is unknown for a term that never started', () => {
    assert.equal(dueOf([TOTAL], 'check', clock), undefined)
  })

  test('stays known when the term is stopped', () => {
    const due = getDue([TOTAL, stopped('total', '2016-06-20T10:00')], 'total')
    assert.equal(due.on?.toString(), '2016-07-07')
    assert.equal(due.stoppedAt?.toString(), at('2016-06-20T10:00').toString())
    assert.equal(due.lines.at(-1)?.rule, 'stopped')
  })

  test('does not exist for a step without a limit, which the total term bounds', () => {
    const due = getDue([TOTAL, started('sign', '2016-07-01T10:00', 'unstated', '5(6)')], 'sign')
    assert.equal(due.at, undefined)
    assert.equal(due.on, undefined)
    assert.deepEqual(due.marks, [])
    assert.deepEqual(due.lines.at(-1), {
      rule: 'unstated',
      source: 'item 5(6)',
      values: { total: { amount: 30, unit: 'calendar-day', at: '2016-07-07T18:00:00Z', on: '2016-07-07' } },
    })
  })

  test('of a step without a limit names no bound when no total term runs', () => {
    for (const ledger of [
      [started('sign', '2016-07-01T10:00', 'unstated')],
      [TOTAL, stopped('total', '2016-06-20T10:00'), started('sign', '2016-07-01T10:00', 'unstated')],
    ]) {
      assert.deepEqual(getDue(ledger, 'sign').lines.at(-1)?.values, {})
    }
  })

  test('tells where the total term ends first, and only there', () => {
    const rules = (from: string) =>
      getDue([TOTAL, started('draft', from, days(7))], 'draft').lines.map(({ rule }) => rule)
    assert.ok(rules('2016-07-01T10:00').includes('total-ends-first'))
    assert.ok(!rules('2016-06-20T10:00').includes('total-ends-first'))
  })
})

test('running terms come with the total term first', () => {
  const ledger = [
    started('check', '2016-06-06T11:00', days(7)),
    stopped('check', '2016-06-06T12:00'),
    started('assign', '2016-06-06T12:00', days(2)),
    TOTAL,
  ]
  assert.deepEqual(
    duesOf(ledger, clock).map(({ term }) => term),
    ['total', 'assign'],
  )
})

describe('the used share of a term', () => {
  const due = getDue([started('check', '2026-11-20T11:00', { amount: 4, unit: 'working-day' })], 'check')

  test('is nothing on the day of the start', () => {
    assert.equal(usedShare(due, at('2026-11-20T18:00'), clock), 0)
  })

  test('grows with working time alone', () => {
    assert.equal(usedShare(due, at('2026-11-22T18:00'), clock), 0)
    assert.equal(usedShare(due, at('2026-11-23T18:30'), clock), 0.25)
    assert.equal(usedShare(due, at('2026-11-24T06:00'), clock), 0.25)
    assert.equal(usedShare(due, at('2026-11-24T13:00'), clock), 0.375)
    assert.equal(usedShare(due, at('2026-11-26T18:30'), clock), 1)
    assert.equal(usedShare(due, at('2026-11-27T18:30'), clock), 1.25)
  })

  test('stands still when the term is stopped', () => {
    const ledger = [
      started('check', '2026-11-20T11:00', { amount: 4, unit: 'working-day' }),
      stopped('check', '2026-11-23T18:30'),
    ]
    assert.equal(usedShare(getDue(ledger, 'check'), at('2026-12-20T10:00'), clock), 0.25)
  })

  test('does not exist without a limit', () => {
    const unstated = getDue([started('sign', '2026-11-20T11:00', 'unstated')], 'sign')
    assert.equal(usedShare(unstated, at('2026-11-24T13:00'), clock), undefined)
    assert.equal(workingDaysLeft(unstated, at('2026-11-24T13:00'), clock), undefined)
    assert.equal(isOverdue(unstated, at('2036-11-24T13:00')), false)
  })
})

test('a term is overdue from the midnight that ends its last day', () => {
  const due = getDue([TOTAL], 'total')
  assert.equal(isOverdue(due, at('2016-07-07T23:59:59')), false)
  assert.equal(isOverdue(due, at('2016-07-08T00:00')), true)
})

test('a stopped term is overdue only when it was stopped too late', () => {
  const inTime = getDue([TOTAL, stopped('total', '2016-07-07T20:00')], 'total')
  const late = getDue([TOTAL, stopped('total', '2016-07-08T09:00')], 'total')
  assert.equal(isOverdue(inTime, at('2020-01-15T10:00')), false)
  assert.equal(isOverdue(late, at('2020-01-15T10:00')), true)
})

test('working days left are 0 on the last day and negative after it', () => {
  const due = getDue([TOTAL], 'total')
  assert.equal(workingDaysLeft(due, at('2016-07-05T10:00'), clock), 1)
  assert.equal(workingDaysLeft(due, at('2016-07-07T23:00'), clock), 0)
  assert.equal(workingDaysLeft(due, at('2016-07-11T10:00'), clock), -2)
})

describe('marks', () => {
  const start = started('check', '2026-11-20T11:00', { amount: 4, unit: 'working-day' })

  test('fall at half and three quarters of the working time, and at the end', () => {
    assert.deepEqual(
      getDue([start], 'check').marks.map(({ mark, at: when }) => [mark, when.toString()]),
      [
        ['half', at('2026-11-24T18:30').toString()],
        ['three-quarters', at('2026-11-25T18:30').toString()],
        ['overdue', at('2026-11-27T00:00').toString()],
      ],
    )
  })

  test('are due once their moment has come and they are not written', () => {
    const due = getDue([start], 'check')
    assert.deepEqual(marksDue(due, [start], at('2026-11-24T18:29')), [])
    assert.deepEqual(marksDue(due, [start], at('2026-11-24T18:30')), ['half'])
    assert.deepEqual(marksDue(due, [start], at('2026-12-24T10:00')), ['half', 'three-quarters', 'overdue'])
    const ledger = [start, marked('check', '2026-11-24T18:31', 'half')]
    assert.deepEqual(marksDue(due, ledger, at('2026-12-24T10:00')), ['three-quarters', 'overdue'])
  })

  test('of another term, or of an earlier start, do not count as written', () => {
    const ledger = [
      started('check', '2026-11-02T11:00', { amount: 4, unit: 'working-day' }),
      marked('check', '2026-11-05T11:00', 'half'),
      stopped('check', '2026-11-06T11:00'),
      start,
      marked('total', '2026-11-24T18:31', 'half'),
    ]
    const due = getDue(ledger, 'check')
    assert.deepEqual(marksDue(due, ledger, at('2026-11-24T19:00')), ['half'])
  })

  test('are no longer due when the term is stopped', () => {
    const ledger = [start, stopped('check', '2026-11-30T11:00')]
    const due = getDue(ledger, 'check')
    assert.deepEqual(marksDue(due, ledger, at('2026-12-24T10:00')), [])
    assert.equal(nextMarkAt(due, ledger), undefined)
  })

  test('follow one another as the timer writes them', () => {
    const due = getDue([start], 'check')
    assert.equal(nextMarkAt(due, [start])?.toString(), at('2026-11-24T18:30').toString())
    const ledger = [
      start,
      marked('check', '2026-11-24T18:31', 'half'),
      marked('check', '2026-11-25T18:31', 'three-quarters'),
    ]
    assert.equal(nextMarkAt(due, ledger)?.toString(), at('2026-11-27T00:00').toString())
    const all = [...ledger, marked('check', '2026-11-27T00:01', 'overdue')]
    assert.equal(nextMarkAt(due, all), undefined)
  })

  test('of all running terms give the timer the earliest one', () => {
    const ledger = [
      started('total', '2026-11-20T11:00', days(30)),
      start,
      started('sign', '2026-11-20T12:00', 'unstated'),
    ]
    const next = nextMark(ledger, clock)
    assert.deepEqual([next?.term, next?.mark], ['check', 'half'])
    assert.equal(nextMark([started('sign', '2026-11-20T12:00', 'unstated')], clock), undefined)
    assert.equal(nextMark([], clock), undefined)
  })

  const anyLimit = fc.record({
    amount: fc.integer({ min: 1, max: 40 }),
    unit: fc.constantFrom('second', 'minute', 'hour', 'working-day', 'calendar-day'),
  })
  const anyHour = fc.nat(365 * 24 * 12).map((hours) => at('2012-01-10T00:00').add({ hours }))

  test('are in order, and the share has reached each at its moment', () => {
    fc.assert(
      fc.property(anyHour, anyLimit, (from, limit) => {
        const entry: LedgerEntry = { type: 'started', term: 'check', at: from, limit, item: '5(1)' }
        const due = getDue([entry], 'check')
        const [half, threeQuarters, overdue] = due.marks
        assert.ok(half && threeQuarters && overdue)
        assert.ok(Temporal.Instant.compare(from, half.at) < 0)
        assert.ok(Temporal.Instant.compare(half.at, threeQuarters.at) <= 0)
        assert.ok(Temporal.Instant.compare(threeQuarters.at, overdue.at) <= 0)
        assert.ok((usedShare(due, half.at, clock) ?? 0) >= 0.5)
        assert.ok((usedShare(due, threeQuarters.at, clock) ?? 0) >= 0.75)
        assert.equal(overdue.at.toString(), due.at?.toString())
        if (due.on) assert.ok(isWorkingDay(due.on, clock.calendar))
      }),
    )
  })

  test('are written once, however often the timer comes', () => {
    fc.assert(
      fc.property(anyHour, anyLimit, fc.array(fc.nat(60 * 24), { maxLength: 30 }), (from, limit, waits) => {
        const ledger: LedgerEntry[] = [{ type: 'started', term: 'check', at: from, limit, item: '5(1)' }]
        const due = getDue(ledger, 'check')
        let now = from
        for (const hours of [...waits, 100 * 24]) {
          now = now.add({ hours })
          for (const mark of marksDue(due, ledger, now))
            ledger.push({ type: 'marked', term: 'check', at: now, mark, item: '' })
          assert.deepEqual(marksDue(due, ledger, now), [])
        }
        const marks = ledger.flatMap((line) => (line.type === 'marked' ? [line.mark] : []))
        assert.deepEqual(marks, ['half', 'three-quarters', 'overdue'])
        assert.equal(nextMark(ledger, clock), undefined)
      }),
    )
  })
})

test('a longer limit or a later start never brings the due moment forward', () => {
  fc.assert(
    fc.property(
      fc.nat(365 * 24 * 12),
      fc.nat(1000),
      fc.integer({ min: 1, max: 30 }),
      fc.nat(10),
      fc.constantFrom('second', 'minute', 'hour', 'working-day', 'calendar-day'),
      (hours, later, amount, more, unit) => {
        const from = at('2012-01-10T00:00').add({ hours })
        const dueAt = (start: Temporal.Instant, limit: Limit) => {
          const due = getDue([{ type: 'started', term: 'check', at: start, limit, item: '5(1)' }], 'check')
          assert.ok(due.at)
          return due.at
        }
        const base = dueAt(from, { amount, unit })
        assert.ok(Temporal.Instant.compare(base, dueAt(from, { amount: amount + more, unit })) <= 0)
        assert.ok(Temporal.Instant.compare(base, dueAt(from.add({ hours: later }), { amount, unit })) <= 0)
      },
    ),
  )
})
