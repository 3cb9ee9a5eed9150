import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { TRAINING_PEOPLE } from '../../../simulator/src/registers/training-people.ts'
import { testDatabase } from '../database/test-database.ts'
import { openStateRegisters, PERSONS_SERVICE } from '../registers/testing/test-registers.ts'
import { peopleMessages } from './messages/people.ts'
import { assertPage, createTestPortal, openBrowser } from './testing/test-portal.ts'
import { TRAINING_PASSWORD } from './training.ts'

const { sql, drop } = await testDatabase()
after(drop)
const now = Temporal.Instant.from('2026-11-22T06:00:00Z')
const clock = () => now
const registers = openStateRegisters(clock)
const { app, seeded } = await createTestPortal({ sql, clock, road: registers.road })

function iinOf(story: string, nth = 0): string {
  const person = TRAINING_PEOPLE.filter((candidate) => candidate.story === story)[nth]
  assert.ok(person)
  return person.iin
}
const citizen = seeded.find((account) => account.kind === 'citizen')?.iin ?? ''
const PASSWORD = 'қарлығаш ұясы'

test('a citizen signs up: number and password, the name recognised, signed in', async () => {
  const browser = openBrowser(app)
  const iin = iinOf('ordinary', 1)
  assertPage(await browser.get('/kk/sign-up?return=%2Fkk%2Fservices%2Fzhambyl-queue'), 200, 'Порталда тіркелу')
  const begun = await browser.post('/kk/sign-up', { iin, password: PASSWORD, repeated: PASSWORD })
  assert.equal(begun.statusCode, 303)
  const confirm = await browser.get(String(begun.headers.location))
  assertPage(confirm, 200, 'Бұл сіз бе')
  assert.match(confirm.body, /Жандәулет Мысалұлы С\./)
  assert.doesNotMatch(confirm.body, /Сынақов/, 'a stranger does not learn the surname')
  const made = await browser.post(String(begun.headers.location).split('?')[0] ?? '')
  assert.equal(made.headers.location, '/kk/sign-up/waiting?return=%2Fkk%2Fservices%2Fzhambyl-queue')
  const welcome = await browser.get(made.headers.location)
  assertPage(welcome, 200, 'Мәліметіңіз расталды')
  assert.match(welcome.body, /href="\/kk\/services\/zhambyl-queue"/)
  assert.equal((await browser.get('/kk/cabinet')).json().party.name, 'Сынақов Жандәулет Мысалұлы')
  assertPage(await browser.get(String(begun.headers.location)), 410, 'Бұл тіркелу аяқталған')
})

test('faults of a sign-up are told at their fields', async () => {
  const browser = openBrowser(app)
  await browser.get('/kk/sign-up')
  const t = peopleMessages.kk
  const cases: [Record<string, string>, string][] = [
    [{ iin: '', password: PASSWORD, repeated: PASSWORD }, t.iin.faults.missing],
    [{ iin: '900514497062', password: PASSWORD, repeated: PASSWORD }, t.iin.faults['wrong-check-digit']],
    [{ iin: '901399497061', password: PASSWORD, repeated: PASSWORD }, t.iin.faults['wrong-date']],
    [{ iin: '940140000385', password: PASSWORD, repeated: PASSWORD }, t.iin.faults['looks-like-bin']],
    [{ iin: citizen, password: 'қысқа', repeated: 'қысқа' }, t.password.faults['password-too-short']],
    [{ iin: citizen, password: `${citizen}!`, repeated: `${citizen}!` }, t.password.faults['password-is-iin']],
    [{ iin: citizen, password: PASSWORD, repeated: 'басқа' }, t.password.faults['password-differs']],
  ]
  for (const [fields, message] of cases) {
    const response = await browser.post('/kk/sign-up', fields)
    assertPage(response, 422, 'Қате: Порталда тіркелу')
    assert.equal(response.body.split(message).length, 3, `${message}: in the summary and at the field`)
    assert.ok(!response.body.includes(PASSWORD), 'a password never comes back')
  }
})

test('each finding of the register has its page in three languages', async () => {
  const findings = {
    'not-found': 'not-found',
    'several-found': 'several',
    deceased: 'deceased',
    excluded: 'excluded',
    incapable: 'incapable',
    minor: 'minor',
    'consent-refused': 'consent-refused',
  } as const
  for (const [story, finding] of Object.entries(findings)) {
    const browser = openBrowser(app)
    await browser.get('/kk/sign-up')
    const begun = await browser.post('/kk/sign-up', { iin: iinOf(story), password: PASSWORD, repeated: PASSWORD })
    const { pathname } = new URL(String(begun.headers.location), 'http://x')
    for (const locale of ['kk', 'ru', 'en'] as const) {
      const words = peopleMessages[locale].signUp.findings[finding]
      const page = await browser.get(pathname.replace('/kk/', `/${locale}/`))
      assertPage(page, 200, words.title)
      assert.ok(words.next.every((next) => page.body.includes(next)))
    }
  }
})

