import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { CaseCommand, Party } from '@qyzmet/casework'
import { type CaseId, parseCaseId } from '../cases/case-id.ts'
import { one } from '../database/query.ts'
import { assertPage, hiddenFieldsOf, openBrowser } from '../people/testing/test-portal.ts'
import { insertVerdict } from '../signatures/signatures.queries.ts'
import { type Applying, beginApplying, fillIn, sendPage, upload } from './testing/filling-in.ts'
import { openTestPortal, type TestPortal } from './testing/test-portal.ts'

const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF')
const CMS = Buffer.from('a signature').toString('base64')
const SYSTEM: Party = { kind: 'system', name: 'qyzmet' }

let portal: TestPortal
before(async () => {
  portal = await openTestPortal()
})
after(() => portal.close())

/** An application that needs one document of the applicant, filled in. */
async function withDocument(): Promise<Applying & { readonly upload: string }> {
  const applying = await beginApplying(portal)
  await fillIn(applying)
  const sent = await sendPage(applying, 'category', { category: 'emergency' })
  assert.equal(sent.headers.location, `${applying.base}/documents`)
  return { ...applying, upload: `${applying.base}/documents/emergency-conclusion` }
}

describe('files', () => {
  test('a file is taken for its document, listed, opened and removed', async () => {
    const applying = await withDocument()
    const { browser, base } = applying
    const taken = await upload(applying, portal, applying.upload, { name: 'Қорытынды №1.pdf', bytes: PDF })
    assert.equal(taken.statusCode, 303, taken.body.slice(0, 300))
    const list = await browser.get(`${base}/documents`)
    assertPage(list, 200, 'Құжаттар')
    const [, href = '', name] = /href="([^"]*\/files\/[^"]*)">([^<]*)</.exec(list.body) ?? []
    assert.equal(name, 'Қорытынды №1.pdf')
    const file = await browser.get(href)
    assert.deepEqual(file.rawPayload, PDF)
    assert.match(String(file.headers['content-disposition']), /^attachment; filename\*=UTF-8''%D2%9A/)
    assert.equal(file.headers['x-content-type-options'], 'nosniff')
    const finished = await browser.post(`${base}/documents`)
    assert.equal(finished.headers.location, `${base}/check`)
    await browser.get(`${base}/documents`)
    await browser.post(`${base}/documents/remove`, { file: href.split('/').at(-1) ?? '' })
    assert.doesNotMatch((await browser.get(`${base}/documents`)).body, /\/files\//)
  })

  test('what is not taken says why: empty, of another kind, locked, too large, none', async () => {
    const applying = await withDocument()
    const locked = Buffer.from('%PDF-1.7\ntrailer<< /Encrypt 5 0 R >>')
    for (const [bytes, words] of [
      [Buffer.alloc(0), 'Бұл файл бос'],
      [Buffer.from('MZ\u0090 renamed program'), 'PDF, JPEG немесе PNG болуы керек'],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'PDF, JPEG немесе PNG болуы керек'],
      [locked, 'құпиясөзбен жабылған'],
      [Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]), '10 МБ-тан аспауы керек'],
    ] as const) {
      const refused = await upload(applying, portal, applying.upload, { name: 'құжат.pdf', bytes })
      assertPage(refused, 422, 'Қате')
      assert.match(refused.body, new RegExp(words))
    }
    const none = await upload(applying, portal, applying.upload, { name: '', bytes: Buffer.alloc(0) })
    assert.match(none.body, /Файлды таңдаңыз/)
    assert.doesNotMatch((await applying.browser.get(`${applying.base}/documents`)).body, /\/files\//)
  })

  test('thirty megabytes are refused and leave no trace', async () => {
    const applying = await withDocument()
    const before = process.memoryUsage().arrayBuffers
    const bytes = Buffer.concat([PDF, Buffer.alloc(30 * 1024 * 1024)])
    const refused = await upload(applying, portal, applying.upload, { name: 'үлкен.pdf', bytes })
    assertPage(refused, 422, 'Қате')
    const { count } = await one(portal.sql<{ count: number }[]>`select count(*)::int from blob where size > 1000000`)
    assert.equal(count, 0)
    assert.ok(process.memoryUsage().arrayBuffers - before < 200 * 1024 * 1024)
  })

  test('a request that says it is larger than anything is turned away unread', async () => {
    const applying = await withDocument()
    const refused = await portal.app.inject({
      method: 'POST',
      url: applying.upload,
      headers: {
        cookie: applying.browser.cookieHeader(),
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': String(500 * 1024 * 1024),
      },
      payload: '',
    })
    assertPage(refused, 422, 'Қате')
    assert.equal(refused.headers.connection, 'close')
  })

  test('a file from a form that is not ours is not kept', async () => {
    const applying = await withDocument()
    await applying.browser.get(applying.upload)
    const payload = `--x\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\nforged\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n${PDF.toString('latin1')}\r\n--x--\r\n`
    const forged = await portal.app.inject({
      method: 'POST',
      url: applying.upload,
      payload,
      headers: { cookie: applying.browser.cookieHeader(), 'content-type': 'multipart/form-data; boundary=x' },
    })
    assert.equal(forged.statusCode, 422)
    assert.doesNotMatch((await applying.browser.get(`${applying.base}/documents`)).body, /\/files\//)
  })

  test('a document that the answers do not call for cannot be given', async () => {
    const applying = await withDocument()
    const other = await applying.browser.get(`${applying.base}/documents/income`)
    assert.equal(other.headers.location, `${applying.base}/documents`)
  })
})

