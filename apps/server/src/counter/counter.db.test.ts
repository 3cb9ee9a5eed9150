// Papers brought to a counter, from the list of services to the case, on the whole product.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type CaseEvent, decodeEvent } from '@qyzmet/casework'
import { parseCaseId } from '../cases/case-id.ts'
import { REGULATIONS } from '../cases/testing/walked-case.ts'
import { one } from '../database/query.ts'
import { parseSha256, postgresBlobs } from '../documents/blobs.ts'
import { readPdf } from '../documents/testing/read-pdf.ts'
import { readStream } from '../event-log/read.ts'
import { compileEdition, readRegulationFiles } from '../regulations/edition-files.ts'
import type { Browser, Fields } from '../testing/browser.ts'
import { A_PDF, decide, pathOf, placeOf } from '../testing/case-walk.ts'
import { formsOf, linksOf, textOf } from '../testing/html-forms.ts'
import { PEOPLE, type PersonName, PROVIDER } from '../testing/people-of-the-scene.ts'
import { openScene, type Scene } from '../testing/scene.ts'
import { begin, CENTRE, CENTRE_SERVICE, ENTERED, fillIn, POWER, scanAll } from './testing/at-the-counter.ts'
import { counterKk } from './messages/counter.kk.ts'

const files = await readRegulationFiles(REGULATIONS)
const { graph } =
  compileEdition(files, 'kz/zhambyl-2014-115/zhambyl-queue.yaml').regulation?.channels.get('centre') ?? assert.fail()

/** Nobody has this number. */
const ZERO_FIRST = '010101500013'

let scene: Scene
before(async () => {
  scene = await openScene()
})
after(() => scene.stop())

async function draftsOf(officeId: string): Promise<number> {
  const { count } = await one(
    scene.database.owner<{ count: number }[]>`
      select count(*)::int from counter_draft where office_id = ${officeId}`,
  )
  return count
}

async function caseOf(papers: string): Promise<string> {
  const id = papers.split('/').at(-1) ?? ''
  const row = await one(
    scene.database.owner<{ case_id: string | null }[]>`select case_id from application_draft where id = ${id}`,
  )
  return row.case_id ?? assert.fail(`${papers} has opened no case`)
}

async function eventsOf(caseId: string): Promise<readonly CaseEvent[]> {
  const stored = await readStream(scene.sql, parseCaseId(caseId) ?? assert.fail())
  return stored.map(({ data }) => decodeEvent(JSON.parse(data)))
}

/** Everything filled in and scanned, before the button that takes the papers in. */
async function ready(browser: Browser, answers: Fields = {}): Promise<string> {
  const papers = await begin(browser, CENTRE_SERVICE, answers)
  await fillIn(browser, papers, answers)
  await scanAll(browser, papers)
  return papers
}

/** The application of the first tests, which its operator has signed and sent. */
let sentPapers: string

