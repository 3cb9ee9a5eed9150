import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { testDatabase } from '../database/test-database.ts'
import { postgresBlobs } from './blobs.ts'
import { printCheckCode } from './check-code.ts'
import { createDocuments, DocumentIssueError, type Documents, SignatureMissingError } from './documents.ts'
import { signatureFacts, type SignatureFacts } from './signature-facts.ts'
import { invented } from './testing/invented-documents.ts'
import { readPdf } from './testing/read-pdf.ts'

const database = await testDatabase()
const { sql } = database
const blobs = postgresBlobs(sql)
const signatures = new Map<string, SignatureFacts>()
const documents = createDocuments({
  sql,
  blobs,
  signatureOf: (id) => Promise.resolve(signatures.get(id)),
  publicUrl: 'https://qyzmet.example.kz/',
  workers: 1,
  training: false,
})
after(async () => {
  await documents.close()
  await database.drop()
})

const AT = Temporal.Instant.from('2026-11-22T05:00:00Z')

function signed(training = false): string {
  const id = randomUUID()
  const facts = signatureFacts({
    signatureId: id,
    attempt: 1,
    verdict: 'VALID',
    training,
    judgedAt: AT,
    signer: {
      name: 'ӨТЕГЕНОВ ҚУАНЫШ',
      iin: '790101300123',
      serial: '5f2a0c11d4e8',
      issuer: 'CN=test',
      validFrom: '2026-01-01T00:00:00Z',
      validUntil: '2027-01-01T00:00:00Z',
    },
  })
  signatures.set(id, facts)
  return id
}

function prepareNotice(caseId: string, basis = '7', from: Documents = documents) {
  return from.prepare({ caseId, kind: 'notice', model: invented.notice, locale: 'kk', basis, at: AT })
}

test('a prepared document is kept byte for byte and means nothing until it is issued', async () => {
  const prepared = await prepareNotice(randomUUID())
  const kept = await blobs.get(prepared.pdfSha256)
  assert.ok(kept && readPdf(kept.bytes).text.includes(printCheckCode(prepared.code)))
  assert.equal(await documents.verifyByCode(prepared.code), undefined)
  assert.equal(await documents.verifyByFile(kept.bytes), undefined)
})

test('an issued document is found by its code and by its file, with what the public may know', async () => {
  const caseId = randomUUID()
  const prepared = await prepareNotice(caseId)
  const signatureId = signed()
  await documents.issue(sql, { documentId: prepared.id, signatureIds: [signatureId], at: AT })
  const expected = {
    code: prepared.code,
    kind: 'notice',
    locale: 'kk',
    title: invented.notice.title,
    number: 'ТК-2026-000318',
    datedOn: Temporal.PlainDate.from('2026-11-22'),
    provider: invented.notice.provider.title,
    applicantMasked: 'Ә*** Г*** Қ***',
    issuedAt: AT,
    status: 'valid',
    training: false,
    pdfSha256: prepared.pdfSha256,
    signatures: [
      {
        signerName: 'ӨТЕГЕНОВ ҚУАНЫШ',
        organisation: null,
        certificateSerial: '5f2a0c11d4e8',
        verdict: 'VALID',
        reason: null,
        judgedAt: AT,
        training: false,
      },
    ],
  }
  const typed = printCheckCode(prepared.code).toLowerCase()
  const byCode = await documents.verifyByCode(` ${typed} `)
  assert.deepEqual(byCode, expected)
  const file = await blobs.get(prepared.pdfSha256)
  assert.deepEqual(await documents.verifyByFile(file?.bytes ?? new Uint8Array()), expected)
  const told = JSON.stringify(byCode)
  for (const secret of [invented.notice.applicant.iin, '790101300123', 'Әбдірахманова', caseId])
    assert.ok(!told.includes(secret), secret)
})

test('one changed byte makes a file unknown', async () => {
  const prepared = await prepareNotice(randomUUID())
  await documents.issue(sql, { documentId: prepared.id, signatureIds: [signed()], at: AT })
  const file = await blobs.get(prepared.pdfSha256)
  for (const at of [0, 1000, (file?.bytes.length ?? 0) - 1]) {
    const changed = Uint8Array.from(file?.bytes ?? [])
    changed[at] = (changed[at] ?? 0) ^ 1
    assert.equal(await documents.verifyByFile(changed), undefined)
  }
})

test('a code nobody issued, and what is no code, find nothing', async () => {
  assert.equal(await documents.verifyByCode('0000-0000-0000-0000'), undefined)
  assert.equal(await documents.verifyByCode('ЖОҚ'), undefined)
})

test('on one basis everybody is given the same document, also when they ask at once', async () => {
  const caseId = randomUUID()
  const asked = await Promise.all([1, 2, 3, 4].map(() => prepareNotice(caseId, '12')))
  assert.equal(new Set(asked.map(({ id }) => id)).size, 1)
  assert.deepEqual(await prepareNotice(caseId, '12'), asked[0])
  assert.deepEqual(await documents.findPrepared(caseId, 'notice', '12'), asked[0])
  assert.equal(await documents.findPrepared(caseId, 'notice', '13'), undefined)
  assert.notEqual((await prepareNotice(caseId, '13')).pdfSha256, asked[0]?.pdfSha256, 'another basis, another code')
})

