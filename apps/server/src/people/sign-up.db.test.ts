import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { TRAINING_PEOPLE } from '../../../simulator/src/registers/training-people.ts'
import { one } from '../database/query.ts'
import { testDatabase } from '../database/test-database.ts'
import { openStateRegisters, PERSONS_SERVICE, testRegisters } from '../registers/testing/test-registers.ts'
import { createPasswordHasher } from './passwords.ts'
import { createPeople } from './people.ts'

const { sql, drop } = await testDatabase()
after(drop)
let now = Temporal.Instant.from('2026-11-22T06:00:00Z')
const clock = () => now
const state = openStateRegisters(clock)

const people = await createPeople({
  sql,
  patience: Temporal.Duration.from({ seconds: 3 }),
  clock,
  passwords: await createPasswordHasher({ cost: { memoryKib: 64, passes: 1, lanes: 1 } }),
  verifySignature: async () => ({ verdict: 'INVALID', reason: 'no-signer' }),
  registers: testRegisters(sql, clock, state.road),
})
const BROWSER = 'browser-key-of-this-very-browser'
const PASSWORD = 'қарлығаш ұясы'

function iinOf(story: string, nth = 0): string {
  const person = TRAINING_PEOPLE.filter((candidate) => candidate.story === story)[nth]
  assert.ok(person)
  return person.iin
}

const begin = (iin: string) => people.beginSignUp({ iin, password: PASSWORD, locale: 'kk', browserKey: BROWSER })

async function accountOf(iin: string) {
  const [row] = await sql<
    { id: string; name: string | null; register_check: string; register_finding: string | null; answer: string }[]
  >`select id, name, register_check, register_finding, register_answer_id as answer from account where iin = ${iin}`
  return row
}

test('someone the register knows recognises the name and has an account', async () => {
  const iin = iinOf('ordinary')
  const begun = await begin(iin)
  assert.ok(begun.kind === 'begun')
  assert.deepEqual(await people.openSignUp(begun.signUpId, BROWSER), {
    kind: 'confirm',
    iin,
    name: 'Үлгібаева Айсәуле Мысалқызы',
  })
  assert.equal(await accountOf(iin), undefined, 'nothing is made before the person has confirmed')
  const finished = await people.finishSignUp(begun.signUpId, BROWSER)
  assert.ok(finished.kind === 'created')
  const account = await people.findAccount(finished.accountId)
  assert.deepEqual(
    [account?.iin, account?.name, account?.registerCheck, account?.identityProvenAt],
    [iin, 'Үлгібаева Айсәуле Мысалқызы', 'confirmed', undefined],
  )
  assert.ok((await accountOf(iin))?.answer, 'the answer of the register is its evidence')
  assert.equal((await people.signIn({ iin, password: PASSWORD })).kind, 'signed-in')
})

test('a number that begins with zeros signs up and signs in', async () => {
  const iin = iinOf('no-address')
  const begun = await begin(iin)
  assert.ok(begun.kind === 'begun')
  await people.finishSignUp(begun.signUpId, BROWSER)
  assert.equal((await people.signIn({ iin, password: PASSWORD })).kind, 'signed-in')
})

test('each finding of the register is told, and makes no account', async () => {
  const findings = {
    'not-found': 'not-found',
    'several-found': 'several',
    deceased: 'deceased',
    excluded: 'excluded',
    incapable: 'incapable',
    minor: 'minor',
    'consent-refused': 'consent-refused',
  }
  for (const [story, finding] of Object.entries(findings)) {
    const iin = iinOf(story)
    const begun = await begin(iin)
    assert.ok(begun.kind === 'begun', story)
    assert.deepEqual(await people.openSignUp(begun.signUpId, BROWSER), { kind: 'finding', iin, finding })
    assert.deepEqual(await people.finishSignUp(begun.signUpId, BROWSER), { kind: 'gone' })
    assert.equal(await accountOf(iin), undefined, story)
  }
  assert.deepEqual((await people.openSignUp(await begunId(iinOf('family', 2)), BROWSER)).kind, 'finding', 'a child')
})

async function begunId(iin: string): Promise<string> {
  const begun = await begin(iin)
  assert.ok(begun.kind === 'begun')
  return begun.signUpId
}

test('no address and an expired card do not keep anybody out', async () => {
  const opened = await people.openSignUp(await begunId(iinOf('expired-document')), BROWSER)
  assert.equal(opened.kind, 'confirm')
})

test('a sign-up belongs to the browser that began it, once, for half an hour', async () => {
  const iin = iinOf('ordinary', 1)
  const id = await begunId(iin)
  assert.deepEqual(await people.openSignUp(id, 'another-browser'), { kind: 'gone' })
  assert.deepEqual(await people.finishSignUp(id, 'another-browser'), { kind: 'gone' })
  const late = await begunId(iin)
  now = now.add({ minutes: 30 })
  assert.deepEqual(await people.openSignUp(late, BROWSER), { kind: 'gone' })
  assert.deepEqual(await people.finishSignUp(late, BROWSER), { kind: 'gone' })
  const again = await begunId(iin)
  const twice = await Promise.all([people.finishSignUp(again, BROWSER), people.finishSignUp(again, BROWSER)])
  assert.deepEqual(twice.map((finished) => finished.kind).toSorted(), ['created', 'gone'])
})

