import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createBoundedCache } from './bounded-cache.ts'

test('a bounded cache forgets what was not used for longest', () => {
  const cache = createBoundedCache<string, number>(2)
  cache.set('first', 1)
  cache.set('second', 2)
  assert.equal(cache.get('first'), 1)
  cache.set('third', 3)
  assert.deepEqual([cache.get('first'), cache.get('second'), cache.get('third')], [1, undefined, 3])
  cache.set('first', 10)
  cache.set('fourth', 4)
  assert.deepEqual([cache.get('first'), cache.get('third'), cache.get('fourth')], [10, undefined, 4])
})
