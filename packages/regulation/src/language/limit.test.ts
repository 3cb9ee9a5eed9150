import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { compileLimit, compileStatedLimit, compileTimeOut } from './limit.ts'
import type { Place } from './report.ts'
import { LIMIT_PATTERN } from './schema/parts.ts'

/** A place that remembers the codes of the faults reported at it. */
function remembering(): Place & { readonly codes: string[] } {
  const codes: string[] = []
  const place: Place & { readonly codes: string[] } = {
    codes,
    under: () => place,
    fault: (code) => void codes.push(code),
    faultAtKey: (code) => void codes.push(code),
  }
  return place
}

test('a limit is a number and a unit, in one or more', () => {
  const place = remembering()
  assert.deepEqual(compileLimit('1 calendar day', place), { amount: 1, unit: 'calendar-day' })
  assert.deepEqual(compileLimit('27 calendar days', place), { amount: 27, unit: 'calendar-day' })
  assert.deepEqual(compileLimit('2 working days', place), { amount: 2, unit: 'working-day' })
  assert.deepEqual(compileLimit('90 seconds', place), { amount: 90, unit: 'second' })
  assert.equal(compileLimit('unstated', place), 'unstated')
  assert.deepEqual(place.codes, [])
})

test('a range is its upper end, with the lower one kept', () => {
  const place = remembering()
  assert.deepEqual(compileLimit('10 seconds to 15 seconds', place), {
    amount: 15,
    unit: 'second',
    atLeast: { amount: 10, unit: 'second' },
  })
  assert.deepEqual(place.codes, [])
  compileLimit('2 minutes to 60 seconds', place)
  assert.deepEqual(place.codes, ['limit-range-reversed'])
})

test('nothing is no limit', () => {
  const place = remembering()
  compileLimit('0 hours', place)
  compileStatedLimit('0 calendar days', place)
  compileTimeOut({ after: '0 months', outcome: 'unclaimed' }, place)
  assert.deepEqual(place.codes, ['limit-not-positive', 'limit-not-positive', 'limit-not-positive'])
})

test('only a time-out counts in months', () => {
  const place = remembering()
  assert.deepEqual(compileTimeOut({ after: '1 month', outcome: 'unclaimed' }, place), {
    amount: 1,
    unit: 'month',
    outcome: 'unclaimed',
  })
  assert.doesNotMatch('1 month', new RegExp(LIMIT_PATTERN))
})

test('whatever the schema lets through is understood', () => {
  fc.assert(
    fc.property(fc.stringMatching(new RegExp(LIMIT_PATTERN)), (written) => {
      const limit = compileLimit(written, remembering())
      if (written === 'unstated') return
      assert.ok(limit !== 'unstated')
      const words = written.split(' to ').at(-1) ?? ''
      assert.equal(limit.amount, Number(words.split(' ')[0]))
      assert.ok(words.includes(limit.unit.replace('-', ' ')), `${written} is ${limit.unit}`)
    }),
  )
})
