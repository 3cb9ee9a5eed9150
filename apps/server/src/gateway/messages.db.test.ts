import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, beforeEach, test } from 'node:test'
import type { AsyncMessage, AsyncRoad, AsyncSendAnswer, Receipt, SyncRoad } from '@qyzmet/gateway'
import { testDatabase } from '../database/test-database.ts'
import { insertAccount } from '../people/accounts.queries.ts'
import { testVault } from '../vault/testing/test-vault.ts'
import { arrivedMessage } from './arrived.ts'
import { UnreadableMessageError } from './content.ts'
import { type Apply, type InboxOptions, inboxWork, takeMessage, type IntakeOptions } from './inbox.ts'
import { insertOutgoing, recordDelivery, undelivered, type NewOutgoing } from './outgoing.queries.ts'
import { type OutboxOptions, outboxWork } from './outbox.ts'
import type { Work } from './take-work.ts'
import {
  dropOldWords,
  findMessage,
  giveUpMessage,
  insertLook,
  listMessages,
  queueLengths,
  retryMessage,
} from './traffic.queries.ts'

const { sql, owner, drop } = await testDatabase()
after(drop)

const START = Temporal.Instant.from('2026-11-29T04:00:00Z')
let now = START
const clock = (): Temporal.Instant => now
const pass = (seconds: number): void => {
  now = now.add({ seconds })
}
const accountId = randomUUID()
await insertAccount(sql, {
  id: accountId,
  kind: 'staff',
  iin: '900404300001',
  name: 'Әкімшіев Мысал',
  locale: 'kk',
  passwordHash: '$argon2id$v=19$m=64,t=1,p=1$c2FsdA$dGFn',
  at: START,
})

beforeEach(async () => {
  now = START
  await owner`truncate message_out, message_in, message_look cascade`
})

/** Does what waits now. @returns how many pieces were done */
async function doWaiting<Piece>({ claim, perform }: Work<Piece>): Promise<number> {
  const pieces = await claim(16)
  await Promise.all(pieces.map(perform))
  return pieces.length
}
const sendWaiting = (options: OutboxOptions): Promise<number> => doWaiting(outboxWork(options))
const applyWaiting = (options: InboxOptions): Promise<number> => doWaiting(inboxWork(options))

function receiptOf(messageId: string): Receipt {
  return {
    transport: 'simulator',
    service: 'PORTAL',
    messageId,
    sentAt: now,
    answeredAt: now,
    requestBytes: Buffer.from(`<sent>${messageId}</sent>`),
    answerBytes: Buffer.from('<answer/>'),
    signature: 'valid',
  }
}

/** Another system that takes a message once by the id of its sender, as often as it comes. */
function otherSide(answer: (message: AsyncMessage) => AsyncSendAnswer | undefined = () => undefined) {
  const taken = new Map<string, AsyncMessage>()
  const road: AsyncRoad = {
    transport: 'simulator',
    send: async (message) => {
      const said = answer(message)
      if (said && said.kind !== 'sent' && said.kind !== 'no-answer') return said
      const ours = message.properties.find(({ key }) => key === 'senderMessageId')?.value ?? assert.fail()
      if (!(said?.kind === 'no-answer' && said.detail === 'unreachable')) taken.set(ours, message)
      if (said) return said
      return { kind: 'sent', messageId: `r-${ours}`, correlationId: 'c-1', receipt: receiptOf(`r-${ours}`) }
    },
    pull: async () => [],
    confirm: async () => true,
    statusOf: async () => undefined,
  }
  return { road, words: () => [...taken.values()].map(({ data }) => (data?.form === 'text' ? data.text : '')) }
}

function outbox(road: AsyncRoad, more: Partial<OutboxOptions> = {}): OutboxOptions {
  return {
    sql,
    vault: testVault,
    now: clock,
    roads: { async: road },
    senderId: 'akimat',
    kinds: new Map([
      [
        'status',
        {
          compose: async ({ content }) => {
            if (content['words'] === 'nonsense') throw new UnreadableMessageError('no-words')
            return { data: { form: 'text', text: typeof content['words'] === 'string' ? content['words'] : '' } }
          },
        },
      ],
    ]),
    ...more,
  }
}

async function put(chain: string, words: string, more: Partial<NewOutgoing> = {}): Promise<string> {
  const id = await insertOutgoing(sql, {
    key: `${chain} ${words}`,
    chain,
    kind: 'status',
    way: { road: 'async', messageType: 'NOTIFICATION', correlationId: chain },
    serviceId: 'PORTAL',
    content: { words },
    at: now,
    ...more,
  })
  return id ?? assert.fail('the message was there already')
}

