import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import { keepCountersInOrder, removeSpentCounters } from './counter-upkeep.ts'

let database: TestDatabase
const TODAY = Temporal.PlainDate.from('2026-11-22')

before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

async function counters(): Promise<readonly string[]> {
  const rows = await database.sql`select actor || ' ' || slot as name from inbox_count order by 1`
  return rows.map((row) => String(row['name']))
}

test('counters of past days that count nothing go, all others stay', async () => {
  const { sql } = database
  await sql`
    insert into inbox_count (office_id, assignee_id, actor, due_on, slot, open) values
      ('o', '', 'spent', '2026-11-20', 1, 3), ('o', '', 'spent', '2026-11-20', 2, -3),
      ('o', '', 'still-open', '2026-11-20', 1, 3), ('o', '', 'still-open', '2026-11-20', 2, -2),
      ('o', '', 'today', '2026-11-22', 1, 0), ('o', '', 'unlimited', 'infinity', 1, 0)`
  assert.equal(await removeSpentCounters(sql, TODAY), 2)
  assert.deepEqual(await counters(), ['still-open 1', 'still-open 2', 'today 1', 'unlimited 1'])
  assert.equal(await removeSpentCounters(sql, TODAY), 0)
})

test('upkeep goes on until it is told to end, and tells of what fails', async () => {
  const { sql } = database
  await sql`insert into inbox_count (office_id, assignee_id, actor, due_on, slot, open) values ('o', '', 'old', '2020-01-01', 1, 0)`
  const ending = new AbortController()
  const running = keepCountersInOrder({
    sql,
    now: () => Temporal.Instant.from('2026-11-22T00:00:00Z'),
    signal: ending.signal,
    onError: (error) => assert.fail(String(error)),
  })
  for (let tries = 0; (await counters()).includes('old 1') && tries < 300; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  assert.ok(!(await counters()).includes('old 1'))
  ending.abort()
  await running
})
