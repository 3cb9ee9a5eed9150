import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repeatUntil } from './repeat-until.ts'

test('work is done at once while there is more, told of and done again after a fault, and not after the end', async () => {
  const ended = new AbortController()
  const told: unknown[] = []
  const results = ['more', 'more', 'fault', 'last']
  const done: string[] = []
  await repeatUntil(
    { signal: ended.signal, onError: (error) => told.push(error), pauseMs: 1 },
    async () => {
      const result = results.shift() ?? assert.fail('it goes on after the end')
      done.push(result)
      if (result === 'fault') throw new TypeError(result)
      if (result === 'last') ended.abort()
      return result
    },
    (result) => result === 'more',
  )
  assert.deepEqual(done, ['more', 'more', 'fault', 'last'])
  assert.deepEqual(told.map(String), ['TypeError: fault'])
})

test('without more to do the pause comes first, and the end cuts it short', async () => {
  const ended = new AbortController()
  let count = 0
  const options = { signal: ended.signal, onError: (error: unknown) => assert.fail(String(error)), pauseMs: 60_000 }
  const kept = repeatUntil(options, async () => {
    count += 1
  })
  setTimeout(() => ended.abort(), 5)
  await kept
  assert.equal(count, 1)
})
