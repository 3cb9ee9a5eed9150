// An application of the state portal on its whole way: through the simulated gateway, to a case, and back to the portal.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type SyncRoad, writeReconciliationAnswer } from '@qyzmet/gateway'
import { many } from '../database/query.ts'
import { walkTo } from '../testing/case-walk.ts'
import { PEOPLE } from '../testing/people-of-the-scene.ts'
import { openScene } from '../testing/scene.ts'
import { trainingPopulation } from '../testing/state-around.ts'
import { reconcile } from './reconcile.ts'
import { listRegistrations } from './registrations.queries.ts'
import { listMessages } from './traffic.queries.ts'

const scene = await openScene()
after(() => scene.stop())
const { portal } = scene.simulator.gateway
const PROVIDER = 'zhambyl-training'

const ANSWERS = {
  category: 'veterans',
  address: 'Тараз қаласы, Төле би көшесі, 35-үй, 12-пәтер',
  'residence-since': '2010-05-01',
  phone: '+77012345678',
  'others-in-family': 'no',
  need: 'no-dwelling',
  'owned-dwellings': 'none',
  'changed-housing': 'no',
  'consent-housing-check': 'yes',
  'consent-data': 'yes',
  'statement-true': 'yes',
}

async function apply(change: { readonly providerCode?: string; readonly answers?: Readonly<Record<string, string>> }) {
  const person = trainingPopulation().find(PEOPLE.citizen.iin) ?? assert.fail('the citizen is not in the population')
  const answers = change.answers ?? ANSWERS
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
  const [line] = await listRegistrations(scene.sql, PROVIDER, { different: false, limit: 10 })
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
  const [told] = await listRegistrations(scene.sql, PROVIDER, { different: false, limit: 10 })
  assert.deepEqual([told?.toldState, told?.waiting, told?.setAside], ['REFUSED', 0, 0])

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
  const compare = () => reconcile({ sql: scene.sql, now: scene.now, road }, settled)
  assert.deepEqual(await compare(), { compared: 1, repaired: 1 })
  assert.equal((await listRegistrations(scene.sql, PROVIDER, { different: true, limit: 10 })).length, 1)
  const again = await heard(request.requestNumber, 'REFUSED')
  await allSent(caseId)
  belief = 'REFUSED'
  assert.deepEqual(await compare(), { compared: 1, repaired: 0 })
  assert.deepEqual(await compare(), { compared: 0, repaired: 0 })
  assert.ok(again.statuses.length >= 4)
})

test('what cannot become a case is answered with the reason and what is missing', async () => {
  const elsewhere = await apply({ providerCode: 'nobody' })
  const faulty = await apply({ answers: { ...ANSWERS, address: '' } })
  const refused = await heard(elsewhere.request.requestNumber, 'NOT_ACCEPTED')
  assert.deepEqual(refused.types, ['RESPONSE'])
  const { statuses } = await heard(faulty.request.requestNumber, 'NOT_ACCEPTED')
  assert.equal(statuses[0]?.resolution?.missingDocuments.length, 1)
  assert.deepEqual(scene.jobErrors, [])
})
