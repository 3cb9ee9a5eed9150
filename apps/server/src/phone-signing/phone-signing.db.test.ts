import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { describeFinding } from '@qyzmet/eds'
import { one } from '../database/query.ts'
import accounts from '../people/training-accounts.json' with { type: 'json' }
import type { Answer, Browser } from '../testing/browser.ts'
import { beginDraft, fillDraft, openCase, placeOf, walkTo } from '../testing/case-walk.ts'
import { formsOf, linksOf } from '../testing/html-forms.ts'
import { PEOPLE, type PersonName } from '../testing/people-of-the-scene.ts'
import { openScene, type Scene } from '../testing/scene.ts'
import type { KeyStory } from '../testing/state-around.ts'
import { providerKk } from '../provider/messages/provider.kk.ts'
import { phoneKk } from './messages/phone.kk.ts'
import { phoneRu } from './messages/phone.ru.ts'
import { deleteOver } from './phone-signing.queries.ts'
import type { DocumentsAnswer, ServiceAnswer } from './phone-wire.ts'

const PROVIDER_BIN = accounts.provider.bin
let scene: Scene
let browser: Browser
let draft: string
before(async () => {
  scene = await openScene()
  browser = await scene.of('citizen')
  draft = await beginDraft(browser)
  await fillDraft(browser, draft)
})
after(() => scene.stop())

/** Asks for a code on a signing page. */
async function begin(page = `${draft}/sign`, by = browser): Promise<{ readonly page: string; readonly code: string }> {
  const begun = await by.fillIn(page, {}, '/kk/phone-signing')
  const waiting = String(begun.headers.location)
  const shown = await by.get(waiting)
  const link = linksOf(shown.body).find((href) => href.includes('/egov-mobile/?address='))
  assert.ok(link, shown.body)
  return { page: waiting, code: new URL(new URL(link).searchParams.get('address') ?? '').pathname }
}

/** A telephone: no cookies, an address of its own. */
function phone(options: { readonly token?: string; readonly language?: string } = {}) {
  const { token, language } = options
  const machine = scene.browser()
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(language === undefined ? {} : { 'accept-language': language }),
  }
  return {
    get: (url: string) => machine.request({ method: 'GET', url, headers }),
    put: (url: string, message: unknown) =>
      machine.request({
        method: 'PUT',
        url,
        headers: { ...headers, 'content-type': 'application/json' },
        payload: typeof message === 'string' ? message : JSON.stringify(message),
      }),
  }
}

async function open(code: string) {
  const service = (await phone().get(code)).json<ServiceAnswer>()
  const uri = new URL(service.document.uri).pathname
  const device = phone({ token: service.document.auth_token })
  const given = (await device.get(uri)).json<DocumentsAnswer>()
  return { service, uri, device, given }
}

/** What the telephone was given, with its documents signed. */
async function signed(given: DocumentsAnswer, by: PersonName, key?: KeyStory): Promise<DocumentsAnswer> {
  const documentsToSign = await Promise.all(
    given.documentsToSign.map(async (document) => {
      const { mime, data } = document.document.file
      const cms = await scene.sign(by, new Uint8Array(Buffer.from(data, 'base64')), key)
      return { ...document, document: { file: { mime, data: cms } } }
    }),
  )
  return { ...given, documentsToSign }
}

const stateOf = async (page: string): Promise<unknown> => (await browser.get(`${page}/state`)).json()

function assertRefused(answer: Answer, status: number, code: string, message?: string): void {
  assert.equal(answer.statusCode, status, answer.body)
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  const problem = answer.json<{ code: string; message: string }>()
  assert.equal(problem.code, code)
  if (message !== undefined) assert.equal(problem.message, message)
}

test('a telephone signs, and the browser that began sends the signature with its own form', async () => {
  const { page, code } = await begin()
  assert.deepEqual(await stateOf(page), { state: 'waiting' })
  const { service, uri, device, given } = await open(code)
  assert.equal(service.description, phoneKk.description)
  assert.deepEqual(Object.keys(service.organisation), ['nameRu', 'nameKz', 'nameEn', 'bin'])
  assert.ok(Temporal.Instant.compare(Temporal.Instant.from(service.expiry_date), scene.now()) > 0)
  assert.deepEqual(await stateOf(page), { state: 'opened' })
  assert.equal(given.signMethod, 'CMS_SIGN_ONLY')
  const [document] = given.documentsToSign
  const request = (await browser.get(`${draft}/request`)).rawPayload
  assert.equal(document?.document.file.data, request.toString('base64'))

  const taken = await device.put(uri, await signed(given, 'citizen'))
  assert.deepEqual([taken.statusCode, taken.json()], [200, []])
  assert.deepEqual(await stateOf(page), { state: 'signed' })
  assertRefused(await device.put(uri, await signed(given, 'citizen')), 410, 'signing-used')
  assertRefused(await device.get(uri), 410, 'signing-used')

  const sent = await browser.fillIn(page, {}, `${draft}/sign`)
  assert.equal(sent.headers.location, `${draft}/done`)
  await scene.settled()
  const { verdict } = await one(
    scene.database.owner<{ verdict: string }[]>`
      select verdict from signature_verdict order by judged_at desc limit 1`,
  )
  assert.equal(verdict, 'VALID')
  draft = await beginDraft(browser)
  await fillDraft(browser, draft)
})

