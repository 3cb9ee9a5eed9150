import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { testDatabase } from '../database/test-database.ts'
import { accountOf } from './account.ts'
import { blockAccount, findAccountById, insertAccount } from './accounts.queries.ts'
import {
  endPost,
  endSubstitution,
  findProvider,
  insertPost,
  insertProvider,
  insertService,
  insertSubstitution,
  listProviders,
  providersByService,
} from './staff.queries.ts'
import { absencesOfAccount, partyOfAccount, providersOf, RegisterCheckPendingError, staffWithPost } from './staff.ts'

const { sql, drop } = await testDatabase()
after(drop)

// Midnight of 22 November in Taraz is 19:00 of the 21st in UTC.
const NOON = Temporal.Instant.from('2026-11-22T07:00:00Z')
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

let next = 0
async function person(name: string, kind: 'citizen' | 'staff' = 'staff', known = true): Promise<string> {
  const id = randomUUID()
  next += 1
  await insertAccount(sql, {
    id,
    kind,
    iin: `9003033000${String(next).padStart(2, '0')}`,
    ...(known ? { name } : { nextCheckAt: NOON }),
    locale: 'kk',
    passwordHash: '$argon2id$v=19$m=64,t=1,p=1$c2FsdA$dGFn',
    at: NOON,
  })
  return id
}

async function provider(): Promise<string> {
  const id = `akimat-${randomUUID().slice(0, 8)}`
  await insertProvider(sql, { id, title: { kk: 'Әкімдік', ru: 'Акимат', en: 'Akimat' }, timeZone: 'Asia/Almaty' })
  return id
}

async function post(accountId: string, providerId: string, actor: string, from = '2026-01-01', until?: string) {
  const id = randomUUID()
  await insertPost(sql, { id, accountId, providerId, actor, from: day(from), ...(until && { until: day(until) }) })
  return id
}

async function substitute(providerId: string, absent: string, substitute: string, from: string, until: string) {
  const id = randomUUID()
  await insertSubstitution(sql, {
    id,
    providerId,
    absentAccountId: absent,
    substituteAccountId: substitute,
    from: day(from),
    until: day(until),
    reason: 'еңбек демалысы',
  })
  return id
}

async function partyOf(id: string, now = NOON, providerId?: string) {
  const row = await findAccountById(sql, id)
  assert.ok(row)
  return partyOfAccount(sql, accountOf(row), now, providerId)
}

test('a provider is found by its id', async () => {
  const id = await provider()
  assert.deepEqual(await findProvider(sql, id), {
    id,
    title: { kk: 'Әкімдік', ru: 'Акимат', en: 'Akimat' },
    timeZone: 'Asia/Almaty',
  })
  assert.equal(await findProvider(sql, 'nowhere'), undefined)
})

test('a citizen is an applicant with the number and the name of the register', async () => {
  const id = await person('Үлгібаева Айсәуле', 'citizen')
  const party = await partyOf(id)
  assert.ok(party.kind === 'applicant')
  assert.deepEqual([party.accountId, party.name], [id, 'Үлгібаева Айсәуле'])
})

test('an account that waits for the register is no party', async () => {
  await assert.rejects(partyOf(await person('', 'citizen', false)), RegisterCheckPendingError)
})

test('staff have the roles of the posts they hold on that day in the zone of the provider', async () => {
  const at = await provider()
  const id = await person('Кеңсеева Сәуле')
  await post(id, at, 'clerk', '2026-11-22')
  await post(id, at, 'secretary', '2026-01-01', '2026-11-22')
  const roles = async (now: string) => {
    const party = await partyOf(id, Temporal.Instant.from(now))
    assert.ok(party.kind === 'staff')
    return party.roles.map((role) => role.actor)
  }
  assert.deepEqual(await roles('2026-11-21T18:59:59Z'), ['secretary'], 'still the 21st in Taraz')
  assert.deepEqual(await roles('2026-11-21T19:00:00Z'), ['clerk'], 'the 22nd has begun in Taraz')
})

