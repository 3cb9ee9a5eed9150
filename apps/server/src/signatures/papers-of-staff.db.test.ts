import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type CaseEvent, decodeEvent, type Party, walk } from '@qyzmet/casework'
import { holds } from '@qyzmet/evidence'
import { type CaseId, newCaseId, parseCaseId } from '../cases/case-id.ts'
import { createCaseService } from '../cases/case-service.ts'
import { MORNING, REGULATIONS, WALK_SURROUNDINGS } from '../cases/testing/walked-case.ts'
import { proveCase } from '../containers/testing/prove-case.ts'
import { one } from '../database/query.ts'
import { postgresBlobs, sha256Of } from '../documents/blobs.ts'
import { readPdf } from '../documents/testing/read-pdf.ts'
import { readStream } from '../event-log/read.ts'
import accounts from '../people/training-accounts.json' with { type: 'json' }
import { TRAINING_PASSWORD } from '../people/training.ts'
import { providerKk } from '../provider/messages/provider.kk.ts'
import { calendarsOf, readRegulationFiles } from '../regulations/edition-files.ts'
import { createEditions } from '../regulations/editions.ts'
import type { Browser, Fields } from '../testing/browser.ts'
import { caseOf, decide, fillDraft, pathOf, placeOf, signAtWork, signedForm } from '../testing/case-walk.ts'
import { formsOf, linksOf, textOf } from '../testing/html-forms.ts'
import { type PersonName, PROVIDER } from '../testing/people-of-the-scene.ts'
import { openScene, type Scene } from '../testing/scene.ts'
import { signAs } from '../testing/state-around.ts'

let scene: Scene
before(async () => {
  scene = await openScene()
})
after(() => scene.stop())

const ANSWERS: Fields = {
  'marital-status': 'single',
  'dwelling-right': 'owned',
  employer: 'Оқу мектебі',
  'income-tenge': '350000',
  'children-wanted': '1',
  'age-wanted': 'any',
  siblings: 'no',
  motives: 'Балаға үй болғым келеді',
  'no-bars': 'yes',
  'consent-visit': 'yes',
}

async function applyForFosterCare(): Promise<string> {
  const citizen = await scene.of('citizen')
  const service = '/kk/services/aktobe-foster'
  const draft = pathOf(await citizen.fillIn(service, {}, `${service}/applications`))
  await fillDraft(citizen, draft, { answers: ANSWERS })
  pathOf(await citizen.post(`${draft}/sign`, await signedForm(scene, 'citizen', draft)))
  await scene.settled()
  return caseOf(scene, draft)
}

const body = accounts.others.find(({ provider }) => provider.services.includes('almaty-region-queue')) ?? assert.fail()
const employee = body.staff.find(({ actor }) => actor === 'employee') ?? assert.fail()
const [surname = '', givenName = '', patronymic = ''] = employee.name.split(' ')
const COPIES = ['%PDF-1.7 identity', '%PDF-1.7 family'].map((text) => Buffer.from(text))
const REQUEST = Buffer.from('{"taken":"over the counter"}')

/** A request that the body's employee has taken in on paper, with two scanned copies, ready to be signed. */
async function takeIn(): Promise<CaseId> {
  const { sql } = scene
  const files = await readRegulationFiles(REGULATIONS)
  const editions = createEditions(sql, calendarsOf(files))
  const today = scene.now().toZonedDateTimeISO('Asia/Almaty').toPlainDate()
  const { regulation, clock, sha256 } =
    (await editions.current('almaty-region-queue', today, { training: true })) ?? assert.fail()
  const channel = 'workstation'
  const walked = walk({ regulation, channel, clock, startedAt: MORNING, until: 'sign-request' })
  const opening = walked.taken.map(({ command }) => command).find((command) => command.type === 'open') ?? assert.fail()
  const blobs = postgresBlobs(sql)
  for (const copy of COPIES) await blobs.put(copy, 'application/pdf')
  const idOf = async (iin: string) =>
    (await one(scene.database.owner<{ id: string }[]>`select id from account where iin = ${iin}`)).id
  const party: Party = {
    kind: 'staff',
    accountId: await idOf(employee.iin),
    name: employee.name,
    providerId: body.provider.id,
    roles: [{ actor: 'employee' }],
  }
  const service = createCaseService({ sql, editions, surroundings: WALK_SURROUNDINGS, now: scene.now })
  const id = newCaseId()
  const command = {
    ...opening,
    editionSha256: sha256,
    providerId: body.provider.id,
    applicant: { accountId: scene.accounts.citizen, iin: '900514497061', name: 'Үлгібаева Айсәуле Мысалқызы' },
    attachments: COPIES.map((copy, at) => ({
      documentId: regulation.standard.documents[at]?.id ?? '',
      sha256: sha256Of(copy),
      fileName: `${at}.pdf`,
      mediaType: 'application/pdf',
      size: copy.length,
    })),
    requestSha256: await blobs.put(REQUEST, 'application/json'),
    signatureId: '',
    training: true,
  }
  const execution = await service.execute(id, command, party)
  assert.ok(execution.accepted, JSON.stringify(execution))
  return id
}