describe('one application at the counter of a centre', () => {
  let papers: string
  let caseId: string

  test('the list of work leads operators to the counter, which offers what their post takes in', async () => {
    const operator = await scene.of('operator')
    assert.ok(linksOf((await operator.get('/kk/work')).body).includes('/kk/work/counter'))
    const shown = textOf((await operator.get('/kk/work/counter')).body)
    for (const words of ['Тараз қаласының әкімдігі', 'Алматыда тұрғын үй кезегіне тұру'])
      assert.ok(shown.includes(words), words)
    for (const name of ['head', 'executor', 'member1', 'clerk'] as const) {
      const browser = await scene.of(name)
      assert.ok(!linksOf((await browser.get('/kk/work')).body).includes('/kk/work/counter'), name)
      assert.equal((await browser.get('/kk/work/counter')).statusCode, 404, name)
    }
    assert.equal((await (await scene.of('citizen')).get('/kk/work/counter')).statusCode, 403)
  })

  test('an IIN is taken with spaces and dashes, keeps its leading zero, and a wrong one comes back as typed', async () => {
    const operator = await scene.of('operator')
    const before = await draftsOf(CENTRE)
    for (const wrong of ['', '01010150001', '010101500012', 'жоқ']) {
      const answer = await operator.fillIn('/kk/work/counter', { _service: CENTRE_SERVICE, _iin: wrong })
      assert.equal(answer.statusCode, 422, wrong)
      const form = formsOf(answer.body).find(({ names }) => names.has('_iin'))
      assert.equal(form?.fields.get('_iin'), wrong)
      assert.equal(form?.fields.get('_service'), CENTRE_SERVICE)
    }
    const unchosen = await operator.fillIn('/kk/work/counter', { _service: 'nothing', _iin: ZERO_FIRST })
    assert.equal(unchosen.statusCode, 422)
    assert.ok(textOf(unchosen.body).includes(counterKk.list.serviceMissing))
    assert.equal(await draftsOf(CENTRE), before)

    const begun = pathOf(
      await operator.fillIn('/kk/work/counter', { _service: CENTRE_SERVICE, _iin: ' 010101-500 013 ' }),
    )
    const form = formsOf((await operator.get(begun)).body).find(({ names }) => names.has('_iin'))
    assert.equal(form?.fields.get('_iin'), ZERO_FIRST)
    assert.equal(form?.fields.get('_surname'), '', 'nobody is known by this number')
    pathOf(await operator.fillIn(`${begun}/remove`))
    assert.equal(await draftsOf(CENTRE), before)
  })

  test('who is known already is filled in', async () => {
    const operator = await scene.of('operator')
    papers = await begin(operator, CENTRE_SERVICE, { _iin: PEOPLE.citizen.iin })
    const form = formsOf((await operator.get(papers)).body).find(({ names }) => names.has('_iin'))
    const { surname, givenName, patronymic } = PEOPLE.citizen
    assert.deepEqual(
      ['_surname', '_given-name', '_patronymic'].map((name) => form?.fields.get(name)),
      [surname, givenName, patronymic],
    )
    assert.notEqual(form?.fields.get('address'), '', 'the register knows the address of who has proved who they are')
  })

  test('faults come back as filled in and listed; what was typed is kept', async () => {
    const operator = await scene.of('operator')
    const bad = { ...ENTERED, phone: '12', _surname: '', _iin: '90051449706', area: '55' }
    const answer = await operator.fillIn(papers, bad)
    assert.equal(answer.statusCode, 422)
    const links = linksOf(answer.body)
    for (const field of ['#phone', '#_surname', '#_iin']) assert.ok(links.includes(field), field)
    const form = formsOf(answer.body).find(({ names }) => names.has('_iin'))
    assert.equal(form?.fields.get('phone'), '12')
    assert.equal(form?.fields.get('_iin'), '90051449706')
    const kept = formsOf((await operator.get(papers)).body).find(({ names }) => names.has('_iin'))
    assert.equal(kept?.fields.get('phone'), '12', 'nothing typed is lost')
    assert.equal(kept?.fields.get('_iin'), PEOPLE.citizen.iin, 'but a number that is none')
    assert.equal(pathOf(await operator.get(`${papers}/documents`)), papers)
    assert.equal(pathOf(await operator.get(`${papers}/check`)), papers)
  })

  test('the draft is kept for the colleagues of the office, and found again in the list', async () => {
    const operator = await scene.of('operator')
    const kept = { ...ENTERED, _surname: PEOPLE.citizen.surname, _action: 'later' }
    assert.equal(
      (await operator.post(papers, await filled(operator, papers, kept))).headers.location,
      '/kk/work/counter?saved=1',
    )
    const list = await operator.get('/kk/work/counter')
    assert.ok(linksOf(list.body).includes(papers))
    assert.ok(!textOf(list.body).includes(PEOPLE.citizen.iin), 'the list shows the end of the number only')
  })

  test('each document of the channel takes several files; what is no document is turned down where it was given', async () => {
    const operator = await scene.of('operator')
    await fillIn(operator, papers)
    const documents = await operator.get(`${papers}/documents`)
    const forms = formsOf(documents.body).filter(({ action }) => action.startsWith(`${papers}/documents/`))
    assert.ok(forms.length >= 3)
    const address = `${papers}/documents/identity-original`
    assert.ok(forms.some(({ action }) => action === address))
    const wrong = await operator.upload(address, { name: 'a.exe', bytes: Buffer.from('MZ') })
    assert.equal(wrong.statusCode, 422)
    assert.ok(linksOf(wrong.body).includes('#file-identity-original'))
    pathOf(await operator.upload(address, A_PDF))
    pathOf(await operator.upload(address, { ...A_PDF, name: 'екінші.pdf' }))
    const given = await operator.get(`${papers}/documents`)
    const files = linksOf(given.body).filter((href) => href.startsWith(`${papers}/files/`))
    assert.equal(files.length, 2)
    assert.deepEqual((await operator.get(files[0] ?? '')).rawPayload, Buffer.from(A_PDF.bytes))
    const second = /name="file" value="([^"]+)"/.exec(given.body.slice(given.body.indexOf('екінші.pdf')))?.[1] ?? ''
    pathOf(await operator.post(`${papers}/documents/remove`, { file: second }))
    assert.equal(pathOf(await operator.upload(`${papers}/documents/no-such`, A_PDF)), `${papers}/documents`)
    await scanAll(operator, papers)
  })

  test('several scans are given at once: what their names do not tell is asked, and one that is bad keeps none out', async () => {
    const operator = await scene.of('operator')
    const before = linksOf((await operator.get(`${papers}/documents`)).body).filter((href) => href.includes('/files/'))
    const none = await operator.upload(`${papers}/documents`, [])
    assert.ok(none.statusCode === 422 && linksOf(none.body).includes('#files'))
    const sent = await operator.upload(`${papers}/documents`, [
      { ...A_PDF, name: 'identity original (2).pdf' },
      { name: 'бағдарлама.exe', bytes: Buffer.from('MZ') },
      { ...A_PDF, name: 'scan0007.pdf' },
      { ...A_PDF, name: 'scan0008.pdf' },
    ])
    assert.equal(sent.statusCode, 422)
    assert.match(textOf(sent.body), /бағдарлама\.exe: Файл PDF/)
    const form =
      formsOf(sent.body).find(({ action }) => action === `${papers}/documents/sort`) ?? assert.fail(sent.body)
    const boxes = [...form.names].filter((name) => name.startsWith('document-of-'))
    assert.equal(boxes.length, 2, 'the one that its name tells needs no question')
    assert.ok(textOf((await operator.get(`${papers}/check`)).body).includes(counterKk.documents.unsortedAtCheck(2)))
    const [first = '', second = ''] = boxes
    const ids = formsOf(sent.body).flatMap(({ action }) => /documents\/([a-z-]+)$/.exec(action)?.[1] ?? [])
    const other = ids.find((id) => !['identity-original', 'remove', 'sort', POWER].includes(id)) ?? assert.fail()
    pathOf(await operator.post(`${papers}/documents/sort`, { [first]: other, [second]: 'no-such' }))
    const after = await operator.get(`${papers}/documents`)
    assert.equal(linksOf(after.body).filter((href) => href.includes('/files/')).length, before.length + 3)
    assert.equal(
      formsOf(after.body)
        .find(({ action }) => action.endsWith('/sort'))
        ?.names.has(first),
      false,
    )
    assert.ok(textOf((await operator.get(`${papers}/check`)).body).includes(counterKk.documents.unsortedAtCheck(1)))
    for (const [, file = ''] of after.body.matchAll(/name="file" value="([^"]+)"/g)) {
      const isNew = !before.includes(`${papers}/files/${file}`)
      if (isNew) pathOf(await operator.post(`${papers}/documents/remove`, { file }))
    }
  })

  test('taken in, also by a button pressed many times, it is one case that waits for the signature', async () => {
    const operator = await scene.of('operator')
    const shown = await operator.get(`${papers}/check`)
    assert.ok(textOf(shown.body).includes(counterKk.check.completeTitle))
    const form = formsOf(shown.body).find(({ action }) => action === `${papers}/check`) ?? assert.fail(shown.body)
    const fields = Object.fromEntries(form.fields)
    const stale = await operator.post(`${papers}/check`, { ...fields, document: 'a'.repeat(64) })
    assert.equal(stale.statusCode, 409)
    const presses = await Promise.all([1, 2, 3].map(() => operator.post(`${papers}/check`, fields)))
    for (const answer of presses) assert.equal(pathOf(answer), `${papers}/done`)
    assert.equal(pathOf(await operator.post(`${papers}/check`, fields)), `${papers}/done`)
    caseId = await caseOf(papers)
    await scene.settled()
    pathOf(await operator.post(`${papers}/done`))
    const { count } = await one(
      scene.database.owner<{ count: number }[]>`
        select count(*)::int from case_head where applicant_account_id = ${scene.accounts.citizen}`,
    )
    assert.equal(count, 1)
    assert.equal(await placeOf(scene, caseId), 'send-signed-request')
    for (const page of [papers, `${papers}/documents`, `${papers}/check`]) {
      assert.equal(pathOf(await operator.get(page)), `${papers}/done`, 'what is taken in is not changed any more')
    }
  })

  test('the case has what was typed and scanned, the exact bytes, and the steps of the channel with their moments', async () => {
    const events = await eventsOf(caseId)
    const opened = events.find((event) => event.type === 'CaseOpened') ?? assert.fail()
    assert.equal(opened.channel, 'centre')
    assert.equal(opened.providerId, PROVIDER)
    assert.equal(opened.centreId, CENTRE)
    assert.equal(opened.signatureId, '')
    assert.equal(opened.applicant.iin, PEOPLE.citizen.iin)
    assert.equal(opened.applicant.accountId, scene.accounts.citizen)
    assert.equal(opened.by.kind === 'staff' && opened.by.actor, 'centre-operator')
    assert.deepEqual(
      opened.passed.map(({ step, outcome }) => [step, outcome]),
      [
        ['hand-in', 'handed-in'],
        ['sign-in-at-workstation', 'entered'],
        ['check-package', 'complete'],
        ['compose-at-counter', 'composed'],
      ],
    )
    const moments = opened.passed.map(({ at }) => at.epochMilliseconds)
    assert.deepEqual(
      moments,
      moments.toSorted((a, b) => a - b),
    )
    assert.ok((moments.at(-1) ?? 0) > (moments[0] ?? 0))
    const bytes = await postgresBlobs(scene.sql).get(parseSha256(opened.requestSha256) ?? assert.fail())
    const request: unknown = JSON.parse(Buffer.from(bytes?.bytes ?? []).toString())
    assert.ok(typeof request === 'object' && request !== null && 'channel' in request && 'answers' in request)
    assert.equal(request.channel, 'centre')
    assert.deepEqual(request.answers, opened.answers)
    assert.equal(opened.answers['area'], '40')
    const asked = events.flatMap((event) => (event.type === 'RegisterAnswered' ? [event.register] : []))
    assert.ok(asked.includes('persons'), 'the registers are asked in the case')
  })

  test('the page after it says what happens next, and gives the copy for the applicant, which is a look', async () => {
    const operator = await scene.of('operator')
    const done = await operator.get(`${papers}/done`)
    assert.ok(textOf(done.body).includes(counterKk.done.accepted))
    assert.ok(linksOf(done.body).includes(`/kk/work/cases/${caseId}/sign`))
    const copy = await operator.get(`${papers}/application.pdf`)
    const { text } = readPdf(copy.rawPayload)
    assert.match(text, /қағаз түрінде қабылданды/)
    assert.ok(!text.includes(PEOPLE.citizen.iin))
    const { purpose } = await one(
      scene.database.owner<{ purpose: string }[]>`
        select purpose from read_audit where case_id = ${caseId} and account_id = ${scene.accounts.operator}
        order by id desc limit 1`,
    )
    assert.equal(purpose, 'paper')
    assert.equal((await operator.get(`${papers}/receipt.pdf`)).statusCode, 404, 'there is no number yet')
  })

  test('signed in one act it has its number, and the receipt is there', async () => {
    const operator = await scene.of('operator')
    const page = `/kk/work/cases/${caseId}`
    await operator.get(`${page}/sign`)
    const bytes = (await operator.get(`${page}/request`)).rawPayload
    const copies = linksOf((await operator.get(`${page}/sign`)).body).filter((href) =>
      href.startsWith(`${page}/files/`),
    )
    assert.ok(copies.length > 0)
    const fields: Record<string, string> = { cms: await scene.sign('operator', bytes) }
    for (const href of new Set(copies)) {
      const sha256 = href.split('/').at(-1) ?? ''
      fields[`cms-${sha256}`] = await scene.sign('operator', (await operator.get(href)).rawPayload)
    }
    const form = formsOf((await operator.get(`${page}/sign`)).body).find(({ names }) => names.has('document'))
    pathOf(await operator.post(`${page}/sign`, { ...fields, document: form?.fields.get('document') ?? '' }))
    await scene.settled()
    assert.equal(await placeOf(scene, caseId), 'register')
    sentPapers = papers
    const done = await operator.get(`${papers}/done`)
    const receipt = await operator.get(`${papers}/receipt.pdf`)
    assert.equal(receipt.statusCode, 200)
    const number =
      /ZHQ?-[\dA-Z-]+|[A-Z]{2,4}-\d{4}-\d{6}/.exec(textOf(done.body))?.[0] ?? assert.fail(textOf(done.body))
    assert.ok(readPdf(receipt.rawPayload).text.includes(number))
    assert.equal((await (await scene.of('clerk')).get(`/kk/work/cases/${caseId}`)).statusCode, 200)
    assert.deepEqual(scene.jobErrors, [])
  })

  test('another office, a commission and the applicant find none of it', async () => {
    for (const name of ['otherClerk', 'member1', 'head', 'clerk'] as const) await findsNothing(name, papers, 404)
    await findsNothing('citizen', papers, 403)
    await secondOffice()
    await findsNothing('otherHead', papers, 404)
  })
})

