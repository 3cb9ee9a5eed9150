import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { testDatabase } from '../database/test-database.ts'
import { insertNotice, markSeen, noticesOfCase, unseenNotices } from './notices.queries.ts'

const AT = Temporal.Instant.from('2026-11-22T05:00:00Z')

test('a notice is written once for a person, shown until the case was looked at, and only to its owner', async () => {
  const { sql, drop } = await testDatabase()
  const notice = { caseId: randomUUID(), version: 7, accountId: randomUUID(), code: 'accepted' as const, writtenAt: AT }
  assert.equal(await insertNotice(sql, notice), true)
  assert.equal(await insertNotice(sql, { ...notice, code: 'overdue' }), false)
  assert.equal(await insertNotice(sql, { ...notice, accountId: randomUUID() }), true)
  assert.deepEqual(await unseenNotices(sql, notice.accountId), [notice])
  assert.deepEqual(await unseenNotices(sql, randomUUID()), [])
  await markSeen(sql, notice.caseId, randomUUID(), AT)
  assert.equal((await unseenNotices(sql, notice.accountId)).length, 1)
  await markSeen(sql, notice.caseId, notice.accountId, AT)
  assert.deepEqual(await unseenNotices(sql, notice.accountId), [])
  const seen = (await noticesOfCase(sql, notice.caseId)).map(({ accountId, seenAt }) => [accountId, seenAt])
  assert.deepEqual(new Map(seen as [string, unknown][]).get(notice.accountId), AT)
  await drop()
})