describe('the act of an inspection', () => {
  let caseId: string
  let page: string
  before(async () => {
    await scene.database.owner`update provider_service set provider_id = ${PROVIDER} where regulation = 'aktobe-foster'`
    caseId = await applyForFosterCare()
    page = `/kk/work/cases/${caseId}`
    await done('clerk', { outcome: 'compliant' })
    await done('clerk', { outcome: 'registered' })
    await done('head', { outcome: 'assigned', executor: scene.accounts.executor })
    assert.equal(await placeOf(scene, caseId), 'inspect')
  })

  async function done(name: PersonName, fields: Fields): Promise<void> {
    await decide(await scene.of(name), caseId, 'complete', fields)
    await scene.settled()
  }

  async function write(report: string): Promise<void> {
    const executor = await scene.of('executor')
    const answer = await executor.fillIn(page, { report }, `${page}/complete`)
    assert.equal(pathOf(answer), `${page}/sign`)
  }

  async function inspections(): Promise<readonly Extract<CaseEvent, { type: 'HomeInspected' }>[]> {
    const stored = await readStream(scene.sql, parseCaseId(caseId) ?? assert.fail())
    return stored.map(({ data }) => decodeEvent(JSON.parse(data))).filter((event) => event.type === 'HomeInspected')
  }

  test('writing the report does not end the step: its act is put before the inspector, and may be written again', async () => {
    const executor = await scene.of('executor')
    assert.equal((await executor.get(`${page}/sign`)).headers.location, page)
    assert.equal((await executor.fillIn(page, { report: ' ' }, `${page}/complete`)).statusCode, 422)
    for (const report of ['Үш бөлме', 'Екі бөлме, жылы', 'Үш бөлме']) await write(report)
    assert.equal(await placeOf(scene, caseId), 'inspect')
    const shown = (await executor.get(page)).body
    assert.ok(textOf(shown).includes(providerKk.inspect.signLead))
    assert.ok(linksOf(shown).includes(`${page}/sign`))
    const pdf = linksOf((await executor.get(`${page}/sign`)).body).find((href) => href.includes('/papers/')) ?? ''
    const { text } = readPdf((await executor.get(pdf)).rawPayload)
    assert.match(text, /Үш бөлме/)
    assert.match(text, /Тұрғын үй-тұрмыстық жағдайды зерделеу актісі/)
    assert.match(text, /ОРЫНДАРОВА|Орындарова/)
    assert.equal((await (await scene.of('clerk')).get(pdf)).statusCode, 404, 'nobody else reads it before it is signed')
    assert.equal((await (await scene.of('citizen')).get(pdf)).statusCode, 403)
  })

  test('a key of another person ends nothing, and what cannot be judged now takes effect later by itself', async () => {
    const executor = await scene.of('executor')
    const pdf = linksOf((await executor.get(`${page}/sign`)).body).find((href) => href.includes('/papers/')) ?? ''
    const document = /[0-9a-f]{64}/.exec(pdf)?.[0] ?? ''
    const theirs = await scene.sign('head', (await executor.get(pdf)).rawPayload)
    const refuted = await executor.post(`${page}/sign`, { document, cms: theirs })
    assert.equal(refuted.headers.location, `${page}/sign?invalid=iin-mismatch`)
    assert.equal((await (await scene.of('head')).post(`${page}/sign`, { document, cms: theirs })).statusCode, 409)

    const { faults } = scene.simulator
    Object.assign(faults, { ocsp: 'down', crl: 'down' })
    try {
      assert.equal(pathOf(await signAtWork(scene, 'executor', caseId)), page)
      const waiting = textOf((await executor.get(page)).body)
      assert.ok(waiting.includes(providerKk.sign.pending))
      assert.ok(!waiting.includes(providerKk.inspect.rewrite), 'the words stay while their signature waits')
      assert.equal(await placeOf(scene, caseId), 'inspect')
    } finally {
      Object.assign(faults, { ocsp: 'none', crl: 'none' })
    }
    await scene.hurry()
    assert.equal(await placeOf(scene, caseId), 'examine')
    const [event, ...others] = await inspections()
    assert.deepEqual(others, [])
    assert.deepEqual([event?.report, event?.signature?.documentSha256], ['Үш бөлме', document])
    assert.match(event?.signature?.signerName ?? '', /ОРЫНДАРОВА/)
  })

  test('the case page tells who signed the act, and the container proves it', async () => {
    const executor = await scene.of('executor')
    const shown = (await executor.get(page)).body
    const [event] = await inspections()
    const { signature } = event ?? {}
    assert.ok(signature)
    assert.ok(linksOf(shown).includes(`${page}/papers/${signature.documentSha256}.pdf`))
    assert.ok(textOf(shown).includes(signature.certificateSerial))
    assert.ok(textOf(shown).includes(providerKk.inspect.training))
    assert.equal((await executor.get(`${page}/papers/${signature.documentSha256}.pdf`)).statusCode, 200)

    const { contents, report } = await proveCase(scene, caseId)
    const act = contents.papers.find(({ kind }) => kind === 'inspection')
    assert.deepEqual(act?.signatureIds.includes(signature.signatureId), true)
    assert.ok(holds(report), JSON.stringify(report.findings))
    assert.ok(report.signatures.some(({ purpose, verdict }) => purpose === 'inspection' && verdict === 'VALID'))
  })
})