test('what was told is not told again, and messages of a chain leave in their order', async () => {
  const side = otherSide()
  await put('a', 'first')
  await put('a', 'second')
  await put('b', 'other')
  const again = { key: 'a first', chain: 'a', kind: 'status', serviceId: 'PORTAL', content: {}, at: now }
  assert.equal(await insertOutgoing(sql, { ...again, way: { road: 'sync' } }), undefined)
  assert.equal(await sendWaiting(outbox(side.road)), 2)
  assert.deepEqual(side.words().toSorted(), ['first', 'other'])
  assert.equal(await sendWaiting(outbox(side.road)), 1)
  assert.equal(await sendWaiting(outbox(side.road)), 0)
  assert.equal(side.words().at(-1), 'second')
})

test('two servers never have the same message in hand', async () => {
  const side = otherSide()
  for (let chain = 0; chain < 20; chain += 1) await put(`chain ${chain}`, 'one')
  const sent = await Promise.all([sendWaiting(outbox(side.road)), sendWaiting(outbox(side.road))])
  assert.equal(sent[0] + sent[1], 20)
  assert.equal(side.words().length, 20)
})

test('a message whose answer was lost goes again under its own id after growing pauses, and is taken once', async () => {
  let failures = 2
  const side = otherSide(() => {
    failures -= 1
    return failures >= 0 ? { kind: 'no-answer', retryable: true, detail: 'time-out' } : undefined
  })
  const id = await put('a', 'first')
  await put('a', 'second')
  const tries: number[] = []
  for (let second = 0; second < 20; second += 1) {
    if ((await sendWaiting(outbox(side.road))) > 0) tries.push(second)
    pass(1)
  }
  assert.deepEqual(tries, [0, 5, 15, 16])
  assert.deepEqual(side.words(), ['first', 'second'])
  const kept = await findMessage(sql, testVault, id)
  assert.deepEqual([kept?.state, kept?.attempts, kept?.failure, kept?.messageId], ['sent', 3, undefined, `r-${id}`])
})

test('a message that the other side keeps refusing is set aside with the reason and holds those behind it', async () => {
  let refusing = true
  const side = otherSide((message) =>
    refusing
      ? { kind: 'fault', code: 'VAL-R-004', message: 'no', receipt: receiptOf(message.messageId ?? '') }
      : undefined,
  )
  const id = await put('a', 'first')
  await put('a', 'second')
  for (let minute = 0; minute < 10; minute += 1) {
    await sendWaiting(outbox(side.road))
    pass(60)
  }
  const aside = await findMessage(sql, testVault, id)
  assert.deepEqual([aside?.state, aside?.attempts, aside?.failure], ['set-aside', 3, 'fault VAL-R-004'])
  assert.equal(Buffer.from(aside?.receivedBytes ?? []).toString(), '<answer/>')
  assert.deepEqual(side.words(), [])
  refusing = false
  assert.ok(await retryMessage(sql, { id, accountId, reason: 'passport mended', at: now }))
  await sendWaiting(outbox(side.road))
  await sendWaiting(outbox(side.road))
  assert.deepEqual(side.words(), ['first', 'second'])
  assert.equal((await findMessage(sql, testVault, id))?.decidedBy, 'Әкімшіев Мысал')
})

test('what nobody can put into words is set aside at once, and given up lets the next one go', async () => {
  const side = otherSide()
  const id = await put('a', 'nonsense')
  await put('a', 'second')
  await sendWaiting(outbox(side.road))
  assert.equal((await findMessage(sql, testVault, id))?.failure, 'no-words')
  assert.equal(await sendWaiting(outbox(side.road)), 0)
  assert.ok(await giveUpMessage(sql, { id, accountId, reason: 'told by telephone', at: now }))
  assert.equal(await giveUpMessage(sql, { id, accountId, reason: 'again', at: now }), false)
  await sendWaiting(outbox(side.road))
  assert.deepEqual(side.words(), ['second'])
})

test('a message of a server that died is sent by another when its lease has ended', async () => {
  const side = otherSide()
  await put('a', 'first')
  const dying = outbox(side.road, { kinds: new Map([['status', { compose: () => new Promise(() => undefined) }]]) })
  void sendWaiting(dying)
  while ((await sql`select from message_out where leased_until > ${now.toString()}`).length === 0) await sql`select 1`
  assert.equal(await sendWaiting(outbox(side.road)), 0)
  pass(181)
  assert.equal(await sendWaiting(outbox(side.road)), 1)
  assert.deepEqual(side.words(), ['first'])
})

