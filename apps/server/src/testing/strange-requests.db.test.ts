import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { LOCALES, type Locale } from '@qyzmet/regulation'
import { problemMessages } from '../messages/problems.ts'
import { htmlFaults } from '../ui/testing/html-faults.ts'
import type { Answer, Browser } from './browser.ts'
import { openCase, walkTo } from './case-walk.ts'
import { DOORS } from './doors.ts'
import { openScene, type Scene } from './scene.ts'

let scene: Scene
let caseId: string
before(async () => {
  scene = await openScene()
  caseId = await openCase(scene)
  await walkTo(scene, caseId, 'assign')
})
after(() => scene.stop())

/** What no person types and programs do. */
const STRANGE = [
  '%00',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '..%5c..%5cwindows',
  "1'%20or%20'1'='1",
  '%27%3Bdrop%20table%20event%3B--',
  '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  '%F0%9F%98%80',
  '%ED%A0%80',
  '%C0%AF',
  '__proto__',
  'constructor',
  'toString',
  '-1',
  '00000000-0000-0000-0000-000000000000',
  '99999999999999999999999999',
  'a'.repeat(99),
  'a'.repeat(3000),
  '%E2%80%AE',
]

/** A page of ours for people, a code for programs; never a fault of the server (the browser sees to that). */
function assertClear(answer: Answer, where: string): void {
  const type = answer.headers['content-type'] ?? ''
  if (where.includes(' /api/')) {
    assert.match(type, /json/, where)
    return
  }
  if (answer.statusCode >= 400 && !where.includes('/assets/'))
    assert.match(type, /^text\/html/, `${where} ${answer.body}`)
  if (!type.startsWith('text/html')) return
  assert.deepEqual(htmlFaults(answer.body), [], where)
  assert.ok(!answer.body.includes('<script>alert'), where)
}

test('no part of an address, however strange, brings more than a page that says what is wrong', async () => {
  const [citizen, head] = [await scene.of('citizen'), await scene.of('head')]
  for (const value of STRANGE) {
    // From one address so many looks a minute are free.
    const browsers = [scene.browser(), citizen, head]
    for (const route of Object.keys(DOORS)) {
      const [method = '', path = ''] = route.split(' ')
      if (!path.replace('/:locale', '').includes(':')) continue
      const url = path.replace(':locale', 'kk').replaceAll(/:[a-zA-Z0-9]+/g, value)
      for (const browser of browsers) {
        const answer = method === 'GET' ? await browser.get(url) : await browser.post(url)
        assert.notEqual(answer.statusCode, 200, `${method} ${url}`)
        assertClear(answer, `${method} ${url}`)
      }
    }
  }
})

const QUERY_NAMES = [
  'q',
  'tab',
  'done',
  'none',
  'return',
  'service',
  'invalid',
  'number',
  'page',
  'from',
  'code',
  'due',
]
const PUBLIC_PAGES = [
  '/kk/',
  '/kk/sign-in',
  '/kk/sign-up',
  '/kk/password',
  '/kk/verify',
  '/kk/queue',
  '/kk/queue/zhambyl-training/emergency',
  '/kk/services/zhambyl-queue',
  '/api/documents/ABCD',
]
/** Ends of terms as the address of a next page holds them, and almost so. */
const DUE = ['infinity', '-infinity', '2026-13-45 99:99:99+00', '2026-11-22 10:00:00+00', '2026-11-22 10:00:00.1+00']

