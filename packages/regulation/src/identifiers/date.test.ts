import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { parseDate, parseDateParts } from './date.ts'

const iso = (text: string): string => {
  const parsed = parseDate(text)
  return parsed.ok ? parsed.date.toString() : parsed.code
}

test('a date is read as people and as date fields write it', () => {
  assert.equal(iso('14.04.2014'), '2014-04-14')
  assert.equal(iso('4/4/2014'), '2014-04-04')
  assert.equal(iso(' 2014-04-14 '), '2014-04-14')
  assert.equal(iso('14-04-2014'), '2014-04-14')
})

test('a day that does not exist is told apart from what is no date', () => {
  assert.equal(iso('29.02.2015'), 'impossible')
  assert.equal(iso('31.13.2015'), 'impossible')
  assert.equal(iso('01.01.1700'), 'impossible')
  assert.equal(iso('14.4.14'), 'malformed')
  assert.equal(iso('кеше'), 'malformed')
  assert.equal(iso(''), 'malformed')
})

test('three fields are read as one date', () => {
  const parsed = parseDateParts(' 1', '2 ', '2020')
  assert.equal(parsed.ok && parsed.date.toString(), '2020-02-01')
  assert.equal(parseDateParts('', '2', '2020').ok, false)
})

test('every day reads back in both forms', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 * 365 }), (days) => {
      const date = Temporal.PlainDate.from('1850-01-01').add({ days })
      assert.equal(iso(date.toString()), date.toString())
      assert.equal(iso(`${date.day}.${date.month}.${date.year}`), date.toString())
    }),
  )
})
