// Applications of the state portal on their whole way: through the simulated gateway, to a case, back to the portal, and
// with their documents to E-akimat.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type SyncRoad, writeReconciliationAnswer } from '@qyzmet/gateway'
import { many } from '../database/query.ts'
import { postgresBlobs, sha256Of } from '../documents/blobs.ts'
import type { DocumentKind } from '../documents/kinds.ts'
import { walkTo } from '../testing/case-walk.ts'
import { fullName, OTHER_PROVIDER, PEOPLE, PROVIDER } from '../testing/people-of-the-scene.ts'
import { PORTAL_ANSWERS } from '../testing/portal-answers.ts'
import { openScene } from '../testing/scene.ts'
import { trainingPopulation } from '../testing/state-around.ts'
import { type EsedoLine, esedoDocumentsOf, insertEsedoProvider, statesOfEsedoDocument } from './esedo/esedo.queries.ts'
import { fileAgain } from './esedo/file-documents.ts'
import { reconcile } from './reconcile.ts'
import { registrationLines } from './registrations/lines.queries.ts'
import { listMessages } from './traffic.queries.ts'

const scene = await openScene()
after(() => scene.stop())
const { gateway } = scene.simulator
const { portal, storage, faults } = gateway

async function apply(change: { readonly providerCode?: string; readonly answers?: Readonly<Record<string, string>> }) {
  const person = trainingPopulation().find(PEOPLE.citizen.iin) ?? assert.fail('the citizen is not in the population')
  const answers = change.answers ?? PORTAL_ANSWERS
  return portal.apply({
    person,
    serviceCode: 'zhambyl-queue',
    providerCode: change.providerCode ?? PROVIDER,
    language: 'kk',
    answers,
  })
}

/** What the portal heard of an application, once it heard as much. */
async function heard(requestNumber: string, last: string) {
  const deadline = performance.now() + 30_000
  for (;;) {
    const application = portal.applications().find(({ request }) => request.requestNumber === requestNumber)
    const statuses = application?.heard.flatMap(({ status }) => status ?? []) ?? []
    if (statuses.at(-1)?.state === last) return { statuses, types: application?.heard.map((one) => one.messageType) }
    if (performance.now() > deadline) {
      const messages = await listMessages(scene.sql, {}, 20)
      assert.fail(
        `the portal heard ${JSON.stringify(statuses)} of ${JSON.stringify(messages)} ${scene.jobErrors.join()}`,
      )
    }
    await sleep(100)
  }
}

/** Waits until no message about the case is on its way. */
async function allSent(caseId: string): Promise<void> {
  while ((await listMessages(scene.sql, { caseId, state: 'waiting' }, 1)).length > 0) await sleep(50)
}

test('an application of the portal becomes a case, and the portal has number, milestones and the reasoned refusal once', async () => {
  const { request } = await apply({})
  const first = await heard(request.requestNumber, 'IN_PROCESSING')
  assert.deepEqual(
    first.statuses.map(({ state }) => state),
    ['REGISTERED', 'IN_PROCESSING'],
  )
  const [line] = await registrationLines(scene.sql, PROVIDER, {}, 10)
  const caseId = line?.caseId ?? assert.fail('nothing is registered')
  assert.equal(line?.number, first.statuses[0]?.registration?.number)
  const [head] = await many(scene.sql<{ number: string; applicant_iin: string }[]>`
    select number, applicant_iin from case_head where case_id = ${caseId}`)
  assert.deepEqual(head, { number: line?.number, applicant_iin: PEOPLE.citizen.iin })

  await walkTo(scene, caseId, 'closed', { documents: 'violated' })
  const end = await heard(request.requestNumber, 'REFUSED')
  assert.deepEqual(end.types, ['NOTIFICATION', 'NOTIFICATION', 'NOTIFICATION', 'RESPONSE'])
  const { resolution, result } = end.statuses.at(-1) ?? {}
  assert.equal(resolution?.reason?.kk, 'Құжаттар толық емес')
  assert.ok(result?.fileId !== undefined && result.mediaType === 'application/pdf')
  // The portal hears a message a moment before its sender knows that it was taken.
  await allSent(caseId)
  const [told] = await registrationLines(scene.sql, PROVIDER, {}, 10)
  assert.deepEqual([told?.toldState, told?.last?.sending], ['REFUSED', 'sent'])

  // The portal is asked what it believes; what it does not know it hears again.
  let belief: 'IN_PROCESSING' | 'REFUSED' = 'IN_PROCESSING'
  const road: SyncRoad = {
    transport: 'simulator',
    send: async ({ messageId }) => ({
      kind: 'answered',
      status: { code: 'SCSS001', message: '' },
      data: writeReconciliationAnswer([{ requestNumber: request.requestNumber, state: belief }]),
      receipt: {
        transport: 'simulator',
        service: 'PORTAL_STATES',
        messageId,
        sentAt: scene.now(),
        answeredAt: scene.now(),
        requestBytes: new Uint8Array(),
        answerBytes: new Uint8Array(),
        signature: 'valid',
      },
    }),
  }
  const settled = Temporal.Duration.from({ seconds: 0 })
  const compare = () => reconcile({ sql: scene.sql, now: scene.now, road }, { settled, providerId: PROVIDER })
  assert.deepEqual(await compare(), { compared: 1, repaired: 1 })
  assert.equal((await registrationLines(scene.sql, PROVIDER, { state: 'different' }, 10)).length, 1)
  const again = await heard(request.requestNumber, 'REFUSED')
  await allSent(caseId)
  belief = 'REFUSED'
  assert.deepEqual(await compare(), { compared: 1, repaired: 0 })
  assert.deepEqual(await compare(), { compared: 0, repaired: 0 })
  assert.ok(again.statuses.length >= 4)
})

