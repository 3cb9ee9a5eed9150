import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fastify, { type LightMyRequestResponse } from 'fastify'
import { type Faults, registerRoutes, TRAINING_PEOPLE } from '../../../simulator/src/registers/registers.ts'
import { testDatabase } from '../database/test-database.ts'
import { createPersonsHttp } from '../registers/persons-http.ts'
import { createRegisters } from '../registers/registers.ts'
import { htmlFaults } from '../ui/html-faults.ts'
import { peopleMessages } from './messages/people.ts'
import { createPasswordHasher } from './passwords.ts'
import { createPeople, type People } from './people.ts'
import { addPeople } from './plugin.ts'
import { peopleRoutes } from './routes.tsx'
import { seedTraining, TRAINING_PASSWORD } from './training.ts'

const { sql, drop } = await testDatabase()
after(drop)
const faults: Faults = { persons: 'none' }
let now = Temporal.Instant.from('2026-11-22T06:00:00Z')
const clock = () => now
const simulator = fastify({ forceCloseConnections: true })
await registerRoutes(simulator, { clock, faults })
const base = await simulator.listen({ port: 0, host: '127.0.0.1' })
after(() => simulator.close())

const passwords = await createPasswordHasher({ cost: { memoryKib: 64, passes: 1, lanes: 1 } })
const people = await createPeople({
  sql,
  clock,
  passwords,
  verifySignature: async (cms, document) =>
    Buffer.from(cms).equals(Buffer.from(document))
      ? { verdict: 'VALID' }
      : { verdict: 'INVALID', reason: 'content-differs' },
  registers: createRegisters({
    sql,
    clock,
    persons: createPersonsHttp({ url: `${base}/registers/persons/questions`, transport: 'simulator', clock }),
  }),
})
const seeded = await seedTraining({ sql, passwords, clock })
const site = { assets: { url: (name: string) => `/assets/${name}`, find: () => undefined }, training: true }

async function buildApp(change: { people?: People; secure?: boolean; limits?: { signIn?: number } } = {}) {
  const app = fastify()
  const secure = change.secure ?? false
  await addPeople(app, { people: change.people ?? people, site, secure })
  await peopleRoutes(app, {
    people: change.people ?? people,
    site,
    secure,
    ncaLayerUrl: 'wss://127.0.0.1:13579',
    describeFinding: (reason, locale) => `${locale}:${reason}`,
    refusalMessage: async (service, locale) =>
      service === 'zhambyl-queue' ? { text: `P2-${locale}`, act: 'Zhambyl 2014 No 115', item: '11(4)' } : undefined,
    limits: { signIn: 10_000, signUp: 10_000, ...change.limits },
  })
  app.get('/:locale/cabinet', { preHandler: app.requireCitizen }, (request, reply) =>
    reply.send({ party: request.party }),
  )
  app.get('/:locale/work', { preHandler: app.requireStaff }, (request, reply) => reply.send({ party: request.party }))
  app.post('/:locale/work', { preHandler: app.requireStaff }, (_, reply) => reply.send({ done: true }))
  app.get('/api/me', { preHandler: app.requireCitizen }, (request, reply) => reply.send({ party: request.party }))
  app.post('/api/me', { preHandler: app.requireCitizen }, (_, reply) => reply.send({ done: true }))
  app.post('/api/upload', { config: { csrf: 'in-handler' } }, (request, reply) =>
    reply.send({ ours: request.hasCsrfToken(request.headers['x-token']) }),
  )
  return app
}
const app = await buildApp()

/** A browser: keeps cookies, and sends forms back with their hidden fields. */
class Browser {
  cookies = new Map<string, string>()
  page = ''
  readonly target: typeof app

  constructor(target = app) {
    this.target = target
  }

  keep(response: LightMyRequestResponse): LightMyRequestResponse {
    for (const { name, value } of response.cookies) {
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    if (String(response.headers['content-type']).startsWith('text/html')) this.page = response.body
    return response
  }

  get headers() {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
  }

  async get(url: string): Promise<LightMyRequestResponse> {
    return this.keep(await this.target.inject({ url, headers: this.headers }))
  }

  async post(url: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
    const hidden = [...this.page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
    const form = new URLSearchParams(Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])))
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    return this.keep(
      await this.target.inject({
        method: 'POST',
        url,
        payload: form.toString(),
        headers: { ...this.headers, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      }),
    )
  }

