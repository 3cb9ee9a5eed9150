import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { parseAnchors, parseCertificate } from '@qyzmet/eds'
import { buildSignedData, buildSignerInfo, digestOf } from '../../../simulator/src/authority/cms-builder.ts'
import type { CertificateKind, Holder } from '../../../simulator/src/authority/holder-profile.ts'
import { type Simulator, startSimulator } from '../../../simulator/src/main.ts'
import { testDatabase, type TestDatabase } from '../database/test-database.ts'
import { parseSha256, postgresBlobs } from '../documents/blobs.ts'
import {
  findEvidence,
  findPendingSignature,
  findRevocationList,
  findSignature,
  findVerdict,
  insertSignature,
  insertVerdict,
  keepRevocationList,
  type KeptEvidence,
  type SubmittedSignature,
} from './signatures.queries.ts'
import { createSignatures, signatureRef, SignedBytesMissingError, type Signatures } from './signatures.ts'
import { connectVerifier } from './trust.ts'

let database: TestDatabase
let simulator: Simulator
let signatures: Signatures
let dataDir: string

const HOLDER: Holder = { iin: '900514497061', surname: 'Үлгібаева', givenName: 'Айсәуле', patronymic: 'Мысалқызы' }
const now = () => Temporal.Now.instant()

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'qyzmet-signatures-'))
  ;[database, simulator] = await Promise.all([
    testDatabase(),
    startSimulator({ dataDir, httpPort: 0, ncaLayerPort: 0, slowMs: 100 }),
  ])
  const addresses = {
    ocspUrl: `${simulator.url}/ocsp`,
    crlUrls: [`${simulator.url}/crl`, `${simulator.url}/crl/gost`],
    deltaCrlUrls: [`${simulator.url}/crl/delta`, `${simulator.url}/crl/gost/delta`],
    stampUrl: `${simulator.url}/tsp`,
  }
  const anchors = parseAnchors(simulator.anchorsPem, { profile: 'training' })
  const verifier = connectVerifier(addresses, anchors, { now, report: () => undefined })
  const blobs = postgresBlobs(database.sql)
  signatures = createSignatures({
    sql: database.sql,
    verify: (question) => verifier.verify(question),
    training: true,
    documentBytes: async (text) => {
      const sha256 = parseSha256(text)
      return sha256 && (await blobs.get(sha256))?.bytes
    },
  })
})
after(async () => {
  await Promise.all([database.drop(), simulator.stop()])
  await rm(dataDir, { recursive: true, force: true })
})

/** A signature over bytes that the server keeps, by somebody with a certificate of a kind. */
async function signed(
  change: Partial<SubmittedSignature> = {},
  kind: CertificateKind = 'individual',
): Promise<SubmittedSignature> {
  const document = Buffer.from(`өтініш ${randomUUID()}`)
  const documentSha256 = await postgresBlobs(database.sql).put(document, 'application/json')
  const signer = await simulator.authority.findOrIssue({ holder: HOLDER, kind })
  const signerInfo = buildSignerInfo({ signer, digest: digestOf(document), signingTime: now() })
  return {
    id: randomUUID(),
    purpose: 'request',
    caseId: randomUUID(),
    accountId: randomUUID(),
    expectedIin: HOLDER.iin,
    documentSha256,
    cms: buildSignedData({ signerInfos: [signerInfo], certificates: [signer.der] }),
    receivedAt: now().round('millisecond'),
    ...change,
  }
}

test('a signature is kept as it was handed in, once', async () => {
  const signature = await signed({ purpose: 'minutes', step: 'decide-in-session' })
  await insertSignature(database.sql, signature)
  await insertSignature(database.sql, { ...signature, cms: Buffer.from('another') })
  const kept = await findSignature(database.sql, signature.id)
  assert.deepEqual({ ...kept, cms: Buffer.from(kept?.cms ?? []) }, { ...signature, cms: Buffer.from(signature.cms) })
  assert.equal(await findSignature(database.sql, randomUUID()), undefined)
  const password = await signed({ purpose: 'password' })
  const { caseId: _, ...withoutCase } = password
  await insertSignature(database.sql, withoutCase)
  assert.equal((await findSignature(database.sql, password.id))?.caseId, undefined)
})