test('without a post there is no role and no provider', async () => {
  const id = await person('Бос Адам')
  assert.deepEqual(await partyOf(id), { kind: 'staff', accountId: id, name: 'Бос Адам', providerId: '', roles: [] })
})

test('roles never mix two providers', async () => {
  const [a, b] = [await provider(), await provider()].toSorted()
  assert.ok(a && b)
  const id = await person('Екі Жерде')
  await post(id, a, 'clerk')
  await post(id, b, 'head')
  assert.deepEqual(await providersOf(sql, id, NOON), [a, b])
  const first = await partyOf(id)
  assert.ok(first.kind === 'staff')
  assert.deepEqual([first.providerId, first.roles], [a, [{ actor: 'clerk' }]])
  const second = await partyOf(id, NOON, b)
  assert.ok(second.kind === 'staff')
  assert.deepEqual([second.providerId, second.roles], [b, [{ actor: 'head' }]])
  const foreign = await partyOf(id, NOON, 'another-akimat')
  assert.ok(foreign.kind === 'staff')
  assert.deepEqual(foreign.roles, [])
})

test('a substitute acts in the posts of the absent person from the first day to the last, and the absent person does not', async () => {
  const at = await provider()
  const [absent, stand] = [await person('Демалысова Гүлнар'), await person('Орынбасаров Марат')]
  await post(absent, at, 'head')
  await post(absent, at, 'member')
  await post(stand, at, 'clerk')
  await substitute(at, absent, stand, '2026-11-10', '2026-11-20')
  const roles = async (id: string, date: string) => {
    const party = await partyOf(
      id,
      Temporal.PlainDateTime.from(`${date}T12:00`).toZonedDateTime('Asia/Almaty').toInstant(),
    )
    assert.ok(party.kind === 'staff')
    return party.roles
  }
  const instead = { accountId: absent, name: 'Демалысова Гүлнар' }
  for (const date of ['2026-11-10', '2026-11-19']) {
    assert.deepEqual(await roles(stand, date), [
      { actor: 'clerk' },
      { actor: 'head', substitutes: instead },
      { actor: 'member', substitutes: instead },
    ])
    assert.deepEqual(await roles(absent, date), [])
  }
  for (const date of ['2026-11-09', '2026-11-20']) {
    assert.deepEqual(await roles(stand, date), [{ actor: 'clerk' }])
    assert.deepEqual(await roles(absent, date), [{ actor: 'head' }, { actor: 'member' }])
  }
  const during = Temporal.Instant.from('2026-11-15T07:00:00Z')
  assert.deepEqual(await absencesOfAccount(sql, absent, during), [
    { providerId: at, substituteName: 'Орынбасаров Марат', lastDay: day('2026-11-19') },
  ])
  assert.deepEqual(await absencesOfAccount(sql, absent, NOON), [])
})

test('substitution is not handed on', async () => {
  const at = await provider()
  const [a, b, c] = [await person('А'), await person('Б'), await person('В')]
  await post(a, at, 'head')
  await post(b, at, 'clerk')
  await substitute(at, a, b, '2026-11-01', '2026-12-01')
  await substitute(at, b, c, '2026-11-01', '2026-12-01')
  const party = await partyOf(c)
  assert.ok(party.kind === 'staff')
  assert.deepEqual(party.roles, [{ actor: 'clerk', substitutes: { accountId: b, name: 'Б' } }])
})

test('substitution at one provider gives nothing at another', async () => {
  const [here, there] = [await provider(), await provider()]
  const [absent, stand] = [await person('А'), await person('Б')]
  await post(absent, here, 'head')
  await post(absent, there, 'head')
  await substitute(here, absent, stand, '2026-11-01', '2026-12-01')
  assert.deepEqual(await providersOf(sql, stand, NOON), [here])
  assert.deepEqual(await providersOf(sql, absent, NOON), [there])
})