const JOURNAL = '/kk/work/registrations'
const STORAGE = 'EDS_TEMP_FILES'
const ESEDO = 'ESEDO_UNIVERSAL_SERVICE'
const ESEDO_STATES = `${ESEDO} states`

/** The document of a kind of a case, once it is as it should be. */
async function filed(caseId: string, kind: DocumentKind, is: (line: EsedoLine) => boolean): Promise<EsedoLine> {
  const deadline = performance.now() + 30_000
  for (;;) {
    const lines = await esedoDocumentsOf(scene.sql, [caseId])
    const found = lines.find((line) => line.kind === kind && is(line))
    if (found) return found
    if (performance.now() > deadline) assert.fail(`${kind}: ${JSON.stringify(lines)} ${scene.jobErrors.join()}`)
    await sleep(200)
    // What failed is tried again at once.
    await scene.sql`
      update message_out set next_at = ${scene.now().toString()} where case_id = ${caseId} and state = 'waiting'`
  }
}

test('application and result are registered in E-akimat, whatever happens to them on the way', async () => {
  await insertEsedoProvider(scene.sql, { providerId: PROVIDER, routeId: 'R_Taraz' })
  const clerk = await scene.of('clerk')
  await clerk.get('/kk/work')
  const again = async (documentId: string): Promise<number> =>
    (await clerk.post(`${JOURNAL}/documents/${documentId}/file-again`)).statusCode

  // Its file cannot be left in the storage, and then is nowhere: a person has to look. The portal hears of the case.
  faults.services.set(STORAGE, 'down')
  const { request } = await apply({})
  await heard(request.requestNumber, 'IN_PROCESSING')
  const [line] = await registrationLines(scene.sql, PROVIDER, {}, 1)
  const caseId = line?.caseId ?? assert.fail('nothing is registered')
  await filed(caseId, 'application', ({ failure }) => failure === 'status 503')
  assert.equal((await registrationLines(scene.sql, PROVIDER, { state: 'unregistered' }, 9)).length, 1)
  const [lost] = await many(scene.database.owner<{ bytes: Buffer }[]>`
    delete from blob using signature
    where case_id = ${caseId} and sha256 = decode(document_sha256, 'hex') returning bytes`)
  faults.services.delete(STORAGE)
  const stuck = await filed(caseId, 'application', ({ sending }) => sending === 'set-aside')
  assert.equal(stuck.failure, 'paper-missing')
  assert.equal((await registrationLines(scene.sql, PROVIDER, { state: 'unfiled' }, 9)).length, 1)
  await postgresBlobs(scene.sql).put(lost?.bytes ?? assert.fail('the request was nowhere'), 'application/json')

  // It arrives and is refused; only its own provider sends it again, and only once.
  faults.services.set(ESEDO_STATES, 'failed')
  const stranger = { providerId: OTHER_PROVIDER, accountId: scene.accounts.otherClerk, at: scene.now() }
  assert.equal(await fileAgain(scene.sql, { documentId: stuck.id, ...stranger }), false)
  assert.equal(await again(stuck.id), 303)
  const refused = await filed(caseId, 'application', ({ stage }) => stage === 'refused')
  assert.equal(refused.reason, 'Құжаттың тіркеу карточкасы толық емес')
  const page = await clerk.get(`/kk/work/cases/${caseId}`)
  assert.ok(page.body.includes('Себебі: Құжаттың тіркеу карточкасы толық емес'))
  faults.services.set(ESEDO_STATES, 'late')
  assert.equal(await again(stuck.id), 303)
  assert.equal(await again(stuck.id), 409)

  // Nothing is said for a while, then everything twice.
  await filed(caseId, 'application', ({ stage }) => stage === 'delivered')
  faults.services.set(ESEDO_STATES, 'duplicate')
  const application = await filed(
    caseId,
    'application',
    (one) => one.stage === 'executing' && one.registered !== undefined,
  )
  assert.match(application.registered?.number ?? '', /^ОҚУ-\d+$/)
  assert.ok((await clerk.get(`/kk/work/cases/${caseId}`)).body.includes(`№ ${application.registered?.number}`))
  faults.services.delete(ESEDO_STATES)

  // The result arrives and the answer to it is lost: what is said of it later shows that it was sent.
  faults.services.set(ESEDO, 'failed')
  await walkTo(scene, caseId, 'closed', { documents: 'violated' })
  await filed(caseId, 'refusal', ({ sending }) => sending === 'set-aside')
  faults.services.delete(ESEDO)
  const result = await filed(caseId, 'refusal', (one) => one.stage === 'finished' && one.registered !== undefined)
  assert.equal(result.sending, 'sent')
  const said = (await statesOfEsedoDocument(scene.sql, stuck.id)).map(({ state }) => state)
  assert.equal(said.filter((state) => state === 'stateRegistered').length, 2)
  assert.equal(said.filter((state) => state === 'stateNotValid').length, 1)
  assert.equal(await again(stuck.id), 409)
  const number = (result.registered?.number ?? '').slice(0, 5)
  assert.equal((await registrationLines(scene.sql, PROVIDER, { number }, 9))[0]?.caseId, caseId)

  // What arrived: files, the signed one first, with the signatures over them.
  const arrived = gateway.documents().filter(({ number }) => number !== undefined)
  assert.deepEqual(
    arrived.map(({ document }) => [document.kind, document.number, document.fileIds.length, document.receiver.kk]),
    [
      ['docOL', application.number, 2, 'Тараз қаласының әкімдігі'],
      ['docOutgoing', result.number, 1, fullName(PEOPLE.citizen)],
    ],
  )
  const signed = await many(scene.sql<{ document_sha256: string; cms: Buffer }[]>`
    select document_sha256, cms from signature where case_id = ${caseId} order by received_at`)
  assert.deepEqual(
    arrived.map(({ document }) => {
      const content = storage.find(document.fileIds[0] ?? '', scene.now())?.content ?? ''
      return { document_sha256: sha256Of(Buffer.from(content, 'base64')), cms: document.signature }
    }),
    signed.map(({ document_sha256, cms }) => ({ document_sha256, cms: cms.toString('base64') })),
  )
})

