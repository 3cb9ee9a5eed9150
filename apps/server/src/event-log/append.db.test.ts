import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newCaseId } from '../cases/case-id.ts'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import { createAppender } from './append.ts'
import { readStream } from './read.ts'
import { AT, entryOf, eventsOf, insertEdition, TASK } from './testing/entry.ts'

let database: TestDatabase

before(async () => {
  database = await testDatabase()
  await insertEdition(database.sql)
})
after(() => database.drop())

test('events are stored byte for byte, in order, with the key of their command on the first', async () => {
  const append = createAppender(database.sql)
  const caseId = newCaseId()
  const events = eventsOf(caseId, ['ә ғ қ ң ө ұ ү һ і', '"quoted" \\ 😀'])
  assert.equal(await append(entryOf(caseId, 0, events, { commandKey: 'key-1' })), 'appended')
  const stored = await readStream(database.sql, caseId)
  assert.deepEqual(
    stored.map(({ version, type, data, hash, commandKey }) => ({ version, type, data, hash, commandKey })),
    [
      { version: 1, type: 'Said', data: events[0].data, hash: events[0].hash, commandKey: 'key-1' },
      { version: 2, type: 'Said', data: events[1]?.data, hash: events[1]?.hash, commandKey: null },
    ],
  )
  assert.deepEqual(await readStream(database.sql, caseId, 2), [])
})

test('a case is opened once, and an entry decided on an old version is turned down whole', async () => {
  const append = createAppender(database.sql)
  const caseId = newCaseId()
  const events = eventsOf(caseId, ['one'])
  assert.equal(await append(entryOf(caseId, 0, events)), 'appended')
  assert.equal(await append(entryOf(caseId, 0, events)), 'conflict')
  const second = eventsOf(caseId, ['two', 'three'], { version: 1, hash: events[0].hash })
  assert.equal(await append(entryOf(caseId, 1, second)), 'appended')
  const late = entryOf(caseId, 1, second, { task: TASK, jobs: [{ task: 'late', payload: {} }] })
  assert.equal(await append(late), 'conflict')
  assert.equal((await readStream(database.sql, caseId)).length, 3)
  const [left] = await database.sql`
    select (select count(*)::int from inbox where case_id = ${caseId}) as tasks,
      (select count(*)::int from outbox where task = 'late') as jobs`
  assert.deepEqual(left, { tasks: 0, jobs: 0 })
})

test('entries that share a transaction are accepted and turned down one by one', async () => {
  const append = createAppender(database.sql, { maxInFlight: 1 })
  const [good, stale, bad, other] = [newCaseId(), newCaseId(), newCaseId(), newCaseId()]
  await append(entryOf(stale, 0, eventsOf(stale, ['one', 'two'])))
  const tooShort = eventsOf(bad, ['one']).map((event) => ({ ...event, hash: 'ab' }))
  const [first] = tooShort
  assert.ok(first)
  const results = await Promise.allSettled([
    append(entryOf(good, 0, eventsOf(good, ['one']))),
    append(entryOf(stale, 1, eventsOf(stale, ['again'], { version: 1, hash: '00' }))),
    append(entryOf(bad, 0, [first])),
    append(entryOf(other, 0, eventsOf(other, ['one']))),
  ])
  assert.deepEqual(
    results.map((result) => (result.status === 'fulfilled' ? result.value : result.status)),
    ['appended', 'conflict', 'rejected', 'appended'],
  )
  assert.equal((await readStream(database.sql, bad)).length, 0)
  assert.equal((await readStream(database.sql, other)).length, 1)
})

test('of two writers with the same version exactly one wins', async () => {
  const appenders = [1, 2, 3, 4].map(() => createAppender(database.sql))
  const caseIds = Array.from({ length: 10 }, newCaseId)
  const [opener] = appenders
  for (const caseId of caseIds) await opener?.(entryOf(caseId, 0, eventsOf(caseId, ['one'])))
  const results = await Promise.all(
    appenders.map((append, index) =>
      Promise.all(
        // Each writer goes through the cases in another order, as servers do.
        (index % 2 === 0 ? caseIds : caseIds.toReversed()).map((caseId) =>
          append(entryOf(caseId, 1, eventsOf(caseId, [`writer ${index}`], { version: 1, hash: '00' }))),
        ),
      ),
    ),
  )
  assert.equal(results.flat().filter((result) => result === 'appended').length, caseIds.length)
  for (const caseId of caseIds) assert.equal((await readStream(database.sql, caseId)).length, 2)
})

test('the task, its counter and the jobs are written with the events and go with the end', async () => {
  const append = createAppender(database.sql)
  const caseId = newCaseId()
  const events = eventsOf(caseId, ['one'])
  const office = { ...TASK, office_id: `office of ${caseId}` }
  const count = async (): Promise<unknown> =>
    (
      await database.sql`
        select assignee_id, sum(open)::int as open from inbox_count
        where office_id = ${office.office_id} group by 1 having sum(open) <> 0`
    ).map((row) => ({ ...row }))
  const jobs = [
    { task: 'tell', payload: { until: 1 } },
    { task: 'tell', payload: { until: 2 } },
    { task: 'do', payload: { step: 'check' } },
  ]
  await append(entryOf(caseId, 0, events, { task: office, jobs }))
  assert.deepEqual(await count(), [{ assignee_id: '', open: 1 }])
  const out = await database.sql`select task, payload from outbox where payload ->> 'caseId' = ${caseId} order by id`
  assert.deepEqual(
    out.map((row) => ({ ...row })),
    jobs.map(({ task, payload }) => ({ task, payload: { caseId, ...payload } })),
  )
  const named = entryOf(caseId, 1, eventsOf(caseId, ['two'], { version: 1, hash: events[0].hash }), { task: office })
  await append({ ...named, task: { ...office, task_assignee_id: 'person' } })
  assert.deepEqual(await count(), [{ assignee_id: 'person', open: 1 }])
  const silent = entryOf(caseId, 2, eventsOf(caseId, ['three'], { version: 2, hash: '00' }))
  await append({ ...silent, head: named.head })
  assert.deepEqual(await count(), [{ assignee_id: 'person', open: 1 }], 'an entry without a task leaves it as it is')
  const end = entryOf(caseId, 3, eventsOf(caseId, ['four'], { version: 3, hash: '00' }))
  await append({ ...end, head: { ...end.head, step: null, actor: null, closes: 'granted', closed_at: AT } })
  assert.deepEqual(await count(), [])
  const [left] = await database.sql`
    select (select count(*)::int from inbox where case_id = ${caseId}) as tasks,
      (select version from case_head where case_id = ${caseId}) as version`
  assert.deepEqual(left, { tasks: 0, version: 4 })
})

test('the role of the application cannot change, remove or empty what happened', async () => {
  const { sql } = database
  await assert.rejects(async () => sql`update event set type = 'Other'`, /permission denied for table event/)
  await assert.rejects(async () => sql`delete from event`, /permission denied for table event/)
  await assert.rejects(async () => sql`truncate event`, /permission denied for table event/)
  await assert.rejects(async () => sql`alter table event add column more text`, /must be owner of table event/)
  await assert.rejects(async () => sql`update regulation_edition set files = '{}'`, /permission denied/)
})