/** The form of a page with some of its boxes changed, as a browser sends it. */
async function filled(browser: Browser, page: string, fields: Fields): Promise<Fields> {
  const form = formsOf((await browser.get(page)).body).find(({ names }) => names.has('_iin')) ?? assert.fail()
  const given = Object.entries(fields).filter(([name]) => form.names.has(name) || name === '_action')
  return { ...Object.fromEntries(form.fields), ...Object.fromEntries(given) }
}

async function findsNothing(name: PersonName, papers: string, status: number): Promise<void> {
  const browser = await scene.of(name)
  await browser.get('/kk/work')
  for (const part of ['', '/documents', '/check', '/done', '/application.pdf', '/receipt.pdf', '/remove']) {
    const answer = await browser.get(`${papers}${part}`)
    assert.equal(answer.statusCode, status, `${name} ${part}`)
    const main = answer.body.slice(answer.body.indexOf('<main'))
    assert.ok(!main.includes(PEOPLE.citizen.surname), `${name} ${part}`)
  }
}

/** Makes the head of the other body an operator of it, with the same post as at the centre. */
async function secondOffice(): Promise<void> {
  await scene.database.owner`
    update staff_post set actor = 'centre-operator' where account_id = ${scene.accounts.otherHead}`
  assert.equal((await (await scene.of('otherHead')).get('/kk/work/counter')).statusCode, 200)
}

