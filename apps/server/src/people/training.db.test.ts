import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { TRAINING_PEOPLE } from '../../../simulator/src/registers/training-people.ts'
import { testDatabase } from '../database/test-database.ts'
import { accountOf } from './account.ts'
import { findCredentials } from './accounts.queries.ts'
import { findPasswordFault } from './password-rules.ts'
import { createPasswordHasher } from './passwords.ts'
import { createSessions } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { partyOfAccount } from './staff.ts'
import { seedTraining, TRAINING_PASSWORD } from './training.ts'

const { sql, drop } = await testDatabase()
after(drop)
const clock = () => Temporal.Instant.from('2026-11-22T06:00:00Z')
const passwords = await createPasswordHasher({ cost: { memoryKib: 64, passes: 1, lanes: 1 } })
const seeded = await seedTraining({ sql, passwords, clock })

test('every training account can sign in with the training password, which obeys the rules', async () => {
  assert.equal(findPasswordFault(TRAINING_PASSWORD, ''), undefined)
  const parts = { sql, passwords, sessions: createSessions(sql) }
  for (const { iin, name, password } of seeded) {
    const result = await signIn(parts, { iin, password }, clock())
    assert.ok(result.kind === 'signed-in')
    assert.equal(result.account.name, name)
  }
})

test('the accounts are those of people the simulator knows, by the same number and name', () => {
  for (const { iin, name } of seeded) {
    const person = TRAINING_PEOPLE.find((candidate) => candidate.iin === iin)
    assert.ok(person, name)
    assert.equal([person.surname, person.givenName, person.patronymic].join(' '), name)
  }
})

test('staff act in their posts, the substitute for the absent one, the absent one nowhere', async () => {
  for (const account of seeded.filter((candidate) => candidate.kind === 'staff')) {
    const row = await findCredentials(sql, account.iin)
    assert.ok(row)
    const party = await partyOfAccount(sql, accountOf(row), clock())
    assert.ok(party.kind === 'staff')
    if (account.absent) assert.deepEqual(party.roles, [])
    else if (account.substitutes !== undefined) {
      assert.deepEqual(
        party.roles.map((role) => role.substitutes?.name),
        [account.substitutes],
      )
    } else assert.deepEqual(party.roles, [{ actor: account.actor }])
  }
})

test('seeding again adds nothing and gives the same list', async () => {
  const count = async () => (await sql`select from account`).length
  const before = await count()
  assert.deepEqual(await seedTraining({ sql, passwords, clock }), seeded)
  assert.equal(await count(), before)
})