test('on the synchronous channel the code of the answer says whether the message was taken', async () => {
  let code = 'SCSE001'
  const sync: SyncRoad = {
    transport: 'simulator',
    send: async ({ messageId }) => ({
      kind: 'answered',
      status: { code, message: '' },
      receipt: receiptOf(messageId),
    }),
  }
  const options = outbox(otherSide().road, { roads: { sync } })
  const id = await put('doc', 'letter', { way: { road: 'sync' } })
  await sendWaiting(options)
  assert.equal((await findMessage(sql, testVault, id))?.failure, 'status SCSE001')
  code = 'SCSS001'
  pass(10)
  await sendWaiting(options)
  assert.deepEqual(
    [(await findMessage(sql, testVault, id))?.state, (await findMessage(sql, testVault, id))?.messageId],
    ['sent', id],
  )
})

test('deliveries are asked about until the road says that a message has arrived', async () => {
  const side = otherSide()
  const id = await put('a', 'first')
  await sendWaiting(outbox(side.road))
  assert.deepEqual(await undelivered(sql, START.subtract({ seconds: 1 }), 10), [])
  assert.deepEqual(await undelivered(sql, now, 10), [{ id, roadMessageId: `r-${id}` }])
  assert.ok(await recordDelivery(sql, `r-${id}`, 'ON_DELIVERY', now))
  assert.ok(await recordDelivery(sql, `r-${id}`, 'DELIVERED', now))
  assert.equal(await recordDelivery(sql, `r-${id}`, 'NOT_DELIVERED', now), false)
  assert.deepEqual(await undelivered(sql, now, 10), [])
})

const refusals: string[] = []
const intake: IntakeOptions = {
  sql,
  vault: testVault,
  now: clock,
  services: new Set(['PORTAL']),
  onRefused: (why) => refusals.push(why),
}

function arrived(messageId: string, more: Partial<AsyncMessage> = {}) {
  const message: AsyncMessage = {
    messageId,
    correlationId: 'c-1',
    serviceId: 'PORTAL',
    messageType: 'REQUEST',
    messageDate: START,
    senderId: 'portal',
    properties: [],
    data: { form: 'text', text: `<application id="${messageId}"/>` },
    ...more,
  }
  return {
    message: arrivedMessage(message),
    bytes: Buffer.from(`<envelope>${messageId}</envelope>`),
    signature: 'valid',
    transport: 'simulator',
  } as const
}

test('a message is taken once; repetitions are acknowledged, also at the same time and after it was applied', async () => {
  const both = await Promise.all([takeMessage(intake, arrived('m-1')), takeMessage(intake, arrived('m-1'))])
  assert.equal(both.filter((one) => one.accepted && one.repeated).length, 1)
  assert.ok(both.every((one) => one.accepted))
  const applied: string[] = []
  const apply: Apply = async ({ message }) => {
    applied.push(message.messageId)
    return { kind: 'applied', caseId: '0197a000-0000-7000-8000-000000000001' }
  }
  const options = {
    sql,
    vault: testVault,
    now: clock,
    services: new Map([['PORTAL', apply]]),
    onError: (error: unknown) => assert.fail(String(error)),
  }
  await applyWaiting(options)
  assert.deepEqual(await takeMessage(intake, arrived('m-1')), { accepted: true, repeated: true })
  await applyWaiting(options)
  assert.deepEqual(applied, ['m-1'])
  const [line] = await listMessages(sql, { direction: 'in' }, 10)
  assert.deepEqual([line?.state, line?.repeats], ['applied', 2])
})

test('what is replayed, forged or not of now is refused with a reason and keeps the right message from nothing', async () => {
  refusals.length = 0
  const forged = { ...arrived('m-2'), message: undefined, signature: 'invalid' } as const
  assert.deepEqual(await takeMessage(intake, forged), { accepted: false, why: 'signature-invalid' })
  const unsigned = { ...arrived('m-2'), signature: 'absent' } as const
  assert.deepEqual(await takeMessage(intake, unsigned), { accepted: false, why: 'signature-absent' })
  assert.deepEqual(await takeMessage(intake, arrived('m-2')), { accepted: true, repeated: false })
  const other = arrived('m-2', { data: { form: 'text', text: '<application id="another"/>' } })
  await takeMessage(intake, other)
  await takeMessage(intake, arrived('m-3', { correlationId: 'c-2', serviceId: 'OTHER' }))
  await takeMessage(intake, arrived('m-4', { messageDate: START.subtract({ hours: 241 }) }))
  await takeMessage(intake, arrived('m-5', { messageDate: START.add({ minutes: 11 }) }))
  await takeMessage(intake, { ...arrived(''), message: { ...arrived('').message, messageId: '' } })
  const reasons = [
    'signature-invalid',
    'signature-absent',
    'message-id-reused',
    'service-unknown',
    'date-too-old',
    'date-ahead',
    'message-id-missing',
  ]
  assert.deepEqual(refusals, reasons)
  const kept = await listMessages(sql, { state: 'refused' }, 10)
  assert.deepEqual(new Set(kept.map(({ failure }) => failure)), new Set(reasons))
  assert.equal(kept.length, reasons.length)
})

