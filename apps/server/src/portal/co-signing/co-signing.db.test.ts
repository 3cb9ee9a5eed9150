import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { type CaseEvent, decodeEvent } from '@qyzmet/casework'
import { parseAnchors } from '@qyzmet/eds'
import { verifyCase } from '@qyzmet/evidence'
import { REGULATIONS } from '../../cases/testing/walked-case.ts'
import { caseContainer } from '../../containers/case-container.ts'
import { many, one } from '../../database/query.ts'
import { faultsOf } from '../../gateway/portal-application.ts'
import accounts from '../../people/training-accounts.json' with { type: 'json' }
import { TRAINING_PASSWORD } from '../../people/training.ts'
import { postgresBlobs } from '../../documents/blobs.ts'
import { calendarsOf, readRegulationFiles } from '../../regulations/edition-files.ts'
import { createEditions } from '../../regulations/editions.ts'
import { authorityHttp } from '../../signatures/authority-http.ts'
import type { Answer, Browser } from '../../testing/browser.ts'
import { caseOf, pathOf, signedForm } from '../../testing/case-walk.ts'
import { textOf } from '../../testing/html-forms.ts'
import { PEOPLE, type PersonName } from '../../testing/people-of-the-scene.ts'
import { openScene, type Scene } from '../../testing/scene.ts'
import type { KeyStory } from '../../testing/state-around.ts'
import { applicationKk } from '../messages/application.kk.ts'
import { cabinetKk } from '../messages/cabinet.kk.ts'
import { coSigningKk as t } from '../messages/co-signing.kk.ts'
import { fillAdoption } from './testing/adoption.ts'

const LONGEST_WAIT_MS = 20_000

let scene: Scene
before(async () => {
  scene = await openScene()
})
after(() => scene.stop())

interface Waiting {
  readonly draft: string
  readonly caseId: string
  /** The page of whoever is asked. */
  readonly page: string
}

/** An application of a married person, filled in and not signed yet. */
async function filledIn(change: { readonly spouseIin?: string; readonly onPaper?: boolean } = {}): Promise<string> {
  return fillAdoption(await scene.of('citizen'), { spouseIin: PEOPLE.otherCitizen.iin, ...change })
}

async function signedByApplicant(draft: string, key: KeyStory = 'valid'): Promise<Waiting> {
  const citizen = await scene.of('citizen')
  const form = await signedForm(scene, 'citizen', draft, key)
  assert.equal(pathOf(await citizen.post(`${draft}/sign`, form)), `${draft}/done`)
  const caseId = await caseIdOf(draft)
  return { draft, caseId, page: `/kk/cabinet/co-signatures/${caseId}` }
}

async function caseIdOf(draft: string): Promise<string> {
  const { case_id } = await one(scene.database.owner<{ case_id: string }[]>`
    select case_id from co_signing where draft_id = ${draft.split('/')[3] ?? ''} order by signed_at desc limit 1`)
  return case_id
}

async function sign({ page }: Waiting, browser: Browser, by: PersonName = 'otherCitizen'): Promise<Answer> {
  const shown = (await browser.get(page)).body
  const document = /name="document" value="([0-9a-f]{64})"/.exec(shown)?.[1] ?? assert.fail(textOf(shown))
  const bytes = (await browser.get(`${page}/request`)).rawPayload
  return browser.post(`${page}/sign`, { document, cms: await scene.sign(by, bytes) })
}

/** The spouse's browser, once they have proved that the number is theirs. */
async function spouse(page: string): Promise<Browser> {
  const browser = await scene.of('otherCitizen')
  if (!(await browser.get(page)).body.includes(`${page}/proof`)) return browser
  const bytes = (await browser.get(`${page}/statement`)).rawPayload
  const proven = await browser.post(`${page}/proof`, { cms: await scene.sign('otherCitizen', bytes) })
  assert.equal(pathOf(proven), page)
  return browser
}

async function opened(caseId: string): Promise<readonly Extract<CaseEvent, { type: 'CaseOpened' }>[]> {
  const rows = await many(scene.database.owner<{ data: unknown }[]>`
    select data from event where stream_id = ${caseId} and type = 'CaseOpened'`)
  return rows.map(({ data }) => decodeEvent(data)).filter((event) => event.type === 'CaseOpened')
}

