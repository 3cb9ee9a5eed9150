import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import type { Party } from '@qyzmet/casework'
import { testDatabase } from '../database/test-database.ts'
import { insertAccount } from '../people/accounts.queries.ts'
import { insertProvider } from '../people/staff.queries.ts'
import { createReadAudit } from './reads.ts'

const { sql, drop } = await testDatabase()
after(drop)
let now = Temporal.Instant.from('2026-11-22T06:00:00Z')
const audit = createReadAudit({ sql, clock: () => now })

const accountId = randomUUID()
await insertAccount(sql, {
  id: accountId,
  kind: 'staff',
  iin: '900404300001',
  name: 'Орындарова Динара',
  locale: 'kk',
  passwordHash: '$argon2id$v=19$m=64,t=1,p=1$c2FsdA$dGFn',
  at: now,
})
await insertProvider(sql, { id: 'akimat', title: { kk: 'Ә', ru: 'А', en: 'A' }, timeZone: 'Asia/Almaty' })
const executor: Party = {
  kind: 'staff',
  accountId,
  name: 'Орындарова Динара',
  providerId: 'akimat',
  roles: [{ actor: 'executor' }, { actor: 'head', substitutes: { accountId: randomUUID(), name: 'Басшыбаев Ерлан' } }],
}

test('the citizen sees who looked, as whom, at which step, why and at what; newest first', async () => {
  const caseId = randomUUID()
  await audit.recordRead({ party: executor, caseId, step: 's-3', purpose: 'step', fields: ['answers', 'documents'] })
  now = now.add({ minutes: 5 })
  await audit.recordRead({ party: executor, caseId, step: 's-4', actor: 'head', purpose: 'step', fields: ['answers'] })
  now = now.add({ minutes: 5 })
  await audit.recordRead({ party: { kind: 'system', name: 'reminders' }, caseId, purpose: 'notice', fields: ['phone'] })
  const reads = await audit.readsOfCase(caseId)
  assert.deepEqual(
    reads.map((read) => [
      read.reader.name,
      read.reader.actor,
      read.reader.substitutes,
      read.step,
      read.purpose,
      read.fields,
    ]),
    [
      ['reminders', undefined, undefined, undefined, 'notice', ['phone']],
      ['Орындарова Динара', 'head', 'Басшыбаев Ерлан', 's-4', 'step', ['answers']],
      ['Орындарова Динара', 'executor', undefined, 's-3', 'step', ['answers', 'documents']],
    ],
  )
  assert.equal(reads[0]?.at.toString(), now.toString())
  assert.deepEqual((await audit.readsOfCase(caseId, 1)).length, 1)
  assert.deepEqual(await audit.readsOfCase(randomUUID()), [])
})

test('what a list shows is written down for each case, once a day for each purpose', async () => {
  const cases = [randomUUID(), randomUUID()].map((caseId) => ({ caseId, step: 's-1' }))
  const listed = { party: executor, purpose: 'list', fields: ['applicant'], cases }
  const counts = async () =>
    (await Promise.all(cases.map(({ caseId }) => audit.readsOfCase(caseId)))).map((all) => all.length)
  await audit.recordListed(listed)
  await audit.recordListed(listed)
  assert.deepEqual(await counts(), [1, 1])
  await audit.recordListed({ ...listed, purpose: 'search', cases: cases.slice(0, 1) })
  assert.deepEqual(await counts(), [2, 1])
  now = now.add({ hours: 24, minutes: 1 })
  await audit.recordListed({ ...listed, cases: [{ caseId: cases[1]?.caseId ?? '', step: undefined }] })
  const [last] = await audit.readsOfCase(cases[1]?.caseId ?? '')
  assert.deepEqual(
    [last?.step, last?.purpose, last?.fields, last?.reader.actor],
    [undefined, 'list', ['applicant'], 'executor'],
  )
  await audit.recordListed({ ...listed, cases: [] })
})

test('the application can neither change nor remove what it has written', async () => {
  await audit.recordRead({ party: executor, caseId: randomUUID(), purpose: 'step', fields: [] })
  await assert.rejects(async () => sql`update read_audit set reader_name = 'nobody'`, /permission denied/)
  await assert.rejects(async () => sql`delete from read_audit`, /permission denied/)
  await assert.rejects(async () => sql`truncate read_audit`, /permission denied/)
})

test('a look without a purpose is not taken', async () => {
  const read = { party: executor, caseId: randomUUID(), purpose: '', fields: [] }
  await assert.rejects(audit.recordRead(read), /check\$read_audit_purpose/)
})
