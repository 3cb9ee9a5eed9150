// Letters of another body on their whole way: through the simulated gateway to the clerk, the executor and back.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { many, one } from '../../database/query.ts'
import { openCase, walkTo } from '../../testing/case-walk.ts'
import { OTHER_PROVIDER, PEOPLE, PROVIDER } from '../../testing/people-of-the-scene.ts'
import { openScene } from '../../testing/scene.ts'
import { trainingPopulation } from '../../testing/state-around.ts'
import { insertEsedoProvider } from '../esedo/esedo.queries.ts'
import { lettersKk } from '../messages/letters.kk.ts'
import { listMessages } from '../traffic.queries.ts'
import { letterLines } from './letter-lines.queries.ts'
import { filesOfLetter, findLetterSignature } from './letter-files.queries.ts'
import { type ArrivedLetter, findLetter, insertLetter, recordLetter, stepsOfLetter } from './letters.queries.ts'

// The gateway brings messages as soon as they are there.
const scene = await openScene({ settings: { QYZMET_SHEP_DELIVERY: 'push' } })
after(() => scene.stop())
const { letters, faults, push } = scene.simulator.gateway
push.setAddress('QYZMET', `${scene.app.listeningOrigin}/gateway/async`)
type SentLetter = ReturnType<typeof letters.sent>[number]
type LetterPlan = Parameters<typeof letters.send>[0]

await insertEsedoProvider(scene.sql, { providerId: PROVIDER, routeId: 'R_Taraz' })
const signer = trainingPopulation().find(PEOPLE.citizen.iin) ?? assert.fail('nobody signs')
const PDF = { name: 'hat.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 хат') }
const TEXT = { name: 'qosymsha.txt', mediaType: 'text/plain', bytes: Buffer.from('Қосымша <b>мәтін</b>\r\n') }
/** What is written, as pages show it. */
const DESCRIPTION = 'Отбасының кезегі &lt;b>туралы'
const LETTERS = '/kk/work/letters'
const STORAGE = 'EDS_TEMP_FILES'

async function send(plan: Partial<LetterPlan> = {}): Promise<SentLetter> {
  const sent = await letters.send({
    routeId: 'R_Taraz',
    description: 'Отбасының кезегі <b>туралы',
    files: [PDF],
    ...plan,
  })
  await push.deliver()
  return sent
}

async function repeat(letter: SentLetter): Promise<SentLetter> {
  const sent = letters.repeat(letter)
  await push.deliver()
  return sent
}

/** Waits for what is to come; what has to wait for its next try is tried at once. */
async function until<Found>(what: string, find: () => Promise<Found | undefined>): Promise<Found> {
  const deadline = performance.now() + 30_000
  for (;;) {
    const found = await find()
    if (found !== undefined) return found
    if (performance.now() > deadline) {
      assert.fail(`${what}: ${JSON.stringify(await listMessages(scene.sql, {}, 9))} ${scene.jobErrors.join()}`)
    }
    await sleep(100)
    const at = scene.now().toString()
    await scene.sql`update letter_file set next_at = ${at} where next_at > ${at}`
    await scene.sql`update message_out set next_at = ${at} where next_at > ${at} and state = 'waiting'`
  }
}

/** Id of the letter, once it has come and nothing is left to do for its files. */
function taken({ document }: SentLetter): Promise<string> {
  return until(document.number, async () => {
    const [row] = await many(scene.sql<{ id: string }[]>`
      select id from letter
      where activity_id = ${document.activityId} and not exists (
        select from letter_file where letter_id = letter.id and next_at is not null)`)
    return row?.id
  })
}

/** What the sender was told of a letter in its exchange, once that is so much. */
function told({ correlationId, document }: SentLetter, last: string) {
  return until(`${document.number} ${last}`, async () => {
    const heard = letters.sent().find((letter) => letter.correlationId === correlationId)?.heard ?? []
    const states = heard.flatMap(({ state }) => state ?? [])
    return states.at(-1)?.state === last ? states : undefined
  })
}

function pageOf(id: string): string {
  return `${LETTERS}/${id}`
}