describe('papers that are incomplete', () => {
  test('the page names what is missing; refused, the case stands at giving the receipt, with the reason in it', async () => {
    const operator = await scene.of('operator')
    const papers = await begin(operator, CENTRE_SERVICE, { _iin: ZERO_FIRST })
    await fillIn(operator, papers)
    pathOf(await operator.upload(`${papers}/documents/identity-original`, A_PDF))
    const shown = await operator.get(`${papers}/check`)
    assert.ok(textOf(shown.body).includes(counterKk.check.incompleteTitle))
    assert.ok(
      formsOf(shown.body).every(({ action }) => action !== `${papers}/check`),
      'there is no button to take it in',
    )
    const form = formsOf(shown.body).find(({ action }) => action === `${papers}/refuse`) ?? assert.fail()
    const fields = { ...Object.fromEntries(form.fields), note: 'Ертең әкеледі' }
    const forced = await operator.post(`${papers}/check`, fields)
    assert.equal(forced.statusCode, 409, 'nor is it taken in by a form of one’s own')
    const presses = await Promise.all([1, 2].map(() => operator.post(`${papers}/refuse`, fields)))
    for (const answer of presses) assert.equal(pathOf(answer), `${papers}/done`)
    await scene.settled()
    const caseId = await caseOf(papers)
    assert.equal(await placeOf(scene, caseId), 'refuse-acceptance')
    const events = await eventsOf(caseId)
    const found = events.filter((event) => event.type === 'StepCompleted' && event.outcome === 'incomplete')
    assert.equal(found.length, 1)
    const [{ reason = '' } = {}] = found.flatMap((event) => (event.type === 'StepCompleted' ? [event] : []))
    assert.match(reason, /^Жоқ немесе мерзімі өткен құжаттар:\n– .+\n\nЕртең әкеледі$/s)
    const opened = events.find((event) => event.type === 'CaseOpened') ?? assert.fail()
    assert.equal(opened.applicant.iin, ZERO_FIRST)
    assert.equal(opened.applicant.accountId, caseId, 'who has no account is known by the case')
    const done = textOf((await operator.get(`${papers}/done`)).body)
    assert.ok(done.includes(counterKk.done.refused) && done.includes('Ертең әкеледі'), done)
    await assertReceiptOfRefusal(operator, papers, caseId, reason)
    const page = `/kk/work/cases/${caseId}`
    pathOf(await operator.fillIn(page, { outcome: 'receipt-given' }, `${page}/complete`))
    assert.equal(await placeOf(scene, caseId), 'closed')
    assert.ok(textOf((await operator.get(`${papers}/done`)).body).includes(counterKk.done.closed))
  })

  test('who came without papers is refused before the form is filled in, by name and what is missing alone', async () => {
    const operator = await scene.of('operator')
    const papers = await begin(operator, CENTRE_SERVICE, { _iin: ZERO_FIRST })
    assert.equal(pathOf(await operator.get(`${papers}/refuse`)), papers, 'it has to be known whose papers they are')
    const named = { _surname: 'Мысалов', '_given-name': 'Асқар', _language: 'ru', phone: '12', _action: 'refuse' }
    const unnamed = await operator.post(papers, await filled(operator, papers, { ...named, _surname: '' }))
    assert.equal(unnamed.statusCode, 422)
    const links = linksOf(unnamed.body).filter((href) => href.startsWith('#') && href !== '#main')
    assert.deepEqual(new Set(links), new Set(['#_surname']))
    const leads = await operator.post(papers, await filled(operator, papers, named))
    assert.equal(pathOf(leads), `${papers}/refuse`)
    const none = await operator.fillIn(`${papers}/refuse`)
    assert.equal(none.statusCode, 422)
    assert.ok(linksOf(none.body).includes('#missing'))
    const missing = ['identity-original', 'application']
    const presses = await Promise.all(
      [1, 2].map(() => operator.fillIn(`${papers}/refuse`, { missing }).catch(() => operator.get(`${papers}/done`))),
    )
    assert.ok(presses.every(({ statusCode }) => statusCode === 303 || statusCode === 200))
    const caseId = await caseOf(papers)
    assert.equal(await placeOf(scene, caseId), 'refuse-acceptance')
    const events = await eventsOf(caseId)
    const opened = events.find((event) => event.type === 'CaseOpened') ?? assert.fail()
    assert.deepEqual([opened.category, opened.answers['phone']], ['', undefined], 'what is wrong is no answer')
    const reasons = events.flatMap((event) => (event.type === 'StepCompleted' ? (event.reason ?? []) : []))
    assert.equal(reasons.length, 1)
    assert.match(reasons[0] ?? '', /^Документы, которых нет или срок которых истёк:\n– [^\n]+\n– [^\n]+$/)
    const receipt = readPdf((await operator.get(`${papers}/receipt.pdf`)).rawPayload)
    assert.ok(receipt.text.includes('Расписка об отказе'))
    await decide(operator, caseId, 'complete', { outcome: 'receipt-given' })
    assert.equal(await placeOf(scene, caseId), 'closed')
  })

  test('papers that are complete are not refused', async () => {
    const operator = await scene.of('operator')
    const papers = await ready(operator, { _iin: PEOPLE.otherCitizen.iin })
    const form = formsOf((await operator.get(`${papers}/check`)).body).find(
      ({ action }) => action === `${papers}/check`,
    )
    const answer = await operator.post(`${papers}/refuse`, Object.fromEntries(form?.fields ?? []))
    assert.equal(answer.statusCode, 422, 'nothing is missing, and nothing is said to be')
    assert.ok(linksOf((await operator.get('/kk/work/counter')).body).includes(papers))
  })
})