describe('an application taken in on paper', () => {
  let caseId: CaseId
  let page: string
  let clerk: Browser
  before(async () => {
    caseId = await takeIn()
    page = `/kk/work/cases/${caseId}`
    clerk = scene.browser()
    pathOf(await clerk.fillIn('/kk/sign-in', { iin: employee.iin, password: TRAINING_PASSWORD }))
  })

  /** What NCALayer would fill into the form: one signature over each of its documents. */
  async function signedPackage(): Promise<Record<string, string>> {
    const form = formsOf((await clerk.get(`${page}/sign`)).body).find(({ action }) => action === `${page}/sign`)
    const sign = (bytes: Uint8Array) =>
      signAs(scene.simulator, { iin: employee.iin, surname, givenName, patronymic }, bytes, scene.now())
    const signed: Record<string, string> = { document: form?.fields.get('document') ?? '', cms: await sign(REQUEST) }
    for (const copy of COPIES) signed[`cms-${sha256Of(copy)}`] = await sign(copy)
    assert.deepEqual(
      [...(form?.fields.keys() ?? [])].filter((name) => name !== '_csrf').toSorted(),
      Object.keys(signed).toSorted(),
    )
    return signed
  }

  test('who took a request in signs it and each copy in one act; without one of them nothing is sent', async () => {
    assert.ok(linksOf((await clerk.get(page)).body).includes(`${page}/sign`))
    const shown = await clerk.get(`${page}/sign`)
    assert.ok(textOf(shown.body).includes(providerKk.package.lead))
    assert.ok((await clerk.get(`${page}/request`)).rawPayload.equals(REQUEST))
    assert.equal((await (await scene.of('clerk')).get(`${page}/request`)).statusCode, 403, 'another body')

    const signed = await signedPackage()
    const last = Object.keys(signed).find((name) => name.startsWith('cms-')) ?? assert.fail()
    const { [last]: _left, ...short } = signed
    assert.equal(pathOf(await clerk.post(`${page}/sign`, short)), `${page}/sign?invalid=malformed`)
    const swapped = { ...signed, [last]: signed['cms'] ?? '' }
    assert.equal(pathOf(await clerk.post(`${page}/sign`, swapped)), `${page}/sign?invalid=digest-mismatch`)
    assert.equal(await placeOf(scene, caseId), 'sign-request')
  })

  test('while one signature cannot be judged all wait, then the request is sent once, and the container proves it', async () => {
    const { faults } = scene.simulator
    Object.assign(faults, { ocsp: 'down', crl: 'down' })
    try {
      assert.equal(pathOf(await clerk.post(`${page}/sign`, await signedPackage())), page)
      assert.ok(textOf((await clerk.get(page)).body).includes(providerKk.sign.pending))
      assert.equal(await placeOf(scene, caseId), 'sign-request')
    } finally {
      Object.assign(faults, { ocsp: 'none', crl: 'none' })
    }
    await scene.hurry()
    await scene.settled()
    assert.equal(await placeOf(scene, caseId), 'check-documents')
    const events = (await readStream(scene.sql, caseId)).map(({ data }) => decodeEvent(JSON.parse(data)))
    const [sent, ...again] = events.filter((event) => event.type === 'RequestSent')
    assert.deepEqual(again, [])
    assert.deepEqual(
      [sent?.signature?.documentSha256, ...(sent?.copies ?? []).map(({ documentSha256 }) => documentSha256).toSorted()],
      [sha256Of(REQUEST), ...COPIES.map((copy) => sha256Of(copy)).toSorted()],
    )

    const { report } = await proveCase(scene, caseId)
    assert.ok(holds(report), JSON.stringify(report.findings))
    const valid = report.signatures.filter(({ purpose, verdict }) => purpose === 'package' && verdict === 'VALID')
    assert.ok(valid.length >= 3)
  })
})
