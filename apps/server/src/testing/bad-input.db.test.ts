import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { LOCALES } from '@qyzmet/regulation'
import { one } from '../database/query.ts'
import { problemMessages } from '../messages/problems.ts'
import { peopleMessages } from '../people/messages/people.ts'
import { TRAINING_PASSWORD } from '../people/training.ts'
import { htmlFaults } from '../ui/testing/html-faults.ts'
import type { Answer } from './browser.ts'
import {
  A_PDF,
  ANSWERS,
  beginDraft,
  caseOf,
  fillDraft,
  openCase,
  pathOf,
  placeOf,
  signedForm,
  walkTo,
} from './case-walk.ts'
import { formsOf, textOf } from './html-forms.ts'
import { PEOPLE } from './people-of-the-scene.ts'
import { openScene, type Scene } from './scene.ts'

let scene: Scene
before(async () => {
  scene = await openScene()
})
after(() => scene.stop())

type IinFault = keyof (typeof peopleMessages)['kk']['iin']['faults']

const WRONG_IINS: readonly (readonly [typed: string, fault: IinFault])[] = [
  ['', 'missing'],
  ['   ', 'missing'],
  ['9005144', 'wrong-length'],
  ['9005144970611', 'wrong-length'],
  ['90051449706О', 'not-digits'],
  ['<script>alert', 'not-digits'],
  ["90051449706'", 'not-digits'],
  ['901314497061', 'wrong-date'],
  ['900230497061', 'wrong-date'],
  ['900514997061', 'wrong-century'],
  ['900514497062', 'wrong-check-digit'],
]

test('a wrong IIN is explained for what is wrong with it, in the language of the page, and stays as typed', async () => {
  for (const locale of LOCALES) {
    const browser = scene.browser()
    for (const page of ['sign-in', 'sign-up', 'password']) {
      for (const [iin, fault] of WRONG_IINS) {
        // Each from an address of its own: so many attempts a minute are free.
        const fresh = page === 'sign-in' ? browser : scene.browser()
        const answer = await fresh.fillIn(`/${locale}/${page}`, {
          iin,
          password: 'толық құпиясөз',
          repeated: 'толық құпиясөз',
        })
        const words = peopleMessages[locale].iin.faults[fault]
        assert.equal(answer.statusCode, 422, `${locale} ${page} ${iin}`)
        assert.ok(textOf(answer.body).includes(words), `${locale} ${page} ${iin}: ${words}`)
        assert.deepEqual(htmlFaults(answer.body), [])
        const form = formsOf(answer.body).find(({ names }) => names.has('password'))
        assert.equal(form?.fields.get('iin')?.trim(), iin.trim())
        assert.equal(form?.fields.get('password'), '', 'a password is never sent back')
      }
    }
  }
})

test('the same decision sent twice, one after the other or at once, is made once', async () => {
  const caseId = await openCase(scene)
  const clerk = await scene.of('clerk')
  const page = `/kk/work/cases/${caseId}`
  const shown = formsOf((await clerk.get(page)).body).find(({ action }) => action === `${page}/complete`)
  assert.ok(shown)
  const fields = Object.fromEntries(shown.fields)
  const sent = await Promise.all([1, 2, 3].map(() => clerk.post(`${page}/complete`, fields)))
  for (const answer of sent) assert.equal(answer.statusCode, 303)
  assert.equal((await clerk.post(`${page}/complete`, fields)).statusCode, 303)
  const { count } = await one(scene.database.owner<{ count: number }[]>`
    select count(*)::int from event
    where stream_id = ${caseId} and type = 'StepCompleted' and data->>'step' = 'register'`)
  assert.equal(count, 1)
  assert.equal(await placeOf(scene, caseId), 'assign')
})

