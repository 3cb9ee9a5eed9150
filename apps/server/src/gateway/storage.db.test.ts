import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../database/test-database.ts'
import { type FileStorage, forgetFiles, rememberFiles } from './storage.ts'
import { recordStoredFile } from './stored-files.queries.ts'

const { sql, drop } = await testDatabase()
after(drop)

let now = Temporal.Instant.from('2026-11-29T04:00:00Z')
const PAPER = { name: 'notice.pdf', bytes: new Uint8Array([1]), mediaType: 'application/pdf' }

/** A storage that gives each file a new id, as that of the state does, and fails when told so. */
function storage() {
  const left: string[] = []
  const fails = { next: false }
  const below: FileStorage = {
    upload: async ({ key }) => {
      if (fails.next) return { failure: 'unreachable' }
      left.push(key)
      return { fileId: `file ${left.length}` }
    },
    download: async () => ({ failure: 'not asked' }),
  }
  return { left, fails, remembering: rememberFiles(sql, below, () => now) }
}

test('a message that is sent again names the file of the first time, until that file is about to go', async () => {
  const { left, fails, remembering } = storage()
  fails.next = true
  assert.deepEqual(await remembering.upload({ ...PAPER, key: 'one' }), { failure: 'unreachable' })
  fails.next = false
  assert.deepEqual(await remembering.upload({ ...PAPER, key: 'one' }), { fileId: 'file 1' })
  assert.deepEqual(await remembering.upload({ ...PAPER, key: 'one' }), { fileId: 'file 1' })
  assert.deepEqual(await remembering.upload({ ...PAPER, key: 'other' }), { fileId: 'file 2' })
  assert.deepEqual(left, ['one', 'other'])
  now = now.add({ hours: 24 * 26 })
  assert.deepEqual(await remembering.upload({ ...PAPER, key: 'one' }), { fileId: 'file 3' })
})

test('of two servers that leave a file for one message the first is believed, and old files are forgotten', async () => {
  const stored = { key: 'both', at: now, freshAfter: now.subtract({ hours: 1 }) }
  assert.equal(await recordStoredFile(sql, { ...stored, fileId: 'first' }), 'first')
  assert.equal(await recordStoredFile(sql, { ...stored, fileId: 'second' }), 'first')
  now = now.add({ hours: 24 * 31 })
  await forgetFiles(sql, now)
  assert.equal((await sql`select from gateway_file`).length, 0)
})