test('who holds a post today is listed by name, each person once, absent ones by their substitute', async () => {
  const at = await provider()
  const [a, b, c] = [await person('Асхат'), await person('Динара'), await person('Бекзат')]
  for (const id of [a, b, c]) await post(id, at, 'executor')
  await substitute(at, c, a, '2026-11-01', '2026-12-01')
  assert.deepEqual(await staffWithPost(sql, at, 'executor', NOON), [
    { accountId: a, name: 'Асхат' },
    { accountId: b, name: 'Динара' },
  ])
  const outsider = await person('Орынбасаров')
  const another = await person('Жоқ Адам')
  await post(another, at, 'executor')
  await substitute(at, another, outsider, '2026-11-01', '2026-12-01')
  assert.deepEqual((await staffWithPost(sql, at, 'executor', NOON)).at(-1), {
    accountId: outsider,
    name: 'Орынбасаров',
    substitutes: { accountId: another, name: 'Жоқ Адам' },
  })
  assert.deepEqual(await staffWithPost(sql, await provider(), 'executor', NOON), [])
})

test('a blocked member of staff is not named', async () => {
  const at = await provider()
  const id = await person('Бұғатталған')
  await post(id, at, 'executor')
  await blockAccount(sql, id, 'test', NOON)
  assert.deepEqual(await staffWithPost(sql, at, 'executor', NOON), [])
})

test('a post and an absence can end early', async () => {
  const at = await provider()
  const [a, b] = [await person('А'), await person('Б')]
  const postId = await post(a, at, 'head')
  const absence = await substitute(at, a, b, '2026-11-01', '2026-12-01')
  await endSubstitution(sql, absence, day('2026-11-22'))
  assert.deepEqual(await staffWithPost(sql, at, 'head', NOON), [{ accountId: a, name: 'А' }])
  await endPost(sql, postId, day('2026-11-22'))
  assert.deepEqual(await staffWithPost(sql, at, 'head', NOON), [])
})

test('the table itself refuses overlaps, oneself as substitute and days in the wrong order', async () => {
  const at = await provider()
  const [a, b, c] = [await person('А'), await person('Б'), await person('В')]
  await post(a, at, 'head', '2026-01-01', '2026-06-01')
  await post(a, at, 'head', '2026-06-01')
  await assert.rejects(post(a, at, 'head', '2026-05-01', '2026-05-02'), /excl\$staff_post_overlap/)
  await substitute(at, a, b, '2026-11-01', '2026-12-01')
  await assert.rejects(substitute(at, a, c, '2026-11-30', '2026-12-10'), /excl\$substitution_overlap/)
  await assert.rejects(substitute(at, b, b, '2026-11-01', '2026-12-01'), /check\$substitution_not_oneself/)
  await assert.rejects(substitute(at, c, b, '2026-12-01', '2026-12-01'), /check\$substitution_days/)
})

test('providers are listed by their ids, each with its titles and zone', async () => {
  const ids = [await provider(), await provider(), await provider()]
  const listed = await listProviders(sql)
  assert.deepEqual(
    listed.map(({ id }) => id),
    listed.map(({ id }) => id).toSorted(),
  )
  for (const id of ids) {
    assert.deepEqual(
      listed.find((one) => one.id === id),
      await findProvider(sql, id),
    )
  }
})

test('a service is given by the bodies that were said to give it', async () => {
  for (const id of ['service-b', 'service-a']) {
    await insertProvider(sql, { id, title: { kk: id, ru: id, en: id }, timeZone: 'Asia/Almaty' })
    await insertService(sql, id, 'some-queue')
    await insertService(sql, id, 'some-queue')
  }
  await insertService(sql, 'service-b', 'other-queue')
  const given = await providersByService(sql)
  assert.deepEqual(given.get('some-queue'), ['service-a', 'service-b'])
  assert.deepEqual(given.get('other-queue'), ['service-b'])
  assert.equal(given.get('no-such-queue'), undefined)
  await assert.rejects(insertService(sql, 'nobody', 'some-queue'), /fk\$provider_service_provider/)
})