test('the application can neither change nor remove a signature or a verdict', async () => {
  const { sql } = database
  await assert.rejects(async () => sql`update signature set expected_iin = '000000000000'`, /permission denied/)
  await assert.rejects(async () => sql`delete from signature`, /permission denied/)
  await assert.rejects(async () => sql`update signature_verdict set verdict = 'VALID'`, /permission denied/)
  await assert.rejects(async () => sql`delete from signature_verdict`, /permission denied/)
})

test('the last verdict counts, with the evidence that came with it', async () => {
  const signature = await signed()
  await insertSignature(database.sql, signature)
  assert.equal(await findVerdict(database.sql, signature.id), undefined)
  assert.equal(await findEvidence(database.sql, signature.id), undefined)
  const judgedAt = now().round('millisecond')
  const undecided = {
    signatureId: signature.id,
    verdict: 'INDETERMINATE',
    reason: 'no-revocation-answer',
    training: true,
    judgedAt,
  } as const
  const poor: KeptEvidence = {
    facts: { anchorSet: 'a', crlNumber: null },
    timeStamp: Buffer.from('stamp'),
    certificates: [],
  }
  assert.equal(await insertVerdict(database.sql, undecided, poor), 1)
  assert.deepEqual(await findVerdict(database.sql, signature.id), { ...undecided, attempt: 1 })
  assert.deepEqual(await findEvidence(database.sql, signature.id), poor)

  const signer = {
    name: 'ҮЛГІБАЕВА АЙСӘУЛЕ',
    serial: '0a',
    issuer: 'CA',
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: '2027-01-01T00:00:00Z',
  }
  const decided = { signatureId: signature.id, verdict: 'VALID', signer, training: true, judgedAt } as const
  const rich: KeptEvidence = {
    facts: { anchorSet: 'b', crlNumber: '7' },
    ocspAnswer: Buffer.from([0, 255, 1]),
    timeStamp: Buffer.from('stamp'),
    certificates: [Buffer.from([1, 0]), Buffer.from([]), Buffer.from('{"quoted", \\}')],
  }
  assert.equal(await insertVerdict(database.sql, decided, rich), 2)
  assert.deepEqual(await findVerdict(database.sql, signature.id), { ...decided, attempt: 2 })
  assert.deepEqual(await findEvidence(database.sql, signature.id), rich)
})

test('a signature waits until its last verdict is final, for its person and purpose alone', async () => {
  const { sql } = database
  const signature = await signed({ purpose: 'result', step: 'sign-result' })
  const { caseId = '', accountId, id } = signature
  const find = (
    purpose: SubmittedSignature['purpose'] = 'result',
    who = accountId,
    since: Temporal.Instant = signature.receivedAt,
  ) => findPendingSignature(sql, caseId, who, purpose, since)
  assert.equal(await find(), undefined)
  await insertSignature(sql, signature)
  assert.equal(await find(), id)
  assert.equal(await find('minutes'), undefined)
  assert.equal(await find('result', randomUUID()), undefined)
  assert.equal(await find('result', accountId, signature.receivedAt.add({ seconds: 1 })), undefined)
  const verdict = { signatureId: id, training: true, judgedAt: now() }
  const evidence = { facts: {}, certificates: [] }
  await insertVerdict(sql, { ...verdict, verdict: 'INDETERMINATE', reason: 'no-revocation-answer' }, evidence)
  assert.equal(await find(), id)
  await insertVerdict(sql, { ...verdict, verdict: 'INVALID', reason: 'revoked' }, evidence)
  assert.equal(await find(), undefined)
})

test('a valid signature is judged once, with everything the verdict rests on', async () => {
  const signature = await signed()
  await signatures.submit(signature)
  const verdict = await signatures.judge(signature.id)
  assert.deepEqual([verdict.verdict, verdict.attempt, verdict.reason], ['VALID', 1, undefined])
  assert.equal(verdict.signer?.iin, HOLDER.iin)
  const evidence = await findEvidence(database.sql, signature.id)
  assert.ok(evidence?.ocspAnswer && evidence.timeStamp)
  assert.ok(evidence.certificates.length >= 2)
  assert.ok(evidence.certificates.some((der) => parseCertificate(der).iin === HOLDER.iin))
  // A final verdict is not asked for again, not even when the authority would say something else by now.
  simulator.faults.ocsp = 'down'
  simulator.faults.crl = 'down'
  const again = await signatures.judge(signature.id)
  simulator.faults.ocsp = 'none'
  simulator.faults.crl = 'none'
  assert.deepEqual([again.verdict, again.attempt], ['VALID', 1])
  assert.deepEqual(signatureRef(signature, again), {
    signatureId: signature.id,
    documentSha256: signature.documentSha256,
    signerName: verdict.signer?.name,
    certificateSerial: verdict.signer?.serial,
    training: true,
  })
})

