import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newCaseId } from '../cases/case-id.ts'
import type { LoadedCase } from '../cases/case-service.ts'
import { connect } from '../database/connect.ts'
import { one } from '../database/query.ts'
import { testDatabase } from '../database/test-database.ts'
import { insertProvider } from '../people/staff.queries.ts'
import { followForPortal } from './follow-case.ts'
import { insertRegistration } from './registrations.queries.ts'

const { sql, url, drop } = await testDatabase()
const narrow = connect(url, { max: 1 })
after(async () => {
  await narrow.end({ timeout: 1 })
  await drop()
})

test('a case is followed over one connection: many at once cannot wait for each other for ever', async () => {
  const caseId = newCaseId()
  const registeredAt = Temporal.Instant.from('2026-11-29T04:00:00Z')
  await insertProvider(sql, { id: 'office', title: { kk: 'Ә', ru: 'А', en: 'A' }, timeZone: 'Asia/Almaty' })
  await insertRegistration(sql, {
    caseId,
    number: 'ABC-1',
    registeredAt,
    providerId: 'office',
    regulation: 'zhambyl-queue',
    portal: { correlationId: 'chain', requestNumber: '001', requestedAt: registeredAt },
  })
  const asked: string[] = []
  const answer = (what: string) => async () => {
    await narrow`select 1`
    asked.push(what)
    return []
  }
  const follow = followForPortal({
    sql: narrow,
    now: () => registeredAt,
    cases: { history: answer('events') },
    papersOf: answer('papers'),
  })
  // Of a case without events nothing but its id is looked at.
  await follow({ caseId } as LoadedCase, [])
  assert.deepEqual(asked, ['events', 'papers'])
  const { messages } = await one(sql<{ messages: number }[]>`select count(*)::int as messages from message_out`)
  assert.equal(messages, 0)
})