test('nothing in a query, however strange, is more than ignored', async () => {
  const [citizen, head] = [await scene.of('citizen'), await scene.of('head')]
  const look = async (browser: Browser, page: string, query: string): Promise<void> =>
    assertClear(await browser.get(`${page}?${query}`), `GET ${page}?${query}`)
  for (const value of [...STRANGE, ...DUE.map(encodeURIComponent)]) {
    const nobody = scene.browser()
    const queries = [
      QUERY_NAMES.map((name) => `${name}=${value}`).join('&'),
      QUERY_NAMES.map((name) => `${name}=${value}&${name}=${value}`).join('&'),
      `tab=all&due=${value}&case=${crypto.randomUUID()}&${value}=${value}`,
    ]
    for (const query of queries) {
      for (const page of PUBLIC_PAGES) await look(nobody, page, query)
      for (const page of ['/kk/cabinet', `/kk/cabinet/cases/${caseId}`, '/kk/sign-up/waiting']) {
        await look(citizen, page, query)
      }
      for (const page of ['/kk/work', `/kk/work/cases/${caseId}`, `/kk/work/cases/${caseId}/sign`]) {
        await look(head, page, query)
      }
    }
  }
})

/** Bodies that no form of ours sends. */
const BODIES: readonly (readonly [type: string, body: string])[] = [
  ['application/x-www-form-urlencoded', ''],
  ['application/x-www-form-urlencoded', '&&&===&=%'],
  ['application/x-www-form-urlencoded', '__proto__=1&constructor=2&toString=3&hasOwnProperty=4'],
  [
    'application/x-www-form-urlencoded',
    'iin=1&iin=2&code=1&code=2&cms=1&cms=2&document=1&document=2&outcome=1&outcome=2&password=1&password=2',
  ],
  [
    'application/x-www-form-urlencoded',
    'iin=%00&code=%00&cms=%00&document=%00&outcome=%00&reason=%00&opinion=%00&executor=%00&version=%00&step=%00',
  ],
  [
    'application/json',
    '{"iin":{"a":1},"code":5,"cms":[],"document":null,"outcome":{},"step":[[]],"password":{"toString":1}}',
  ],
  ['application/json', '[]'],
  ['application/json', 'null'],
  ['application/json', '"text"'],
  ['application/json', '{"__proto__":{"admin":true}}'],
  ['application/json', '{ not json'],
  ['text/plain', 'iin=1'],
  ['application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
  ['multipart/form-data', 'no boundary'],
  [
    'multipart/form-data; boundary=x',
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-',
  ],
  ['multipart/form-data; boundary=x', '--x--\r\n'],
  ['multipart/form-data; boundary=x', `--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\na\r\n--x--\r\n`],
  [
    'multipart/form-data; boundary=x',
    `--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nnot a file\r\n--x--\r\n`,
  ],
  ['application/octet-stream', '\u0000\u0001'],
  ['', 'nothing'],
]

async function send(browser: Browser, url: string, type: string, body: string, token: string): Promise<Answer> {
  const headers = { ...(type === '' ? {} : { 'content-type': type }), 'x-csrf-token': token }
  return browser.request({ method: 'POST', url, payload: body, headers })
}

test('no body, however strange, is more than turned down', async () => {
  const browsers = [scene.browser(), await scene.of('citizen'), await scene.of('head')]
  for (const browser of browsers) await browser.get('/kk/password')
  // SOAP sends its faults with 500, so the gateway's address is tried by tests of its own.
  for (const route of Object.keys(DOORS).filter((name) => /^POST (?!\/gateway\/)/.test(name))) {
    const url = (route.split(' ')[1] ?? '')
      .replace(':locale', 'ru')
      .replace(':caseId', caseId)
      .replace(':id', crypto.randomUUID())
      .replaceAll(/:[a-z]+/g, 'contacts')
    for (const [type, body] of BODIES) {
      for (const [index, browser] of browsers.entries()) {
        if (url.endsWith('/sign-out')) continue
        const answer = await send(browser, url, type, body, browser.token())
        assert.ok(answer.statusCode >= 300, `${index} ${url} ${type} ${body}: ${answer.statusCode}`)
        assertClear(answer, `POST ${url} ${type} ${body}`)
      }
    }
  }
})

test('an address that is not there says so in the language asked for, and to programs in a code', async () => {
  const browser = scene.browser()
  for (const locale of LOCALES) {
    for (const path of ['nothing', 'cabinet/nothing/more', 'work/cases', 'services']) {
      const answer = await browser.get(`/${locale}/${path}`)
      assert.equal(answer.statusCode, 404, path)
      assertInLanguage(answer, locale, problemMessages[locale].problems['not-found'].title)
    }
  }
  const api = await browser.get('/api/nothing')
  assert.equal(api.statusCode, 404)
  assert.match(String(api.headers['content-type']), /problem\+json/)
  assert.deepEqual(api.json(), { type: 'urn:qyzmet:problem:not-found', status: 404, code: 'not-found' })
})

test('languages that we do not have are no pages of ours', async () => {
  const browser = scene.browser()
  for (const locale of ['de', 'KK', 'kz', 'kk-KZ', 'kk%2fru', "kk'", '--']) {
    for (const path of ['', '/', '/sign-in', '/work', '/cabinet', '/verify']) {
      const answer = await browser.get(`/${locale}${path}`)
      assert.equal(answer.statusCode, 404, `/${locale}${path}`)
      assertInLanguage(answer, 'kk', problemMessages.kk.problems['not-found'].title)
    }
  }
})

function assertInLanguage(answer: Answer, locale: Locale, title: string): void {
  assert.match(answer.body, new RegExp(`<html lang="${locale}"`))
  assert.ok(answer.body.includes(title), `${title}: ${answer.body.slice(0, 600)}`)
  assert.deepEqual(htmlFaults(answer.body), [])
}

test('only GET, HEAD and POST are known, and nothing is done by the others', async () => {
  const head = await scene.of('head')
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'] as const) {
    const answer = await head.request({
      method,
      url: `/kk/work/cases/${caseId}`,
      headers: { 'x-csrf-token': head.token() },
    })
    assert.ok([403, 404, 405].includes(answer.statusCode), `${method} ${answer.statusCode}`)
  }
  const shown = await head.request({ method: 'HEAD', url: '/kk/work' })
  assert.deepEqual([shown.statusCode, shown.body], [200, ''])
})

