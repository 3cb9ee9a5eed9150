import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import type { CalendarProblem } from './calendar-file.ts'
import { parseCalendar } from './calendar-file.ts'
import type { ProductionCalendar } from './clock.ts'

const KZ = readFileSync(new URL('../../../../regulations/calendars/kz.yaml', import.meta.url), 'utf8')
const DATA = new URL('../../../../../shared/data/calendar/', import.meta.url)
const skip = existsSync(DATA) ? false : 'the folder ../shared/data is not beside the repository'

function kazakhstan(week: 5 | 6): ProductionCalendar {
  const { calendar, problems } = parseCalendar(KZ, week)
  assert.deepEqual(problems, [])
  assert.ok(calendar)
  return calendar
}

describe('the production calendar of Kazakhstan', () => {
  test('covers 2012 to 2027, the last two provisionally', () => {
    const calendar = kazakhstan(5)
    assert.deepEqual(
      [...calendar.years],
      Array.from({ length: 16 }, (_, index) => 2012 + index),
    )
    assert.deepEqual([...calendar.provisionalYears], [2026, 2027])
  })

  test('is the table computed by others for 2024-2027, for five and six working days', { skip }, () => {
    const table = readTable(readFileSync(new URL('kz-work-calendar-2024-2027.json', DATA), 'utf8'))
    for (const [week, key] of [
      [5, 'fiveDay'],
      [6, 'sixDay'],
    ] as const) {
      for (const [year, weeks] of Object.entries(table.years)) {
        assert.deepEqual(daysOf(kazakhstan(week), year), expected(weeks[key]), `${year}, ${week} days`)
      }
    }
  })

  test('moves every day of the list of moved days', { skip }, () => {
    const calendar = kazakhstan(5)
    const rows = readFileSync(new URL('kz-transfers-2013-2025.csv', DATA), 'utf8').trim().split('\n').slice(1)
    assert.ok(rows.length >= 24)
    for (const row of rows) {
      const [, off = '', worked = ''] = row.split(',')
      assert.equal(calendar.days.get(off)?.kind, 'transfer', off)
      assert.equal(calendar.days.get(off)?.for, worked)
      assert.equal(calendar.days.get(worked)?.kind, 'worked', worked)
    }
    const since2013 = [...calendar.days].filter(([date, { kind }]) => kind === 'transfer' && date >= '2013')
    assert.equal(since2013.length, rows.length)
  })

  test('makes up for holidays in a row by days in a row', () => {
    const { days } = kazakhstan(5)
    assert.deepEqual(days.get('2022-01-03'), { kind: 'substitute', code: 'new-year', for: '2022-01-01' })
    assert.deepEqual(days.get('2022-01-04'), { kind: 'substitute', code: 'new-year', for: '2022-01-02' })
    assert.deepEqual(days.get('2016-05-10'), { kind: 'substitute', code: 'defenders-day', for: '2016-05-07' })
  })

  test('does not make up for Christmas and Kurban Ait', () => {
    const { days } = kazakhstan(5)
    assert.equal(days.get('2024-01-07')?.kind, 'day-off')
    assert.equal(days.get('2024-01-08'), undefined)
    assert.equal(days.get('2022-07-09')?.kind, 'day-off')
    assert.equal(days.get('2022-07-11'), undefined)
  })

  test('has each holiday in its years only', () => {
    const { days } = kazakhstan(5)
    const years = (day: string) =>
      Array.from({ length: 16 }, (_, index) => 2012 + index).filter(
        (year) => days.get(`${year}-${day}`)?.kind === 'holiday',
      )
    assert.equal(years('05-07')[0], 2013)
    assert.equal(years('10-25')[0], 2022)
    assert.deepEqual(years('03-15'), [2027])
    for (const [day, last] of [
      ['08-30', 2025],
      ['12-01', 2021],
      ['12-17', 2021],
    ] as const) {
      assert.equal(years(day).at(-1), last, day)
    }
    assert.equal(years('12-16').length, 16)
  })

  test('works a substitute day that an act moved: Monday 11 May 2020', () => {
    const { days } = kazakhstan(5)
    assert.equal(days.get('2020-05-08')?.kind, 'transfer')
    assert.equal(days.get('2020-05-11')?.kind, 'worked')
  })

  test('names every reason and act it uses in three languages', () => {
    const { days, reasons, acts, clockChanges } = kazakhstan(5)
    for (const { code, act } of days.values()) {
      assert.ok(reasons.get(code)?.kk)
      if (act !== undefined) assert.ok(acts.get(act)?.ru)
    }
    for (const act of clockChanges.values()) assert.ok(acts.get(act)?.en)
  })
})

const SMALL = `calendar: small
title: { kk: а, ru: б, en: c }
years: { from: 2024, until: 2025 }
provisional: []
reasons:
  feast: { kk: а, ru: б, en: c }
  moved: { kk: а, ru: б, en: c }
holidays:
  - { reason: feast, days: ['03-08'] }
moved:
  - { off: 2024-05-08, worked: 2024-05-04, act: order }
acts:
  order: { kk: а, ru: б, en: c }
clock-changes: []
`

