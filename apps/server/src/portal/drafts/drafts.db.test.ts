import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Sql } from '../../database/connect.ts'
import { testDatabase } from '../../database/test-database.ts'
import { postgresBlobs } from '../../documents/blobs.ts'
import { type Draft, DRAFT_DAYS, type DraftId, parseDraftId } from './draft.ts'
import {
  deleteAttachment,
  deleteDraft,
  deleteExpiredDrafts,
  findDraft,
  findDraftOfCase,
  insertAttachment,
  insertDraft,
  listDrafts,
  markSubmitted,
  reopenDraft,
  reserveCase,
  savePage,
  sortAttachments,
  saveRequest,
} from './drafts.queries.ts'

const now = Temporal.Instant.from('2026-11-22T05:00:00Z')
const requestSha256 = createHash('sha256').update('request').digest('hex')
let database: Awaited<ReturnType<typeof testDatabase>>
let sql: Sql

before(async () => {
  database = await testDatabase()
  sql = database.sql
})
after(() => database.drop())

let iin = 100000000000
async function account(): Promise<string> {
  const id = randomUUID()
  iin += 1
  await database.owner`
    insert into account (id, kind, iin, name, register_check, locale, password_hash, password_changed_at, created_at)
    values (${id}, 'citizen', ${String(iin)}, 'Сынақ Адам', 'confirmed', 'kk', '$argon2id$test', now(), now())`
  return id
}

async function draft(accountId: string, at = now): Promise<Draft> {
  const id = newId()
  await insertDraft(sql, {
    id,
    accountId,
    regulation: 'queue',
    editionSha256: 'a'.repeat(64),
    locale: 'kk',
    answers: { phone: '+77010000000' },
    submitToken: randomUUID(),
    at,
    expiresAt: at.add({ hours: 24 * DRAFT_DAYS }),
  })
  const found = await findDraft(sql, id, accountId, at)
  assert.ok(found)
  return found
}

function newId(): DraftId {
  const id = parseDraftId(randomUUID())
  assert.ok(id)
  return id
}

const page = {
  fields: ['phone', 'family'],
  page: 'family',
  done: true,
  locale: 'ru',
  at: now.add({ hours: 1 }),
  expiresAt: now.add({ hours: 24 * DRAFT_DAYS + 1 }),
} as const

describe('a draft', () => {
  test('belongs to its owner alone', async () => {
    const mine = await draft(await account())
    assert.equal(await findDraft(sql, mine.id, await account(), now), undefined)
    assert.equal(await deleteDraft(sql, mine.id, await account()), false)
    assert.equal(await deleteDraft(sql, mine.id, mine.accountId), true)
  })

  test('a saved page replaces its own answers and leaves the others', async () => {
    const mine = await draft(await account())
    await savePage(sql, mine.id, { ...page, fields: ['address'], page: 'address', answers: { address: 'Тараз' } })
    const family = [{ name: 'Асан', iin: '' }]
    assert.ok(await savePage(sql, mine.id, { ...page, answers: { family } }))
    const saved = await findDraft(sql, mine.id, mine.accountId, now)
    assert.deepEqual(saved?.answers, { address: 'Тараз', family })
    assert.deepEqual(saved?.pagesDone, ['address', 'family'])
    assert.equal(saved?.locale, 'ru')
  })

  test('a page that has a fault again is no longer done', async () => {
    const mine = await draft(await account())
    await savePage(sql, mine.id, { ...page, answers: {} })
    await savePage(sql, mine.id, { ...page, answers: { phone: '1' }, done: false })
    assert.deepEqual((await findDraft(sql, mine.id, mine.accountId, now))?.pagesDone, [])
  })

  test('is gone when nobody touched it for long, and each change puts that off', async () => {
    const owner = await account()
    const old = await draft(owner)
    const touched = await draft(owner)
    await savePage(sql, touched.id, { ...page, answers: {} })
    assert.equal(await findDraft(sql, old.id, owner, old.expiresAt), undefined)
    assert.ok(await findDraft(sql, touched.id, owner, old.expiresAt))
    assert.deepEqual(
      (await listDrafts(sql, owner, old.expiresAt)).map(({ id }) => id),
      [touched.id],
    )
    assert.ok((await deleteExpiredDrafts(sql, old.expiresAt)) >= 1)
    assert.equal(await deleteDraft(sql, old.id, owner), false)
  })
})