test('a later document takes the place of an earlier one', async () => {
  const caseId = randomUUID()
  const [first, second] = [await prepareNotice(caseId, '1'), await prepareNotice(caseId, '2')]
  await documents.issue(sql, { documentId: first.id, signatureIds: [signed()], at: AT })
  const later = AT.add({ hours: 1 })
  await documents.issue(sql, { documentId: second.id, signatureIds: [signed()], at: later, supersedes: first.id })
  assert.equal((await documents.verifyByCode(first.code))?.status, 'superseded')
  assert.equal((await documents.verifyByCode(second.code))?.status, 'valid')
  const ofCase = await documents.ofCase(caseId)
  assert.deepEqual(
    ofCase.map(({ id, isSuperseded }) => [id, isSuperseded]),
    [
      [second.id, false],
      [first.id, true],
    ],
  )
})

test('a document is issued once, after it was prepared, and supersedes only its own kind of its own case', async () => {
  const caseId = randomUUID()
  const prepared = await prepareNotice(caseId)
  const issue = (documentId: string, supersedes?: string) =>
    documents.issue(sql, { documentId, signatureIds: [signed()], at: AT, ...(supersedes ? { supersedes } : {}) })
  await assert.rejects(issue(randomUUID()), DocumentIssueError)
  await issue(prepared.id)
  await assert.rejects(issue(prepared.id), DocumentIssueError)
  const foreign = await prepareNotice(randomUUID())
  await assert.rejects(issue(foreign.id, prepared.id), DocumentIssueError)
  const refusal = await documents.prepare({
    caseId,
    kind: 'refusal',
    model: invented.refusal,
    locale: 'ru',
    basis: '9',
    at: AT,
  })
  await assert.rejects(issue(refusal.id, prepared.id), DocumentIssueError)
  assert.equal((await documents.verifyByCode(prepared.code))?.signatures.length, 1)
})

test('one signature signs one document only', async () => {
  const [first, second] = [await prepareNotice(randomUUID()), await prepareNotice(randomUUID())]
  const signatureIds = [signed()]
  await documents.issue(sql, { documentId: first.id, signatureIds, at: AT })
  await assert.rejects(
    documents.issue(sql, { documentId: second.id, signatureIds, at: AT }),
    /uniq\$document_signature_signature/,
  )
  assert.equal(await documents.verifyByCode(second.code), undefined)
})

test('minutes carry the signature of every member, a receipt none', async () => {
  const caseId = randomUUID()
  const minutes = await documents.prepare({
    caseId,
    kind: 'minutes',
    model: invented.minutes,
    locale: 'kk',
    basis: 'c',
    at: AT,
  })
  const signatureIds = [signed(), signed(), signed()]
  await documents.issue(sql, { documentId: minutes.id, signatureIds, at: AT })
  assert.equal((await documents.verifyByCode(minutes.code))?.signatures.length, 3)
  const receipt = await documents.prepare({
    caseId,
    kind: 'receipt',
    model: invented.receipt,
    locale: 'ru',
    basis: 'r',
    at: AT,
  })
  await documents.issue(sql, { documentId: receipt.id, signatureIds: [], at: AT.add({ seconds: 1 }) })
  assert.deepEqual((await documents.verifyByCode(receipt.code))?.signatures, [])
  assert.deepEqual(
    (await documents.ofCase(caseId)).map(({ kind, signatureIds: ids }) => [kind, ids.length]),
    [
      ['receipt', 0],
      ['minutes', 3],
    ],
  )
})

test('a document issued in a transaction that fails is not issued', async () => {
  const prepared = await prepareNotice(randomUUID())
  const failing = sql.begin(async (transaction) => {
    await documents.issue(transaction, { documentId: prepared.id, signatureIds: [signed()], at: AT })
    throw new Error('and then it failed')
  })
  await assert.rejects(failing, /and then it failed/)
  assert.equal(await documents.verifyByCode(prepared.code), undefined)
})

test('a document signed with training keys, or made where training keys are used, is told to be one', async () => {
  const prepared = await prepareNotice(randomUUID())
  await documents.issue(sql, { documentId: prepared.id, signatureIds: [signed(true)], at: AT })
  assert.equal((await documents.verifyByCode(prepared.code))?.training, true)
  const classroom = createDocuments({
    sql,
    blobs,
    signatureOf: (id) => Promise.resolve(signatures.get(id)),
    publicUrl: 'https://qyzmet.example.kz',
    workers: 1,
    training: true,
  })
  const practice = await prepareNotice(randomUUID(), '1', classroom)
  const { pdf } = await classroom.render('notice', invented.notice, 'kk')
  await classroom.close()
  assert.equal(practice.training, true)
  const kept = await blobs.get(practice.pdfSha256)
  for (const bytes of [pdf, kept?.bytes ?? new Uint8Array()]) assert.ok(readPdf(bytes).text.includes('ОҚУ ҮЛГІСІ'))
})

test('a signature that is not known any more is an error, not a document without one', async () => {
  const prepared = await prepareNotice(randomUUID())
  await documents.issue(sql, { documentId: prepared.id, signatureIds: [randomUUID()], at: AT })
  await assert.rejects(documents.verifyByCode(prepared.code), SignatureMissingError)
})

test('looking at a document keeps nothing and gives the same bytes each time', async () => {
  const one = await documents.render('refusal', invented.refusal, 'ru')
  const two = await documents.render('refusal', invented.refusal, 'ru')
  assert.equal(one.sha256, two.sha256)
  assert.deepEqual(one.pdf, two.pdf)
  assert.equal(await blobs.has(one.sha256), false)
})

test('nothing about documents can be changed or removed by the application', async () => {
  for (const table of ['prepared_document', 'issued_document', 'document_signature']) {
    await assert.rejects(sql`delete from ${sql(table)}`, /permission denied/)
  }
  await assert.rejects(sql`update prepared_document set code = code`, /permission denied/)
  await assert.rejects(sql`update issued_document set supersedes = null`, /permission denied/)
})
