import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { AsyncMessage, Receipt } from '@qyzmet/gateway'
import { testDatabase } from '../database/test-database.ts'
import { arrivedMessage } from '../gateway/arrived.ts'
import { type IntakeOptions, takeMessage } from '../gateway/inbox.ts'
import { claimIncoming } from '../gateway/incoming.queries.ts'
import { claimOutgoing, insertOutgoing, recordSent } from '../gateway/outgoing.queries.ts'
import { findMessage, listMessages } from '../gateway/traffic.queries.ts'
import { findAnswer, insertAnswer } from '../registers/answers.queries.ts'
import { findConsent, insertConsent, updateConsent } from '../registers/consents.queries.ts'
import { resealAll } from './upkeep.ts'
import { openVault, VaultKeysError } from './vault-keys.ts'
import { createVault, type Vault, VaultError } from './vault.ts'

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)
const NOW = Temporal.Instant.from('2026-11-29T06:00:00Z')
const place = { table: 'message_in', column: 'bytes', id: '0197a000-0000-7000-8000-000000000001' } as const
const SECRET = Buffer.from('<iin>900514450127</iin>')

test('what is sealed opens in its place only, unchanged, and under a key that is listed', () => {
  const vault = createVault([key(1)])
  const sealed = vault.seal(SECRET, place)
  assert.ok(!Buffer.from(sealed).includes('900514450127'))
  assert.notDeepEqual(vault.seal(SECRET, place), sealed, 'the same twice does not look the same')
  assert.deepEqual(Buffer.from(vault.open(sealed, place)), SECRET)
  assert.deepEqual(vault.open(SECRET, place), SECRET, 'what was kept in the clear comes back as it is')
  for (const elsewhere of [
    { ...place, id: '0197a000-0000-7000-8000-000000000002' },
    { ...place, column: 'answer_bytes' },
    { ...place, table: 'message_out' } as const,
  ]) {
    assert.throws(() => vault.open(sealed, elsewhere), VaultError)
  }
  for (const at of [8, 16, 30, sealed.length - 1]) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    assert.throws(() => vault.open(changed, place), VaultError, `octet ${at}`)
  }
  assert.throws(() => vault.open(sealed.subarray(0, 20), place), VaultError)
  assert.throws(() => createVault([key(2)]).open(sealed, place), /not listed/)
  const rotated = createVault([key(2), key(1)])
  assert.deepEqual(Buffer.from(rotated.open(sealed, place)), SECRET)
  assert.notEqual(rotated.keyId, vault.keyId)
  assert.equal(rotated.openText(vault.sealText('жетон', place), place), 'жетон')
})

test('training makes its key once, and production takes neither that key nor none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qyzmet-vault-'))
  after(() => rm(folder, { recursive: true, force: true }))
  const made = join(folder, 'data', 'vault.keys')
  const both = await Promise.all([1, 2].map(() => openVault({ vaultKeysFile: made, profile: 'training' })))
  assert.equal(both[0]?.keyId, both[1]?.keyId)
  assert.equal((await stat(made)).mode & 0o777, 0o600)
  const production = (vaultKeysFile: string): Promise<Vault> => openVault({ vaultKeysFile, profile: 'production' })
  await assert.rejects(production(made), /a key of training/)
  await assert.rejects(production(join(folder, 'none')), VaultKeysError)
  const file = join(folder, 'keys')
  const line = (fill: number): string => Buffer.from(key(fill)).toString('base64')
  for (const wrong of ['', '# nothing\n', `${line(1)}\nc2hvcnQ=\n`]) {
    await writeFile(file, wrong)
    await assert.rejects(production(file), /must hold keys/)
  }
  await writeFile(file, `# since November\n${line(3)}\n\n${line(1)}\n`)
  assert.equal((await production(file)).keyId, createVault([key(3)]).keyId)
})

const receipt: Receipt = {
  transport: 'simulator',
  service: 'PERSONS',
  messageId: randomUUID(),
  sentAt: NOW,
  answeredAt: NOW,
  requestBytes: SECRET,
  answerBytes: SECRET,
  signature: 'valid',
}