  async signIn(iin: string, password = TRAINING_PASSWORD, query = ''): Promise<LightMyRequestResponse> {
    await this.get(`/kk/sign-in${query}`)
    return this.post('/kk/sign-in', { iin, password })
  }
}

function iinOf(story: string, nth = 0): string {
  const person = TRAINING_PEOPLE.filter((candidate) => candidate.story === story)[nth]
  assert.ok(person)
  return person.iin
}
const citizen = seeded.find((account) => account.kind === 'citizen')?.iin ?? ''
const clerk = seeded.find((account) => account.actor === 'clerk')?.iin ?? ''
const absent = seeded.find((account) => account.absent)?.iin ?? ''
const PASSWORD = 'қарлығаш ұясы'

function isGoodPage(response: LightMyRequestResponse, status: number, title: string): void {
  assert.equal(response.statusCode, status, response.body.slice(0, 300))
  assert.deepEqual(htmlFaults(response.body), [])
  assert.match(response.body, new RegExp(`<title>[^<]*${title}`))
}

test('sign-in leads a citizen to the cabinet and staff to the inbox, in the language of the page', async () => {
  const browser = new Browser()
  isGoodPage(await browser.get('/ru/sign-in'), 200, 'Вход на портал')
  const entered = await browser.post('/ru/sign-in', { iin: citizen, password: TRAINING_PASSWORD })
  assert.deepEqual([entered.statusCode, entered.headers.location], [303, '/ru/cabinet'])
  const cabinet = await browser.get('/ru/cabinet')
  assert.equal(cabinet.json().party.iin, citizen)

  const staff = new Browser()
  assert.equal((await staff.signIn(clerk)).headers.location, '/kk/work')
  assert.deepEqual((await staff.get('/kk/work')).json().party.roles, [{ actor: 'clerk' }])
})

test('the session cookie cannot be read by scripts, and behind TLS by nothing but this host', async () => {
  const plain = await new Browser().signIn(citizen)
  const cookie = plain.cookies.find(({ name }) => name === 'qyzmet-session')
  assert.deepEqual([cookie?.httpOnly, cookie?.sameSite, cookie?.path, cookie?.secure], [true, 'Lax', '/', undefined])
  const safe = await new Browser(await buildApp({ secure: true })).signIn(citizen)
  const secure = safe.cookies.find(({ name }) => name === '__Host-qyzmet-session')
  assert.deepEqual([secure?.secure, secure?.domain, secure?.path], [true, undefined, '/'])
})

test('an IIN is taken with spaces and dashes', async () => {
  const spaced = `${citizen.slice(0, 6)} ${citizen.slice(6, 9)}-${citizen.slice(9)}`
  assert.equal((await new Browser().signIn(spaced)).statusCode, 303)
})

test('faults of the form are listed and shown at their fields, and the IIN stays as typed', async () => {
  const browser = new Browser()
  const response = await browser.signIn('12 345', '')
  isGoodPage(response, 422, 'Қате: Порталға кіру')
  const t = peopleMessages.kk
  assert.ok(response.body.includes(t.iin.faults['wrong-length']) && response.body.includes('value="12 345"'))
  assert.ok(response.body.includes(t.password.faults['password-missing']))
})

test('a refuted sign-in shows the words and the item of the regulation, and how many attempts are left', async () => {
  const browser = new Browser()
  const response = await browser.signIn(iinOf('not-found'), 'басқа бір сөз', '?service=zhambyl-queue')
  isGoodPage(response, 422, 'Порталға кіру')
  assert.match(response.body, /P2-kk/)
  assert.match(response.body, /11-тармақтың 4\) тармақшасы/)
  assert.ok(response.body.includes(peopleMessages.kk.signIn.attemptsLeft(4)))
  const again = await browser.post('/kk/sign-in', { iin: iinOf('not-found'), password: 'тағы бір сөз' })
  assert.match(again.body, /P2-kk/, 'the service is not forgotten')
  const without = await new Browser().signIn(iinOf('not-found'), 'басқа бір сөз')
  assert.ok(without.body.includes(peopleMessages.kk.signIn.refuted))
})

