import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import type { Editions } from '../regulations/editions.ts'
import { type CaseId, newCaseId } from './case-id.ts'
import { compareProjections, repairProjections } from './rebuild.ts'
import { publishedEditions, testService, walkedCase } from './testing/walked-case.ts'

let database: TestDatabase
let editions: Editions
const caseIds: CaseId[] = []

/** One case left after each of its commands, so that every kind of row is there. */
before(async () => {
  database = await testDatabase()
  editions = await publishedEditions(database.sql)
  const { service, at } = testService(database.sql, editions)
  const { submits } = await walkedCase(editions)
  for (let length = 1; length <= submits.length; length += 1) {
    const caseId = newCaseId()
    caseIds.push(caseId)
    for (const { command, party, at: moment } of submits.slice(0, length)) {
      at(moment)
      assert.ok((await service.execute(caseId, command, party)).accepted)
    }
  }
})
after(() => database.drop())

test('what every step wrote is what the events say', async () => {
  const report = await compareProjections(database.sql, editions)
  assert.deepEqual(report.differences, [])
  assert.deepEqual(report.chainFaults, [])
  assert.equal(report.cases, caseIds.length)
})

test('a changed, a missing and an invented row are found and put right', async () => {
  const { sql, owner } = database
  const [first, second, third, fourth] = caseIds
  assert.ok(first && second && third && fourth)
  await sql`update case_head set number = 'ЖС-1', version = version + 1 where case_id = ${first}`
  await sql`delete from inbox where case_id = ${second}`
  await sql`update inbox set next_at = next_at + interval '1 day' where case_id = ${third}`
  await sql`update inbox set acted_by = '{stranger}' where case_id = ${fourth}`
  await sql`update inbox_count set open = open + 5 where slot = (select max(slot) from inbox_count)`
  const report = await compareProjections(sql, editions)
  const found = report.differences.map(({ table, key }) => `${table} ${table === 'inbox_count' ? '' : key}`)
  for (const expected of [
    `case_head ${first}`,
    `inbox ${second}`,
    `inbox ${third}`,
    `inbox ${fourth}`,
    'inbox_count ',
  ]) {
    assert.ok(found.includes(expected), `${expected} is reported`)
  }
  await repairProjections(sql, editions, [first, second, third, fourth])
  assert.deepEqual((await compareProjections(sql, editions)).differences, [])

  const invented = newCaseId()
  await owner`
    insert into case_head select (json_populate_record(head, json_build_object('case_id', ${invented}::text))).*
    from case_head head where case_id = ${first}`
  const withInvented = await compareProjections(sql, editions)
  assert.deepEqual(
    withInvented.differences.map(({ key }) => key),
    [invented],
  )
  await owner`delete from case_head where case_id = ${invented}`
})

test('a tampered event is reported as a fault of its chain', async () => {
  const { sql, owner } = database
  const last = caseIds.at(-1) ?? assert.fail()
  await owner`update event set data = replace(data::text, 'granted', 'refused')::json where stream_id = ${last} and type = 'CaseClosed'`
  const report = await compareProjections(sql, editions)
  assert.deepEqual(
    report.chainFaults.map(({ streamId, fault }) => ({ streamId, fault })),
    [{ streamId: last, fault: 'hash' }],
  )
})