test('no table holds in the clear what was taken, sent, answered or granted; rows of before and under an old key are sealed anew', async () => {
  const { sql, owner, drop } = await testDatabase()
  after(drop)
  const first = createVault([key(1)])
  const intake: IntakeOptions = {
    sql,
    vault: first,
    now: () => NOW,
    services: new Set(['PORTAL']),
    onRefused: (why) => assert.fail(why),
  }
  const message: AsyncMessage = {
    messageId: 'm-1',
    correlationId: 'c-1',
    serviceId: 'PORTAL',
    messageType: 'REQUEST',
    messageDate: NOW,
    senderId: 'portal',
    properties: [],
    data: { form: 'text', text: SECRET.toString() },
  }
  await takeMessage(intake, {
    message: arrivedMessage(message),
    bytes: SECRET,
    signature: 'valid',
    transport: 'simulator',
  })
  const outId = await insertOutgoing(sql, {
    key: 'a',
    chain: 'a',
    kind: 'status',
    way: { road: 'sync' },
    serviceId: 'PORTAL',
    content: {},
    at: NOW,
  })
  assert.ok(outId)
  await claimOutgoing(sql, { at: NOW, until: NOW.add({ seconds: 1 }), limit: 1 })
  await recordSent(sql, first, outId, { at: NOW, roadMessageId: 'r-1', receipt })
  const answerId = randomUUID()
  await insertAnswer(sql, first, {
    id: answerId,
    register: 'persons',
    idempotencyKey: 'once',
    subject: '010101500012',
    caseId: null,
    accountId: null,
    purpose: 'test',
    legalBasis: 'Act, item 1',
    officer: 'qyzmet',
    outcome: 'found',
    detail: null,
    retryable: null,
    transport: 'simulator',
    service: 'PERSONS',
    messageId: receipt.messageId,
    signature: 'valid',
    requestBytes: SECRET,
    answerBytes: SECRET,
    askedAt: NOW,
    answeredAt: NOW,
    question: {},
    answerData: { form: 'elements', xml: SECRET.toString() },
  })
  const consentId = randomUUID()
  const scope = { service: 'PERSONS', iin: '010101500012', scope: 'case' }
  await insertConsent(sql, { ...scope, id: consentId, askedAt: NOW })
  const granted = {
    state: 'granted',
    token: SECRET.toString(),
    publicKey: 'p',
    validUntil: NOW.add({ hours: 1 }),
  } as const
  await updateConsent(sql, first, consentId, { ...granted, receipt })

  /** Rows that show the secret, and the keys under which all of them are. */
  const seen = async () => {
    const rows = await owner<{ words: string; key_id: string | null }[]>`
      select message_in::text || encode(bytes, 'escape') as words, key_id from message_in
      union all select message_out::text || encode(request_bytes, 'escape') || encode(answer_bytes, 'escape'), key_id from message_out
      union all select register_answer::text || encode(request_bytes, 'escape') || encode(answer_bytes, 'escape'), key_id from register_answer
      union all select register_consent::text || encode(request_bytes, 'escape') || encode(answer_bytes, 'escape'), key_id from register_consent`
    assert.equal(rows.length, 4)
    return {
      shown: rows.filter(({ words }) => words.includes('900514450127')).length,
      keys: new Set(rows.map((row) => row.key_id)),
    }
  }
  const read = async (vault: Vault) => {
    const [line] = await listMessages(sql, { direction: 'in' }, 1)
    const incoming = await findMessage(sql, vault, line?.id ?? '')
    const outgoing = await findMessage(sql, vault, outId)
    const answer = await findAnswer(sql, vault, answerId)
    const consent = await findConsent(sql, vault, scope)
    assert.deepEqual(
      [
        incoming?.receivedBytes,
        outgoing?.sentBytes,
        outgoing?.receivedBytes,
        answer?.request_bytes,
        answer?.answer_bytes,
      ].map((bytes) => Buffer.from(bytes ?? []).toString()),
      Array.from({ length: 5 }, () => SECRET.toString()),
    )
    assert.deepEqual(incoming?.content, { ...message.data })
    assert.deepEqual(answer?.answer_data, { form: 'elements', xml: SECRET.toString() })
    assert.deepEqual([consent?.token, consent?.public_key], [SECRET.toString(), 'p'])
  }
  assert.deepEqual(await seen(), { shown: 0, keys: new Set([first.keyId]) })
  await read(first)

  const second = createVault([key(2), key(1)])
  await resealAll(sql, second, assert.fail)
  assert.deepEqual(await seen(), { shown: 0, keys: new Set([second.keyId]) })
  const alone = createVault([key(2)])
  await read(alone)
  const [claimed] = await claimIncoming(sql, alone, { at: NOW, until: NOW.add({ seconds: 1 }), limit: 1 })
  assert.deepEqual(claimed?.message.data, message.data)

  // As the server before kept them.
  await owner`update message_in set bytes = ${SECRET}, content = ${sql.json({ form: 'text', text: SECRET.toString() })}, key_id = null`
  await owner`update message_out set request_bytes = ${SECRET}, answer_bytes = ${SECRET}, key_id = null`
  await owner`
    update register_answer set request_bytes = ${SECRET}, answer_bytes = ${SECRET}, key_id = null,
      answer_data = ${sql.json({ form: 'elements', xml: SECRET.toString() })}`
  await owner`
    update register_consent set request_bytes = ${SECRET}, answer_bytes = ${SECRET}, token = ${SECRET.toString()},
      public_key = 'p', key_id = null`
  assert.deepEqual(await seen(), { shown: 4, keys: new Set([null]) })
  await read(alone)
  await resealAll(sql, alone, assert.fail)
  assert.deepEqual(await seen(), { shown: 0, keys: new Set([alone.keyId]) })
  await read(alone)
  const unreadable: VaultError[] = []
  await resealAll(sql, createVault([key(4)]), (error) => unreadable.push(error))
  assert.equal(unreadable.length, 4, 'without its key a row stays as it is, and is told of')
  await read(alone)
  await assert.rejects(async () => sql`update register_answer set outcome = 'refused'`, /permission denied/)
})
