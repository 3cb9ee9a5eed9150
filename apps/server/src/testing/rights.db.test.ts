import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { one } from '../database/query.ts'
import { type Answer, type Browser, openBrowser } from './browser.ts'
import { A_PDF, beginDraft, fillDraft, openCase, placeOf, walkTo } from './case-walk.ts'
import { type Door, DOORS, nameOf } from './doors.ts'
import { linksOf } from './html-forms.ts'
import { fullName, PEOPLE, type PersonName } from './people-of-the-scene.ts'
import { openScene, type Scene } from './scene.ts'
import { begin, CENTRE_SERVICE, fillIn } from '../counter/testing/at-the-counter.ts'

/** Things that belong to one citizen, with every part that has an address. */
interface Belongings {
  readonly draftId: string
  readonly fileId: string
  /** A sent application and its case, closed. */
  readonly sentDraftId: string
  readonly caseId: string
  readonly documentId: string
  readonly resultSha256: string
  readonly attachmentSha256: string
  readonly code: string
}

let scene: Scene
let hers: Belongings
/** Papers that are being taken in at the service centre. */
let papersId: string
before(async () => {
  scene = await openScene()
  hers = await belongingsOf('citizen')
  const operator = await scene.of('operator')
  const papers = await begin(operator, CENTRE_SERVICE)
  await fillIn(operator, papers)
  papersId = papers.split('/').at(-1) ?? ''
})
after(() => scene.stop())

async function belongingsOf(name: PersonName): Promise<Belongings> {
  const browser = await scene.of(name)
  const caseId = await openCase(scene, { by: name })
  await walkTo(scene, caseId, 'closed')
  const draft = await beginDraft(browser)
  await fillDraft(browser, draft)
  await browser.get(`${draft}/sign`)
  const { owner } = scene.database
  const row = await one(owner<
    { sent: string; file: string; document: string; result: string; attachment: string; code: string }[]
  >`
    select
      (select id from application_draft where case_id = ${caseId}) as sent,
      (select file.id from draft_attachment file where draft_id = ${draft.split('/').at(-1) ?? ''}) as file,
      document.id as document, encode(document.pdf_sha256, 'hex') as result, document.code,
      (select encode(file.sha256, 'hex') from draft_attachment file
        join application_draft on application_draft.id = draft_id where case_id = ${caseId}) as attachment
    from issued_document join prepared_document document on document.id = document_id
    where document.case_id = ${caseId} and kind = 'notice'`)
  return {
    draftId: draft.split('/').at(-1) ?? '',
    fileId: row.file,
    sentDraftId: row.sent,
    caseId,
    documentId: row.document,
    resultSha256: row.result,
    attachmentSha256: row.attachment,
    code: row.code,
  }
}

/** The address of a route that leads to somebody's belongings. */
function addressOf(route: string, of: Belongings): string {
  const [, path = ''] = route.split(' ')
  const id = /\/cabinet\/|\/api\/cases\//.test(path)
    ? of.caseId
    : path.includes('/work/counter/')
      ? papersId
      : path.includes('/services/')
        ? 'zhambyl-queue'
        : path.includes('/applications/')
          ? /\/(done|sign-again)$/.test(path)
            ? of.sentDraftId
            : of.draftId
          : randomUUID()
  const values: Readonly<Record<string, string>> = {
    locale: 'kk',
    id,
    caseId: of.caseId,
    page: 'contacts',
    document: path.includes('/cabinet/')
      ? of.documentId
      : path.includes('/work/counter/')
        ? 'identity-original'
        : 'emergency-conclusion',
    file: of.fileId,
    index: '0',
    sha256: path.includes('/papers/') ? of.resultSha256 : of.attachmentSha256,
    code: of.code,
    provider: 'zhambyl-training',
    list: 'emergency',
    name: 'site.js',
  }
  return path.replaceAll(/:([a-zA-Z0-9]+)/g, (_, name: string) => values[name] ?? name)
}

/** Addresses that take the documents of an application or of papers. */
const TAKES_FILES = /\/documents\/:document$|\/counter\/:id\/documents$/

async function visit(browser: Browser, route: string, of: Belongings, token?: string): Promise<Answer> {
  const address = addressOf(route, of)
  if (route.startsWith('GET ')) return browser.get(address)
  const proof = token === undefined ? {} : { _csrf: token }
  if (TAKES_FILES.test(route) || /\/(?:verify\/file|enter)$/.test(route)) return browser.upload(address, A_PDF, proof)
  return browser.post(address, { step: 'register', outcome: 'registered', version: '1', ...proof })
}

