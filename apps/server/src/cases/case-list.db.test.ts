import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import type { Editions } from '../regulations/editions.ts'
import { type CaseId, newCaseId } from './case-id.ts'
import {
  type CaseKey,
  casesOfApplicant,
  findCasesByIin,
  findCasesByNumber,
  nextRequestSerial,
} from './case-list.queries.ts'
import { publishedEditions, testService, walkedCase } from './testing/walked-case.ts'

let database: TestDatabase
let editions: Editions
let opened: readonly { readonly caseId: CaseId; readonly number: string }[]
let accountId: string
let providerId: string

before(async () => {
  database = await testDatabase()
  editions = await publishedEditions(database.sql)
  const { service, at } = testService(database.sql, editions)
  const { submits } = await walkedCase(editions)
  const made: { caseId: CaseId; number: string }[] = []
  for (let index = 0; index < 5; index += 1) {
    const caseId = newCaseId()
    const number = `ЖС-2016/${index}_${index % 2}`
    for (const { command, party, at: moment } of submits) {
      at(moment.add({ hours: index }))
      const numbered =
        command.type === 'complete' && command.input.number !== undefined
          ? { ...command, input: { ...command.input, number } }
          : command
      const execution = await service.execute(caseId, numbered, party)
      assert.ok(execution.accepted)
      ;({ accountId } = execution.state.applicant)
      ;({ providerId } = execution.state)
      // All but the last stop as soon as they have a number.
      if (execution.state.number !== undefined && index < 4) break
    }
    made.push({ caseId, number })
  }
  opened = made
})
after(() => database.drop())

const idsOf = (lines: readonly { readonly caseId: CaseId }[]): readonly CaseId[] => lines.map(({ caseId }) => caseId)

test('an applicant sees their own cases, latest first, page by page', async () => {
  const { sql } = database
  const latestFirst = idsOf(opened).toReversed()
  assert.deepEqual(idsOf((await casesOfApplicant(sql, accountId)).cases), latestFirst)
  assert.deepEqual((await casesOfApplicant(sql, 'somebody-else')).cases, [])
  const seen: CaseId[] = []
  let after: CaseKey | undefined
  do {
    const page = await casesOfApplicant(sql, accountId, { limit: 2, ...(after ? { after } : {}) })
    seen.push(...idsOf(page.cases))
    after = page.next
  } while (after)
  assert.deepEqual(seen, latestFirst)
})

test('a line of the list tells how a case ended, or where it stands', async () => {
  const { cases } = await casesOfApplicant(database.sql, accountId)
  assert.equal(cases[0]?.closes, 'granted')
  assert.ok(cases[0]?.closedAt)
  assert.equal(cases[0]?.step, undefined)
  assert.equal(cases[1]?.closes, undefined)
  assert.ok(cases[1]?.step)
})

test('a case is found by its number or the beginning of it, whatever signs are in it', async () => {
  const { sql } = database
  const [first, second] = opened
  assert.deepEqual(idsOf(await findCasesByNumber(sql, providerId, first?.number ?? '')), [first?.caseId])
  assert.deepEqual(idsOf(await findCasesByNumber(sql, providerId, ' ЖС-2016 / 1 ')), [second?.caseId])
  assert.equal((await findCasesByNumber(sql, providerId, 'ЖС-')).length, 5)
  for (const text of ['%', '_', 'ЖС_2016', '\\', '', '   ', "'"]) {
    assert.deepEqual(await findCasesByNumber(sql, providerId, text), [], text)
  }
  assert.deepEqual(await findCasesByNumber(sql, 'another-office', 'ЖС-'), [])
})

test('cases of a person are found by the IIN, at their provider only', async () => {
  const { sql } = database
  assert.equal((await findCasesByIin(sql, providerId, '000000000000')).length, 5)
  assert.deepEqual(await findCasesByIin(sql, providerId, '111111111111'), [])
  assert.deepEqual(await findCasesByIin(sql, 'another-office', '000000000000'), [])
})

test('later requests get higher serials', async () => {
  const { sql } = database
  const serials = await Promise.all(Array.from({ length: 20 }, () => nextRequestSerial(sql)))
  assert.equal(new Set(serials).size, 20)
  assert.ok((await nextRequestSerial(sql)) > Math.max(...serials))
})