test('an application signed badly opens no other case, loses no answer, and can be signed again', async () => {
  const citizen = await scene.of('citizen')
  const draft = await beginDraft(citizen)
  await fillDraft(citizen, draft)
  const good = await signedForm(scene, 'citizen', draft)
  const noSignatures = ['', 'жоқ', '!!!!', 'AAAA'.repeat(50_000)]
  for (const cms of noSignatures) {
    const answer = await citizen.post(`${draft}/sign`, { ...good, cms })
    assert.equal(answer.statusCode, 422, cms.slice(0, 10))
  }
  const before = await casesOf('citizen')
  const otherBytes = Buffer.from('{"format":"qyzmet-request-1"}')
  const draftBytes = async () => (await citizen.get(`${draft}/request`)).rawPayload
  const bad: readonly (readonly [what: string, sign: () => Promise<string>])[] = [
    ['bytes that are no signature', async () => Buffer.from('this is no CMS at all').toString('base64')],
    ['a signature over another document', () => scene.sign('citizen', otherBytes)],
    ["somebody else's key", async () => scene.sign('otherCitizen', await draftBytes())],
  ]
  const reasons = new Set<string>()
  for (const [what, sign] of bad) {
    const form = await signedForm(scene, 'citizen', draft)
    const cms = await sign()
    pathOf(await citizen.post(`${draft}/sign`, { ...form, cms }))
    await scene.settled()
    const done = await citizen.get(`${draft}/done`)
    assert.equal(done.statusCode, 422, what)
    reasons.add(/<ul.*?<\/ul>/s.exec(done.body.slice(done.body.indexOf('<main')))?.[0] ?? '')
    assert.equal(pathOf(await citizen.post(`${draft}/sign-again`)), `${draft}/sign`)
    const check = await citizen.get(`${draft}/check`)
    assert.ok(check.body.includes(String(ANSWERS['address'])), 'the answers are still there')
    assert.ok(check.body.includes(A_PDF.name), 'and the files')
  }
  assert.equal(reasons.size, 3, 'each reason has words of its own')
  for (const key of ['expired', 'revoked', 'auth'] as const) {
    pathOf(await citizen.post(`${draft}/sign`, await signedForm(scene, 'citizen', draft, key)))
    await scene.settled()
    assert.equal((await citizen.get(`${draft}/done`)).statusCode, 422, key)
    pathOf(await citizen.post(`${draft}/sign-again`))
  }
  const { numbered } = await one(scene.database.owner<{ numbered: number }[]>`
    select count(number)::int as numbered from case_head where applicant_account_id = ${scene.accounts.citizen}`)
  pathOf(await citizen.post(`${draft}/sign`, await signedForm(scene, 'citizen', draft)))
  await scene.settled()
  assert.equal((await citizen.get(`${draft}/done`)).statusCode, 200)
  assert.equal(await placeOf(scene, await caseOf(scene, draft)), 'register')
  const after = await one(scene.database.owner<{ numbered: number }[]>`
    select count(number)::int as numbered from case_head where applicant_account_id = ${scene.accounts.citizen}`)
  assert.equal(after.numbered, numbered + 1, 'only the good signature got a number')
  assert.equal(await casesOf('citizen'), before + 7, 'each attempt is kept as what it was')
})

async function casesOf(name: 'citizen'): Promise<number> {
  const { count } = await one(scene.database.owner<{ count: number }[]>`
    select count(*)::int from case_head where applicant_account_id = ${scene.accounts[name]}`)
  return count
}

test('the same signed application sent many times opens one case', async () => {
  const citizen = await scene.of('citizen')
  const draft = await beginDraft(citizen)
  await fillDraft(citizen, draft)
  const before = await casesOf('citizen')
  const form = await signedForm(scene, 'citizen', draft)
  const answers = await Promise.all([1, 2, 3, 4].map(() => citizen.post(`${draft}/sign`, form)))
  for (const answer of answers) assert.equal(pathOf(answer), `${draft}/done`)
  assert.equal(pathOf(await citizen.post(`${draft}/sign`, form)), `${draft}/done`)
  assert.equal(await casesOf('citizen'), before + 1)
})

interface Refused {
  readonly answer: string
  /** Bytes that had gone out when the answer came. */
  readonly sent: number
}