test('a form that is too large is turned away in the language asked for, and to programs in a code', async () => {
  const citizen = await scene.of('citizen')
  const body = `address=${'a'.repeat(300 * 1024)}`
  const type = 'application/x-www-form-urlencoded'
  for (const locale of LOCALES) {
    const answer = await send(citizen, `/${locale}/sign-in`, type, body, citizen.token())
    assert.equal(answer.statusCode, 413)
    assertInLanguage(answer, locale, problemMessages[locale].problems['too-large'].title)
  }
  const api = await send(citizen, '/api/documents/ABCD', type, body, citizen.token())
  assert.match(String(api.headers['content-type']), /problem\+json/)
})

test('a header is a header, whatever stands in it', async () => {
  const browser = scene.browser()
  const headers: readonly Readonly<Record<string, string>>[] = [
    { cookie: 'qyzmet-session=; qyzmet-session=a; =; ;;; qyzmet-browser=%00' },
    { cookie: `qyzmet-session=${'A'.repeat(43)}` },
    { cookie: `qyzmet-session=${'A'.repeat(5000)}` },
    { 'x-forwarded-for': "1.2.3.4', ('; drop table session" },
    { 'accept-language': 'kk;q=9,,,;;' },
    { referer: 'javascript:alert(1)' },
    { host: 'evil.example' },
    { origin: 'https://evil.example' },
    { range: 'bytes=9999-1,,' },
    { 'accept-encoding': 'gzip;q=zzz, br, *' },
    { 'if-none-match': '"\\"' },
  ]
  for (const header of headers) {
    for (const url of ['/kk/', '/kk/sign-in', '/kk/cabinet', '/kk/work']) {
      const answer = await browser.get(url, header)
      assertClear(answer, `${url} ${JSON.stringify(header)}`)
      const location = answer.headers.location ?? '/'
      assert.ok(location.startsWith('/') && !location.startsWith('//'), `${location} with ${JSON.stringify(header)}`)
    }
  }
})