test('with an account and without, the pages of wrong passwords are the same, pause included', async () => {
  const known = seeded.findLast((account) => account.kind === 'citizen')?.iin ?? ''
  const unknown = iinOf('garbage')
  const [a, b] = [new Browser(), new Browser()]
  const bare = (response: LightMyRequestResponse, iin: string) =>
    [response.statusCode, response.body.replaceAll(iin, 'IIN').replaceAll(/name="_csrf" value="[^"]*"/g, '')].join()
  for (let i = 0; i < 6; i += 1) {
    const withAccount = await a.signIn(known, 'басқа бір сөз')
    const withoutAccount = await b.signIn(unknown, 'басқа бір сөз')
    assert.equal(bare(withoutAccount, unknown), bare(withAccount, known))
    assert.equal(withAccount.statusCode, i < 4 ? 422 : 429)
  }
  assert.match(a.page, /Кіру уақытша тоқтатылды/)
  assert.match(a.page, /: 11:01\./, 'the time is told in the zone of the country')
  const paused = await a.signIn(known)
  assert.equal(paused.statusCode, 429, 'not even the right password')
  now = now.add({ minutes: 1 })
  assert.equal((await a.signIn(known)).statusCode, 303)
})

test('a form from another site, without its token, or of another browser is refused', async () => {
  const browser = new Browser()
  await browser.get('/kk/sign-in')
  const fields = { iin: citizen, password: TRAINING_PASSWORD }
  const refused = [
    await browser.post('/kk/sign-in', fields, { 'sec-fetch-site': 'cross-site' }),
    await browser.post('/kk/sign-in', fields, { origin: 'https://evil.example' }),
    await browser.post('/kk/sign-in', { ...fields, _csrf: '' }),
    await browser.post('/kk/sign-in', { ...fields, _csrf: 'A'.repeat(86) }),
  ]
  const other = new Browser()
  await other.get('/kk/sign-in')
  other.cookies = new Map()
  refused.push(await other.post('/kk/sign-in', fields))
  for (const response of refused) isGoodPage(response, 403, 'Бұл бет ескірген')
  assert.equal(browser.cookies.has('qyzmet-session'), false)
  const good = await browser.get('/kk/sign-in')
  assert.equal(good.statusCode, 200)
  assert.equal((await browser.post('/kk/sign-in', fields, { origin: 'http://localhost:80' })).statusCode, 303)
})

test('the token of a session is not that of the anonymous form before it, nor of another session', async () => {
  const first = new Browser()
  await first.get('/kk/sign-in')
  const anonymous = /name="_csrf" value="([^"]+)"/.exec(first.page)?.[1] ?? ''
  await first.signIn(clerk)
  assert.equal((await first.post('/kk/work', { _csrf: anonymous })).statusCode, 403)
  await first.get('/kk/sign-up/waiting')
  const own = /name="_csrf" value="([^"]+)"/.exec(first.page)?.[1] ?? ''
  assert.deepEqual((await first.post('/kk/work', { _csrf: own })).json(), { done: true })
  const second = new Browser()
  await second.signIn(clerk)
  assert.equal((await second.post('/kk/work', { _csrf: own })).statusCode, 403)
})

test('scripts send the token in a header; multipart handlers check it themselves', async () => {
  const browser = new Browser()
  await browser.signIn(citizen)
  await browser.get('/kk/sign-up/waiting')
  const token = /name="_csrf" value="([^"]+)"/.exec(browser.page)?.[1] ?? ''
  const post = (url: string, headers: Record<string, string>) =>
    app.inject({ method: 'POST', url, headers: { ...browser.headers, ...headers } })
  assert.deepEqual((await post('/api/me', { 'x-csrf-token': token })).json(), { done: true })
  const refused = await post('/api/me', {})
  assert.deepEqual([refused.statusCode, refused.json().code], [403, 'form-not-ours'])
  assert.deepEqual((await post('/api/upload', { 'x-token': token })).json(), { ours: true })
  assert.deepEqual((await post('/api/upload', { 'x-token': 'x' })).json(), { ours: false })
  assert.equal((await post('/api/upload', { 'x-token': token, 'sec-fetch-site': 'cross-site' })).statusCode, 403)
})