test('a letter is registered once, given to an executor, carried out, and its sender hears of each step', async () => {
  const caseId = await openCase(scene)
  await walkTo(scene, caseId, 'assign')
  const { number: caseNumber } = await one(scene.sql<{ number: string }[]>`
    select number from case_head where case_id = ${caseId}`)
  const dueOn = scene.now().toZonedDateTimeISO('Asia/Almaty').toPlainDate().add({ days: 3 })
  const sent = await send({ files: [PDF, TEXT], signer, dueOn })
  const id = await taken(sent)
  await push.replay(sent.messageId)
  const [delivered] = await told(sent, 'stateDelivered')
  const { activityId, href } = sent.document
  assert.deepEqual(delivered, { activityId, href, from: 'QYZMET', state: 'stateDelivered' })

  const clerk = await scene.of('clerk')
  assert.ok((await clerk.get('/kk/work')).body.includes(lettersKk.withCount(1)))
  const list = (await clerk.get(LETTERS)).body
  assert.ok(list.includes(sent.document.number) && !list.includes(DESCRIPTION))
  const page = (await clerk.get(pageOf(id))).body
  assert.ok(page.includes(DESCRIPTION) && page.includes(lettersKk.states.arrived))
  assert.ok(page.includes(`${PEOPLE.citizen.surname} ${PEOPLE.citizen.givenName}`))
  assert.equal((await findLetterSignature(scene.sql, id))?.verdict?.verdict, 'VALID')
  const [pdf, text] = await Promise.all(['1', '2'].map((place) => clerk.get(`${pageOf(id)}/files/${place}`)))
  assert.deepEqual([pdf?.rawPayload, text?.rawPayload], [PDF.bytes, TEXT.bytes])
  assert.match(String(text?.headers['content-type']), /^text\/plain/)
  assert.equal((await clerk.get(`${pageOf(id)}/files/3`)).statusCode, 404)

  // Only the clerk of the provider sees it, and nobody does with it what is not its turn.
  for (const name of ['otherClerk', 'executor', 'head', 'administrator'] as const) {
    const other = await scene.of(name)
    await other.get('/kk/work')
    for (const path of ['', '/files/1']) assert.equal((await other.get(`${pageOf(id)}${path}`)).statusCode, 404, name)
    assert.equal((await other.post(`${pageOf(id)}/register`)).statusCode, 404, name)
  }
  assert.equal((await clerk.post(`${pageOf(id)}/finish`, { result: 'Орындалды' })).statusCode, 409)
  const wrong = await clerk.post(`${pageOf(id)}/register`, { 'case-number': '<b>жоқ' })
  assert.equal(wrong.statusCode, 422)
  assert.ok(wrong.body.includes(lettersKk.faults.caseUnknown) && wrong.body.includes('&lt;b>жоқ'))

  const presses = [1, 2].map(() => clerk.post(`${pageOf(id)}/register`, { 'case-number': caseNumber }))
  const pressed = new Set((await Promise.all(presses)).map(({ statusCode }) => statusCode))
  assert.deepEqual(pressed, new Set([303, 409]))
  const { registered } = (await findLetter(scene.sql, id)) ?? {}
  assert.match(registered?.number ?? '', /^\d{4}\/\d{6}$/)
  assert.deepEqual((await told(sent, 'stateRegistered')).at(-1), {
    ...delivered,
    state: 'stateRegistered',
    number: registered?.number,
    on: registered?.on,
  })
  assert.equal((await clerk.post(`${pageOf(id)}/refuse`, { reason: 'Қате' })).statusCode, 409)

  // It stands on the page of the case, and the applicant sees who read it, not what it says.
  const casePage = (await clerk.get(`/kk/work/cases/${caseId}`)).body
  assert.ok(casePage.includes(DESCRIPTION) && casePage.includes(`href="${pageOf(id)}"`))
  await walkTo(scene, caseId, 'check-documents')
  for (const [name, isTold] of [
    ['executor', true],
    ['head', false],
  ] as const) {
    const { body } = await (await scene.of(name)).get(`/kk/work/cases/${caseId}`)
    assert.ok(body.includes(sent.document.number) && !body.includes(pageOf(id)), name)
    assert.equal(body.includes(DESCRIPTION), isTold, name)
  }
  const citizen = await scene.of('citizen')
  const seen = await Promise.all(['', '/reads'].map((path) => citizen.get(`/kk/cabinet/cases/${caseId}${path}`)))
  assert.ok(seen.every(({ body }) => !body.includes('Отбасының кезегі')))
  assert.ok(seen[1]?.body.includes('Істің хатын ашу'))

  assert.equal((await clerk.post(`${pageOf(id)}/give`, { executor: scene.accounts.otherClerk })).statusCode, 422)
  assert.equal((await clerk.post(`${pageOf(id)}/give`, { executor: scene.accounts.executor })).statusCode, 303)
  await told(sent, 'stateExecution')
  const executor = await scene.of('executor')
  assert.ok((await executor.get('/kk/work')).body.includes(lettersKk.withCount(1)))
  assert.ok((await executor.get(LETTERS)).body.includes(sent.document.number))
  assert.equal((await executor.get(`${pageOf(id)}/files/1`)).statusCode, 200)
  assert.equal((await executor.post(`${pageOf(id)}/finish`, { result: ' ' })).statusCode, 422)
  assert.equal((await executor.post(`${pageOf(id)}/finish`, { result: 'Жауап берілді' })).statusCode, 303)
  const states = await told(sent, 'stateFinished')
  const order = ['stateDelivered', 'stateRegistered', 'stateExecution', 'stateFinished']
  assert.deepEqual(
    states.map(({ state }) => state),
    order,
  )
  const steps = await stepsOfLetter(scene.sql, id)
  assert.deepEqual(
    steps.map(({ step, by }) => [step, by?.accountId]),
    [
      ['finished', scene.accounts.executor],
      ['executing', scene.accounts.clerk],
      ['registered', scene.accounts.clerk],
    ],
  )
  const looks = await many(scene.sql<{ account_id: string }[]>`
    select distinct account_id from message_look where message_id = ${id} order by account_id`)
  const readers = [scene.accounts.clerk, scene.accounts.executor].toSorted()
  assert.deepEqual(
    looks.map(({ account_id }) => account_id),
    readers,
  )
  assert.equal((await clerk.get(`${pageOf(id)}?done=1`)).statusCode, 200)
  const { repeats } = await one(scene.sql<{ repeats: number }[]>`select repeats from message_in where id = ${id}`)
  assert.ok(repeats > 0, 'the message came again')
})