/** Sends a body that is said to be huge, piece by piece, until an answer comes. */
function sendHuge(path: string, type: string, head: string): Promise<Refused> {
  const total = 200 * 1024 * 1024
  const piece = Buffer.alloc(64 * 1024, 'a')
  const socket = connect({ port: Number(new URL(scene.app.listeningOrigin).port), host: '127.0.0.1' })
  return new Promise((resolve, reject) => {
    let answer = ''
    let sent = 0
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      answer += text
    })
    const end = (error?: Error): void => {
      if (answer === '') reject(error ?? new Error('no answer came'))
      else resolve({ answer, sent })
      socket.destroy()
    }
    socket
      .on('end', () => end())
      .on('close', () => end())
      .on('error', end)
    const pump = (): void => {
      while (answer === '' && sent < total && !socket.destroyed) {
        sent += piece.length
        if (!socket.write(piece)) {
          socket.once('drain', pump)
          return
        }
      }
    }
    const lines = [`POST ${path} HTTP/1.1`, 'host: 127.0.0.1', `content-type: ${type}`, `content-length: ${total}`, '']
    socket.write(`${lines.join('\r\n')}\r\n${head}`, pump)
  })
}

test('a file to check that is larger than any document of ours is none of ours', async () => {
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(30 * 1024 * 1024, 'a')])
  const answer = await scene.browser().upload('/kk/verify/file', { name: 'a.pdf', bytes })
  assert.equal(answer.statusCode, 404)
  assert.deepEqual(htmlFaults(answer.body), [])
})

test('two hundred megabytes are turned away after little of them was read', async () => {
  const form = await sendHuge('/ru/sign-in', 'application/x-www-form-urlencoded', 'iin=')
  assert.match(form.answer, /^HTTP\/1\.1 413 /)
  assert.ok(form.answer.includes(problemMessages.ru.problems['too-large'].title))
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n'
  const file = await sendHuge('/en/verify/file', 'multipart/form-data; boundary=x', head)
  assert.match(file.answer, /^HTTP\/1\.1 413 /)
  for (const { sent } of [form, file]) assert.ok(sent < 60 * 1024 * 1024, `${sent} bytes had gone out`)
})

const RETURNS = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/%2f%2fevil.example',
  '/kk/../..//evil.example',
  '/kk/cabinet\r\nLocation: https://evil.example',
  '/kk/cabinet\r\nSet-Cookie: a=b',
  '/kk/sign-out',
  '/kk/sign-in?return=/kk/sign-in',
  '/\u0000/evil.example',
  '/@evil.example',
  ' //evil.example',
  '/.//evil.example',
  `/${'a'.repeat(3000)}`,
]

test('wherever a page says to go back to, the way leads to a page of ours and sets nothing else', async () => {
  for (const path of RETURNS) {
    const browser = scene.browser()
    const query = encodeURIComponent(path)
    const answer = await browser.fillIn(
      `/kk/sign-in?return=${query}`,
      { iin: PEOPLE.otherCitizen.iin, password: TRAINING_PASSWORD },
      '/kk/sign-in',
    )
    assertStays(answer, path)
    for (const page of ['sign-in', 'sign-up']) assertStays(await browser.get(`/kk/${page}?return=${query}`), path)
    const forged = await scene
      .browser()
      .fillIn(
        '/kk/sign-in?return=/kk/cabinet',
        { iin: PEOPLE.otherCitizen.iin, password: TRAINING_PASSWORD, return: path },
        '/kk/sign-in',
      )
    assertStays(forged, path)
  }
})

function assertStays(answer: Answer, path: string): void {
  assert.equal(answer.statusCode, 303, path)
  const location = String(answer.headers.location)
  const url = new URL(location, 'http://ours.example')
  assert.equal(url.origin, 'http://ours.example', `${path} leads to ${location}`)
  assert.ok(!location.startsWith('//') && !/[\r\n]/.test(location), location)
  assert.ok(!/\/sign-(in|out)/.test(url.pathname), location)
  for (const { name } of answer.cookies) assert.ok(['qyzmet-session', 'qyzmet-browser'].includes(name), name)
}