test('whoever keeps the journal finds every registration, compares it with the portal and tells it again', async () => {
  const clerk = await scene.of('clerk')
  const [latest, earlier] = await registrationLines(scene.sql, PROVIDER, {}, 2)
  assert.ok(latest && earlier)
  const { caseId } = latest
  const shown = async (query: string): Promise<readonly string[]> => {
    const { body } = await clerk.get(`${JOURNAL}?${query}`)
    assert.ok(!body.includes(PEOPLE.citizen.surname) && !body.includes(PEOPLE.citizen.iin))
    return [latest, earlier].flatMap((line) => (body.includes(`/work/cases/${line.caseId}`) ? line.number : []))
  }
  assert.ok((await clerk.get('/kk/work')).body.includes(`href="${JOURNAL}"`))
  assert.deepEqual(await shown(''), [latest.number, earlier.number])
  assert.deepEqual(await shown(`number=${latest.number}`), [latest.number])
  assert.deepEqual(await shown(`after=${caseId}`), [earlier.number])
  assert.deepEqual(await shown('state=REFUSED&number=%25'), [])
  assert.deepEqual(await shown('state=FINISHED'), [])

  scene.letPass({ minutes: 2 })
  assert.equal((await clerk.post(`${JOURNAL}/compare`)).statusCode, 303)
  assert.ok((await clerk.get(JOURNAL)).body.includes('Салыстырылған өтініштер саны: 1. Айырмашылық жоқ.'))
  assert.equal((await clerk.post(`${JOURNAL}/compare`)).statusCode, 429)

  assert.equal((await clerk.post(`${JOURNAL}/cases/${caseId}/tell-again`)).statusCode, 303)
  await allSent(caseId)
  const told = portal.applications().find(({ request }) => request.requestNumber === latest.requestNumber)
  assert.equal(told?.heard.filter(({ status }) => status?.state === 'REFUSED').length, 2)
  assert.equal((await clerk.post(`${JOURNAL}/cases/${PEOPLE.citizen.iin}/tell-again`)).statusCode, 409)
})

test('what cannot become a case is answered with the reason and what is missing', async () => {
  const elsewhere = await apply({ providerCode: 'nobody' })
  const faulty = await apply({ answers: { ...PORTAL_ANSWERS, address: '' } })
  const refused = await heard(elsewhere.request.requestNumber, 'NOT_ACCEPTED')
  assert.deepEqual(refused.types, ['RESPONSE'])
  const { statuses } = await heard(faulty.request.requestNumber, 'NOT_ACCEPTED')
  assert.equal(statuses[0]?.resolution?.missingDocuments.length, 1)
  assert.deepEqual(scene.jobErrors, [])
})