test('a code opens once, and without the token nothing of the document is told', async () => {
  const { code } = await begin()
  const { uri } = await open(code)
  assertRefused(
    await phone({ language: 'ru-RU,en;q=0.8' }).get(code),
    410,
    'signing-opened',
    phoneRu.faults['signing-opened'],
  )
  const secrets = [PEOPLE.citizen.iin, PEOPLE.citizen.surname, draft.split('/').at(-1) ?? '']
  for (const [answer, status, fault] of [
    [await phone().get(uri), 401, 'signing-token-missing'],
    [await phone({ token: 'A'.repeat(43) }).get(uri), 403, 'signing-token-wrong'],
    [await phone({ token: 'A'.repeat(43) }).put(uri, {}), 403, 'signing-token-wrong'],
    [await phone().get('/api/egov-mobile/' + 'A'.repeat(43)), 404, 'not-found'],
  ] as const) {
    assertRefused(answer, status, fault)
    for (const secret of secrets) assert.ok(!answer.body.includes(secret))
  }
})

test('the key of another person, another document and damaged messages are told to both, and may be mended', async () => {
  const { page, code } = await begin()
  const { uri, device, given } = await open(code)
  const wrong = await device.put(uri, await signed(given, 'otherCitizen'))
  assertRefused(wrong, 422, 'signature-refuted', describeFinding('iin-mismatch', 'kk'))
  assert.deepEqual(await stateOf(page), { state: 'opened', refusal: 'iin-mismatch' })
  assert.ok((await browser.get(page)).body.includes(describeFinding('iin-mismatch', 'kk')))

  const [document] = given.documentsToSign
  assert.ok(document)
  const other = { ...document, document: { file: { mime: '@file/json', data: Buffer.from('{}').toString('base64') } } }
  const overOther = await signed({ ...given, documentsToSign: [other] }, 'citizen')
  const refuted = await device.put(uri, overOther)
  assertRefused(refuted, 422, 'signature-refuted')
  assert.equal(refuted.json<{ finding: string }>().finding, 'digest-mismatch')

  const right = await signed(given, 'citizen')
  const [signedDocument] = right.documentsToSign
  assert.ok(signedDocument)
  const wrongMessages = [
    '',
    '[]',
    '{"documentsToSign":[{}]}',
    { ...right, documentsToSign: [] },
    { ...right, documentsToSign: [{ ...signedDocument, id: '2' }] },
    { ...right, documentsToSign: [signedDocument, { ...signedDocument, id: '2' }] },
  ]
  for (const message of wrongMessages) assertRefused(await device.put(uri, message), 422, 'signed-documents-wrong')
  const bloated = { id: '1', documentCms: Buffer.alloc(128 * 1024 + 1).toString('base64') }
  assertRefused(await device.put(uri, { documentsToSign: [bloated] }), 413, 'signature-too-large')
  assertRefused(await device.put(uri, `"${'A'.repeat(1024 * 1024)}"`), 413, 'too-large')
  assert.equal((await device.put(uri, right)).statusCode, 200)
})