const routesBehind = (...doors: readonly Door[]): readonly string[] =>
  Object.entries(DOORS).flatMap(([route, door]) => (doors.includes(door) ? [route] : []))

/** Doors of the work of a body. */
const WORK: readonly Door[] = ['staff', 'administrator', 'keeper', 'taker', 'counter-papers', 'case-at-work']

/** Programs get codes where people are led on. */
function isApi(route: string): boolean {
  return route.includes(' /api/')
}

/** What came back, shortly: a page with its status, or where it leads. */
function outcomeOf(answer: Answer): string {
  const location = answer.headers.location
  return location === undefined ? `${answer.statusCode}` : `${answer.statusCode} ${location.split('?', 1)[0]}`
}

/** Everything of hers that can be changed, as one text. */
async function stateOfHers(): Promise<string> {
  const { owner } = scene.database
  const rows = await owner`
    select (select json_agg(draft order by id) from application_draft draft where account_id = ${scene.accounts.citizen}) as drafts,
      (select json_agg(file order by id) from draft_attachment file) as files,
      (select count(*) from event) as events, (select count(*) from signature) as signatures`
  return JSON.stringify(rows[0])
}

/** A browser of nobody that has seen a page with a form, so that its tokens are good. */
async function nobody(): Promise<Browser> {
  const browser = scene.browser()
  await browser.get('/kk/sign-in')
  return browser
}

test('every route of the product stands in the table of doors, and no other', () => {
  const names = new Set(scene.routes.map(nameOf))
  assert.deepEqual(
    [...names].filter((name) => DOORS[name] === undefined),
    [],
    'say first who may use them',
  )
  assert.deepEqual(
    Object.keys(DOORS).filter((name) => !names.has(name)),
    [],
    'these are no more',
  )
})

test('every page of the portal is there in each language', () => {
  const of = (locale: string) => scene.routes.filter(({ url }) => url.startsWith(`/${locale}/`)).map(nameOf)
  assert.ok(of('kk').length > 30)
  assert.deepEqual(of('ru'), of('kk'))
  assert.deepEqual(of('en'), of('kk'))
})

test('who is not signed in is led to sign-in by every closed door, and nothing changes', async () => {
  const before = await stateOfHers()
  const browser = await nobody()
  for (const route of routesBehind(
    'account',
    'citizen',
    'own-draft',
    'own-case',
    'co-signer',
    'staff',
    'administrator',
    'keeper',
    'taker',
    'counter-papers',
    'case-at-work',
  )) {
    const expected = isApi(route) ? '401' : '303 /kk/sign-in'
    assert.equal(outcomeOf(await visit(browser, route, hers)), expected, route)
  }
  assert.equal(await stateOfHers(), before)
})

test('an account that the register has not confirmed yet comes no further than the page that says so', async () => {
  const browser = await scene.of('unconfirmed')
  await browser.get('/kk/password')
  for (const route of routesBehind('citizen', 'own-draft', 'own-case', 'co-signer')) {
    const expected = isApi(route) ? '403' : '303 /kk/sign-up/waiting'
    assert.equal(outcomeOf(await visit(browser, route, hers)), expected, route)
  }
  for (const route of routesBehind(...WORK)) {
    assert.equal(outcomeOf(await visit(browser, route, hers)), '403', route)
  }
  assert.equal(outcomeOf(await browser.get('/kk/sign-up/waiting')), '200')
})

test("another citizen finds nothing of somebody's drafts and cases, and no door to the work of the body", async () => {
  const before = await stateOfHers()
  const browser = await scene.of('otherCitizen')
  await browser.get('/kk/services/zhambyl-queue')
  for (const route of routesBehind('own-draft', 'own-case', 'co-signer')) {
    const answer = await visit(browser, route, hers)
    assert.equal(outcomeOf(answer), '404', route)
    assertNothingOfHers(answer.body, route)
  }
  for (const route of routesBehind(...WORK)) {
    assert.equal(outcomeOf(await visit(browser, route, hers)), '403', route)
  }
  assert.equal(await stateOfHers(), before)
})

test('the applicant comes to everything of her own, and to no work of the body on it', async () => {
  const browser = await scene.of('citizen')
  for (const route of routesBehind('own-draft', 'own-case', 'citizen').filter((name) => name.startsWith('GET '))) {
    assert.equal(outcomeOf(await visit(browser, route, hers)), '200', route)
  }
  for (const route of routesBehind(...WORK)) {
    assert.equal(outcomeOf(await visit(browser, route, hers)), '403', route)
  }
})

