import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepDoing, type Work } from './take-work.ts'

/** A queue with pieces by name; those named in `slow` are done when they are released. */
function queue(names: readonly string[], slow: readonly string[] = []) {
  const waiting = [...names]
  const done: string[] = []
  const released = Promise.withResolvers<undefined>()
  const work: Work<string> = {
    claim: async (limit) => waiting.splice(0, limit),
    perform: async (name) => {
      if (slow.includes(name)) await released.promise
      done.push(name)
    },
  }
  return { work, waiting, done, release: () => released.resolve(undefined) }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve))
}

test('a slow piece holds up none but itself, and is waited for at the end', async () => {
  const names = Array.from({ length: 100 }, (_, index) => `piece ${index}`)
  const slow = names.slice(0, 15)
  const { work, done, release } = queue(names, slow)
  const ended = new AbortController()
  const kept = keepDoing(work, { pauseMs: 1, signal: ended.signal, onError: (error) => assert.fail(String(error)) })
  await until(() => done.length === names.length - slow.length)
  assert.ok(!done.some((name) => slow.includes(name)))
  ended.abort()
  release()
  await kept
  assert.deepEqual(done.toSorted(), names.toSorted())
})

test('a fault is told, and the next piece is taken', async () => {
  const { work, done } = queue(['wrong', 'right'])
  const told: unknown[] = []
  const ended = new AbortController()
  let isDown = true
  const failing: Work<string> = {
    claim: async (limit) => {
      if (isDown) throw new TypeError('the database is gone')
      return work.claim(limit)
    },
    perform: async (name) => {
      if (name === 'wrong') throw new TypeError('wrong')
      await work.perform(name)
    },
  }
  const onError = (error: unknown): void => {
    isDown = false
    told.push(error)
  }
  const kept = keepDoing(failing, { pauseMs: 1, signal: ended.signal, onError })
  await until(() => done.length === 1 && told.length === 2)
  ended.abort()
  await kept
  assert.deepEqual(told.map(String), ['TypeError: the database is gone', 'TypeError: wrong'])
})