/** The case as a file that proves itself. */
async function containerOf(caseId: string): Promise<Uint8Array> {
  const { sql, vault, simulator, now } = scene
  const files = await readRegulationFiles(REGULATIONS)
  const pem = await (await fetch(`${simulator.url}/anchors.pem`)).text()
  const made = await caseContainer(
    {
      sql,
      vault,
      blobs: postgresBlobs(sql),
      editions: createEditions(sql, calendarsOf(files)),
      calendarText: (path) => files.get(path),
      anchors: pem,
      trusted: parseAnchors(pem, { profile: 'training' }),
      now,
      askStamp: authorityHttp({
        ocspUrl: `${simulator.url}/ocsp`,
        crlUrls: [],
        deltaCrlUrls: [],
        stampUrl: `${simulator.url}/tsp`,
      }).askStamp,
    },
    caseId,
  )
  return made?.bytes ?? assert.fail(caseId)
}

async function told(caseId: string, name: PersonName): Promise<readonly string[]> {
  const rows = await many(scene.database.owner<{ code: string }[]>`
    select code from notice where case_id = ${caseId} and account_id = ${scene.accounts[name]} and version <= 0
    order by written_at, version desc`)
  return rows.map(({ code }) => code)
}

/** Waits for what the loop does by itself. */
async function until(isSo: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + LONGEST_WAIT_MS
  while (!(await isSo())) {
    if (performance.now() > deadline) assert.fail(`${what} did not happen: ${scene.jobErrors.join()}`)
    await sleep(50)
  }
}

test('an application of a married person waits for the spouse, and nobody else can read or sign it', async () => {
  await scene.database.owner`update account set identity_proven_at = null where id = ${scene.accounts.otherCitizen}`
  const draft = await filledIn()
  const citizen = await scene.of('citizen')
  assert.match((await citizen.get(`${draft}/sign`)).body, new RegExp(t.before.title))
  const form = await signedForm(scene, 'citizen', draft)
  const sent = await Promise.all([citizen.post(`${draft}/sign`, form), citizen.post(`${draft}/sign`, form)])
  assert.deepEqual(sent.map(pathOf), [`${draft}/done`, `${draft}/done`])
  const caseId = await caseIdOf(draft)
  const page = `/kk/cabinet/co-signatures/${caseId}`
  assert.deepEqual(await opened(caseId), [])
  assert.ok(textOf((await citizen.get(`${draft}/done`)).body).includes(t.waiting.title))
  assert.equal(pathOf(await citizen.get(`${draft}/pages/home`)), `${draft}/done`)
  assert.equal(pathOf(await citizen.get(page)), `${draft}/done`)
  assert.match((await citizen.get('/kk/cabinet')).body, new RegExp(t.cabinet.waiting))

  const stranger = scene.browser()
  assert.match(String((await stranger.get(page)).headers.location), /sign-in/)
  assert.equal((await (await scene.of('clerk')).get(page)).statusCode, 403)

  const other = await scene.of('otherCitizen')
  const { surname } = PEOPLE.citizen
  const cabinet = (await other.get('/kk/cabinet')).body
  assert.ok(cabinet.includes(t.cabinet.hidden) && !cabinet.includes(surname))
  const proof = (await other.get(page)).body
  assert.ok(proof.includes(t.proof.title) && !proof.includes(surname))
  assert.equal((await other.get(`${page}/request`)).statusCode, 404)
  const statement = (await other.get(`${page}/statement`)).rawPayload
  await other.get(page)
  const wrong = await other.post(`${page}/proof`, { cms: await scene.sign('citizen', statement) })
  assert.equal(wrong.statusCode, 422)

  const reading = await spouse(page)
  const shown = textOf((await reading.get(page)).body)
  for (const words of [surname, 'Үйімізде балаға орын бар', '96-бап']) assert.ok(shown.includes(words), words)
  assert.ok((await reading.get('/kk/cabinet')).body.includes(surname))
})