test('who is not signed in is led to sign-in and back to the same page', async () => {
  const browser = new Browser()
  const asked = await browser.get('/kk/work?tab=all')
  assert.deepEqual([asked.statusCode, asked.headers.location], [303, '/kk/sign-in?return=%2Fkk%2Fwork%3Ftab%3Dall'])
  await browser.get(String(asked.headers.location))
  const entered = await browser.post('/kk/sign-in', { iin: clerk, password: TRAINING_PASSWORD })
  assert.equal(entered.headers.location, '/kk/work?tab=all')
  const evil = await new Browser().signIn(clerk, TRAINING_PASSWORD, '?return=//evil.example/')
  assert.equal(evil.headers.location, '/kk/work')
})

test('under /api there are codes instead of pages', async () => {
  const stranger = await app.inject('/api/me')
  assert.equal(stranger.statusCode, 401)
  assert.match(String(stranger.headers['content-type']), /^application\/problem\+json/)
  assert.deepEqual(stranger.json(), { type: 'urn:qyzmet:problem:sign-in-needed', status: 401, code: 'sign-in-needed' })
  const browser = new Browser()
  await browser.signIn(clerk)
  assert.equal((await browser.get('/api/me')).json().code, 'citizens-only')
})

test('a session that ended says why and leads back to the page of the form', async () => {
  const browser = new Browser()
  await browser.signIn(clerk)
  await browser.get('/kk/sign-up/waiting')
  now = now.add({ minutes: 31 })
  const posted = await browser.post('/kk/work', {}, { referer: 'http://localhost:80/kk/work?tab=mine' })
  assert.deepEqual([posted.statusCode, posted.headers.location], [303, '/kk/sign-in?return=%2Fkk%2Fwork%3Ftab%3Dmine'])
  const page = await browser.get(String(posted.headers.location))
  isGoodPage(page, 200, 'Порталға кіру')
  assert.ok(page.body.includes(peopleMessages.kk.signIn.ended.idle))
  assert.ok(page.body.includes(peopleMessages.kk.signIn.endedDrafts))
})

test('signing out ends the session on the server, not only in the browser', async () => {
  const browser = new Browser()
  await browser.signIn(clerk)
  const token = browser.cookies.get('qyzmet-session') ?? ''
  await browser.get('/kk/sign-up/waiting')
  const out = await browser.post('/kk/sign-out', {})
  assert.deepEqual([out.statusCode, out.headers.location, browser.cookies.has('qyzmet-session')], [303, '/kk/', false])
  browser.cookies.set('qyzmet-session', token)
  assert.equal((await browser.get('/kk/work')).statusCode, 303)
})

test('citizens and staff each find the pages of the other closed, the absent all of them', async () => {
  const person = new Browser()
  await person.signIn(citizen)
  isGoodPage(await person.get('/kk/work'), 403, 'Бұл бет қызметкерлерге арналған')
  const staff = new Browser()
  await staff.signIn(clerk)
  isGoodPage(await staff.get('/en/cabinet'), 403, 'This page is for applicants')
  const away = new Browser()
  await away.signIn(absent)
  const page = await away.get('/kk/work')
  isGoodPage(page, 403, 'Сізді басқа қызметкер алмастырып тұр')
  assert.match(page.body, /Орынбасаров Марат Мысалұлы/)
  assert.match(page.body, /2027 жылғы 21 қараша/)
})

