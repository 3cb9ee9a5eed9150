import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChance, effortFactors, exponential } from './random.ts'

const many = Array.from({ length: 20_000 }, (_, index) => index)
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

test('a number depends on the seed, the case and the draw, and on nothing else', () => {
  const [one, same, other] = [createChance(7), createChance(7), createChance(8)]
  assert.equal(one.of(12, 3), same.of(12, 3))
  assert.notEqual(one.of(12, 3), other.of(12, 3))
  assert.notEqual(one.of(12, 3), one.of(12, 4))
  assert.notEqual(one.of(12, 3), one.of(13, 3))
})

test('numbers are spread evenly, along cases and along draws', () => {
  const chance = createChance(1)
  for (const values of [many.map((index) => chance.of(index, 0)), many.map((index) => chance.of(5, index))]) {
    assert.ok(values.every((value) => value >= 0 && value < 1))
    const tenths = Array.from({ length: 10 }, () => 0)
    for (const value of values) tenths[Math.floor(value * 10)] = (tenths[Math.floor(value * 10)] ?? 0) + 1
    for (const count of tenths) assert.ok(Math.abs(count - 2000) < 250, `${count} of 2000`)
  }
})

test('half of all efforts are shorter than usual, and two in three within one spread', () => {
  const factorOf = effortFactors(0.5)
  const factors = many.map((index) => factorOf((index + 0.5) / many.length))
  assert.equal(factors.filter((factor) => factor < 1).length, many.length / 2)
  const within = factors.filter((factor) => factor > Math.exp(-0.5) && factor < Math.exp(0.5)).length / many.length
  assert.ok(Math.abs(within - 0.6827) < 0.01, String(within))
  assert.equal(effortFactors(0)(0.9), 1)
})

test('an exponential time has the mean it is asked for', () => {
  const chance = createChance(3)
  const average = mean(many.map((index) => exponential(4, chance.of(index, 0))))
  assert.ok(Math.abs(average - 4) < 0.15, String(average))
})
