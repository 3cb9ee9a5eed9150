import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '../database/test-database.ts'
import { SILENT_ROAD } from '../registers/testing/test-registers.ts'
import { peopleMessages } from './messages/people.ts'
import { assertPage, createTestPortal, hiddenFieldsOf, openBrowser } from './testing/test-portal.ts'
import { TRAINING_PASSWORD } from './training.ts'

const { sql, drop } = await testDatabase()
after(drop)
let now = Temporal.Instant.from('2026-11-22T06:00:00Z')
const clock = () => now
// Nobody signs up here, so no register needs to answer.
const portal = await createTestPortal({ sql, clock, road: SILENT_ROAD })
const { app, seeded } = portal

const citizen = seeded.find((account) => account.kind === 'citizen')?.iin ?? ''
const clerk = seeded.find((account) => account.actor === 'clerk')?.iin ?? ''
const absent = seeded.find((account) => account.absent)?.iin ?? ''

test('the session cookie cannot be read by scripts, and behind TLS by nothing but this host', async () => {
  const plain = await openBrowser(app).signIn(citizen, TRAINING_PASSWORD)
  const cookie = plain.cookies.find(({ name }) => name === 'qyzmet-session')
  assert.deepEqual([cookie?.httpOnly, cookie?.sameSite, cookie?.path, cookie?.secure], [true, 'Lax', '/', undefined])
  const safe = await openBrowser(await portal.buildApp({ secure: true })).signIn(citizen, TRAINING_PASSWORD)
  const secure = safe.cookies.find(({ name }) => name === '__Host-qyzmet-session')
  assert.deepEqual([secure?.secure, secure?.domain, secure?.path], [true, undefined, '/'])
})

test('a form from another site, without its token, or of another browser is refused', async () => {
  const browser = openBrowser(app)
  await browser.get('/kk/sign-in')
  const fields = { iin: citizen, password: TRAINING_PASSWORD }
  const refused = [
    await browser.post('/kk/sign-in', fields, { 'sec-fetch-site': 'cross-site' }),
    await browser.post('/kk/sign-in', fields, { origin: 'https://evil.example' }),
    await browser.post('/kk/sign-in', { ...fields, _csrf: '' }),
    await browser.post('/kk/sign-in', { ...fields, _csrf: 'A'.repeat(86) }),
  ]
  const other = openBrowser(app)
  await other.get('/kk/sign-in')
  other.cookies.clear()
  refused.push(await other.post('/kk/sign-in', fields))
  for (const response of refused) assertPage(response, 403, 'Бұл бет ескірген')
  assert.equal(browser.cookies.has('qyzmet-session'), false)
  const good = await browser.get('/kk/sign-in')
  assert.equal(good.statusCode, 200)
  assert.equal((await browser.post('/kk/sign-in', fields, { origin: 'http://localhost:80' })).statusCode, 303)
})

test('the token of a session is not that of the anonymous form before it, nor of another session', async () => {
  const first = openBrowser(app)
  await first.get('/kk/sign-in')
  const anonymous = hiddenFieldsOf(first.page())['_csrf'] ?? ''
  await first.signIn(clerk, TRAINING_PASSWORD)
  assert.equal((await first.post('/kk/work', { _csrf: anonymous })).statusCode, 403)
  await first.get('/kk/sign-up/waiting')
  const own = hiddenFieldsOf(first.page())['_csrf'] ?? ''
  assert.deepEqual((await first.post('/kk/work', { _csrf: own })).json(), { done: true })
  const second = openBrowser(app)
  await second.signIn(clerk, TRAINING_PASSWORD)
  assert.equal((await second.post('/kk/work', { _csrf: own })).statusCode, 403)
})

test('scripts send the token in a header; multipart handlers check it themselves', async () => {
  const browser = openBrowser(app)
  await browser.signIn(citizen, TRAINING_PASSWORD)
  await browser.get('/kk/sign-up/waiting')
  const token = hiddenFieldsOf(browser.page())['_csrf'] ?? ''
  const post = (url: string, headers: Record<string, string>) =>
    app.inject({ method: 'POST', url, headers: { cookie: browser.cookieHeader(), ...headers } })
  assert.deepEqual((await post('/api/me', { 'x-csrf-token': token })).json(), { done: true })
  const refused = await post('/api/me', {})
  assert.deepEqual([refused.statusCode, refused.json().code], [403, 'form-not-ours'])
  assert.deepEqual((await post('/api/upload', { 'x-token': token })).json(), { ours: true })
  assert.deepEqual((await post('/api/upload', { 'x-token': 'x' })).json(), { ours: false })
  assert.equal((await post('/api/upload', { 'x-token': token, 'sec-fetch-site': 'cross-site' })).statusCode, 403)
})