test('with the signature of the spouse one case opens, whatever is pressed twice and done again', async () => {
  const waiting = await signedByApplicant(await filledIn())
  const { caseId, page, draft } = waiting
  const other = await spouse(page)
  await sign(waiting, other, 'citizen')
  const refuted = textOf((await other.get(page)).body)
  assert.ok(refuted.includes(t.request.refuted))
  assert.deepEqual(await opened(caseId), [])

  const bytes = (await other.get(`${page}/request`)).rawPayload
  const document = /name="document" value="([0-9a-f]{64})"/.exec((await other.get(page)).body)?.[1] ?? ''
  const form = { document, cms: await scene.sign('otherCitizen', bytes) }
  await Promise.all([other.post(`${page}/sign`, form), other.post(`${page}/sign`, form)])
  await scene.settled()
  assert.ok(textOf((await other.get(page)).body).includes(t.state.signed))
  assert.equal((await other.get(`${page}/request`)).statusCode, 404)
  const [event, ...more] = await opened(caseId)
  assert.equal(more.length, 0)
  const [coSignature] = event?.coSignatures ?? []
  assert.deepEqual([coSignature?.coSigner, coSignature?.iin], ['spouse', PEOPLE.otherCitizen.iin])
  assert.deepEqual(await told(caseId, 'citizen'), ['co-signed'])
  assert.equal(await caseOf(scene, draft), caseId)
  const clerk = accounts.others.find(({ provider }) => provider.services.includes('aktobe-adoption'))?.staff[0]
  const atWork = scene.browser()
  await atWork.fillIn('/kk/sign-in', { iin: clerk?.iin ?? '', password: TRAINING_PASSWORD })
  assert.match(
    textOf((await atWork.get(`/kk/work/cases/${caseId}?tab=application`)).body),
    /Жұбайы.*ОТБАСОВА|Жұбайы.*Отбасова/,
  )
  const citizen = await scene.of('citizen')
  assert.ok((await citizen.get('/kk/services/aktobe-adoption')).body.includes(t.before.title))
  await until(
    async () => textOf((await citizen.get(`${draft}/done`)).body).includes(applicationKk.done.accepted),
    'the number',
  )
  const looks = textOf((await citizen.get(`/kk/cabinet/cases/${caseId}/reads`)).body)
  assert.ok(looks.includes(PEOPLE.otherCitizen.surname), looks)
  assert.ok(looks.includes(cabinetKk.reads.purposes['co-signing']), looks)

  const report = verifyCase(await containerOf(caseId))
  assert.deepEqual(
    report.findings.map(({ code }) => code),
    ['anchors-inside'],
  )
  assert.deepEqual(
    report.signatures.map(({ purpose, verdict }) => `${purpose} ${verdict}`),
    ['request VALID', 'co-signature INVALID', 'co-signature VALID'],
  )

  // As after a crash between opening the case and noting it.
  await scene.database
    .owner`update co_signing set finished_at = null, next_at = ${scene.now().toString()} where case_id = ${caseId}`
  const isFinished = async () => {
    const row = await one(scene.database.owner<{ finished_at: Date | null }[]>`
      select finished_at from co_signing where case_id = ${caseId}`)
    return row.finished_at !== null
  }
  await until(isFinished, 'the second look')
  assert.equal((await opened(caseId)).length, 1)
  assert.deepEqual(scene.jobErrors, [])
})

test('a signature that cannot be judged now waits, counts as in time, and opens the case later', async () => {
  const waiting = await signedByApplicant(await filledIn())
  const other = await spouse(waiting.page)
  const { faults } = scene.simulator
  faults.ocsp = 'down'
  faults.crl = 'down'
  await sign(waiting, other)
  assert.ok(textOf((await other.get(waiting.page)).body).includes(t.state.checking))
  assert.deepEqual(await opened(waiting.caseId), [])
  faults.ocsp = 'none'
  faults.crl = 'none'
  scene.letPass({ minutes: 1 })
  await until(async () => (await opened(waiting.caseId)).length === 1, 'opening')
})

/** Comes back again and again, and is signed again. */
let draft = ''