test('a silent register: the account waits in sight, and a press asks again', async () => {
  registers.faults.services.set(PERSONS_SERVICE, 'down')
  const browser = openBrowser(app)
  await browser.get('/kk/sign-up')
  const iin = iinOf('staff', 8)
  assert.ok(seeded.some((account) => account.iin === iin))
  const fresh = iinOf('family', 1)
  const begun = await browser.post('/kk/sign-up', { iin: fresh, password: PASSWORD, repeated: PASSWORD })
  assert.equal(begun.headers.location, '/kk/sign-up/waiting')
  assertPage(await browser.get('/kk/sign-up/waiting'), 200, 'Тіркелгі ашылды')
  assert.equal((await browser.get('/kk/cabinet')).headers.location, '/kk/sign-up/waiting')
  assert.equal((await browser.get('/api/me')).json().code, 'register-check-pending')
  await browser.get('/kk/sign-up/waiting')
  await browser.post('/kk/sign-up/waiting')
  assertPage(await browser.get('/kk/sign-up/waiting'), 200, 'Тіркелгі ашылды')
  registers.faults.services.clear()
  await browser.post('/kk/sign-up/waiting')
  assertPage(await browser.get('/kk/sign-up/waiting'), 200, 'Мәліметіңіз расталды')
  assert.equal((await browser.get('/kk/cabinet')).statusCode, 200)
})

test('consent refused on the phone is shown, and can be given after all', async () => {
  const iin = iinOf('consent-pending')
  const browser = openBrowser(app)
  await browser.get('/kk/sign-up')
  await browser.post('/kk/sign-up', { iin, password: PASSWORD, repeated: PASSWORD })
  const decide = (decision: 'granted' | 'refused') => assert.ok(registers.consents.decide(iin, decision, clock()))
  decide('refused')
  await browser.get('/kk/sign-up/waiting')
  await browser.post('/kk/sign-up/waiting')
  assertPage(await browser.get('/kk/sign-up/waiting'), 200, 'келісім берілмеді')
  decide('granted')
  await browser.post('/kk/sign-up/waiting')
  assertPage(await browser.get('/kk/sign-up/waiting'), 200, 'Мәліметіңіз расталды')
})

test('an IIN that has an account is told where to go', async () => {
  const browser = openBrowser(app)
  await browser.get('/kk/sign-up')
  const begun = await browser.post('/kk/sign-up', { iin: citizen, password: PASSWORD, repeated: PASSWORD })
  const { pathname } = new URL(String(begun.headers.location), 'http://x')
  assertPage(await browser.get(pathname), 200, 'Бұл сіз бе')
  const made = await browser.post(pathname)
  assert.equal(made.headers.location, '/kk/sign-up/exists')
  assertPage(await browser.get('/kk/sign-up/exists'), 409, 'тіркелгі бұрын ашылған')
  assert.equal((await browser.signIn(citizen, TRAINING_PASSWORD)).statusCode, 303, 'and its password is as it was')
})

test('the password is changed with a signature over the exact document', async () => {
  const iin = seeded.filter((account) => account.kind === 'citizen').at(1)?.iin ?? ''
  const elsewhere = openBrowser(app)
  await elsewhere.signIn(iin, TRAINING_PASSWORD)
  const browser = openBrowser(app)
  assertPage(await browser.get('/kk/password'), 200, 'Құпиясөзді ЭЦҚ арқылы ауыстыру')
  assertPage(await browser.post('/kk/password', { iin, password: 'қысқа', repeated: '' }), 422, 'Қате:')
  const begun = await browser.post('/kk/password', { iin, password: PASSWORD, repeated: PASSWORD })
  const at = String(begun.headers.location)
  const page = await browser.get(at)
  assertPage(page, 200, 'Ауыстыруды ЭЦҚ-мен растау')
  assert.match(page.body, /sign-document\.js/)
  const document = await browser.get(`${at}/document`)
  assert.equal(JSON.parse(document.body).iin, iin)
  assert.equal((await openBrowser(app).get(`${at}/document`)).statusCode, 410, 'not for another browser')
  await browser.get(at)
  const wrong = await browser.post(at, { cms: Buffer.from('other').toString('base64') })
  assertPage(wrong, 422, 'Ауыстыруды ЭЦҚ-мен растау')
  assert.match(wrong.body, /kk:content-differs/)
  const signed = await browser.post(at, { cms: document.rawPayload.toString('base64') })
  assert.equal(signed.headers.location, '/kk/password/done')
  assertPage(await browser.get('/kk/password/done'), 200, 'Құпиясөз ауыстырылды')
  assertPage(await browser.get('/kk/password/no-account'), 200, 'тіркелгі жоқ')
  assertPage(await browser.get(at), 410, 'аяқталған')
  assert.equal((await elsewhere.get('/kk/cabinet')).statusCode, 303, 'other sessions have ended')
  assert.equal((await openBrowser(app).signIn(iin, TRAINING_PASSWORD)).statusCode, 422)
  assert.equal((await openBrowser(app).signIn(iin, PASSWORD)).statusCode, 303)
})
