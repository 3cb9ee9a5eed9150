import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { chainHash, chainStart } from '@qyzmet/casework'
import { assert as holds, integer, nat, property, string } from 'fast-check'
import { newCaseId } from '../cases/case-id.ts'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import { createAppender } from './append.ts'
import { findChainFault, hashAfter, hashBefore } from './chain.ts'
import { readStream, type StoredEvent } from './read.ts'
import { entryOf, eventsOf, insertEdition } from './testing/entry.ts'

let database: TestDatabase

before(async () => {
  database = await testDatabase()
  await insertEdition(database.sql)
})
after(() => database.drop())

async function storedCase(): Promise<readonly StoredEvent[]> {
  const caseId = newCaseId()
  await createAppender(database.sql)(entryOf(caseId, 0, eventsOf(caseId, ['бір', 'екі', 'үш', 'төрт'])))
  return readStream(database.sql, caseId)
}

test('the chain is that of casework', () => {
  const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
  const caseId = newCaseId()
  holds(
    property(string({ unit: 'grapheme' }), (data) => {
      const start = chainStart(caseId, sha256)
      assert.equal(hashBefore(caseId), Buffer.from(start).toString('hex'))
      const expected = Buffer.from(chainHash(start, Buffer.from(data), sha256)).toString('hex')
      assert.equal(hashAfter(hashBefore(caseId), data), expected)
    }),
  )
})

test('an untouched stream has no fault', async () => {
  assert.equal(findChainFault(await storedCase()), undefined)
})

test('what the owner of the database changes, removes or swaps is found', async () => {
  const { owner, sql } = database
  const changed = await storedCase()
  const [{ streamId }] = [changed[0] ?? assert.fail()]
  await owner`update event set data = replace(data::text, 'екі', 'бес')::json where stream_id = ${streamId} and version = 2`
  assert.deepEqual(findChainFault(await readStream(sql, streamId)), { streamId, version: 2, fault: 'hash' })

  const removed = (await storedCase())[0]?.streamId ?? assert.fail()
  await owner`delete from event where stream_id = ${removed} and version = 3`
  assert.deepEqual(findChainFault(await readStream(sql, removed)), { streamId: removed, version: 4, fault: 'gap' })

  const renamed = (await storedCase())[0]?.streamId ?? assert.fail()
  await owner`update event set type = 'Denied' where stream_id = ${renamed} and version = 1`
  assert.deepEqual(findChainFault(await readStream(sql, renamed)), { streamId: renamed, version: 1, fault: 'columns' })

  const moved = (await storedCase())[0]?.streamId ?? assert.fail()
  const stranger = newCaseId()
  await owner`update event set stream_id = ${stranger} where stream_id = ${moved}`
  assert.deepEqual(findChainFault(await readStream(sql, stranger)), { streamId: stranger, version: 1, fault: 'hash' })
})

test('any changed byte of any event is found', async () => {
  const stream = await storedCase()
  const bytes = stream.map((event) => Buffer.from(event.data))
  holds(
    property(nat({ max: stream.length - 1 }), nat(), integer({ min: 1, max: 255 }), (at, place, flip) => {
      const original = bytes[at] ?? assert.fail()
      const changed = Buffer.from(original)
      const index = place % changed.length
      changed[index] = (changed[index] ?? 0) ^ flip
      const data = changed.toString()
      const fault = findChainFault(stream.map((event, position) => (position === at ? { ...event, data } : event)))
      assert.equal(fault?.version, at + 1)
    }),
  )
})
