import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { TRAINING_PEOPLE } from '../../../simulator/src/registers/training-people.ts'
import { testDatabase } from '../database/test-database.ts'
import { openStateRegisters } from '../registers/testing/test-registers.ts'
import { peopleMessages } from './messages/people.ts'
import { createPasswordHasher } from './passwords.ts'
import { assertPage, createTestPortal, openBrowser } from './testing/test-portal.ts'
import { TRAINING_PASSWORD } from './training.ts'

const { sql, drop } = await testDatabase()
after(drop)
let now = Temporal.Instant.from('2026-11-22T06:00:00Z')
const clock = () => now
const registers = openStateRegisters(clock)
const portal = await createTestPortal({ sql, clock, road: registers.road })
const { app, seeded } = portal

function iinOf(story: string, nth = 0): string {
  const person = TRAINING_PEOPLE.filter((candidate) => candidate.story === story)[nth]
  assert.ok(person)
  return person.iin
}
const citizen = seeded.find((account) => account.kind === 'citizen')?.iin ?? ''
const clerk = seeded.find((account) => account.actor === 'clerk')?.iin ?? ''

test('sign-in leads a citizen to the cabinet and staff to the inbox, in the language of the page', async () => {
  const browser = openBrowser(app)
  assertPage(await browser.get('/ru/sign-in'), 200, 'Вход на портал')
  const entered = await browser.post('/ru/sign-in', { iin: citizen, password: TRAINING_PASSWORD })
  assert.deepEqual([entered.statusCode, entered.headers.location], [303, '/ru/cabinet'])
  const cabinet = await browser.get('/ru/cabinet')
  assert.equal(cabinet.json().party.iin, citizen)

  const staff = openBrowser(app)
  assert.equal((await staff.signIn(clerk, TRAINING_PASSWORD)).headers.location, '/kk/work')
  assert.deepEqual((await staff.get('/kk/work')).json().party.roles, [{ actor: 'clerk' }])
})

test('an IIN is taken with spaces and dashes', async () => {
  const spaced = `${citizen.slice(0, 6)} ${citizen.slice(6, 9)}-${citizen.slice(9)}`
  assert.equal((await openBrowser(app).signIn(spaced, TRAINING_PASSWORD)).statusCode, 303)
})

test('faults of the form are listed and shown at their fields, and the IIN stays as typed', async () => {
  const browser = openBrowser(app)
  const response = await browser.signIn('12 345', '')
  assertPage(response, 422, 'Қате: Порталға кіру')
  const t = peopleMessages.kk
  assert.ok(response.body.includes(t.iin.faults['wrong-length']) && response.body.includes('value="12 345"'))
  assert.ok(response.body.includes(t.password.faults['password-missing']))
})

test('a refuted sign-in shows the words and the item of the regulation, and how many attempts are left', async () => {
  const browser = openBrowser(app)
  const response = await browser.signIn(iinOf('not-found'), 'басқа бір сөз', '?service=zhambyl-queue')
  assertPage(response, 422, 'Порталға кіру')
  assert.match(response.body, /P2-kk/)
  assert.match(response.body, /11-тармақтың 4\) тармақшасы/)
  assert.ok(response.body.includes(peopleMessages.kk.signIn.attemptsLeft(4)))
  const again = await browser.post('/kk/sign-in', { iin: iinOf('not-found'), password: 'тағы бір сөз' })
  assert.match(again.body, /P2-kk/, 'the service is not forgotten')
  const query = '?return=%2Fkk%2Fservices%2Fzhambyl-queue'
  const cameFrom = await openBrowser(app).signIn(iinOf('not-found'), 'басқа бір сөз', query)
  assert.match(cameFrom.body, /P2-kk/, 'who came from the page of a service came for it')
  const without = await openBrowser(app).signIn(iinOf('not-found'), 'басқа бір сөз')
  assert.ok(without.body.includes(peopleMessages.kk.signIn.refuted))
})

test('with an account and without, the pages of wrong passwords are the same, pause included', async () => {
  const known = seeded.findLast((account) => account.kind === 'citizen')?.iin ?? ''
  const unknown = iinOf('garbage')
  const [a, b] = [openBrowser(app), openBrowser(app)]
  const bare = (response: LightMyRequestResponse, iin: string) =>
    [response.statusCode, response.body.replaceAll(iin, 'IIN').replaceAll(/name="_csrf" value="[^"]*"/g, '')].join()
  for (let i = 0; i < 6; i += 1) {
    const withAccount = await a.signIn(known, 'басқа бір сөз')
    const withoutAccount = await b.signIn(unknown, 'басқа бір сөз')
    assert.equal(bare(withoutAccount, unknown), bare(withAccount, known))
    assert.equal(withAccount.statusCode, i < 4 ? 422 : 429)
  }
  assert.match(a.page(), /Кіру уақытша тоқтатылды/)
  assert.match(a.page(), /: 11:01\./, 'the time is told in the zone of the country')
  const paused = await a.signIn(known, TRAINING_PASSWORD)
  assert.equal(paused.statusCode, 429, 'not even the right password')
  now = now.add({ minutes: 1 })
  assert.equal((await a.signIn(known, TRAINING_PASSWORD)).statusCode, 303)
})

test('a flood from one address is held back with a page', async () => {
  const narrow = await portal.buildApp({ limits: { signIn: 3 } })
  const browser = openBrowser(narrow)
  for (let i = 0; i < 3; i += 1) await browser.signIn(iinOf('failing'), 'басқа бір сөз')
  assertPage(await browser.signIn(iinOf('failing'), 'басқа бір сөз'), 429, 'Тым көп сұрау келді')
})

test('when too many sign in at once, they are asked to wait', async () => {
  const passwords = await createPasswordHasher({ concurrency: 1, waiting: 0 })
  const crowded = await portal.buildApp({ passwords })
  const browsers = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const browser = openBrowser(crowded)
      await browser.get('/kk/sign-in')
      return browser
    }),
  )
  const strangers = ['deceased', 'incapable', 'excluded', 'minor']
  const answers = await Promise.all(
    browsers.map((browser, index) =>
      browser.post('/kk/sign-in', { iin: iinOf(strangers[index] ?? ''), password: 'бір сөз екі сөз' }),
    ),
  )
  const turnedAway = answers.filter((answer) => answer.statusCode === 503)
  assert.ok(turnedAway.length > 0 && turnedAway.length < 4)
  for (const answer of turnedAway) assertPage(answer, 503, 'Қазір кіріп жатқандар көп')
})