/** A document with a number and a code of its own, the same whoever asks how often; anybody can check it. */
async function assertReceiptOfRefusal(
  operator: Browser,
  papers: string,
  caseId: string,
  reason: string,
): Promise<void> {
  const asked = await Promise.all([1, 2].map(() => operator.get(`${papers}/receipt.pdf`)))
  const [receipt, again] = asked.map(({ rawPayload }) => rawPayload)
  assert.deepEqual(receipt, again)
  const issued = await scene.database.owner<{ kind: string; number: string; code: string }[]>`
    select kind, number, code from prepared_document join issued_document on document_id = id where case_id = ${caseId}`
  const [{ kind, number, code } = assert.fail(), ...others] = issued
  assert.deepEqual(others, [])
  assert.equal(kind, 'nonacceptance')
  assert.match(number, /^ZHQ-\d{4}-\d{6}\/Q$/)
  const squeeze = (words: unknown): string => String(words).replaceAll(/\s/g, '')
  const text = squeeze(readPdf(receipt ?? Buffer.of()).text)
  const missing = reason.split('\n').filter((line) => line.startsWith('– '))
  assert.ok(missing.length > 0)
  for (const words of [
    number,
    PEOPLE.operator.surname,
    ENTERED['_surname'],
    'Ертең әкеледі',
    '20-баптың',
    ...missing,
  ]) {
    assert.ok(text.includes(squeeze(words)), `${String(words)} is not in ${text}`)
  }
  assert.ok(!text.includes(ZERO_FIRST), 'the number of the person is on no paper that is handed over')
  assert.equal((await scene.browser().get(`/kk/verify/${code}`)).statusCode, 200)
}