/** An application filled in, with the signing page open. */
async function atSigning(index = 0): Promise<Applying> {
  const applying = await beginApplying(portal, index)
  await fillIn(applying)
  await applying.browser.get(`${applying.base}/sign`)
  return applying
}

describe('signing', () => {
  test('the page shows the hash of exactly the bytes that it gives to sign', async () => {
    const applying = await atSigning()
    const { browser, base } = applying
    assertPage(await browser.get(`${base}/sign`), 200, 'Қол қойып, өтініш беру')
    const bytes = await browser.get(`${base}/request`)
    assert.equal(
      createHash('sha256').update(bytes.rawPayload).digest('hex'),
      hiddenFieldsOf(browser.page())['document'],
    )
    const request = bytes.json()
    assert.equal(request.regulation, 'zhambyl-queue')
    assert.equal(request.answers.phone, '+77012345678')
    assert.equal(request.applicant.iin, portal.citizens[0]?.iin)
    assert.equal(bytes.body.includes(' :'), false)
  })

  test('the same application gives the same bytes, another answer others', async () => {
    const applying = await atSigning()
    const { browser, base } = applying
    const before = hiddenFieldsOf(browser.page())['document']
    await browser.get(`${base}/sign`)
    assert.equal(hiddenFieldsOf(browser.page())['document'], before)
    await sendPage(applying, 'housing', {
      need: 'adjoining',
      'owned-dwellings': 'none',
      'changed-housing': 'no',
    })
    const stale = await browser.post(`${base}/sign`, { document: before ?? '', cms: CMS })
    assert.ok([303, 422].includes(stale.statusCode))
    assert.equal((await cabinetCases(applying)).length, 0)
  })

  test('an application changed in another window has to be signed again', async () => {
    const applying = await atSigning()
    const { browser, base } = applying
    const form = hiddenFieldsOf(browser.page())
    await sendPage(applying, 'housing', {
      need: 'no-dwelling',
      'owned-dwellings': 'elsewhere',
      'changed-housing': 'no',
    })
    await browser.get(`${base}/check`)
    const again = await browser.post(`${base}/sign`, { ...form, cms: CMS })
    assertPage(again, 422, 'Қате')
    assert.match(again.body, /қайта қол қою керек/)
  })

  test('nothing is sent without a signature', async () => {
    const { browser, base } = await atSigning()
    for (const cms of ['', 'not base64 at all!', 'A'.repeat(200 * 1024)]) {
      assertPage(await browser.post(`${base}/sign`, { cms }), 422, 'Қате')
    }
    assert.equal((await browser.get(base)).statusCode, 200)
  })

  test('sending twice, also at the same time, opens one case', async () => {
    const { browser, base } = await atSigning(1)
    const fields = { ...hiddenFieldsOf(browser.page()), cms: CMS }
    const sent = await Promise.all(Array.from({ length: 4 }, () => browser.post(`${base}/sign`, fields)))
    const later = await browser.post(`${base}/sign`, fields)
    for (const reply of [...sent, later]) assert.equal(reply.headers.location, `${base}/done`, reply.body.slice(0, 300))
    const { count } = await one(
      portal.sql<{ count: number }[]>`select count(*)::int from event where type = 'CaseOpened'`,
    )
    assert.equal(count, 1)
    const { signatures } = await one(
      portal.sql<{ signatures: number }[]>`select count(*)::int as signatures from signature`,
    )
    assert.equal(signatures, 1)
  })

  test('after sending, Back says so on every page and changes nothing', async () => {
    const applying = await atSigning(2)
    const { browser, base } = applying
    await browser.post(`${base}/sign`, { cms: CMS })
    for (const path of ['', '/pages/category', '/documents', '/check', '/sign']) {
      const page = await browser.get(`${base}${path}`)
      assertPage(page, 409, 'өтініш жіберілген')
    }
    const saved = await browser.post(`${base}/pages/category`, { category: 'veterans' })
    assert.equal(saved.statusCode, 409)
  })
})