test('a refusal gives the application back with its answers and says why; signed anew it is another one', async () => {
  draft = await filledIn()
  const { caseId, page } = await signedByApplicant(draft)
  const other = await spouse(page)
  const silent = await other.fillIn(page, { reason: ' ' }, `${page}/decline`)
  assert.equal(silent.statusCode, 422)
  assert.equal(pathOf(await other.fillIn(page, { reason: 'Әлі дайын емеспін' }, `${page}/decline`)), page)
  assert.ok(textOf((await other.get(page)).body).includes(t.state.declined))
  const citizen = await scene.of('citizen')
  const back = textOf((await citizen.get(draft)).body)
  assert.ok(back.includes('Әлі дайын емеспін') && back.includes(t.returned.kept))
  assert.deepEqual(await told(caseId, 'citizen'), ['co-signature-declined'])
  assert.notEqual((await signedByApplicant(draft)).caseId, caseId)
  assert.equal(pathOf(await citizen.fillIn(`${draft}/done`, {}, `${draft}/withdraw`)), draft)
  assert.ok(textOf((await citizen.get(draft)).body).includes(t.returned.withdrawn))
  assert.deepEqual(await opened(caseId), [])
})

test('nobody is troubled over a signature of the applicant that is refuted', async () => {
  const { caseId } = await signedByApplicant(draft, 'expired')
  const citizen = await scene.of('citizen')
  assert.ok(textOf((await citizen.get(draft)).body).includes(t.returned.refuted))
  assert.deepEqual(await told(caseId, 'otherCitizen'), [])
})

test('a paper consent asks nobody, and whoever names themselves cannot sign at all', async () => {
  const citizen = await scene.of('citizen')
  const onPaper = await filledIn({ onPaper: true })
  await citizen.post(`${onPaper}/sign`, await signedForm(scene, 'citizen', onPaper))
  await scene.settled()
  const [event] = await opened(await caseOf(scene, onPaper))
  assert.ok(event)
  // The portal of the state brings no signatures of others: there the paper is missed.
  const editions = createEditions(scene.sql, calendarsOf(await readRegulationFiles(REGULATIONS)))
  const edition = await editions.get(event.editionSha256)
  const files = event.attachments.map((file) => ({ ...file, fileId: file.sha256 }))
  const faultsWith = (attachments: typeof files) => {
    const { applicant, answers } = event
    return faultsOf({ applicant, service: event.regulation, answers, attachments }, attachments, edition, scene.now())
  }
  assert.equal(faultsWith(files), undefined)
  const missing = faultsWith(files.filter(({ documentId }) => documentId !== 'spouse-consent-on-paper'))?.missing
  assert.deepEqual(
    missing?.map(({ en }) => en),
    ['Written consent of the spouse certified by a notary'],
  )
  const alone = await filledIn({ spouseIin: PEOPLE.citizen.iin })
  const page = (await citizen.get(`${alone}/sign`)).body
  assert.match(page, new RegExp(t.before.unnamedLink))
  assert.doesNotMatch(page, /<q-sign/)
})

test('the person asked is reminded twice, and at the end of the term the application goes back', async () => {
  const { caseId } = await signedByApplicant(draft)
  const hears = (count: number) => async () => (await told(caseId, 'otherCitizen')).length === count
  await until(hears(1), 'asking')
  scene.letPass({ hours: 24 * 6 })
  await until(hears(2), 'the first reminder')
  scene.letPass({ hours: 24 * 4 })
  await until(hears(3), 'the second reminder')
  scene.letPass({ hours: 24 * 3 })
  await until(async () => (await told(caseId, 'citizen')).includes('co-signature-expired'), 'the end')
  const citizen = await scene.signIn('citizen')
  const back = textOf((await citizen.get(draft)).body)
  assert.ok(back.includes(t.returned.title) && back.includes(t.returned.kept))
  const late = await scene.signIn('otherCitizen')
  const page = `/kk/cabinet/co-signatures/${caseId}`
  assert.ok(textOf((await late.get(page)).body).includes(t.state.over))
  assert.equal((await late.get(`${page}/request`)).statusCode, 404)
})
