import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGroupCommit } from './group-commit.ts'

/** Transactions that end when the test says so. */
function gatedWrites(): {
  readonly write: (items: readonly number[]) => Promise<readonly number[]>
  readonly groups: (readonly number[])[]
  readonly finish: () => void
} {
  const groups: (readonly number[])[] = []
  const gates: (() => void)[] = []
  return {
    groups,
    finish: () => gates.shift()?.(),
    write: (items) => {
      groups.push(items)
      return new Promise((resolve) => gates.push(() => resolve(items.map((item) => item * 10))))
    },
  }
}

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
const never = (): boolean => false

test('an item that arrives alone is written at once', async () => {
  const { write, groups, finish } = gatedWrites()
  const group = createGroupCommit({ write, failsAll: never, maxItems: 8, maxInFlight: 1 })
  const result = group.add(1)
  await tick()
  assert.deepEqual(groups, [[1]])
  finish()
  assert.equal(await result, 10)
})

test('items that arrive while a transaction is under way share the next one, up to its size', async () => {
  const { write, groups, finish } = gatedWrites()
  const group = createGroupCommit({ write, failsAll: never, maxItems: 3, maxInFlight: 1 })
  const first = group.add(1)
  await tick()
  const others = [2, 3, 4, 5].map((item) => group.add(item))
  await tick()
  assert.deepEqual(groups, [[1]])
  finish()
  await first
  await tick()
  assert.deepEqual(groups, [[1], [2, 3, 4]])
  finish()
  await tick()
  finish()
  assert.deepEqual(await Promise.all(others), [20, 30, 40, 50])
  assert.deepEqual(groups, [[1], [2, 3, 4], [5]])
})

test('one bad item does not take the others of its transaction down', async () => {
  const group = createGroupCommit<number, number>({
    write: async (items) => {
      if (items.includes(13)) throw new RangeError('bad item')
      return items
    },
    failsAll: never,
    maxItems: 8,
    maxInFlight: 1,
  })
  const results = await Promise.allSettled([1, 13, 2].map((item) => group.add(item)))
  assert.deepEqual(
    results.map((result) => result.status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
})

test('a failure that concerns all items is told to all and not tried item by item', async () => {
  let writes = 0
  const group = createGroupCommit<number, number>({
    write: async () => {
      writes += 1
      throw new RangeError('gone')
    },
    failsAll: () => true,
    maxItems: 8,
    maxInFlight: 1,
  })
  const results = await Promise.allSettled([1, 2, 3].map((item) => group.add(item)))
  assert.ok(results.every((result) => result.status === 'rejected'))
  assert.equal(writes, 1)
})