describe('registers', () => {
  test('who has come in person is not asked for at the notary system', async () => {
    const operator = await scene.of('operator')
    const papers = await ready(operator, { _iin: PEOPLE.otherCitizen.iin })
    pathOf(await operator.fillIn(`${papers}/check`, {}, `${papers}/check`))
    await scene.settled()
    const caseId = await caseOf(papers)
    const asked = (await eventsOf(caseId)).flatMap((event) => (event.type === 'RegisterAnswered' ? event.register : []))
    assert.deepEqual(asked, ['persons'])
    assert.equal(await placeOf(scene, caseId), 'send-signed-request')
  })

  test('a power of attorney that the notary system does not know stops the application, and the page says why', async () => {
    const operator = await scene.of('operator')
    const papers = await ready(operator, { _iin: PEOPLE.otherCitizen.iin })
    pathOf(await operator.upload(`${papers}/documents/${POWER}`, A_PDF))
    pathOf(await operator.fillIn(`${papers}/check`, {}, `${papers}/check`))
    await scene.settled()
    const caseId = await caseOf(papers)
    assert.equal(await placeOf(scene, caseId), 'closed')
    const done = textOf((await operator.get(`${papers}/done`)).body)
    assert.ok(done.includes(counterKk.done.stopped), done)
    const { message } = graph.steps.get('report-no-data') ?? assert.fail()
    assert.ok(done.includes(message?.kk ?? 'no words'), done)
  })
})

