import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { createBlockCounts } from './block-counts.ts'

const anySizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 200 })

test('sums before a block and places of entries are those of a plain count', () => {
  fc.assert(
    fc.property(anySizes, anySizes, fc.boolean(), (given, more, rebuilt) => {
      const counts = createBlockCounts()
      if (rebuilt) counts.rebuild(given)
      else for (const size of given) counts.push(size)
      for (const size of more) counts.push(size)
      const sizes = [...given, ...more]
      for (const [index, change] of more.entries()) {
        counts.add(index % sizes.length, change)
        sizes[index % sizes.length] = (sizes[index % sizes.length] ?? 0) + change
      }
      let before = 0
      for (const [block, size] of sizes.entries()) {
        assert.equal(counts.before(block), before)
        assert.deepEqual(counts.locate(before), { block, place: 0 })
        assert.deepEqual(counts.locate(before + size - 1), { block, place: size - 1 })
        before += size
      }
      assert.equal(counts.total(), before)
    }),
  )
})

test('an entry after the last is past all blocks', () => {
  const counts = createBlockCounts()
  assert.deepEqual(counts.locate(0), { block: 0, place: 0 })
  counts.rebuild([3, 4])
  assert.deepEqual(counts.locate(7), { block: 2, place: 0 })
})
