import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { one } from '../database/query.ts'
import { testDatabase } from '../database/test-database.ts'
import { BlobSizeError, MAX_BLOB_BYTES, parseSha256, postgresBlobs, sha256Of } from './blobs.ts'

const database = await testDatabase()
after(database.drop)
const { sql } = database
const blobs = postgresBlobs(sql)

test('a file is found again by its hash, byte for byte', async () => {
  const bytes = new Uint8Array(70_000).map((_, index) => (index * 31) % 256)
  const sha256 = await blobs.put(bytes, 'application/pdf')
  assert.equal(sha256, sha256Of(bytes))
  const kept = await blobs.get(sha256)
  assert.deepEqual(new Uint8Array(kept?.bytes ?? []), bytes)
  assert.equal(kept?.mediaType, 'application/pdf')
  assert.equal(await blobs.has(sha256), true)
})

test('the same bytes are kept once', async () => {
  const bytes = Buffer.from('бір мазмұн')
  await Promise.all([blobs.put(bytes, 'image/png'), blobs.put(bytes, 'image/png'), blobs.put(bytes, 'image/png')])
  const { count } = await one(
    sql<{ count: number }[]>`
      select count(*)::integer as count from blob where sha256 = decode(${sha256Of(bytes)}, 'hex')`,
  )
  assert.equal(count, 1)
})

test('bytes that are a part of a larger buffer are kept without the rest', async () => {
  const part = new Uint8Array(Buffer.from('алды-ортасы-соңы').buffer.slice(0)).subarray(9, 30)
  const kept = await blobs.get(await blobs.put(part, 'image/png'))
  assert.deepEqual(new Uint8Array(kept?.bytes ?? []), new Uint8Array(part))
})

test('what was never kept is not found', async () => {
  const never = sha256Of(Buffer.from('ешқашан'))
  assert.equal(await blobs.get(never), undefined)
  assert.equal(await blobs.has(never), false)
})

test('a file of the largest size is kept, one byte more or none at all is not', async () => {
  await blobs.put(new Uint8Array(MAX_BLOB_BYTES), 'application/pdf')
  await assert.rejects(blobs.put(new Uint8Array(MAX_BLOB_BYTES + 1), 'application/pdf'), BlobSizeError)
  await assert.rejects(blobs.put(new Uint8Array(), 'application/pdf'), BlobSizeError)
})

test('in a transaction that fails nothing is kept', async () => {
  const bytes = Buffer.from('қайтарылған')
  const failing = sql.begin(async (transaction) => {
    await postgresBlobs(transaction).put(bytes, 'image/png')
    throw new Error('and then it failed')
  })
  await assert.rejects(failing, /and then it failed/)
  assert.equal(await blobs.has(sha256Of(bytes)), false)
})

test('the database refuses bytes under a hash that is not theirs, and changes to what is kept', async () => {
  const other = sha256Of(Buffer.from('басқа'))
  const insert = sql`
    insert into blob (sha256, media_type, size, bytes)
    values (decode(${other}, 'hex'), 'image/png', 3, ${Buffer.from('abc')})`
  await assert.rejects(insert, /check\$blob_sha256/)
  await assert.rejects(sql`update blob set media_type = 'image/png'`, /permission denied/)
  await assert.rejects(sql`delete from blob`, /permission denied/)
})

test('a hash is read from text only when it is one', () => {
  assert.equal(parseSha256('ab'.repeat(32)), 'ab'.repeat(32))
  assert.equal(parseSha256('AB'.repeat(32)), undefined)
  assert.equal(parseSha256('ab'.repeat(31)), undefined)
})
