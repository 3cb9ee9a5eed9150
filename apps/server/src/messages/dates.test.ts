import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { formatDate, formatDateBy, formatDateOn, formatDateShort, formatInstant, formatLimit } from './dates.ts'
import { formatBytes } from './sizes.ts'

const day = Temporal.PlainDate.from('2026-11-22')

describe('dates', () => {
  test('a date is written as official papers write it', () => {
    assert.equal(formatDate(day, 'kk'), '2026 жылғы 22 қараша')
    assert.equal(formatDate(day, 'ru'), '22 ноября 2026 года')
    assert.equal(formatDate(day, 'en'), '22 November 2026')
    assert.equal(formatDateShort(Temporal.PlainDate.from('2026-01-05')), '05.01.2026')
  })

  test('in a sentence the Kazakh month takes its case', () => {
    const locative = Array.from({ length: 12 }, (_, index) => formatDateOn(day.with({ month: index + 1 }), 'kk'))
    assert.deepEqual(
      locative.map((text) => text.split(' ').at(-1)),
      'қаңтарда ақпанда наурызда сәуірде мамырда маусымда шілдеде тамызда қыркүйекте қазанда қарашада желтоқсанда'.split(
        ' ',
      ),
    )
    assert.equal(formatDateBy(day.with({ month: 9 }), 'kk'), '2026 жылғы 22 қыркүйектен кешіктірмей')
    assert.equal(formatDateBy(day.with({ month: 2 }), 'kk'), '2026 жылғы 22 ақпаннан кешіктірмей')
  })

  test('a moment is told in the zone of the provider', () => {
    const moment = Temporal.Instant.from('2024-02-29T20:30:00Z')
    assert.equal(formatInstant(moment, 'Asia/Almaty', 'kk'), '2024 жылғы 1 наурыз, сағат 01:30')
  })

  test('Russian and English numbers take the right form of the word', () => {
    const words = [1, 3, 27].map((amount) => formatLimit({ amount, unit: 'working-day' }, 'ru'))
    assert.deepEqual(words, ['1 рабочий день', '3 рабочих дня', '27 рабочих дней'])
    assert.equal(formatLimit({ amount: 1, unit: 'hour' }, 'en'), '1 hour')
    assert.equal(formatLimit({ amount: 27, unit: 'calendar-day' }, 'kk'), '27 күнтізбелік күн')
    assert.equal(formatLimit('unstated', 'kk'), 'мерзімі белгіленбеген')
  })
})

test('no file is said to be of no size', () => {
  assert.equal(formatBytes(1, 'kk'), '1 КБ')
  assert.equal(formatBytes(1024 * 1024 * 1.32, 'ru'), '1,4 МБ')
})