const STAFF = ['clerk', 'head', 'executor', 'member1', 'substitute', 'otherClerk', 'otherHead'] as const

test('staff have no door to the pages of citizens', async () => {
  const before = await stateOfHers()
  for (const name of [...STAFF, 'formerClerk', 'absentHead'] as const) {
    const browser = await scene.of(name)
    await browser.get('/kk/password')
    for (const route of routesBehind('citizen', 'own-draft', 'own-case', 'co-signer')) {
      assert.equal(outcomeOf(await visit(browser, route, hers)), '403', `${name} ${route}`)
    }
  }
  assert.equal(await stateOfHers(), before)
})

test('for staff who are no administrators the pages of the gateway are not there', async () => {
  for (const name of STAFF) {
    const browser = await scene.of(name)
    await browser.get('/kk/work')
    for (const route of routesBehind('administrator')) {
      assert.equal(outcomeOf(await visit(browser, route, hers)), '404', `${name} ${route}`)
    }
  }
  assert.equal(outcomeOf(await (await scene.of('administrator')).get('/kk/work/gateway')), '200')
})

test('for staff who keep no journal the pages of registrations are not there', async () => {
  for (const name of [...STAFF.slice(1), 'administrator'] as const) {
    const browser = await scene.of(name)
    await browser.get('/kk/work')
    for (const route of routesBehind('keeper')) {
      assert.equal(outcomeOf(await visit(browser, route, hers)), '404', `${name} ${route}`)
    }
  }
  assert.equal(outcomeOf(await (await scene.of('clerk')).get('/kk/work/registrations')), '200')
})

test('for staff who take no papers in the pages of the counter are not there', async () => {
  for (const name of [...STAFF, 'administrator'] as const) {
    const browser = await scene.of(name)
    await browser.get('/kk/work')
    for (const route of routesBehind('taker', 'counter-papers')) {
      assert.equal(outcomeOf(await visit(browser, route, hers)), '404', `${name} ${route}`)
    }
  }
  const operator = await scene.of('operator')
  assert.equal(outcomeOf(await operator.get('/kk/work/counter')), '200')
  assert.equal(outcomeOf(await operator.get(`/kk/work/counter/${papersId}`)), '200')
  assert.equal(outcomeOf(await operator.get(`/kk/work/counter/${randomUUID()}`)), '404')
  assert.equal(outcomeOf(await operator.get(`/kk/work/counter/${hers.draftId}`)), '404', 'a draft of the portal')
})

test('staff without a post today, on leave or after its end, do no work', async () => {
  for (const name of ['formerClerk', 'absentHead'] as const) {
    const browser = await scene.of(name)
    await browser.get('/kk/password')
    for (const route of routesBehind(...WORK)) {
      const answer = await visit(browser, route, hers)
      assert.equal(outcomeOf(answer), '403', `${name} ${route}`)
      assertNothingOfHers(answer.body, route)
    }
  }
})

test('staff of another body, whatever their role, get nothing of the case, and find it by no search', async () => {
  const before = await stateOfHers()
  const { number } = await one(
    scene.database.owner<{ number: string }[]>`select number from case_head where case_id = ${hers.caseId}`,
  )
  for (const name of ['otherClerk', 'otherHead', 'otherProvidersExecutor', 'otherMember', 'administrator'] as const) {
    const browser = await scene.of(name)
    await browser.get('/kk/work')
    for (const route of routesBehind('case-at-work')) {
      const answer = await visit(browser, route, hers)
      assert.equal(outcomeOf(answer), '403', `${name} ${route}`)
      assertNothingOfHers(answer.body, `${name} ${route}`)
    }
    for (const sought of [number, PEOPLE.citizen.iin]) {
      const found = await browser.get(`/kk/work?q=${sought}`)
      assert.deepEqual(
        linksOf(found.body).filter((href) => href.includes('/work/cases/')),
        [],
      )
    }
  }
  assert.equal(await stateOfHers(), before)
})

test('what is open to anybody tells nothing of a person but a masked name', async () => {
  const browser = await nobody()
  for (const route of routesBehind('anybody')) {
    const answer = await visit(browser, route, hers)
    assert.ok(![401, 403].includes(answer.statusCode), `${route} ${answer.statusCode}`)
    assert.ok(!answer.headers.location?.includes('/sign-in?'), route)
    assertNothingOfHers(answer.body, route)
  }
})