test('files come when the storage is back; what is gone, unfit or wrongly signed is told as such', async () => {
  faults.services.set(STORAGE, 'down')
  const waiting = await send({ files: [PDF], signer, signedInstead: Buffer.from('басқа') })
  const clerk = await scene.of('clerk')
  const id = await until('a failure', async () => {
    const [row] = await many(scene.sql<{ id: string }[]>`
      select id from letter join letter_file on letter_id = id where number = ${waiting.document.number} and failure = 'status 503'`)
    return row?.id
  })
  assert.ok((await clerk.get(pageOf(id))).body.includes('status 503'))
  faults.services.delete(STORAGE)
  await taken(waiting)
  assert.equal((await findLetterSignature(scene.sql, id))?.verdict?.verdict, 'INVALID')
  assert.ok((await clerk.get(pageOf(id))).body.includes(lettersKk.signature.invalid('').trim()))

  const archive = { name: 'a.zip', mediaType: 'application/zip', bytes: Buffer.from('PK\u0003\u0004') }
  const broken = await send({ files: ['lost', archive], kind: 'docOL', signer, signedInstead: PDF.bytes })
  // The storage has said so before.
  await until('the first word of the storage', async () => {
    const missed = await many(scene.sql`
      update letter_file set misses = 5 from letter where letter_id = id and number = ${broken.document.number}
        and misses > 0 returning place`)
    return missed.length > 0 ? true : undefined
  })
  const brokenId = await taken(broken)
  assert.deepEqual(
    (await filesOfLetter(scene.sql, brokenId)).map(({ state, failure }) => [state, failure]),
    [
      ['gone', 'storage-without-file'],
      ['unfit', 'file-type'],
    ],
  )
  const page = (await clerk.get(pageOf(brokenId))).body
  for (const words of [lettersKk.files.gone, lettersKk.files.unfit['file-type'], lettersKk.signature.withoutFile]) {
    assert.ok(page.includes(words), words)
  }
  assert.equal((await clerk.post(`${pageOf(brokenId)}/refuse`, { reason: '' })).statusCode, 422)
  assert.equal((await clerk.post(`${pageOf(brokenId)}/refuse`, { reason: 'Файл жоқ' })).statusCode, 303)
  const [, refused] = await told(broken, 'stateNotValid')
  assert.equal(refused?.state === 'stateNotValid' && refused.reason, 'Файл жоқ')
  assert.equal((await clerk.post(`${pageOf(brokenId)}/register`)).statusCode, 409)

  // Sent again after the refusal it is a new letter.
  const again = await repeat(broken)
  await told(again, 'stateDelivered')
  const { count } = await one(scene.sql<{ count: number }[]>`
    select count(*)::int as count from letter where number = ${broken.document.number}`)
  assert.equal(count, 2)
})

