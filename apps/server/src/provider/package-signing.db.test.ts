import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { decodeEvent, type Party, walk } from '@qyzmet/casework'
import { holds } from '@qyzmet/evidence'
import { type CaseId, newCaseId } from '../cases/case-id.ts'
import { createCaseService } from '../cases/case-service.ts'
import { MORNING, REGULATIONS, WALK_SURROUNDINGS } from '../cases/testing/walked-case.ts'
import { proveCase } from '../containers/testing/prove-case.ts'
import { one } from '../database/query.ts'
import { postgresBlobs, sha256Of } from '../documents/blobs.ts'
import { readStream } from '../event-log/read.ts'
import accounts from '../people/training-accounts.json' with { type: 'json' }
import { TRAINING_PASSWORD } from '../people/training.ts'
import { calendarsOf, readRegulationFiles } from '../regulations/edition-files.ts'
import { createEditions } from '../regulations/editions.ts'
import type { Browser } from '../testing/browser.ts'
import { pathOf, placeOf } from '../testing/case-walk.ts'
import { formsOf, linksOf, textOf } from '../testing/html-forms.ts'
import { openScene, type Scene } from '../testing/scene.ts'
import { signAs } from '../testing/state-around.ts'
import { providerKk } from './messages/provider.kk.ts'

const body = accounts.others.find(({ provider }) => provider.services.includes('almaty-region-queue')) ?? assert.fail()
const employee = body.staff.find(({ actor }) => actor === 'employee') ?? assert.fail()
const [surname = '', givenName = '', patronymic = ''] = employee.name.split(' ')
const COPIES = ['%PDF-1.7 identity', '%PDF-1.7 family'].map((text) => Buffer.from(text))
const REQUEST = Buffer.from('{"taken":"over the counter"}')

let scene: Scene
let caseId: CaseId
let page: string
let clerk: Browser
before(async () => {
  scene = await openScene()
  caseId = await takeIn()
  page = `/kk/work/cases/${caseId}`
  clerk = scene.browser()
  pathOf(await clerk.fillIn('/kk/sign-in', { iin: employee.iin, password: TRAINING_PASSWORD }))
})
after(() => scene.stop())

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

/** What NCALayer would fill into the form: one signature over each of its documents. */
async function signedForm(): Promise<Record<string, string>> {
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

  const signed = await signedForm()
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
    assert.equal(pathOf(await clerk.post(`${page}/sign`, await signedForm())), page)
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
