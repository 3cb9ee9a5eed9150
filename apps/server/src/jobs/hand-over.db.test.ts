import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import { handOver, handOverUntil } from './hand-over.ts'
import { createWakeUp } from './wake-up.ts'

let database: TestDatabase

before(async () => {
  database = await testDatabase()
})
after(() => database.drop())
beforeEach(() => database.owner`truncate outbox, graphile_worker._private_jobs`)

async function putOut(task: string, count: number): Promise<void> {
  await database.sql`
    insert into outbox (task, payload)
    select ${task}, json_build_object('item', i) from generate_series(1, ${count}::int) i`
}

async function queued(task: string): Promise<readonly (readonly { readonly item: number }[])[]> {
  const rows = await database.sql<{ payload: { item: number }[] }[]>`
    select job.payload from graphile_worker._private_jobs job
    join graphile_worker._private_tasks task on task.id = job.task_id
    where task.identifier = ${task} order by job.id`
  return rows.map(({ payload }) => payload)
}

test('work moves to the queue in order, many pieces in a job, and is gone from the outbox', async () => {
  const { sql } = database
  await putOut('tell', 120)
  await putOut('do', 1)
  assert.equal(await handOver(sql), 121)
  const batches = await queued('tell')
  assert.deepEqual(
    batches.map((batch) => batch.length).toSorted((a, b) => b - a),
    [50, 50, 20],
  )
  const items = batches.flat().map(({ item }) => item)
  assert.deepEqual(
    items.toSorted((a, b) => a - b),
    Array.from({ length: 120 }, (_, index) => index + 1),
  )
  assert.deepEqual(await queued('do'), [[{ item: 1 }]])
  assert.equal(await handOver(sql), 0)
  assert.equal((await queued('tell')).length, 3)
})

test('several servers hand over side by side, and nothing is handed over twice', async () => {
  const { sql } = database
  await putOut('tell', 5000)
  const taken = await Promise.all(
    Array.from({ length: 4 }, async () => {
      let sum = 0
      for (let count = 1; count > 0;) {
        count = await handOver(sql)
        sum += count
      }
      return sum
    }),
  )
  assert.equal(
    taken.reduce((sum, count) => sum + count, 0),
    5000,
  )
  const items = (await queued('tell')).flat().map(({ item }) => item)
  assert.equal(new Set(items).size, 5000)
  assert.equal(items.length, 5000)
})

test('whoever puts work out wakes the one that hands it over', async () => {
  const { sql } = database
  const wakeUp = createWakeUp()
  const ending = new AbortController()
  const running = handOverUntil({
    sql,
    wakeUp,
    signal: ending.signal,
    onError: (error) => assert.fail(String(error)),
    pauseMs: 60_000,
  })
  await putOut('tell', 1)
  wakeUp.wake()
  for (let tries = 0; (await queued('tell')).length === 0 && tries < 500; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  assert.equal((await queued('tell')).length, 1)
  ending.abort()
  await running
})