test('a citizen signs up: number and password, the name recognised, signed in', async () => {
  const browser = new Browser()
  const iin = iinOf('ordinary', 1)
  isGoodPage(await browser.get('/kk/sign-up?return=%2Fkk%2Fservices%2Fzhambyl-queue'), 200, 'Порталда тіркелу')
  const begun = await browser.post('/kk/sign-up', { iin, password: PASSWORD, repeated: PASSWORD })
  assert.equal(begun.statusCode, 303)
  const confirm = await browser.get(String(begun.headers.location))
  isGoodPage(confirm, 200, 'Бұл сіз бе')
  assert.match(confirm.body, /Жандәулет Мысалұлы С\./)
  assert.doesNotMatch(confirm.body, /Сынақов/, 'a stranger does not learn the surname')
  const made = await browser.post(String(begun.headers.location).split('?')[0] ?? '', {})
  assert.equal(made.headers.location, '/kk/sign-up/waiting?return=%2Fkk%2Fservices%2Fzhambyl-queue')
  const welcome = await browser.get(made.headers.location)
  isGoodPage(welcome, 200, 'Мәліметіңіз расталды')
  assert.match(welcome.body, /href="\/kk\/services\/zhambyl-queue"/)
  assert.equal((await browser.get('/kk/cabinet')).json().party.name, 'Сынақов Жандәулет Мысалұлы')
  isGoodPage(await browser.get(String(begun.headers.location)), 410, 'Бұл тіркелу аяқталған')
})

test('faults of a sign-up are told at their fields', async () => {
  const browser = new Browser()
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
    isGoodPage(response, 422, 'Қате: Порталда тіркелу')
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
    const browser = new Browser()
    await browser.get('/kk/sign-up')
    const begun = await browser.post('/kk/sign-up', { iin: iinOf(story), password: PASSWORD, repeated: PASSWORD })
    const { pathname } = new URL(String(begun.headers.location), 'http://x')
    for (const locale of ['kk', 'ru', 'en'] as const) {
      const words = peopleMessages[locale].signUp.findings[finding]
      const page = await browser.get(pathname.replace('/kk/', `/${locale}/`))
      isGoodPage(page, 200, words.title)
      assert.ok(words.next.every((next) => page.body.includes(next)))
    }
  }
})

test('a silent register: the account waits in sight, and a press asks again', async () => {
  faults.persons = 'broken'
  const browser = new Browser()
  await browser.get('/kk/sign-up')
  const iin = iinOf('staff', 8)
  assert.ok(seeded.some((account) => account.iin === iin))
  const fresh = iinOf('family', 1)
  const begun = await browser.post('/kk/sign-up', { iin: fresh, password: PASSWORD, repeated: PASSWORD })
  assert.equal(begun.headers.location, '/kk/sign-up/waiting')
  isGoodPage(await browser.get('/kk/sign-up/waiting'), 200, 'Тіркелгі ашылды')
  assert.equal((await browser.get('/kk/cabinet')).headers.location, '/kk/sign-up/waiting')
  assert.equal((await browser.get('/api/me')).json().code, 'register-check-pending')
  await browser.get('/kk/sign-up/waiting')
  await browser.post('/kk/sign-up/waiting', {})
  isGoodPage(await browser.get('/kk/sign-up/waiting'), 200, 'Тіркелгі ашылды')
  faults.persons = 'none'
  await browser.post('/kk/sign-up/waiting', {})
  isGoodPage(await browser.get('/kk/sign-up/waiting'), 200, 'Мәліметіңіз расталды')
  assert.equal((await browser.get('/kk/cabinet')).statusCode, 200)
})

test('consent refused on the phone is shown, and can be given after all', async () => {
  const iin = iinOf('consent-pending')
  const browser = new Browser()
  await browser.get('/kk/sign-up')
  await browser.post('/kk/sign-up', { iin, password: PASSWORD, repeated: PASSWORD })
  const decide = (decision: string) =>
    simulator.inject({ method: 'POST', url: `/registers/persons/consents/${iin}/${decision}` })
  await decide('refused')
  await browser.get('/kk/sign-up/waiting')
  await browser.post('/kk/sign-up/waiting', {})
  isGoodPage(await browser.get('/kk/sign-up/waiting'), 200, 'келісім берілмеді')
  await decide('granted')
  await browser.post('/kk/sign-up/waiting', {})
  isGoodPage(await browser.get('/kk/sign-up/waiting'), 200, 'Мәліметіңіз расталды')
})