test('judged by many at once, a signature gets one final verdict, which no later doubt overtakes', async () => {
  const { sql } = database
  const signature = await signed()
  await signatures.submit(signature)
  const verdicts = await Promise.all(Array.from({ length: 6 }, () => signatures.judge(signature.id)))
  assert.deepEqual(
    verdicts.map(({ verdict, attempt }) => [verdict, attempt]),
    verdicts.map(() => ['VALID', 1]),
  )
  const doubt = { signatureId: signature.id, verdict: 'INDETERMINATE', reason: 'r', training: true } as const
  assert.equal(await insertVerdict(sql, { ...doubt, judgedAt: now() }, { facts: {}, certificates: [] }), undefined)
  assert.equal((await signatures.verdictOf(signature.id))?.verdict, 'VALID')

  const undecided = await signed()
  await insertSignature(sql, undecided)
  const doubts = Array.from({ length: 4 }, () =>
    insertVerdict(sql, { ...doubt, signatureId: undecided.id, judgedAt: now() }, { facts: {}, certificates: [] }),
  )
  assert.ok((await Promise.all(doubts)).includes(1))
  assert.equal((await signatures.verdictOf(undecided.id))?.verdict, 'INDETERMINATE')
})

test('an invalid signature keeps its reason and can stand for nothing', async () => {
  const wrongKey = await signed({}, 'auth-only')
  const otherPerson = await signed({ expectedIin: '841102397430' })
  const otherBytes = { ...(await signed()), documentSha256: (await signed()).documentSha256 }
  const noCms = await signed({ cms: Buffer.from('this is no signature') })
  const reasons = []
  for (const signature of [wrongKey, otherPerson, otherBytes, noCms]) {
    await signatures.submit(signature)
    const verdict = await signatures.judge(signature.id)
    assert.equal(verdict.verdict, 'INVALID')
    assert.equal(signatureRef(signature, verdict), undefined)
    reasons.push(verdict.reason)
  }
  assert.equal(new Set(reasons).size, 4, reasons.join())
})

test('while nobody says whether the certificate is revoked it is undecided, and asked again with the same stamp', async () => {
  const signature = await signed()
  await signatures.submit(signature)
  simulator.faults.ocsp = 'down'
  simulator.faults.crl = 'down'
  const first = await signatures.judge(signature.id)
  assert.equal(first.verdict, 'INDETERMINATE')
  assert.equal(signatureRef(signature, first), undefined)
  assert.equal(
    await findPendingSignature(
      database.sql,
      signature.caseId ?? '',
      signature.accountId,
      'request',
      signature.receivedAt,
    ),
    signature.id,
  )
  const stamp = (await findEvidence(database.sql, signature.id))?.timeStamp
  assert.ok(stamp)
  simulator.faults.ocsp = 'none'
  simulator.faults.crl = 'none'
  simulator.faults.stamp = 'down'
  const second = await signatures.judge(signature.id)
  simulator.faults.stamp = 'none'
  assert.deepEqual([second.verdict, second.attempt], ['VALID', 2])
  assert.deepEqual((await findEvidence(database.sql, signature.id))?.timeStamp, stamp)
})

test('what was never kept cannot be judged', async () => {
  await assert.rejects(signatures.judge(randomUUID()), SignedBytesMissingError)
  const signature = await signed({ documentSha256: 'e'.repeat(64) })
  await signatures.submit(signature)
  await assert.rejects(signatures.judge(signature.id), SignedBytesMissingError)
  assert.equal(await signatures.verdictOf(signature.id), undefined)
  assert.equal((await signatures.find(signature.id))?.id, signature.id)
})

test('a list on which a verdict rests is kept once, by its hash', async () => {
  const { sql } = database
  const bytes = Buffer.from('a list of revoked certificates')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await keepRevocationList(sql, sha256, bytes)
  await keepRevocationList(sql, sha256, bytes)
  assert.deepEqual(await findRevocationList(sql, sha256), bytes)
  assert.equal(await findRevocationList(sql, '0'.repeat(64)), undefined)
  await assert.rejects(keepRevocationList(sql, 'f'.repeat(64), bytes), /check\$revocation_list_sha256/)
})
