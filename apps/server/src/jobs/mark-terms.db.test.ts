import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { dueOf } from '@qyzmet/casework'
import { type CaseId, newCaseId } from '../cases/case-id.ts'
import { compareProjections } from '../cases/rebuild.ts'
import { publishedEditions, testService, walkedCase } from '../cases/testing/walked-case.ts'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import type { Editions } from '../regulations/editions.ts'
import { markTerms } from './mark-terms.ts'

let database: TestDatabase
let editions: Editions

before(async () => {
  database = await testDatabase()
  editions = await publishedEditions(database.sql)
})
after(() => database.drop())

/** Cases that wait for their first command by staff. */
async function waitingCases(count: number): Promise<readonly CaseId[]> {
  const { service, at } = testService(database.sql, editions)
  const { submits } = await walkedCase(editions)
  const caseIds = Array.from({ length: count }, newCaseId)
  for (const { command, party, at: moment } of submits) {
    if (party.kind === 'staff') break
    at(moment)
    await Promise.all(caseIds.map((caseId) => service.execute(caseId, command, party)))
  }
  return caseIds
}

test('each mark of each running term is written once, when its moment has come', async () => {
  const { sql } = database
  const [caseId] = await waitingCases(1)
  const { service, at } = testService(sql, editions)
  const loaded = (await service.load(caseId ?? newCaseId())) ?? assert.fail()
  const running = loaded.state.ledger.filter((line) => line.type === 'started').map((line) => line.term)
  const marks = running
    .flatMap((term) => dueOf(loaded.state.ledger, term, loaded.edition.clock) ?? [])
    .filter((due) => due.stoppedAt === undefined)
    .flatMap((due) => due.marks.map(({ mark, at: moment }) => ({ term: due.term, mark, moment })))
    .toSorted((a, b) => Temporal.Instant.compare(a.moment, b.moment))
  assert.ok(marks.length >= 3)
  const marked = async (): Promise<readonly string[]> =>
    (await service.history(loaded.caseId)).flatMap(({ event }) =>
      event.type === 'TermMarked' ? [`${event.term} ${event.mark}`] : [],
    )
  for (const [index, { term, mark, moment }] of marks.entries()) {
    for (const [now, count] of [
      [moment.subtract({ milliseconds: 1 }), index],
      [moment, index + 1],
      [moment, index + 1],
    ] as const) {
      at(now)
      await markTerms({ sql, service, now: () => now })
      const written = await marked()
      const same = marks.filter((other) => other.moment.equals(moment)).length
      if (same === 1) assert.equal(written.length, count, `${term} ${mark} at ${now.toString()}`)
    }
  }
  assert.deepEqual([...(await marked())].toSorted(), marks.map(({ term, mark }) => `${term} ${mark}`).toSorted())
  const [task] = await sql`select next_at from inbox where case_id = ${loaded.caseId}`
  assert.deepEqual(task, { next_at: null })
})

test('a case that was left alone for long gets all its marks in one look', async () => {
  const { sql } = database
  const [caseId] = await waitingCases(1)
  const { service, at } = testService(sql, editions)
  const now = (await walkedCase(editions)).submits[0].at.add({ hours: 24 * 365 })
  at(now)
  await markTerms({ sql, service, now: () => now })
  const history = await service.history(caseId ?? newCaseId())
  assert.ok(history.filter(({ event }) => event.type === 'TermMarked').length >= 3)
  assert.equal(await markTerms({ sql, service, now: () => now }), 0)
})

test('two servers share the cases, and no mark is written twice', async () => {
  const { sql } = database
  const caseIds = await waitingCases(12)
  const now = (await walkedCase(editions)).submits[0].at.add({ hours: 24 * 365 })
  const servers = [testService(sql, editions), testService(sql, editions)]
  for (const { at } of servers) at(now)
  const seen = await Promise.all(servers.map(({ service }) => markTerms({ sql, service, now: () => now })))
  assert.equal(
    seen.reduce((sum, count) => sum + count, 0),
    caseIds.length,
  )
  for (const caseId of caseIds) {
    const marks = ((await servers[0]?.service.history(caseId)) ?? []).flatMap(({ event }) =>
      event.type === 'TermMarked' ? [`${event.term} ${event.mark}`] : [],
    )
    assert.ok(marks.length > 0)
    assert.equal(new Set(marks).size, marks.length)
  }
  assert.deepEqual((await compareProjections(sql, editions)).differences, [])
})

test('a case whose server died while marking is taken over when its lease is over', async () => {
  const { sql } = database
  const [caseId] = await waitingCases(1)
  const now = (await walkedCase(editions)).submits[0].at.add({ hours: 24 * 365 })
  await sql`
    update inbox set leased_until = ${now.add({ seconds: 30 }).toString()}::text::timestamptz
    where case_id = ${caseId ?? newCaseId()}`
  const { service, at } = testService(sql, editions)
  at(now)
  assert.equal(await markTerms({ sql, service, now: () => now }), 0)
  const later = now.add({ seconds: 30 })
  at(later)
  assert.equal(await markTerms({ sql, service, now: () => later }), 1)
})