test('applying goes in the order of the chain, waits without blame, and sets aside what cannot be read', async () => {
  const applied: string[] = []
  let ready = false
  const apply: Apply = async ({ message }) => {
    if (message.messageId === 'm-1' && !ready) return { kind: 'later', why: 'file-not-there' }
    if (message.messageId === 'm-9') throw new UnreadableMessageError('no-application')
    if (message.messageId === 'm-8') throw new TypeError('a bug')
    applied.push(message.messageId)
    return { kind: 'applied' }
  }
  const errors: unknown[] = []
  const services = new Map([['PORTAL', apply]])
  const run = () =>
    applyWaiting({ sql, vault: testVault, now: clock, services, onError: (error) => errors.push(error) })
  await takeMessage(intake, arrived('m-1'))
  await takeMessage(intake, arrived('m-2', { messageType: 'UPDATE' }))
  await takeMessage(intake, arrived('m-9', { correlationId: 'c-9' }))
  await takeMessage(intake, arrived('m-8', { correlationId: 'c-8' }))
  for (let minute = 0; minute < 20; minute += 1) {
    await run()
    pass(60)
  }
  assert.deepEqual(applied, [])
  ready = true
  pass(600)
  await run()
  await run()
  assert.deepEqual(applied, ['m-1', 'm-2'])
  const aside = await listMessages(sql, { state: 'set-aside' }, 10)
  assert.deepEqual(
    new Set(aside.map(({ failure, attempts }) => `${failure} ${attempts}`)),
    new Set(['TypeError 5', 'no-application 1']),
  )
  assert.equal(errors.length, 5)
})

test('traffic is found by direction, state, case, service and time, page by page', async () => {
  const caseId = randomUUID()
  await put('a', 'first', { caseId })
  pass(60)
  await put('b', 'second')
  await takeMessage(intake, arrived('m-1'))
  const all = await listMessages(sql, {}, 10)
  assert.deepEqual(all.map(({ direction }) => direction).toSorted(), ['in', 'out', 'out'])
  assert.equal((await listMessages(sql, { caseId }, 10)).length, 1)
  assert.equal((await listMessages(sql, { serviceId: 'NONE' }, 10)).length, 0)
  assert.equal((await listMessages(sql, { providerId: 'nobody' }, 10)).length, 0)
  assert.equal((await listMessages(sql, { from: START.add({ seconds: 30 }) }, 10)).length, 2)
  assert.equal((await listMessages(sql, { until: START.add({ seconds: 30 }) }, 10)).length, 1)
  const [first] = all
  const rest = await listMessages(sql, first ? { after: first } : {}, 10)
  assert.deepEqual(rest, all.slice(1))
  const lengths = await queueLengths(sql)
  assert.deepEqual(
    lengths.map(({ direction, state, count, failed }) => [direction, state, count, failed]),
    [
      ['in', 'waiting', 1, 0],
      ['out', 'waiting', 2, 0],
    ],
  )
  assert.deepEqual(await queueLengths(sql, 'nobody'), [])
})

test('words are dropped after their time, looks at them are written down for good', async () => {
  const side = otherSide()
  const id = await put('a', 'first')
  await sendWaiting(outbox(side.road))
  await takeMessage(intake, { ...arrived('m-1'), signature: 'absent' })
  await insertLook(sql, { messageId: id, accountId, name: 'Әкімшіев Мысал', at: now })
  await assert.rejects(async () => sql`delete from message_look`, /permission denied/)
  await dropOldWords(sql, START)
  assert.ok((await findMessage(sql, testVault, id))?.sentBytes)
  await dropOldWords(sql, START.add({ seconds: 1 }))
  const kept = await findMessage(sql, testVault, id)
  assert.deepEqual([kept?.state, kept?.content, kept?.sentBytes], ['sent', undefined, undefined])
  const [refused] = await listMessages(sql, { direction: 'in' }, 10)
  assert.equal((await findMessage(sql, testVault, refused?.id ?? ''))?.receivedBytes, undefined)
})