test('what one browser has begun is over for every other', async () => {
  const begun = scene.browser()
  const answers = { iin: PEOPLE.citizen.iin, password: 'мың-тоғыз-жүз-ат', repeated: 'мың-тоғыз-жүз-ат' }
  const page = String((await begun.fillIn('/kk/password', answers)).headers.location)
  assert.match(page, /^\/kk\/password\/[0-9a-f-]{36}$/)
  assert.equal((await begun.get(page)).statusCode, 200)
  const other = await nobody()
  for (const address of [page, `${page}/document`]) assert.equal((await other.get(address)).statusCode, 410)
  assert.equal((await other.post(page, { cms: 'AAAA' })).statusCode, 410)

  const signUp = scene.browser()
  const { location } = (await signUp.fillIn('/kk/sign-up', { ...answers, iin: TRAINING_IIN })).headers
  const name = await signUp.get(String(location))
  assert.equal(name.statusCode, 200)
  assert.equal((await other.get(String(location))).statusCode, 410)
  assert.equal((await other.post(String(location))).statusCode, 410)
})

/** Somebody whom the register knows and who has no account. */
const TRAINING_IIN = '880809398170'

test('no form is taken with the token of another session, without one, or from another site', async () => {
  const before = await stateOfHers()
  const citizen = await scene.of('citizen')
  const other = await scene.of('otherCitizen')
  const anonymous = await nobody()
  const clerk = await scene.of('clerk')
  const administrator = await scene.of('administrator')
  const operator = await scene.of('operator')
  await other.get('/kk/services/zhambyl-queue')
  // The gateway has no session and no form: its seal alone tells who speaks.
  const posts = Object.entries(DOORS).filter(([route]) => /^POST (?!\/gateway\/|.*\/verify)/.test(route))
  for (const [route, door] of posts) {
    const atWork = door === 'staff' || door === 'keeper' || door === 'case-at-work'
    const atCounter = door === 'taker' || door === 'counter-papers'
    const browser = door === 'administrator' ? administrator : atCounter ? operator : atWork ? clerk : citizen
    for (const token of [other.token(), anonymous.token(), '', 'A'.repeat(86), 'token']) {
      const answer = await visit(browser, route, hers, token)
      // A file is looked at only after its form was read, and then turned down as if none had come.
      const expected = TAKES_FILES.test(route) ? 422 : 403
      assert.equal(answer.statusCode, expected, `${route} with ${token.slice(0, 6)}`)
    }
    const address = addressOf(route, hers)
    for (const header of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { origin: 'null' }]) {
      assert.equal((await browser.post(address, {}, header)).statusCode, 403, `${route} ${JSON.stringify(header)}`)
    }
  }
  assert.equal(await stateOfHers(), before)
})

test('a session that was signed out opens no door, from no copy of its cookie', async () => {
  const browser = await scene.signIn('otherCitizen')
  const copy = openBrowser(scene.app, '10.9.9.9')
  for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
  assert.equal((await copy.get('/kk/cabinet')).statusCode, 200)
  await browser.get('/kk/cabinet')
  await browser.post('/kk/sign-out')
  assert.equal(outcomeOf(await copy.get('/kk/cabinet')), '303 /kk/sign-in')
})

test('a blocked account is out at once', async () => {
  const browser = await scene.signIn('member3')
  assert.equal((await browser.get('/kk/work')).statusCode, 200)
  await scene.sql`
    update account set blocked_at = ${scene.now().toString()}, blocked_reason = 'test' where id = ${scene.accounts.member3}`
  assert.equal(outcomeOf(await browser.get('/kk/work')), '303 /kk/sign-in')
  await scene.sql`update account set blocked_at = null, blocked_reason = null where id = ${scene.accounts.member3}`
})

test('a case that is over stays closed to work', async () => {
  assert.equal(await placeOf(scene, hers.caseId), 'closed')
  for (const name of STAFF.slice(0, 4)) {
    const browser = await scene.of(name)
    const page = await browser.get(`/kk/work/cases/${hers.caseId}`)
    assert.equal(page.statusCode, 200)
    assertNothingOfHers(page.body, name)
    for (const route of routesBehind('case-at-work').filter((one) => one.startsWith('POST '))) {
      const answer = await visit(browser, route, hers)
      assert.ok([303, 409, 422].includes(answer.statusCode), `${name} ${route} ${answer.statusCode}`)
    }
  }
})

/** Neither her name, nor her number, nor anything she has written. */
function assertNothingOfHers(body: string, where: string): void {
  const { citizen } = PEOPLE
  for (const secret of [citizen.iin, citizen.surname, fullName(citizen), 'Төле би көшесі', '701 234', A_PDF.name]) {
    assert.ok(!body.includes(secret), `${where} shows ${secret}`)
  }
}
