import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ServiceRefusedError } from './refused.ts'
import { createStorage } from './storage.ts'

const NOW = Temporal.Instant.from('2026-11-29T06:00:00Z')
const FILE = { name: 'а.pdf', content: 'JVBERg==', mediaType: 'application/pdf' }

test('what there is no room for is refused; files whose time is over make room', () => {
  const storage = createStorage()
  storage.roomBytes = 2 * FILE.content.length
  const until = NOW.add({ minutes: 1 })
  const first = storage.put(FILE, until, NOW)
  const lasting = storage.put(FILE, NOW.add({ hours: 1 }), NOW)
  assert.throws(
    () => storage.put(FILE, until, NOW),
    (error) => error instanceof ServiceRefusedError && error.code === 'TRN-FULL',
  )
  const third = storage.put(FILE, until.add({ minutes: 1 }), until)
  assert.deepEqual(
    [first, lasting, third].map((id) => storage.find(id, until)?.content),
    [undefined, FILE.content, FILE.content],
  )
})