test('copies for the applicant are made on the day; later only whose step reads the application has them', async () => {
  const operator = await scene.of('operator')
  const papers = await ready(operator)
  pathOf(await operator.fillIn(`${papers}/check`, {}, `${papers}/check`))
  await scene.settled()
  pathOf(await operator.post(`${papers}/done`))
  const caseId = await caseOf(papers)
  assert.equal(await placeOf(scene, caseId), 'send-signed-request')
  assert.equal((await operator.get(`${papers}/application.pdf`)).statusCode, 200)
  assert.equal((await operator.get(`${sentPapers}/application.pdf`)).statusCode, 200)
  scene.letPass({ hours: 30 })
  const again = await scene.signIn('operator')
  assert.equal((await again.get(`${papers}/application.pdf`)).statusCode, 200, 'it still waits for the signature')
  assert.equal((await again.get(`${sentPapers}/application.pdf`)).statusCode, 404, 'the provider has it now')
  assert.equal((await again.get(`${sentPapers}/done`)).statusCode, 200)
  assert.ok(!linksOf((await again.get(`${sentPapers}/done`)).body).includes(`${sentPapers}/application.pdf`))
})

test('a draft that nobody touched for thirty days is gone', async () => {
  const operator = await scene.signIn('operator')
  const papers = await begin(operator, CENTRE_SERVICE)
  scene.letPass({ hours: 24 * 31 })
  const again = await scene.signIn('operator')
  assert.equal((await again.get(papers)).statusCode, 404)
  assert.ok(!linksOf((await again.get('/kk/work/counter')).body).includes(papers))
})
