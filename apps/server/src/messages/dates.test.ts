import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { formatDateBy, formatDateShort, formatLimitOrNone } from './dates.ts'
import { formatBytes } from './sizes.ts'

const day = Temporal.PlainDate.from('2026-11-22')

describe('dates', () => {
  test('a date in figures keeps its zeros', () => {
    assert.equal(formatDateShort(Temporal.PlainDate.from('2026-01-05')), '05.01.2026')
  })

  test('the last day of a term is included in it', () => {
    assert.equal(formatDateBy(day, 'kk'), '2026 жылғы 22 қарашадан кешіктірілмей')
    assert.equal(formatDateBy(day, 'ru'), 'не позднее 22 ноября 2026 года')
    assert.equal(formatDateBy(day, 'en'), 'by 22 November 2026')
  })

  test('where the act states no limit, that is said', () => {
    assert.equal(formatLimitOrNone('unstated', 'kk'), 'мерзімі белгіленбеген')
    assert.equal(formatLimitOrNone({ amount: 27, unit: 'calendar-day' }, 'kk'), '27 күнтізбелік күн')
  })
})

test('no file is said to be of no size', () => {
  assert.equal(formatBytes(1, 'kk'), '1 КБ')
  assert.equal(formatBytes(1024 * 1024 * 1.32, 'ru'), '1,4 МБ')
})