test('the name of a file stays a name, in pages and in headers', async () => {
  const names = [
    'a"; filename="evil.html',
    'a\r\nX-Evil: 1.pdf',
    '../../etc/passwd',
    '..\\..\\boot.ini',
    '<img src=x onerror=alert(1)>.pdf',
    "қорытынды '35-үй'.pdf",
    '\u202Efdp.exe',
    'a'.repeat(300),
  ]
  const citizen = await scene.of('citizen')
  const draft = await beginDraft(citizen)
  await fillDraft(citizen, draft)
  for (const name of names) {
    const upload = `${draft}/documents/emergency-conclusion`
    await citizen.get(upload)
    pathOf(await citizen.upload(upload, { name, bytes: Buffer.from(`%PDF-1.7 ${name}`) }))
  }
  const page = await citizen.get(`${draft}/documents`)
  assert.deepEqual(htmlFaults(page.body), [])
  assert.ok(!page.body.includes('<img src=x'))
  const files = [...page.body.matchAll(/href="([^"]*\/files\/[^"]*)"/g)].map(([, href = '']) => href)
  assert.equal(files.length, 9)
  for (const href of files) {
    const file = await citizen.get(href)
    assert.equal(file.statusCode, 200)
    assert.equal(file.headers['x-evil'], undefined)
    const header = String(file.headers['content-disposition'])
    assert.match(header, /^(attachment|inline); filename\*=UTF-8''[\w.~!#$&+^`|%-]+$/, header)
    assert.ok(!/%2F|%5C|%22|%0D|%0A|%3C/i.test(header), header)
    assert.equal(file.headers['x-content-type-options'], 'nosniff')
    assert.match(String(file.headers['content-security-policy']), /default-src 'none'/)
  }
})

test('too many requests from one address are held back with a page or a code, and others are not', async () => {
  const browser = scene.browser()
  const answers: Answer[] = []
  for (let count = 0; count < 62; count++) answers.push(await browser.get('/ru/verify/0000-0000-0000-0000'))
  const last = answers.at(-1)
  assert.equal(last?.statusCode, 429)
  assert.ok(last.body.includes(problemMessages.ru.problems['too-many-requests'].title))
  assert.deepEqual(htmlFaults(last.body), [])
  assert.equal((await scene.browser().get('/ru/verify/0000-0000-0000-0000')).statusCode, 404)

  const program = scene.browser()
  let code: Answer | undefined
  for (let count = 0; count < 62; count++) code = await program.get('/api/documents/0000-0000-0000-0000')
  assert.equal(code?.statusCode, 429)
  assert.deepEqual(code.json(), {
    type: 'urn:qyzmet:problem:too-many-requests',
    status: 429,
    code: 'too-many-requests',
  })

  const signing = scene.browser()
  await signing.get('/en/sign-in')
  let held: Answer | undefined
  for (let count = 0; count < 32; count++) held = await signing.post('/en/sign-in', { iin: '', password: '' })
  assert.equal(held?.statusCode, 429)
  assert.match(held.body, /<html lang="en"/)
})

test('a session that ends in the middle leads back to the same page, with everything saved before', async () => {
  const browser = await scene.signIn('otherCitizen')
  const draft = await beginDraft(browser, 'ru')
  const next = pathOf(await browser.fillIn(`${draft}/pages/category`, { category: 'orphans' }))
  await browser.get(next)
  const staff = await scene.signIn('head')
  const caseId = await openCase(scene)
  await walkTo(scene, caseId, 'assign')
  const work = `/ru/work/cases/${caseId}`
  await staff.get(work)
  scene.letPass({ minutes: 31 })

  const origin = 'http://localhost:80'
  const lost = await browser.post(next, { address: 'Тараз' }, { referer: `${origin}${next}` })
  assert.equal(lost.headers.location, `/ru/sign-in?return=${encodeURIComponent(next)}`)
  const page = await browser.get(lost.headers.location ?? '')
  assert.ok(textOf(page.body).includes(peopleMessages.ru.signIn.endedTitle))
  const credentials = { iin: PEOPLE.otherCitizen.iin, password: TRAINING_PASSWORD }
  const back = await browser.fillIn(lost.headers.location ?? '', credentials, '/ru/sign-in')
  assert.equal(back.headers.location, next)
  const parts = await browser.get(`${draft}/pages/category`)
  assert.equal(
    formsOf(parts.body)
      .find(({ names }) => names.has('category'))
      ?.fields.get('category'),
    'orphans',
  )

  const decided = await staff.post(`${work}/complete`, { outcome: 'assigned' }, { referer: `${origin}${work}` })
  assert.equal(decided.headers.location, `/ru/sign-in?return=${encodeURIComponent(work)}`)
  assert.equal(await placeOf(scene, caseId), 'assign')
  const api = await browser.get('/api/documents/0000-0000-0000-0000')
  assert.equal(api.statusCode, 404, 'what is open stays open')
})
