import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { decodeEvent, type CaseEvent } from '@qyzmet/casework'
import { holds } from '@qyzmet/evidence'
import { parseCaseId } from '../cases/case-id.ts'
import { proveCase } from '../containers/testing/prove-case.ts'
import { readPdf } from '../documents/testing/read-pdf.ts'
import { readStream } from '../event-log/read.ts'
import { providerKk } from '../provider/messages/provider.kk.ts'
import type { Fields } from '../testing/browser.ts'
import { caseOf, decide, fillDraft, pathOf, placeOf, signAtWork, signedForm } from '../testing/case-walk.ts'
import { linksOf, textOf } from '../testing/html-forms.ts'
import { type PersonName, PROVIDER } from '../testing/people-of-the-scene.ts'
import { openScene, type Scene } from '../testing/scene.ts'

let scene: Scene
let caseId: string
let page: string
before(async () => {
  scene = await openScene()
  await scene.database.owner`update provider_service set provider_id = ${PROVIDER} where regulation = 'aktobe-foster'`
  caseId = await applyForFosterCare()
  page = `/kk/work/cases/${caseId}`
  await done('clerk', { outcome: 'compliant' })
  await done('clerk', { outcome: 'registered' })
  await done('head', { outcome: 'assigned', executor: scene.accounts.executor })
  assert.equal(await placeOf(scene, caseId), 'inspect')
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
