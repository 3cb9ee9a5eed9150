import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPasswordFault } from './password-rules.ts'
import {
  createPasswordHasher,
  derive,
  PASSWORD_COST,
  type PasswordCost,
  PasswordHasherBusyError,
  PasswordHashMalformedError,
} from './passwords.ts'

const cheap = { memoryKib: 64, passes: 1, lanes: 1 }

test('a hash names its algorithm and cost, and never repeats', async () => {
  const hasher = await createPasswordHasher()
  const hash = await hasher.hash('қызыл алма бағы')
  assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  assert.notEqual(await hasher.hash('қызыл алма бағы'), hash)
  assert.equal(await hasher.verify('қызыл алма бағы', hash), true)
  assert.equal(await hasher.verify('қызыл алма бағы ', hash), false)
})

test('the same letters, composed or not, are the same password', async () => {
  const hasher = await createPasswordHasher({ cost: cheap })
  const hash = await hasher.hash('ойнай ойнай')
  assert.equal(await hasher.verify('ои\u0306наи\u0306 ои\u0306наи\u0306', hash), true)
})

test('without an account the same work is done and the answer is no', async () => {
  const work: PasswordCost[] = []
  const hasher = await createPasswordHasher({
    derive: (password, salt, cost) => {
      work.push(cost)
      return derive(password, salt, cost)
    },
  })
  const known = await hasher.hash('бір жақсы құпиясөз')
  const workOf = async (hash: string | undefined): Promise<readonly PasswordCost[]> => {
    work.length = 0
    assert.equal(await hasher.verify('мүлде басқа сөз', hash), false)
    return [...work]
  }
  assert.deepEqual(await workOf(known), [PASSWORD_COST])
  assert.deepEqual(await workOf(undefined), [PASSWORD_COST])
})

test('a hash of another cost still verifies and is said to be stale', async () => {
  const old = await createPasswordHasher({ cost: cheap })
  const now = await createPasswordHasher({ cost: { memoryKib: 128, passes: 1, lanes: 1 } })
  const hash = await old.hash('ескі құпиясөзім')
  assert.equal(await now.verify('ескі құпиясөзім', hash), true)
  assert.equal(now.isStale(hash), true)
  assert.equal(old.isStale(hash), false)
})

test('what is not a hash is an error, never a wrong password', async () => {
  const hasher = await createPasswordHasher({ cost: cheap })
  await assert.rejects(hasher.verify('құпиясөз', 'plain'), PasswordHashMalformedError)
  await assert.rejects(
    hasher.verify('құпиясөз', '$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$c2hvcnQ'),
    PasswordHashMalformedError,
  )
})

test('a flood of sign-ins is turned away instead of piling up', async () => {
  const hasher = await createPasswordHasher({ cost: cheap, concurrency: 1, waiting: 2 })
  const answers = await Promise.allSettled(Array.from({ length: 6 }, () => hasher.hash('құпиясөзім бар')))
  assert.equal(answers.filter((answer) => answer.status === 'fulfilled').length, 3)
  const refused = answers.filter((answer) => answer.status === 'rejected')
  assert.ok(refused.every((answer) => answer.reason instanceof PasswordHasherBusyError))
  assert.match(await hasher.hash('кейін қайта болады'), /^\$argon2id/)
})

test('a new password is long, not the IIN and not one that everybody has', () => {
  const iin = '010101500012'
  assert.equal(findPasswordFault('', iin), 'password-missing')
  assert.equal(findPasswordFault('құпия сөз', iin), 'password-too-short')
  assert.equal(findPasswordFault('ө'.repeat(129), iin), 'password-too-long')
  assert.equal(findPasswordFault('010101500012', iin), 'password-is-iin')
  assert.equal(findPasswordFault('0101 0150 0012', iin), 'password-is-iin')
  for (const common of [
    'Password-123',
    '1234567890',
    '0987654321',
    'йцукенгшщз',
    'aaaaaaaaaaaa',
    '1212121212',
    'Қазақстан 123',
  ]) {
    assert.equal(findPasswordFault(common, iin), 'password-too-common', common)
  }
  for (const good of ['үш тоқты таудан', 'қарлығаш ұясы', 'tram-lilac-47-fog']) {
    assert.equal(findPasswordFault(good, iin), undefined, good)
  }
})