describe('files of a draft', () => {
  test('are listed in the order they came and can be taken away until it is sent', async () => {
    const mine = await draft(await account())
    const sha256 = await postgresBlobs(sql).put(Buffer.from('%PDF-1.7 one'), 'application/pdf')
    const file = { documentId: 'income', sha256, fileName: 'табыс.pdf', mediaType: 'application/pdf', size: 12 }
    const first = { ...file, id: randomUUID(), addedAt: now }
    const second = { ...file, id: randomUUID(), addedAt: now.add({ seconds: 1 }) }
    assert.ok(await insertAttachment(sql, mine.id, second))
    assert.ok(await insertAttachment(sql, mine.id, first))
    assert.deepEqual((await findDraft(sql, mine.id, mine.accountId, now))?.attachments, [first, second])
    const said = [{ id: first.id, documentId: 'identity' }]
    assert.equal(await sortAttachments(sql, newId(), said), false)
    assert.equal(await sortAttachments(sql, mine.id, [...said, { id: randomUUID(), documentId: 'nobody' }]), true)
    const sorted = (await findDraft(sql, mine.id, mine.accountId, now))?.attachments.map(({ documentId }) => documentId)
    assert.deepEqual(sorted, ['identity', 'income'])
    assert.equal(await deleteAttachment(sql, newId(), first.id), false)
    assert.equal(await deleteAttachment(sql, mine.id, first.id), true)
    await send(mine)
    assert.equal(await deleteAttachment(sql, mine.id, second.id), false)
    assert.equal(await sortAttachments(sql, mine.id, [{ id: second.id, documentId: 'late' }]), false)
    assert.equal(await insertAttachment(sql, mine.id, { ...first, id: randomUUID() }), false)
  })
})

async function send(mine: Draft): Promise<string> {
  await saveRequest(sql, mine.id, requestSha256, 'kk')
  const caseId = await reserveCase(sql, mine.id, { submitToken: mine.submitToken, requestSha256, caseId: randomUUID() })
  assert.ok(caseId)
  await markSubmitted(sql, mine.id, caseId, now)
  return caseId
}

describe('sending', () => {
  test('the same form sent twice at once finds one and the same case', async () => {
    const mine = await draft(await account())
    await saveRequest(sql, mine.id, requestSha256, 'kk')
    const attempts = Array.from({ length: 5 }, () =>
      reserveCase(sql, mine.id, { submitToken: mine.submitToken, requestSha256, caseId: randomUUID() }),
    )
    assert.equal(new Set(await Promise.all(attempts)).size, 1)
  })

  test('a form over other bytes, or with another token, reserves nothing', async () => {
    const mine = await draft(await account())
    const form = { submitToken: mine.submitToken, requestSha256, caseId: randomUUID() }
    assert.equal(await reserveCase(sql, mine.id, form), undefined)
    await saveRequest(sql, mine.id, requestSha256, 'kk')
    assert.equal(await reserveCase(sql, mine.id, { ...form, submitToken: randomUUID() }), undefined)
    assert.equal(await reserveCase(sql, mine.id, { ...form, requestSha256: 'f'.repeat(64) }), undefined)
  })

  test('a sent draft is kept, leaves the list and cannot be changed', async () => {
    const mine = await draft(await account())
    const caseId = await send(mine)
    assert.equal((await findDraftOfCase(sql, caseId, mine.accountId))?.id, mine.id)
    assert.deepEqual(await listDrafts(sql, mine.accountId, now), [])
    assert.equal(await savePage(sql, mine.id, { ...page, answers: {} }), false)
    assert.equal(await deleteDraft(sql, mine.id, mine.accountId), false)
    assert.ok(await findDraft(sql, mine.id, mine.accountId, mine.expiresAt.add({ hours: 1 })))
    assert.equal(await reserveCase(sql, mine.id, { submitToken: mine.submitToken, requestSha256, caseId }), undefined)
  })

  test('a draft whose case came to nothing can be signed again, by a new form', async () => {
    const mine = await draft(await account())
    const first = await send(mine)
    const form = { submitToken: mine.submitToken, requestSha256, caseId: randomUUID() }
    const newToken = randomUUID()
    await reopenDraft(sql, mine.id, first, { newToken, at: now, expiresAt: mine.expiresAt })
    assert.equal(await reserveCase(sql, mine.id, form), undefined)
    const second = await reserveCase(sql, mine.id, { ...form, submitToken: newToken, caseId: randomUUID() })
    assert.ok(second)
    assert.notEqual(second, first)
    assert.equal((await findDraft(sql, mine.id, mine.accountId, now))?.submittedAt, undefined)
  })
})