test('an IIN that has an account is told where to go', async () => {
  const browser = new Browser()
  await browser.get('/kk/sign-up')
  const begun = await browser.post('/kk/sign-up', { iin: citizen, password: PASSWORD, repeated: PASSWORD })
  const { pathname } = new URL(String(begun.headers.location), 'http://x')
  isGoodPage(await browser.get(pathname), 200, 'Бұл сіз бе')
  const made = await browser.post(pathname, {})
  assert.equal(made.headers.location, '/kk/sign-up/exists')
  isGoodPage(await browser.get('/kk/sign-up/exists'), 409, 'тіркелгі бұрын ашылған')
  assert.equal((await browser.signIn(citizen)).statusCode, 303, 'and its password is as it was')
})

test('the password is changed with a signature over the exact document', async () => {
  const iin = seeded.filter((account) => account.kind === 'citizen').at(1)?.iin ?? ''
  const elsewhere = new Browser()
  await elsewhere.signIn(iin)
  const browser = new Browser()
  isGoodPage(await browser.get('/kk/password'), 200, 'Құпиясөзді ЭЦҚ арқылы ауыстыру')
  isGoodPage(await browser.post('/kk/password', { iin, password: 'қысқа', repeated: '' }), 422, 'Қате:')
  const begun = await browser.post('/kk/password', { iin, password: PASSWORD, repeated: PASSWORD })
  const at = String(begun.headers.location)
  const page = await browser.get(at)
  isGoodPage(page, 200, 'Ауыстыруды ЭЦҚ-мен растау')
  assert.match(page.body, /sign-document\.js/)
  const document = await browser.get(`${at}/document`)
  assert.equal(JSON.parse(document.body).iin, iin)
  assert.equal((await new Browser().get(`${at}/document`)).statusCode, 410, 'not for another browser')
  await browser.get(at)
  const wrong = await browser.post(at, { cms: Buffer.from('other').toString('base64') })
  isGoodPage(wrong, 422, 'Ауыстыруды ЭЦҚ-мен растау')
  assert.match(wrong.body, /kk:content-differs/)
  const signed = await browser.post(at, { cms: document.rawPayload.toString('base64') })
  assert.equal(signed.headers.location, '/kk/password/done')
  isGoodPage(await browser.get('/kk/password/done'), 200, 'Құпиясөз ауыстырылды')
  isGoodPage(await browser.get('/kk/password/no-account'), 200, 'тіркелгі жоқ')
  isGoodPage(await browser.get(at), 410, 'аяқталған')
  assert.equal((await elsewhere.get('/kk/cabinet')).statusCode, 303, 'other sessions have ended')
  assert.equal((await new Browser().signIn(iin)).statusCode, 422)
  assert.equal((await new Browser().signIn(iin, PASSWORD)).statusCode, 303)
})

test('a flood from one address is held back with a page', async () => {
  const narrow = await buildApp({ limits: { signIn: 3 } })
  const browser = new Browser(narrow)
  for (let i = 0; i < 3; i += 1) await browser.signIn(iinOf('failing'), 'басқа бір сөз')
  isGoodPage(await browser.signIn(iinOf('failing'), 'басқа бір сөз'), 429, 'Тым көп сұрау келді')
})

test('when too many sign in at once, they are asked to wait', async () => {
  const busy = await createPeople({
    sql,
    clock,
    passwords: await createPasswordHasher({ concurrency: 1, waiting: 0 }),
    verifySignature: async () => ({ verdict: 'INVALID', reason: 'malformed' }),
    registers: createRegisters({
      sql,
      clock,
      persons: createPersonsHttp({ url: base, transport: 'simulator', clock }),
    }),
  })
  const crowded = await buildApp({ people: busy })
  const browsers = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const browser = new Browser(crowded)
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
  for (const answer of turnedAway) isGoodPage(answer, 503, 'Қазір кіріп жатқандар көп')
})

test('a language we do not have is no page', async () => {
  assert.equal((await app.inject('/xx/sign-in')).statusCode, 404)
  assert.equal((await app.inject('/xx/cabinet')).statusCode, 404)
})