test('an IIN has one account; that is told only at the last step', async () => {
  const iin = iinOf('family')
  const [first, second] = [await begunId(iin), await begunId(iin)]
  assert.equal((await people.openSignUp(second, BROWSER)).kind, 'confirm')
  assert.equal((await people.finishSignUp(first, BROWSER)).kind, 'created')
  const third = await begunId(iin)
  assert.equal((await people.openSignUp(third, BROWSER)).kind, 'confirm', 'looks the same as for a new person')
  assert.deepEqual(await people.finishSignUp(third, BROWSER), { kind: 'exists' })
})

test('when the register is silent the account waits, is retried by itself and loses nothing', async () => {
  const iin = iinOf('family', 1)
  state.faults.services.set(PERSONS_SERVICE, 'down')
  const begun = await begin(iin)
  assert.ok(begun.kind === 'waiting')
  assert.equal((await begin(iin)).kind, 'exists')
  assert.equal((await accountOf(iin))?.register_check, 'pending')
  assert.deepEqual(
    (await people.waitingAccounts()).map(({ id, attempts, since }) => [id, attempts, since.toString()]),
    [[begun.accountId, 0, now.toString()]],
  )
  const signedIn = await people.signIn({ iin, password: PASSWORD })
  assert.ok(signedIn.kind === 'signed-in', 'the person can sign in and see it')

  assert.equal(await people.retryPendingChecks(), 0, 'not before the first pause is over')
  const pauses: number[] = []
  for (let i = 0; i < 10; i += 1) {
    const { next } = await one(sql<{ next: Date }[]>`select next_check_at as next from account where iin = ${iin}`)
    pauses.push(Math.round((next.getTime() - now.epochMilliseconds) / 60_000))
    now = Temporal.Instant.fromEpochMilliseconds(next.getTime())
    assert.equal(await people.retryPendingChecks(), 1)
  }
  assert.deepEqual(pauses, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360])
  state.faults.services.clear()
  now = now.add({ hours: 6 })
  assert.equal(await people.retryPendingChecks(), 1)
  assert.deepEqual(
    [(await accountOf(iin))?.register_check, (await accountOf(iin))?.name],
    ['confirmed', 'Отбасов Нұрдәулет Мысалұлы'],
  )
  assert.equal(await people.retryPendingChecks(), 0)
})

test('two servers that retry at once ask about an account once', async () => {
  state.faults.services.set(PERSONS_SERVICE, 'down')
  const iin = iinOf('staff', 8)
  await begin(iin)
  state.faults.services.clear()
  now = now.add({ minutes: 2 })
  const taken = await Promise.all([
    people.retryPendingChecks(),
    people.retryPendingChecks(),
    people.retryPendingChecks(),
  ])
  assert.equal(
    taken.reduce((sum, count) => sum + count, 0),
    1,
  )
})

test('a slow register does not keep the person at the screen', async () => {
  const iin = iinOf('slow')
  assert.equal((await begin(iin)).kind, 'waiting')
  now = now.add({ minutes: 2 })
  await people.retryPendingChecks()
  assert.equal((await accountOf(iin))?.register_check, 'confirmed', 'in the background there is time')
})

test('consent that is awaited keeps the account waiting; given, it opens', async () => {
  const iin = iinOf('consent-pending')
  const begun = await begin(iin)
  assert.ok(begun.kind === 'waiting')
  const decide = (decision: 'granted' | 'refused') => assert.ok(state.consents.decide(iin, decision, clock()))
  decide('refused')
  await people.recheckNow(begun.accountId)
  const refused = await people.findAccount(begun.accountId)
  assert.deepEqual([refused?.registerCheck, refused?.registerFinding], ['refuted', 'consent-refused'])
  decide('granted')
  await people.recheckNow(begun.accountId)
  const granted = await people.findAccount(begun.accountId)
  assert.deepEqual([granted?.registerCheck, granted?.registerFinding], ['confirmed', undefined])
  await people.recheckNow(begun.accountId)
  assert.equal((await people.findAccount(begun.accountId))?.registerCheck, 'confirmed', 'a confirmed one stays so')
})

test('a register that fails or talks nonsense leaves the account waiting', async () => {
  for (const story of ['failing', 'garbage']) {
    const begun = await begin(iinOf(story))
    assert.equal(begun.kind, 'waiting', story)
  }
})

test('what was begun and never finished does not stay', async () => {
  await begin(iinOf('minor'))
  now = now.add({ hours: 1 })
  await people.dropExpired()
  assert.equal((await sql`select from sign_up`).length, 0)
})

test('contacts and language of an account can change', async () => {
  const { id } = await one(sql<{ id: string }[]>`select id from account where iin = ${iinOf('ordinary')}`)
  await people.setLocale(id, 'ru')
  await people.setContacts(id, { phone: '+77010000000' })
  await people.setContacts(id, { email: 'aisaule@example.kz' })
  await people.proveIdentity(id)
  const account = await people.findAccount(id)
  assert.deepEqual(
    [account?.locale, account?.phone, account?.email, account?.identityProvenAt?.toString()],
    ['ru', '+77010000000', 'aisaule@example.kz', now.toString()],
  )
})