const FAULTS: readonly (readonly [what: string, from: string, to: string, ...CalendarFault])[] = [
  ['a broken file', 'moved:\n', 'moved: {\n', 'not-yaml', 11],
  ['an alias', "days: ['03-08']", "days: &a ['03-08'], dates: *a", 'not-yaml', 9],
  ['a missing part', 'clock-changes: []\n', '', 'missing', 1],
  ['a number for a text', 'calendar: small', 'calendar: 7', 'wrong-kind', 1],
  ['a text for a list', 'provisional: []', 'provisional: none', 'wrong-kind', 4],
  ['a text for a year', 'from: 2024,', 'from: MMXXIV,', 'wrong-kind', 3],
  ['a text for a mapping', 'title: { kk: а, ru: б, en: c }', 'title: small', 'wrong-kind', 2],
  ['a list for names', 'acts:\n  order: { kk: а, ru: б, en: c }', 'acts: []', 'wrong-kind', 12],
  ['words for yes and no', "days: ['03-08'] }", "days: ['03-08'], made-up: maybe }", 'wrong-kind', 9],
  ['a misspelt key', 'worked: 2024-05-04', 'work: 2024-05-04', 'unknown-key', 11],
  ['a missing language', 'feast: { kk: а, ru: б, en: c }', 'feast: { kk: а, ru: б }', 'missing', 6],
  ['neither days nor dates', ", days: ['03-08']", '', 'missing', 9],
  ['a day that does not exist', '2024-05-08', '2023-02-29', 'no-such-date', 11],
  ['a day of the year that does not exist', '03-08', '02-30', 'no-such-date', 9],
  ['a reason without a name', 'reason: feast', 'reason: fest', 'unknown-reason', 9],
  ['moved days without a name', '  moved: { kk: а, ru: б, en: c }\n', '', 'unknown-reason', 5],
  ['an act without a name', 'act: order', 'act: decree', 'unknown-act', 11],
  ['a move outside the years', '2024-05-08', '2026-05-08', 'outside-years', 11],
  ['a holiday outside the years', "days: ['03-08']", 'dates: [2023-03-08]', 'outside-years', 9],
  ['a provisional year outside the years', 'provisional: []', 'provisional: [2026]', 'outside-years', 4],
  ['a day off that is off already', '2024-05-08', '2024-05-05', 'already-free', 11],
  ['a worked day that is worked already', '2024-05-04', '2024-05-03', 'already-worked', 11],
]

type CalendarFault = readonly [code: CalendarProblem['code'], line: number]

describe('a faulty calendar file', () => {
  test('is faulty only where it was made so', () => {
    assert.deepEqual(parseCalendar(SMALL).problems, [])
  })

  for (const [what, from, to, code, line] of FAULTS) {
    test(`${what} is told with its line`, () => {
      assert.ok(SMALL.includes(from))
      const { calendar, problems } = parseCalendar(SMALL.replace(from, to))
      assert.equal(calendar, undefined)
      assert.ok(
        problems.some((problem) => problem.code === code && problem.line === line && problem.message !== ''),
        JSON.stringify(problems, null, 2),
      )
    })
  }

  test('of any length and content gives problems, never an exception', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), cut()), (text) => {
        const { calendar, problems } = parseCalendar(text)
        assert.equal(calendar === undefined, problems.length > 0)
      }),
    )
    assert.equal(parseCalendar(`#${'a'.repeat(300_000)}`).problems[0]?.code, 'too-long')
  })
})

/** The small calendar with a piece taken out. */
function cut(): fc.Arbitrary<string> {
  const end = SMALL.length
  return fc
    .tuple(fc.nat(end), fc.nat(end))
    .map(([a, b]) => SMALL.slice(0, Math.min(a, b)) + SMALL.slice(Math.max(a, b)))
}

interface Table {
  readonly years: Readonly<Record<string, Readonly<Record<'fiveDay' | 'sixDay', TableYear>>>>
}

interface TableYear {
  readonly off: Readonly<Record<string, { readonly kind: string; readonly code: string; readonly for?: string }>>
  readonly work: Readonly<Record<string, { readonly for: string }>>
}

function readTable(text: string): Table {
  const table: unknown = JSON.parse(text)
  assert.ok(typeof table === 'object' && table !== null && 'years' in table)
  return table as Table
}

/** Days of a year in the words of the table: kind, code (but of moved days) and the day they stand for. */
function daysOf(calendar: ProductionCalendar, year: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...calendar.days]
      .filter(([date]) => date.startsWith(year))
      .map(([date, { kind, code, for: other }]) => [
        date,
        [kind, code === 'moved' ? undefined : code, other].filter((part) => part !== undefined).join(' '),
      ]),
  )
}

function expected({ off, work }: TableYear): Readonly<Record<string, string>> {
  const kinds: Readonly<Record<string, string>> = { dayoff: 'day-off' }
  const free = Object.entries(off).map(([date, { kind, code, for: other }]) => [
    date,
    [kinds[kind] ?? kind, code === 'transfer' ? undefined : code, other].filter((part) => part !== undefined).join(' '),
  ])
  const worked = Object.entries(work).map(([date, { for: other }]) => [date, `worked ${other}`])
  return Object.fromEntries([...free, ...worked].toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)))
}
