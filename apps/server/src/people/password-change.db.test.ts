import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { testDatabase } from '../database/test-database.ts'
import { insertAccount } from './accounts.queries.ts'
import { createPasswordHasher } from './passwords.ts'
import {
  beginPasswordChange,
  finishPasswordChange,
  openPasswordChange,
  type VerifySignature,
} from './password-change.ts'
import { createSessions } from './sessions.ts'
import { signIn } from './sign-in.ts'

const { sql, drop } = await testDatabase()
after(drop)
const passwords = await createPasswordHasher({ cost: { memoryKib: 64, passes: 1, lanes: 1 } })
const sessions = createSessions(sql)
const NOW = Temporal.Instant.from('2026-11-22T06:00:00Z')
const BROWSER = 'browser-key'
const IIN = '900505300001'
const id = randomUUID()
await insertAccount(sql, {
  id,
  kind: 'citizen',
  iin: IIN,
  name: 'Үлгібаева Айсәуле',
  locale: 'kk',
  passwordHash: await passwords.hash('ескі құпиясөзім'),
  at: NOW,
})

/** A signer of another system: the signature is the document itself with the IIN before it. */
const verifySignature: VerifySignature = async (cms, document, iin) => {
  const text = Buffer.from(cms).toString()
  if (text === 'ask-later') return { verdict: 'INDETERMINATE', reason: 'revocation-unknown' }
  return text === `${iin}|${Buffer.from(document).toString()}`
    ? { verdict: 'VALID' }
    : { verdict: 'INVALID', reason: 'signature-wrong' }
}
const parts = { sql, passwords, verifySignature }
const trySignIn = async (password: string) =>
  (await signIn({ sql, passwords, sessions }, { iin: IIN, password }, NOW)).kind

async function begin(iin = IIN): Promise<{ id: string; signed: Buffer }> {
  const changeId = await beginPasswordChange(parts, { iin, password: 'жаңа құпиясөзім', browserKey: BROWSER }, NOW)
  const opened = await openPasswordChange(parts, changeId, BROWSER, NOW)
  assert.ok(opened.kind === 'to-sign')
  return { id: changeId, signed: Buffer.from(`${iin}|${Buffer.from(opened.document).toString()}`) }
}

const finish = (changeId: string, cms: Uint8Array, browserKey = BROWSER) =>
  finishPasswordChange(parts, { id: changeId, browserKey, cms }, NOW)

test('the document to sign says what it is for and whose it is', async () => {
  const { signed } = await begin()
  assert.match(signed.toString(), /"purpose":"password-change"/)
  assert.match(signed.toString(), new RegExp(`"iin":"${IIN}"`))
})

test('without the right signature nothing changes', async () => {
  const { id: changeId, signed } = await begin()
  assert.deepEqual(await finish(changeId, Buffer.from('nonsense')), { kind: 'refuted', reason: 'signature-wrong' })
  assert.deepEqual(await finish(changeId, Buffer.alloc(300_000)), { kind: 'refuted', reason: 'too-large' })
  assert.deepEqual(await finish(changeId, Buffer.from('ask-later')), {
    kind: 'undecided',
    reason: 'revocation-unknown',
  })
  assert.deepEqual(await finish(changeId, signed, 'another-browser'), { kind: 'gone' })
  const other = await begin()
  assert.equal((await finish(changeId, other.signed)).kind, 'refuted', 'a signature over another document')
  assert.equal(await trySignIn('ескі құпиясөзім'), 'signed-in')
})

test('the signature of the owner changes the password, ends every session and lifts the pause', async () => {
  const token = await sessions.open(id, NOW)
  for (let i = 0; i < 5; i += 1) await trySignIn('бірдеңе басқа')
  assert.equal(await trySignIn('ескі құпиясөзім'), 'paused')
  const { id: changeId, signed } = await begin()
  assert.deepEqual(await finish(changeId, signed), { kind: 'changed', accountId: id })
  assert.deepEqual(await sessions.find(token, NOW), { state: 'ended', why: 'password-change' })
  assert.equal(await trySignIn('ескі құпиясөзім'), 'refuted')
  assert.equal(await trySignIn('жаңа құпиясөзім'), 'signed-in')
  const [account] = await sql`select identity_proven_at from account where id = ${id}`
  assert.ok(account?.['identity_proven_at'])
  assert.deepEqual(await finish(changeId, signed), { kind: 'gone' }, 'a document serves once')
})

test('without an account the way is the same up to the signature', async () => {
  const { id: changeId, signed } = await begin('900505300010')
  assert.deepEqual(await finish(changeId, signed), { kind: 'no-account' })
})

test('a document that waited half an hour is gone', async () => {
  const { id: changeId } = await begin()
  assert.deepEqual(await openPasswordChange(parts, changeId, BROWSER, NOW.add({ minutes: 30 })), { kind: 'gone' })
})