test('a letter that is sent again is the same one, and its sender hears its number in the new exchange', async () => {
  const first = await send({ files: [] })
  const id = await taken(first)
  const clerk = await scene.of('clerk')
  assert.ok((await clerk.get(pageOf(id))).body.includes(lettersKk.signature.none))
  assert.equal((await clerk.post(`${pageOf(id)}/register`)).statusCode, 303)
  await told(first, 'stateRegistered')
  const second = await repeat(first)
  const states = await told(second, 'stateRegistered')
  assert.deepEqual(
    states.map(({ state, activityId }) => [state, activityId]),
    ['stateDelivered', 'stateRegistered'].map((state) => [state, second.document.activityId]),
  )
  const { count } = await one(scene.sql<{ count: number }[]>`
    select count(*)::int as count from letter where number = ${first.document.number}`)
  assert.equal(count, 1)

  // The sender gives more time; what is due, and what is said of it, follows.
  const dueOn = Temporal.PlainDate.from('2030-01-15')
  letters.tell(second, { state: 'stateProlongExDate', until: dueOn })
  await until('another last day', async () =>
    (await findLetter(scene.sql, id))?.dueOn?.equals(dueOn) ? true : undefined,
  )
  assert.equal((await stepsOfLetter(scene.sql, id))[0]?.step, 'prolonged')

  // It may be marked as carried out without an executor; nothing of it waits for a person.
  assert.equal((await clerk.post(`${pageOf(id)}/finish`, { result: 'Мәлімет үшін' })).statusCode, 303)
  await told(second, 'stateFinished')
  assert.deepEqual(await listMessages(scene.sql, { state: 'set-aside' }, 9), [])
})

test('a letter for nobody here is set aside, with the reason, and nobody is told anything', async () => {
  const sent = await send({ routeId: 'R_Nobody' })
  const [message] = await until('set aside', async () => {
    const found = await listMessages(scene.sql, { state: 'set-aside' }, 9)
    return found.length > 0 ? found : undefined
  })
  assert.equal(message?.failure, 'route-unknown')
  // Two providers under one route: it is not guessed whose it is.
  await insertEsedoProvider(scene.sql, { providerId: OTHER_PROVIDER, routeId: 'R_Taraz' })
  const doubtful = await send()
  await until('both set aside', async () =>
    (await listMessages(scene.sql, { state: 'set-aside' }, 9)).length === 2 ? true : undefined,
  )
  for (const { correlationId } of [sent, doubtful]) {
    assert.deepEqual(letters.sent().find((one) => one.correlationId === correlationId)?.heard, [])
  }
  assert.deepEqual(scene.jobErrors, [])
})

test('letters are listed by what is to be done first, found by number and sender, page by page', async () => {
  const today = Temporal.PlainDate.from('2026-11-29')
  const base = { providerId: OTHER_PROVIDER, sender: 'Мысал 100% басқармасы', receivedAt: scene.now() }
  const made: [string, Partial<ArrivedLetter>, Parameters<typeof recordLetter>[2]][] = [
    ['finished', {}, { state: 'finished', registered: { number: '2026/7', on: today } }],
    ['later', { dueOn: today.add({ days: 9 }) }, {}],
    ['never', {}, {}],
    ['overdue', { dueOn: today.subtract({ days: 1 }) }, {}],
    ['registered', { dueOn: today }, { state: 'registered', registered: { number: '2026/8', on: today } }],
  ]
  const ids = new Map<string, string>()
  await scene.sql.begin(async (transaction) => {
    for (const [index, [number, more, change]] of made.entries()) {
      const id = randomUUID()
      ids.set(number, id)
      const letter: ArrivedLetter = {
        id,
        correlationId: id,
        activityId: id,
        href: '',
        senderSystem: 'S',
        contentSha256: Buffer.alloc(32, index),
        kind: 'docOutgoing',
        number,
        datedOn: today,
        language: 'ru',
        description: '',
        author: {},
        signer: { ru: 'Подписавший' },
        ...base,
        ...more,
      }
      assert.deepEqual(await insertLetter(transaction, letter), { id, isNew: true })
      await recordLetter(transaction, id, change)
    }
  })
  const scope = { providerId: OTHER_PROVIDER }
  const numbers = async (filter: Parameters<typeof letterLines>[2], limit = 9): Promise<readonly string[]> =>
    (await letterLines(scene.sql, scope, filter, { today, limit })).map(({ number }) => number)
  const all = ['overdue', 'later', 'never', 'registered', 'finished']
  assert.deepEqual(await numbers({}), all)
  for (const [index, number] of all.entries()) {
    const after = ids.get(number) ?? assert.fail(number)
    assert.deepEqual(await numbers({ after }, 1), all.slice(index + 1, index + 2), number)
  }
  assert.deepEqual(await numbers({ state: 'overdue' }), ['overdue'])
  assert.deepEqual(await numbers({ state: 'finished' }), ['finished'])
  assert.deepEqual(await numbers({ text: '2026/8' }), ['registered'])
  assert.deepEqual(await numbers({ text: '100% бас' }), all)
  assert.deepEqual(await numbers({ text: '_' }), [])
  const given = { ...scope, executorId: scene.accounts.executor }
  assert.deepEqual(await letterLines(scene.sql, given, {}, { today, limit: 9 }), [])
})
