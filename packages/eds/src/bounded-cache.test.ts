import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBoundedCache } from './bounded-cache.ts'

test('a bounded cache forgets what was not used for longest', () => {
  const cache = createBoundedCache<string, number>(4)
  cache.set('first', 1)
  cache.set('second', 2)
  cache.set('third', 3)
  assert.equal(cache.get('first'), 1)
  cache.set('fourth', 4)
  assert.deepEqual(
    ['first', 'second', 'third', 'fourth'].map((key) => cache.get(key)),
    [1, undefined, 3, 4],
  )
})

test('a bounded cache gives the newest value, and holds half of its room at least and all of it at most', () => {
  const cache = createBoundedCache<number, number>(10)
  for (let key = 0; key < 1000; key++) {
    cache.set(key, key)
    cache.set(key, key + 1)
    const kept = Array.from({ length: 20 }, (_, back) => key - back).filter((one) => cache.get(one) !== undefined)
    assert.equal(cache.get(key), key + 1)
    assert.ok(kept.length <= 10 && kept.length >= Math.min(5, key + 1), String(kept.length))
  }
})
