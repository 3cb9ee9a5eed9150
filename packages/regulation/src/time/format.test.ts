import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Limit } from '../model.ts'
import type { KazakhCase } from './format.ts'
import { formatDate, formatInstant, formatLimit, formatTime, formatWeekday } from './format.ts'

test('a date is written in full in each language', () => {
  const date = Temporal.PlainDate.from('2026-11-22')
  assert.equal(formatDate(date, 'kk'), '2026 жылғы 22 қараша')
  assert.equal(formatDate(date, 'ru'), '22 ноября 2026 года')
  assert.equal(formatDate(date, 'en'), '22 November 2026')
})

const FORMS: Readonly<Record<Exclude<KazakhCase, 'nominative'>, string>> = {
  genitive:
    'қаңтардың ақпанның наурыздың сәуірдің мамырдың маусымның шілденің тамыздың қыркүйектің қазанның қарашаның желтоқсанның',
  dative: 'қаңтарға ақпанға наурызға сәуірге мамырға маусымға шілдеге тамызға қыркүйекке қазанға қарашаға желтоқсанға',
  accusative:
    'қаңтарды ақпанды наурызды сәуірді мамырды маусымды шілдені тамызды қыркүйекті қазанды қарашаны желтоқсанды',
  locative:
    'қаңтарда ақпанда наурызда сәуірде мамырда маусымда шілдеде тамызда қыркүйекте қазанда қарашада желтоқсанда',
  ablative:
    'қаңтардан ақпаннан наурыздан сәуірден мамырдан маусымнан шілдеден тамыздан қыркүйектен қазаннан қарашадан желтоқсаннан',
  attributive:
    'қаңтардағы ақпандағы наурыздағы сәуірдегі мамырдағы маусымдағы шілдедегі тамыздағы қыркүйектегі қазандағы қарашадағы желтоқсандағы',
}

for (const kazakhCase of ['genitive', 'dative', 'accusative', 'locative', 'ablative', 'attributive'] as const) {
  test(`every Kazakh month takes its ending of the ${kazakhCase}`, () => {
    const months = Array.from({ length: 12 }, (_, index) =>
      formatDate(Temporal.PlainDate.from({ year: 2026, month: index + 1, day: 5 }), 'kk', kazakhCase)
        .split(' ')
        .at(-1),
    )
    assert.equal(months.join(' '), FORMS[kazakhCase])
  })
}

test('a moment is shown by the clocks of the zone, before and after they changed', () => {
  const before = Temporal.Instant.from('2024-02-29T17:59:00Z')
  const after = Temporal.Instant.from('2024-02-29T19:05:00Z')
  assert.equal(formatInstant(before, 'Asia/Almaty', 'ru'), '29 февраля 2024 года, 23:59')
  assert.equal(formatInstant(after, 'Asia/Almaty', 'kk'), '2024 жылғы 1 наурыз, сағат 00:05')
  assert.equal(formatInstant(after, 'Asia/Aqtobe', 'en'), '1 March 2024, 00:05')
})

test('a time of day has two digits for hours and minutes', () => {
  assert.equal(formatTime(Temporal.PlainTime.from('09:05:59')), '09:05')
})

test('weekdays begin with Monday', () => {
  const monday = Temporal.PlainDate.from('2026-11-23')
  assert.deepEqual(
    [formatWeekday(monday, 'kk'), formatWeekday(monday, 'ru'), formatWeekday(monday, 'en')],
    ['дүйсенбі', 'понедельник', 'Monday'],
  )
  assert.equal(formatWeekday(monday.subtract({ days: 1 }), 'kk'), 'жексенбі')
})

const LENGTHS: readonly (readonly [number, Limit['unit'], string, string, string])[] = [
  [1, 'calendar-day', '1 күнтізбелік күн', '1 календарный день', '1 calendar day'],
  [2, 'calendar-day', '2 күнтізбелік күн', '2 календарных дня', '2 calendar days'],
  [7, 'calendar-day', '7 күнтізбелік күн', '7 календарных дней', '7 calendar days'],
  [11, 'calendar-day', '11 күнтізбелік күн', '11 календарных дней', '11 calendar days'],
  [13, 'working-day', '13 жұмыс күні', '13 рабочих дней', '13 working days'],
  [21, 'working-day', '21 жұмыс күні', '21 рабочий день', '21 working days'],
  [22, 'working-day', '22 жұмыс күні', '22 рабочих дня', '22 working days'],
  [1, 'hour', '1 сағат', '1 час', '1 hour'],
  [20, 'minute', '20 минут', '20 минут', '20 minutes'],
  [1.5, 'minute', '1,5 минут', '1,5 минуты', '1.5 minutes'],
  [30, 'second', '30 секунд', '30 секунд', '30 seconds'],
]

for (const [amount, unit, kk, ru, en] of LENGTHS) {
  test(`a limit of ${amount} ${unit} is counted by the grammar of each language`, () => {
    const limit = { amount, unit }
    assert.deepEqual([formatLimit(limit, 'kk'), formatLimit(limit, 'ru'), formatLimit(limit, 'en')], [kk, ru, en])
  })
}
