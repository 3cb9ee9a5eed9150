import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Limit } from '../model.ts'
import { isOver, partsOf, sumOf } from './worst-case.ts'

const days = (amount: number): Limit => ({ amount, unit: 'calendar-day' })
const workingDays = (amount: number): Limit => ({ amount, unit: 'working-day' })
const minutes = (amount: number): Limit => ({ amount, unit: 'minute' })

test('limits add up unit by unit', () => {
  assert.deepEqual(partsOf(sumOf([days(1), days(27), minutes(20), { amount: 1, unit: 'hour' }, minutes(50)])), [
    { amount: 28, unit: 'calendar-day' },
    { amount: 2, unit: 'hour' },
    { amount: 10, unit: 'minute' },
  ])
})

test('as many days as the total are not over it, and one minute more is', () => {
  assert.equal(isOver(sumOf([days(27), days(3)]), days(30)), false)
  assert.equal(isOver(sumOf([days(27), days(3), minutes(1)]), days(30)), true)
  assert.equal(isOver(sumOf([minutes(15)]), minutes(15)), false)
  assert.equal(isOver(sumOf([minutes(16)]), minutes(15)), true)
})

test('a working day counts as one calendar day, since it takes at least one', () => {
  assert.equal(isOver(sumOf([days(27), workingDays(3)]), days(30)), false)
  assert.equal(isOver(sumOf([days(27), workingDays(4)]), days(30)), true)
})

test('calendar days are not held against a total of working days, which may be many more', () => {
  assert.equal(isOver(sumOf([days(20)]), workingDays(15)), false)
  assert.equal(isOver(sumOf([workingDays(16)]), workingDays(15)), true)
})
