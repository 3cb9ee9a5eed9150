import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { newCaseId } from '../cases/case-id.ts'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import { createAppender } from './append.ts'
import { type Batch, type Checkpoint, follow, LOG_START, readAfter, readCheckpoint, saveCheckpoint } from './follow.ts'
import { entryOf, eventsOf, insertEdition } from './testing/entry.ts'

let database: TestDatabase

before(async () => {
  database = await testDatabase()
  await insertEdition(database.sql)
})
after(() => database.drop())

/** Reads again until so many are there: a transaction of a neighbour database holds every follower back. */
async function readSoon(checkpoint: Checkpoint, atLeast = 1): Promise<Batch> {
  for (let tries = 0; ; tries += 1) {
    const batch = await readAfter(database.sql, checkpoint)
    if (batch.events.length >= atLeast || tries > 400) return batch
    await sleep(20)
  }
}

/** The place after everything that is in the log now. */
async function endOfLog(): Promise<Checkpoint> {
  const caseId = newCaseId()
  await createAppender(database.sql)(entryOf(caseId, 0, eventsOf(caseId, ['last'])))
  for (let checkpoint = LOG_START; ;) {
    const batch = await readSoon(checkpoint)
    ;({ checkpoint } = batch)
    if (batch.events.some((event) => event.streamId === caseId)) return checkpoint
  }
}

test('an event whose transaction took its number early and committed late is not stepped over', async () => {
  const { sql } = database
  const append = createAppender(sql)
  const [early, late] = [newCaseId(), newCaseId()]
  let checkpoint = await endOfLog()
  await sql.begin(async (transaction) => {
    // The slow writer has its transaction and its position, and is not done yet.
    const [event] = eventsOf(early, ['slow'])
    await transaction`
      insert into event (stream_id, version, type, provider_id, edition_number, data, hash, recorded_at)
      values (${early}, 1, 'Said', 'office', 1, ${event.data}, ${Buffer.from(event.hash, 'hex')}, ${event.at})`
    await append(entryOf(late, 0, eventsOf(late, ['fast'])))
    const meanwhile = await readAfter(sql, checkpoint)
    assert.deepEqual(meanwhile.events, [], 'nothing above a running transaction is read')
    ;({ checkpoint } = meanwhile)
  })
  const batch = await readSoon(checkpoint, 2)
  assert.deepEqual(
    batch.events.map((event) => event.streamId),
    [early, late],
  )
  assert.deepEqual((await readAfter(sql, batch.checkpoint)).events, [])
})

test('pages of a long log follow one another without a gap, also when only some types are wanted', async () => {
  const { sql } = database
  const append = createAppender(sql)
  const start = await endOfLog()
  const caseId = newCaseId()
  await append(entryOf(caseId, 0, eventsOf(caseId, ['1', '2', '3', '4', '5'])))
  await readSoon(start)
  const versions: number[] = []
  let checkpoint = start
  for (let caughtUp = false; !caughtUp;) {
    const batch = await readAfter(sql, checkpoint, { limit: 2, types: ['Said'] })
    versions.push(...batch.events.map((event) => event.version))
    ;({ checkpoint, caughtUp } = batch)
  }
  assert.deepEqual(versions, [1, 2, 3, 4, 5])
  const others = await readAfter(sql, start, { types: ['Sung'] })
  assert.deepEqual(others.events, [])
  assert.notDeepEqual(others.checkpoint, start, 'what is not wanted is not read again')
})

test('a follower hears of new events and keeps its place by name', async () => {
  const { sql } = database
  const append = createAppender(sql)
  const from = await endOfLog()
  const caseId = newCaseId()
  const ending = new AbortController()
  const heard: number[] = []
  const following = follow(sql, {
    from,
    pollMs: 5,
    signal: ending.signal,
    onError: (error) => assert.fail(String(error)),
    onBatch: async ({ events, checkpoint }) => {
      heard.push(...events.map((event) => event.version))
      await saveCheckpoint(sql, 'listener', checkpoint)
      if (heard.length === 2) ending.abort()
    },
  })
  await append(entryOf(caseId, 0, eventsOf(caseId, ['1', '2'])))
  await following
  assert.deepEqual(heard, [1, 2])
  assert.deepEqual((await readAfter(sql, await readCheckpoint(sql, 'listener'))).events, [])
  assert.deepEqual(await readCheckpoint(sql, 'nobody'), LOG_START)
})
