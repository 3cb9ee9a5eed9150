import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { one } from '../database/query.ts'
import { connect } from '../database/connect.ts'
import { testDatabase } from '../database/test-database.ts'
import { blockAccount, insertAccount } from './accounts.queries.ts'
import { beginAttempt, dropOldAttempts } from './lock-out.ts'
import { createPasswordHasher, type PasswordHasher } from './passwords.ts'
import { createSessions } from './sessions.ts'
import { signIn } from './sign-in.ts'

const { sql, url, drop } = await testDatabase()
after(drop)
const passwords = await createPasswordHasher({ cost: { memoryKib: 64, passes: 1, lanes: 1 } })
const sessions = createSessions(sql)
const parts = { sql, passwords, sessions }
const START = Temporal.Instant.from('2026-11-22T06:00:00Z')
const PASSWORD = 'қарлығаш ұясы'
const WRONG = 'басқа бір сөз'

let next = 0
function newIin(): string {
  next += 1
  return `9002023000${String(next).padStart(2, '0')}`
}

async function account(iin = newIin()): Promise<{ id: string; iin: string }> {
  const id = randomUUID()
  await insertAccount(sql, {
    id,
    kind: 'citizen',
    iin,
    name: 'Сынақов Жандәулет',
    locale: 'kk',
    passwordHash: await passwords.hash(PASSWORD),
    at: START,
  })
  return { id, iin }
}

test('the right password opens a session of that account', async () => {
  const { id, iin } = await account()
  const result = await signIn(parts, { iin, password: PASSWORD }, START)
  assert.ok(result.kind === 'signed-in')
  assert.equal(result.account.id, id)
  const found = await sessions.find(result.token, START)
  assert.ok(found.state === 'live')
  assert.equal(found.session.account.iin, iin)
})

test('signing in ends the session the browser had', async () => {
  const { iin } = await account()
  const first = await signIn(parts, { iin, password: PASSWORD }, START)
  assert.ok(first.kind === 'signed-in')
  const second = await signIn(parts, { iin, password: PASSWORD, previousToken: first.token }, START)
  assert.ok(second.kind === 'signed-in' && second.token !== first.token)
  assert.deepEqual(await sessions.find(first.token, START), { state: 'ended', why: 'new-sign-in' })
})

test('from the fifth wrong password on there are pauses of 1, 2, 4 … 60 minutes', async () => {
  const { iin } = await account()
  const left: number[] = []
  for (let i = 0; i < 4; i += 1) {
    const result = await signIn(parts, { iin, password: WRONG }, START)
    assert.ok(result.kind === 'refuted')
    left.push(result.attemptsLeft)
  }
  assert.deepEqual(left, [4, 3, 2, 1])
  let now = START
  for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
    const until = now.add({ minutes })
    const result = await signIn(parts, { iin, password: WRONG }, now)
    assert.ok(result.kind === 'refuted')
    assert.equal(result.pausedUntil?.toString(), until.toString())
    const early = await signIn(parts, { iin, password: PASSWORD }, until.subtract({ seconds: 1 }))
    assert.ok(early.kind === 'paused', 'during a pause even the right password is not looked at')
    assert.equal(early.until.toString(), until.toString(), 'and the pause does not grow')
    now = until
  }
  assert.equal((await signIn(parts, { iin, password: PASSWORD }, now)).kind, 'signed-in')
  const after = await signIn(parts, { iin, password: WRONG }, now)
  assert.deepEqual(after, { kind: 'refuted', attemptsLeft: 4 }, 'a right password forgets the wrong ones')
})

test('an IIN without an account gets the same answers and the same pauses', async () => {
  const { iin: known } = await account()
  const unknown = newIin()
  for (let i = 0; i < 6; i += 1) {
    const withAccount = await signIn(parts, { iin: known, password: WRONG }, START)
    const without = await signIn(parts, { iin: unknown, password: WRONG }, START)
    assert.deepEqual(without, withAccount)
  }
})

test('a password is weighed once, whether there is an account or not', async () => {
  const weighed: (string | undefined)[] = []
  const counting: PasswordHasher = {
    ...passwords,
    verify: (password, hash) => {
      weighed.push(hash)
      return passwords.verify(password, hash)
    },
  }
  const { iin: known } = await account()
  for (const iin of [known, newIin()]) {
    assert.equal((await signIn({ ...parts, passwords: counting }, { iin, password: WRONG }, START)).kind, 'refuted')
  }
  assert.deepEqual(
    weighed.map((hash) => hash === undefined),
    [false, true],
  )
})

test('attempts at the same moment, from two servers, are all counted', async () => {
  const iin = newIin()
  const other = connect(url)
  const attempts = await Promise.all(
    Array.from({ length: 40 }, (_, index) => beginAttempt(index % 2 === 0 ? sql : other, iin, START)),
  )
  await other.end()
  assert.equal(attempts.filter((attempt) => attempt.allowed).length, 5)
})

test('wrong attempts are forgotten after a day', async () => {
  const { iin } = await account()
  for (let i = 0; i < 4; i += 1) await signIn(parts, { iin, password: WRONG }, START)
  const nextDay = START.add({ hours: 24 })
  assert.deepEqual(await signIn(parts, { iin, password: WRONG }, nextDay), { kind: 'refuted', attemptsLeft: 4 })
  await dropOldAttempts(sql, nextDay.add({ hours: 24 }))
  assert.equal((await sql`select from login_attempt`).length, 0)
})

test('only who knows the password learns that the account is blocked', async () => {
  const { id, iin } = await account()
  await blockAccount(sql, id, 'test', START)
  assert.equal((await signIn(parts, { iin, password: WRONG }, START)).kind, 'refuted')
  assert.equal((await signIn(parts, { iin, password: PASSWORD }, START)).kind, 'blocked')
})

test('a hash of an older cost is made anew at sign-in', async () => {
  const { id, iin } = await account()
  const dearer = await createPasswordHasher({ cost: { memoryKib: 128, passes: 1, lanes: 1 } })
  assert.equal((await signIn({ ...parts, passwords: dearer }, { iin, password: PASSWORD }, START)).kind, 'signed-in')
  const { hash } = await one(sql<{ hash: string }[]>`select password_hash as hash from account where id = ${id}`)
  assert.match(hash, /m=128/)
  assert.equal((await signIn({ ...parts, passwords: dearer }, { iin, password: PASSWORD }, START)).kind, 'signed-in')
})