test('after five wrong signatures the code is closed, and the page offers a new one', async () => {
  const { page, code } = await begin()
  const { uri, device, given } = await open(code)
  const wrong = await signed(given, 'citizen', 'expired')
  for (let count = 0; count < 5; count++) assertRefused(await device.put(uri, wrong), 422, 'signature-refuted')
  assertRefused(await device.put(uri, await signed(given, 'citizen')), 410, 'signing-closed')
  assert.deepEqual(await stateOf(page), { state: 'over', refusal: 'certificate-expired' })
  assert.match(String((await browser.fillIn(page, {}, '/kk/phone-signing')).headers.location), /^\/kk\/phone-signing\//)
})

test('what one browser has begun is over for every other, and a page cannot be made to offer something else', async () => {
  const { page } = await begin()
  const other = await scene.of('otherCitizen')
  await other.get('/kk/services/zhambyl-queue')
  assert.equal((await other.get(page)).statusCode, 410)
  assert.equal((await other.get(`${page}/state`)).statusCode, 410)
  assert.equal((await scene.browser().get(page)).statusCode, 410)

  const form = formsOf((await browser.get(`${draft}/sign`)).body).find(({ action }) => action === '/kk/phone-signing')
  const offer = form?.fields.get('offer') ?? ''
  assert.match(String((await browser.post('/kk/phone-signing', { offer })).headers.location), /phone-signing/)
  const [content = '', mac = ''] = offer.split('.')
  const changed = Buffer.from(Buffer.from(content, 'base64url').toString().replace('/sign', '/xign')).toString(
    'base64url',
  )
  for (const forged of [`${changed}.${mac}`, content, `${content}.`, '']) {
    assert.equal((await browser.post('/kk/phone-signing', { offer: forged })).statusCode, 410, forged.slice(0, 9))
  }
  assert.equal((await other.post('/kk/phone-signing', { offer })).statusCode, 410)
})

test('somebody not signed in changes a password with a telephone', async () => {
  const anybody = scene.browser()
  const password = 'мың-тоғыз-жүз-ат'
  const asked = { iin: PEOPLE.otherCitizen.iin, password, repeated: password }
  const change = String((await anybody.fillIn('/kk/password', asked)).headers.location)
  const { page, code } = await begin(change, anybody)
  const { uri, device, given } = await open(code)
  assert.match(Buffer.from(given.documentsToSign[0]?.document.file.data ?? '', 'base64').toString(), /password-change/)
  assert.equal((await device.put(uri, await signed(given, 'otherCitizen'))).statusCode, 200)
  assert.equal((await anybody.fillIn(page, {}, change)).headers.location, '/kk/password/done')
})

test('a head signs on a telephone those results that are ticked, with the certificate of the body and no other', async () => {
  const ids = [await openCase(scene), await openCase(scene)] as const
  for (const id of ids) await walkTo(scene, id, 'sign-result', { documents: 'violated' })
  const head = await scene.of('head')
  const toSign = '/kk/work/to-sign'
  const form = formsOf((await head.get(toSign)).body).find(({ action }) => action === toSign)
  const offer = form?.fields.get('offer') ?? assert.fail('the page offers no telephone')
  const ask = async (fields: Record<string, string>) =>
    String((await head.post('/kk/phone-signing', { offer, ...fields })).headers.location)
  assert.equal(await ask({}), `${toSign}?nothing=1`)
  assert.ok((await head.get(`${toSign}?nothing=1`)).body.includes(providerKk.toSign.nothing))

  const waiting = await ask({ [`choice-${ids[0]}`]: 'yes' })
  const shown = (await head.get(waiting)).body
  assert.ok(shown.includes(phoneKk.certificate.lead(PROVIDER_BIN)))
  const address = linksOf(shown).find((href) => href.includes('/egov-mobile/?address=')) ?? assert.fail(shown)
  const { uri, device, given } = await open(new URL(new URL(address).searchParams.get('address') ?? '').pathname)
  assert.deepEqual(
    given.documentsToSign.map(({ meta }) => meta.slice(1)),
    [
      [
        { name: phoneKk.certificate.bin, value: PROVIDER_BIN },
        { name: phoneKk.certificate.role, value: phoneKk.certificate.roles['signing-right'] },
      ],
    ],
  )
  assertRefused(await device.put(uri, await signed(given, 'head', 'own')), 422, 'signature-refuted')
  assert.equal((await device.put(uri, await signed(given, 'head'))).statusCode, 200)
  assert.ok((await head.fillIn(waiting, {}, toSign)).body.includes(providerKk.toSign.done))
  assert.deepEqual([await placeOf(scene, ids[0]), await placeOf(scene, ids[1])], ['dispatch-result', 'sign-result'])

  const both = await ask(Object.fromEntries(ids.map((id) => [`choice-${id}`, 'yes'])))
  assert.match(both, /^\/kk\/phone-signing\//)
})

test('a code that is not used in time is over, and is forgotten soon after', async () => {
  const [unopened, late] = [await begin(), await begin()]
  const { uri, device, given } = await open(late.code)
  const inTime = await signed(given, 'citizen')
  scene.letPass({ seconds: 181 })
  assertRefused(await phone().get(unopened.code), 410, 'signing-expired')
  assertRefused(await device.get(uri), 410, 'signing-expired')
  assertRefused(await device.put(uri, inTime), 410, 'signing-expired')
  assert.deepEqual(await stateOf(late.page), { state: 'over' })
  assert.ok((await browser.get(late.page)).body.includes(phoneKk.overTitle))
  assert.equal(await deleteOver(scene.sql, scene.now().subtract({ minutes: 15 })), 0)
  assert.ok((await deleteOver(scene.sql, scene.now())) >= 2)
  assertRefused(await phone().get(unopened.code), 404, 'not-found')
})
