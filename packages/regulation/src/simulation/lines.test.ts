import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createEventQueue } from './event-queue.ts'
import { createHistogram } from './histogram.ts'
import { createWaitingLine } from './waiting-line.ts'

test('events come by their moment, and those of one moment in the order in which they were put', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 3000 }), (moments) => {
      const queue = createEventQueue()
      for (const [index, moment] of moments.entries()) queue.put(moment, index)
      const taken: (readonly [number, number])[] = []
      while (queue.take()) taken.push([queue.moment(), queue.what()])
      assert.deepEqual(
        taken,
        moments.map((moment, index) => [moment, index] as const).toSorted(([a, i], [b, j]) => a - b || i - j),
      )
    }),
    { numRuns: 50 },
  )
})

test('a line lets people through in the order in which they came, however long it grows', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 500 }), (joins) => {
      const line = createWaitingLine()
      const plain: number[] = []
      for (const [index, isJoining] of joins.entries()) {
        if (isJoining) {
          line.join(index)
          plain.push(index)
        } else {
          assert.equal(line.next(), plain.shift() ?? -1)
        }
        assert.equal(line.length(), plain.length)
      }
    }),
  )
})

test('a histogram tells quantiles to within a twentieth', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 1, maxLength: 300 }), (values) => {
      const histogram = createHistogram()
      for (const value of values) histogram.add(value)
      const sorted = values.toSorted((a, b) => a - b)
      for (const share of [0.5, 0.95]) {
        const exact = sorted[Math.ceil(values.length * share) - 1] ?? 0
        const told = histogram.quantile(share)
        assert.ok(Math.abs(told - exact) <= exact * 0.05 + 1, `${told} for ${exact}`)
      }
    }),
  )
})