async function cabinetCases({ browser }: Applying): Promise<readonly string[]> {
  const page = await browser.get('/kk/cabinet')
  return [...page.body.matchAll(/\/kk\/cabinet\/cases\/([0-9a-f-]+)"/g)].map(([, id = '']) => id)
}

/** Sends a fresh application of the fourth citizen. */
async function sent(): Promise<Applying & { readonly caseId: CaseId }> {
  const applying = await atSigning(3)
  await applying.browser.post(`${applying.base}/sign`, { cms: CMS })
  const [id = ''] = await cabinetCases(applying)
  const caseId = parseCaseId(id)
  assert.ok(caseId)
  return { ...applying, caseId }
}

async function doStep(
  caseId: CaseId,
  outcome: string,
  input: Extract<CaseCommand, { type: 'complete' }>['input'] = {},
) {
  const loaded = await portal.cases.load(caseId)
  const step = loaded?.state.current?.step
  assert.ok(step)
  const done = await portal.cases.execute(caseId, { type: 'complete', step, outcome, input }, SYSTEM)
  assert.ok(done.accepted, JSON.stringify(done))
}

describe('after sending', () => {
  test('while a check is not finished the application is kept and says so', async () => {
    const { browser, base, caseId } = await sent()
    const page = await browser.get(`${base}/done`)
    assertPage(page, 200, 'Өтінішіңіз жіберілді')
    const status = await browser.get(`/kk/cabinet/cases/${caseId}`)
    assertPage(status, 200, 'Тұрғын үй кезегіне тұру')
    assert.match(status.body, /Нөмір берілмеген/)
    assert.equal((await browser.get(`/kk/cabinet/cases/${caseId}/receipt`)).statusCode, 404)
  })

  test('with its number come the receipt, the day of the answer and how it was counted', async () => {
    const { browser, base, caseId } = await sent()
    await doStep(caseId, 'confirmed')
    await doStep(caseId, 'accepted', { number: 'ZHQ-2026-000777' })
    const done = await browser.get(`${base}/done`)
    assertPage(done, 200, 'Өтінішіңіз қабылданды')
    assert.match(done.body, /ZHQ-2026-000777/)
    assert.match(done.body, /2026 жылғы 23 желтоқсаннан кешіктірілмей/)
    const status = await browser.get(`/kk/cabinet/cases/${caseId}`)
    assertPage(status, 200, 'Тұрғын үй кезегіне тұру')
    assert.match(status.body, /Өтінішіңіз қаралып жатыр/)
    assert.match(status.body, /Бұл күн қалай есептелді/)
    assert.match(status.body, /Кеңсе қызметкері/)
    const receipt = await browser.get(`/kk/cabinet/cases/${caseId}/receipt`)
    assert.equal(receipt.headers['content-type'], 'application/pdf')
    assert.equal(receipt.rawPayload.subarray(0, 5).toString(), '%PDF-')
  })

  test('the day that has passed is said to have passed', async () => {
    const { browser, caseId } = await sent()
    await doStep(caseId, 'confirmed')
    await doStep(caseId, 'accepted', { number: 'ZHQ-2026-000778' })
    portal.pass({ hours: 24 * 60 })
    const citizen = portal.citizens[3]
    assert.ok(citizen)
    await browser.signIn(citizen.iin, citizen.password)
    assert.match((await browser.get(`/kk/cabinet/cases/${caseId}`)).body, /Мерзім өтіп кетті/)
    assert.match((await browser.get('/kk/cabinet')).body, /Мерзімі өтті/)
  })

  test('what was sent can be read again, answers and all', async () => {
    const { browser, caseId } = await sent()
    const page = await browser.get(`/kk/cabinet/cases/${caseId}/application`)
    assertPage(page, 200, 'Жіберілген өтініш')
    assert.ok(page.body.includes('+7 701 234 56 78'))
    const reads = await browser.get(`/kk/cabinet/cases/${caseId}/reads`)
    assertPage(reads, 200, 'кім қарады')
    assert.match(reads.body, /Әзірге ешкім қараған жоқ/)
  })

  test('what was sent can be had on paper once its signature is confirmed', async () => {
    const { browser, caseId } = await sent()
    const url = `/kk/cabinet/cases/${caseId}/application.pdf`
    assert.equal((await browser.get(url)).statusCode, 404)
    const signer = { name: 'СЫНАҚОВ СЫНАҚ', serial: '0A', issuer: 'CN=Test', validFrom: '', validUntil: '' }
    await insertVerdict(
      portal.sql,
      { signatureId: caseId, verdict: 'VALID', signer, training: true, judgedAt: portal.now() },
      { facts: {}, certificates: [] },
    )
    const page = await browser.get(`/kk/cabinet/cases/${caseId}/application`)
    assert.ok(page.body.includes(url))
    const paper = await browser.get(url)
    assert.equal(paper.rawPayload.subarray(0, 5).toString(), '%PDF-')
    assert.match(String(paper.headers['content-disposition']), /^attachment/)
  })

  test('a signature that was not confirmed says why, and the application can be signed again', async () => {
    const applying = await sent()
    const { browser, base, caseId } = applying
    await doStep(caseId, 'refuted', { findings: ['certificate-expired'] })
    await doStep(caseId, 'reported')
    const done = await browser.get(`${base}/done`)
    assertPage(done, 422, 'Қате: Қолтаңба расталмады')
    assert.match(done.body, /kk: certificate-expired/)
    const status = await browser.get(`/kk/cabinet/cases/${caseId}`)
    assertPage(status, 200, 'Тұрғын үй кезегіне тұру')
    assert.match(status.body, /Өтініш жіберілген жоқ/)
    await browser.get(`${base}/done`)
    const again = await browser.post(`${base}/sign-again`)
    assert.equal(again.headers.location, `${base}/sign`)
    await browser.get(`${base}/sign`)
    const second = await browser.post(`${base}/sign`, { cms: CMS })
    assert.equal(second.headers.location, `${base}/done`)
    const { count } = await one(
      portal.sql<{ count: number }[]>`
        select count(distinct case_id)::int from signature where case_id = ${caseId} or case_id in (
          select case_id from application_draft where id = ${base.split('/').at(-1) ?? ''}
        )`,
    )
    assert.equal(count, 2, 'the second signature is over a case of its own')
  })

  test('an application on its way cannot be signed again', async () => {
    const { browser, base } = await sent()
    await browser.get('/kk/cabinet')
    await browser.get(`/kk/services/zhambyl-queue`)
    const again = await browser.post(`${base}/sign-again`)
    assert.equal(again.statusCode, 303)
    assert.equal((await browser.get(`${base}/sign`)).statusCode, 409)
  })

  test('nobody else finds the case, and staff have no cabinet', async () => {
    const { caseId } = await sent()
    const stranger = openBrowser(portal.app)
    const other = portal.citizens[1]
    const clerk = portal.staff[0]
    assert.ok(other && clerk)
    await stranger.signIn(other.iin, other.password)
    for (const path of ['', '/application', '/reads', '/receipt', '/attachments/0', `/documents/${randomUUID()}`]) {
      assert.equal((await stranger.get(`/kk/cabinet/cases/${caseId}${path}`)).statusCode, 404, path)
    }
    const staff = openBrowser(portal.app)
    await staff.signIn(clerk.iin, clerk.password)
    assert.equal((await staff.get(`/kk/cabinet/cases/${caseId}`)).statusCode, 403)
    const nobody = openBrowser(portal.app)
    const asked = await nobody.get(`/kk/cabinet/cases/${caseId}`)
    assert.match(String(asked.headers.location), /^\/kk\/sign-in/)
  })
})