test('who is not signed in is led to sign-in and back to the same page', async () => {
  const browser = openBrowser(app)
  const asked = await browser.get('/kk/work?tab=all')
  assert.deepEqual([asked.statusCode, asked.headers.location], [303, '/kk/sign-in?return=%2Fkk%2Fwork%3Ftab%3Dall'])
  await browser.get(String(asked.headers.location))
  const entered = await browser.post('/kk/sign-in', { iin: clerk, password: TRAINING_PASSWORD })
  assert.equal(entered.headers.location, '/kk/work?tab=all')
  const evil = await openBrowser(app).signIn(clerk, TRAINING_PASSWORD, '?return=//evil.example/')
  assert.equal(evil.headers.location, '/kk/work')
})

test('under /api there are codes instead of pages', async () => {
  const stranger = await app.inject('/api/me')
  assert.equal(stranger.statusCode, 401)
  assert.match(String(stranger.headers['content-type']), /^application\/problem\+json/)
  assert.deepEqual(stranger.json(), { type: 'urn:qyzmet:problem:sign-in-needed', status: 401, code: 'sign-in-needed' })
  const browser = openBrowser(app)
  await browser.signIn(clerk, TRAINING_PASSWORD)
  assert.equal((await browser.get('/api/me')).json().code, 'citizens-only')
})

test('a session that ended says why and leads back to the page of the form', async () => {
  const browser = openBrowser(app)
  await browser.signIn(clerk, TRAINING_PASSWORD)
  await browser.get('/kk/sign-up/waiting')
  now = now.add({ minutes: 31 })
  const posted = await browser.post('/kk/work', {}, { referer: 'http://localhost:80/kk/work?tab=mine' })
  assert.deepEqual([posted.statusCode, posted.headers.location], [303, '/kk/sign-in?return=%2Fkk%2Fwork%3Ftab%3Dmine'])
  const page = await browser.get(String(posted.headers.location))
  assertPage(page, 200, 'Порталға кіру')
  assert.ok(page.body.includes(peopleMessages.kk.signIn.ended.idle))
  assert.ok(page.body.includes(peopleMessages.kk.signIn.endedDrafts))
})

test('signing out ends the session on the server, not only in the browser', async () => {
  const browser = openBrowser(app)
  await browser.signIn(clerk, TRAINING_PASSWORD)
  const token = browser.cookies.get('qyzmet-session') ?? ''
  await browser.get('/kk/sign-up/waiting')
  const out = await browser.post('/kk/sign-out')
  assert.deepEqual([out.statusCode, out.headers.location, browser.cookies.has('qyzmet-session')], [303, '/kk/', false])
  browser.cookies.set('qyzmet-session', token)
  assert.equal((await browser.get('/kk/work')).statusCode, 303)
})

test('citizens and staff each find the pages of the other closed, the absent all of them', async () => {
  const person = openBrowser(app)
  await person.signIn(citizen, TRAINING_PASSWORD)
  assertPage(await person.get('/kk/work'), 403, 'Бұл бет қызметкерлерге арналған')
  const staff = openBrowser(app)
  await staff.signIn(clerk, TRAINING_PASSWORD)
  assertPage(await staff.get('/en/cabinet'), 403, 'This page is for applicants')
  const away = openBrowser(app)
  await away.signIn(absent, TRAINING_PASSWORD)
  const page = await away.get('/kk/work')
  assertPage(page, 403, 'Сізді басқа қызметкер алмастырып тұр')
  assert.match(page.body, /Орынбасаров Марат Мысалұлы/)
  assert.match(page.body, /2027 жылғы 21 қараша/)
})

test('a language we do not have is no page', async () => {
  assert.equal((await app.inject('/xx/sign-in')).statusCode, 404)
  assert.equal((await app.inject('/xx/cabinet')).statusCode, 404)
})
