import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { one } from '../database/query.ts'
import { testDatabase } from '../database/test-database.ts'
import { blockAccount, insertAccount } from './accounts.queries.ts'
import { dropOldSessions } from './sessions.queries.ts'
import { createSessions, IDLE_MINUTES, LONGEST_HOURS } from './sessions.ts'

const { sql, drop } = await testDatabase()
after(drop)
const sessions = createSessions(sql)
const START = Temporal.Instant.from('2026-11-22T06:00:00Z')
const HASH = '$argon2id$v=19$m=64,t=1,p=1$c2FsdA$dGFn'

let next = 0
async function account(): Promise<string> {
  const id = randomUUID()
  next += 1
  const iin = `9001013000${String(next).padStart(2, '0')}`
  await insertAccount(sql, {
    id,
    kind: 'citizen',
    iin,
    name: 'Үлгібаева Айсәуле',
    locale: 'kk',
    passwordHash: HASH,
    at: START,
  })
  return id
}

test('the database knows only the digest of a token', async () => {
  const token = await sessions.open(await account(), START)
  const rows = await sql`select session::text as whole from session`
  assert.ok(rows.every((row) => !String(row['whole']).includes(token)))
  assert.ok(rows.every((row) => !String(row['whole']).includes(Buffer.from(token).toString('hex'))))
})

test('a session lives while it is used and ends half an hour after the last request', async () => {
  const token = await sessions.open(await account(), START)
  let now = START
  for (let i = 0; i < 5; i += 1) {
    now = now.add({ minutes: IDLE_MINUTES - 1 })
    assert.equal((await sessions.find(token, now)).state, 'live')
  }
  assert.deepEqual(await sessions.find(token, now.add({ minutes: IDLE_MINUTES })), { state: 'ended', why: 'idle' })
})

test('a session ends after twelve hours, however busy', async () => {
  const token = await sessions.open(await account(), START)
  const end = START.add({ hours: LONGEST_HOURS })
  let now = START
  while (Temporal.Instant.compare(now.add({ minutes: 20 }), end) < 0) {
    now = now.add({ minutes: 20 })
    const found = await sessions.find(token, now)
    assert.equal(found.state, 'live')
    if (found.state === 'live') assert.ok(Temporal.Instant.compare(found.session.endsAt, end) <= 0)
  }
  assert.deepEqual(await sessions.find(token, end), { state: 'ended', why: 'expired' })
})

test('requests within a minute write nothing', async () => {
  const token = await sessions.open(await account(), START)
  const seen = async (): Promise<string> =>
    (
      await one(sql<{ at: string }[]>`
        select max(last_seen_at)::text as at from session
        where token_sha256 = sha256(${token}::text::bytea)`)
    ).at
  const before = await seen()
  await sessions.find(token, START.add({ seconds: 59 }))
  assert.equal(await seen(), before)
  await sessions.find(token, START.add({ seconds: 60 }))
  assert.notEqual(await seen(), before)
})

test('signing out, a new password and a block each end the session and are told apart', async () => {
  const id = await account()
  const token = await sessions.open(id, START)
  await sessions.end(token, 'sign-out', START)
  assert.deepEqual(await sessions.find(token, START), { state: 'ended', why: 'sign-out' })

  const [second, third] = [await sessions.open(id, START), await sessions.open(id, START)]
  assert.equal(await sessions.endAllOf(id, 'password-change', START), 2)
  assert.deepEqual(await sessions.find(second, START), { state: 'ended', why: 'password-change' })
  assert.deepEqual(await sessions.find(third, START), { state: 'ended', why: 'password-change' })

  const fourth = await sessions.open(id, START)
  await blockAccount(sql, id, 'test', START)
  assert.deepEqual(await sessions.find(fourth, START), { state: 'ended', why: 'block' })
  const fifth = await sessions.open(id, START)
  assert.deepEqual(await sessions.find(fifth, START), { state: 'ended', why: 'block' }, 'a blocked account has none')
})

test('a made-up token is nothing', async () => {
  for (const token of ['', 'x', 'A'.repeat(43), "' or 1=1 --", 'é'.repeat(43)]) {
    assert.deepEqual(await sessions.find(token, START), { state: 'unknown' })
  }
})

test('old sessions are dropped, others stay', async () => {
  const id = await account()
  const old = await sessions.open(id, START.subtract({ hours: 24 * 9 }))
  const fresh = await sessions.open(id, START)
  await dropOldSessions(sql, START.subtract({ hours: 24 * 7 }))
  assert.deepEqual(await sessions.find(old, START), { state: 'unknown' })
  assert.equal((await sessions.find(fresh, START)).state, 'live')
})
