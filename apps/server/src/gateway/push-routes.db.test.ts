// The address where the gateway brings messages, over real HTTP: by the codec, and by a SOAP library that knows nothing
// but the description that is served there.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { parseAnchors, parseCertificate } from '@qyzmet/eds'
import {
  type Answer,
  type MessageData,
  type MessageSeal,
  readAsyncRequest,
  readNotificationAnswer,
  readSendAnswer,
  type ShepMessage,
  writeAsyncRequest,
  XmlNotWritableError,
} from '@qyzmet/gateway'
import fastify from 'fastify'
import { createClientAsync } from 'soap'
import { testDatabase } from '../database/test-database.ts'
import { connectVerifier } from '../signatures/trust.ts'
import { testVault } from '../vault/testing/test-vault.ts'
import { ThreadError } from '../threads/thread-pool.ts'
import { startSimulator, systemHolding, systemSeal } from '../testing/state-around.ts'
import type { IntakeOptions } from './inbox.ts'
import { claimIncoming, recordApplied } from './incoming.queries.ts'
import { insertOutgoing } from './outgoing.queries.ts'
import { pushRoutes } from './push-routes.ts'
import { createSealStanding, withStanding } from './seal-standing.ts'
import { sealInThreads } from './seal-threads.ts'
import { createSystemSeal } from './system-seal.ts'
import { findMessage, listMessages } from './traffic.queries.ts'

let passed = Temporal.Duration.from({ hours: 0 })
const now = (): Temporal.Instant => Temporal.Now.instant().add(passed)
const pass = (duration: Temporal.DurationLike): void => {
  passed = passed.add(duration)
}
const dataDir = await mkdtemp(join(tmpdir(), 'qyzmet-push-'))
const [simulator, { sql, owner, drop }] = await Promise.all([
  startSimulator({ dataDir, httpPort: 0, ncaLayerPort: 0, clock: now }),
  testDatabase(),
])
const folder = join(dataDir, 'gateway')
const { authority } = simulator
const holding = await systemHolding(folder, 'gateway', '1.2.398.999.1', authority)
const gateway = systemSeal(holding, authority, now)
const strangersHolding = () => systemHolding(folder, 'stranger', '1.2.398.999.7', authority)
const stranger = systemSeal(await strangersHolding(), authority, now)

const logged: { readonly msg: string; readonly why?: string; readonly signature?: string; readonly code?: string }[] =
  []
const refused: string[] = []
const settings = {
  keyFile: join(folder, 'product.key.pem'),
  certificateFile: join(folder, 'product.cer'),
  peers: ['1.2.398.999.1'],
  profile: 'training',
} as const
const anchors = parseAnchors(simulator.anchorsPem, settings)
const inline = createSystemSeal(settings, anchors, now)
const threadSettings = { ...settings, anchors: simulator.anchorsPem }
const threads = sealInThreads(inline, threadSettings, now)
const verifier = connectVerifier(
  { ocspUrl: `${simulator.url}/ocsp`, crlUrls: [`${simulator.url}/crl`], deltaCrlUrls: [], stampUrl: '' },
  anchors,
  { now, report: () => undefined },
)
const seal = withStanding(threads, createSealStanding({ ask: verifier.standingOf, now, graceHours: 24 }))
const intake: IntakeOptions = {
  sql,
  vault: testVault,
  now,
  services: new Set(['PORTAL']),
  onRefused: (why, message) => refused.push(`${why} ${message?.messageId ?? ''}`.trim()),
}
const app = fastify({
  forceCloseConnections: true,
  logger: { level: 'warn', stream: { write: (line) => logged.push(JSON.parse(line)) } },
})
await pushRoutes(app, { sql, now, seal, intake, transport: 'simulator', publicUrl: 'https://qyzmet.example.kz' })
const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/gateway/async`
after(async () => {
  await Promise.all([app.close(), threads.close(), simulator.stop(), drop()])
  await rm(dataDir, { recursive: true, force: true })
})
beforeEach(async () => {
  await owner`truncate message_out, message_in cascade`
  refused.length = 0
  logged.length = 0
})

function messageOf(messageId: string, change: Partial<ShepMessage> = {}): ShepMessage {
  return {
    messageId,
    correlationId: `chain of ${messageId}`,
    serviceId: 'PORTAL',
    messageType: 'REQUEST',
    messageDate: now(),
    senderId: 'PORTAL',
    properties: [],
    data: { form: 'text', text: '<application/>' },
    ...change,
  }
}

const sealed = (message: ShepMessage, by: MessageSeal = gateway): Promise<string> =>
  by.sealBody(writeAsyncRequest({ operation: 'sendMessage', message }))

/** What the gateway reads in an answer, when its seal is that of the product. */
async function post<T>(
  body: string | Uint8Array<ArrayBuffer>,
  read: (xml: string) => Answer<T>,
  type = 'text/xml; charset=utf-8',
): Promise<T | string> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': type, soapaction: '""' }, body })
  const opened = await gateway.openBody(await response.text())
  assert.ok(opened.signature === 'valid', 'every answer bears the seal of the product')
  const answer = read(opened.xml)
  assert.equal(response.status, answer.kind === 'fault' ? 500 : 200)
  if (answer.kind === 'answered') return answer.value
  const { faultCode, error } = answer.fault
  return `${faultCode} ${error?.code}`
}

const send = (body: string | Uint8Array<ArrayBuffer>, type?: string) => post(body, readSendAnswer, type)
const kept = async () =>
  (await listMessages(sql, { direction: 'in' }, 50)).map(({ state, repeats }) => [state, repeats])

test('a message is taken once; brought again it is acknowledged with the same ids and not applied anew', async () => {
  const once = await sealed(messageOf('m-1'))
  const acknowledged = { messageId: 'm-1', correlationId: 'chain of m-1' }
  assert.deepEqual(await send(once), acknowledged)
  assert.deepEqual(await send(once), acknowledged)
  assert.deepEqual(await kept(), [['waiting', 1]])
  const [line] = await listMessages(sql, { direction: 'in' }, 1)
  assert.equal(Buffer.from((await findMessage(sql, testVault, line?.id ?? ''))?.receivedBytes ?? []).toString(), once)
})

test('a replay, a reused id, a service of nobody and another operation are refused with their code and kept', async () => {
  const at = now()
  await send(await sealed(messageOf('m-1', { messageDate: at })))
  for (const [message, code] of [
    [messageOf('m-2', { messageDate: at.subtract({ hours: 241 }) }), 'date-too-old'],
    [messageOf('m-3', { messageDate: at.add({ minutes: 12 }) }), 'date-ahead'],
    [messageOf('m-1', { data: { form: 'text', text: '<another/>' } }), 'message-id-reused'],
    [messageOf('m-4', { serviceId: 'NOBODY' }), 'service-unknown'],
  ] as const) {
    assert.equal(await send(await sealed(message)), `Client ${code}`)
    assert.equal(refused.at(-1), `${code} ${message.messageId}`)
  }
  const pull = { operation: 'getMessages', serviceId: 'PORTAL', properties: [] } as const
  assert.equal(await send(await gateway.sealBody(writeAsyncRequest(pull))), 'Client unreadable')
  assert.deepEqual(
    new Set((await kept()).map(([state, repeats]) => `${state} ${repeats}`)),
    new Set(['refused 0', 'waiting 1']),
  )
  assert.equal((await kept()).length, 6)
})

test('what does not bear the seal of the gateway is refused, logged with the reason, and not kept', async () => {
  const right = await sealed(messageOf('m-1'))
  const body = /<soap:Body.*<\/soap:Body>/s.exec(right)?.[0] ?? ''
  const forged = '<soap:Body><a/></soap:Body>'
  const entity = right.replace(/^/, '<!DOCTYPE a [<!ENTITY b "c">]>')
  const deep = writeAsyncRequest({ operation: 'sendMessage', message: messageOf('m-1') }).replace(
    /(<data[^>]*>).*(?=<\/data>)/s,
    (_, open: string) => `${open}${'<a>'.repeat(200)}${'</a>'.repeat(200)}`,
  )
  for (const [xml, why] of [
    [writeAsyncRequest({ operation: 'sendMessage', message: messageOf('m-1') }), undefined],
    [await sealed(messageOf('m-1'), stranger), 'sealer-unexpected'],
    [right.replace('chain of m-1', 'chain of m-2'), 'digest-mismatch'],
    [right.replace(body, forged).replace(/(?=<\/soap:Header>)/, `<w>${body}</w>`), 'reference-wrong'],
    [right.replace(body, body + forged), 'message-malformed'],
    [entity, 'message-malformed'],
    [deep, 'message-malformed'],
    [`<a>${'<b/>'.repeat(20_001)}</a>`, 'message-malformed'],
    ['<soap:Envelope>\u0000<', 'message-malformed'],
    ['', 'message-malformed'],
  ] as const) {
    const signature = why === undefined ? 'absent' : 'invalid'
    assert.equal(await send(xml), `Client signature-${signature}`)
    assert.deepEqual([logged.at(-1)?.signature, logged.at(-1)?.why], [signature, why])
  }
  assert.equal(await send(new Uint8Array([0x3c, 0xff, 0xfe])), 'Client signature-invalid')
  assert.equal(logged.at(-1)?.why, 'encoding')
  assert.deepEqual(await kept(), [])
  assert.ok(!JSON.stringify(logged).includes('application'), 'no log holds what messages say')
})

test('a message beyond the size of the gateway, or of another kind, is a fault too', async () => {
  assert.equal(await send(new Uint8Array(15 * 1024 * 1024 + 1)), 'Client too-large')
  assert.equal(await send('{}', 'application/json'), 'Client unsupported-media-type')
  assert.deepEqual(
    logged.map(({ code }) => code),
    ['too-large', 'unsupported-media-type'],
  )
})

test('while messages cannot be kept the fault is ours, so that the gateway brings them again', async () => {
  await owner`alter table message_in rename to message_away`
  const xml = await sealed(messageOf('m-1'))
  assert.equal(await send(xml), 'Server internal')
  await owner`alter table message_away rename to message_in`
  assert.deepEqual(await send(xml), { messageId: 'm-1', correlationId: 'chain of m-1' })
})

/** Some 220 octets a time. */
const longData = (times: number): MessageData => ({
  form: 'elements',
  xml: `<fact>${'мәтін '.repeat(20)}</fact>`.repeat(times),
})

test('a long message is judged by a thread as strictly as a short one, and a thread that is lost is replaced', async () => {
  const long = messageOf('m-1', { data: longData(100) })
  const xml = await sealed(long)
  assert.equal(await send(xml.replace('<fact>м', '<fact>М')), 'Client signature-invalid')
  assert.equal(logged.at(-1)?.why, 'digest-mismatch')
  assert.deepEqual(await send(xml), { messageId: 'm-1', correlationId: 'chain of m-1' })
  const own = { operation: 'sendMessage', message: long } as const
  const back = await gateway.openBody(Buffer.from(await seal.write('asyncRequest', own)).toString())
  assert.ok(back.signature === 'valid')
  assert.deepEqual(readAsyncRequest(back.xml), own)
  const unwritable = { ...own, message: { ...long, sessionId: 'no GUID' } }
  await assert.rejects(seal.write('asyncRequest', unwritable), XmlNotWritableError)

  const hasty = sealInThreads(inline, threadSettings, now, 1)
  for (let time = 0; time < 2; time += 1) {
    assert.deepEqual(await hasty.open('pushed', Buffer.from(xml)), { signature: 'unproven', why: 'not-opened' })
    await assert.rejects(hasty.write('asyncRequest', own), ThreadError)
  }
  await hasty.close()
})

test('a long message is taken with all that it says, however long, and known again', async () => {
  const messageDate = now().round('millisecond')
  for (const [messageId, times] of [
    ['m-1', 100],
    // Goes to the database in pieces.
    ['m-2', 5000],
  ] as const) {
    const xml = await sealed(messageOf(messageId, { data: longData(times), messageDate }))
    const sessionId = '{7d1c2a44-0000-4000-8000-000000000001}'
    assert.deepEqual(await send(xml), { messageId, correlationId: `chain of ${messageId}` })
    assert.deepEqual(await send(xml), { messageId, correlationId: `chain of ${messageId}` })
    const inSession = await sealed(messageOf(messageId, { data: longData(times), messageDate, sessionId }))
    assert.ok((await post(inSession, (body) => ({ kind: 'answered', value: body }))).includes(sessionId))
    const other = await sealed(messageOf(messageId, { data: longData(times + 1), messageDate }))
    assert.equal(await send(other), 'Client message-id-reused')
    const [taken, ...more] = await listMessages(sql, { direction: 'in', state: 'waiting' }, 1)
    assert.deepEqual([taken?.repeats, more], [3, []])
    const detail = await findMessage(sql, testVault, taken?.id ?? '')
    assert.deepEqual(detail?.content, longData(times))
    assert.ok(Buffer.from(detail?.receivedBytes ?? []).equals(Buffer.from(xml)))
    const [claimed] = await claimIncoming(sql, testVault, { at: now(), until: now(), limit: 1 })
    assert.ok(claimed && taken)
    assert.deepEqual(claimed.message, messageOf(messageId, { data: longData(times), messageDate }))
    await recordApplied(sql, claimed.id, {}, now())
  }
  assert.equal((await owner`select from pg_largeobject_metadata`).length, 0, 'what went ahead in pieces is gone')
})

test('a long message that cannot be read is a fault of the gateway, and kept as evidence', async () => {
  const xml = writeAsyncRequest({ operation: 'sendMessage', message: messageOf('m-1', { data: longData(100) }) })
  assert.equal(await send(await gateway.sealBody(xml.replace('>REQUEST<', '>COMMAND<'))), 'Client unreadable')
  assert.deepEqual(await kept(), [['refused', 0]])
  const bytes = Buffer.from(await sealed(messageOf('m-1', { data: longData(100) })))
  assert.equal(await send(Buffer.concat([bytes, Buffer.of(0xff)])), 'Client signature-invalid')
  assert.equal(logged.at(-1)?.why, 'encoding')
})

test('instants come out of a thread as they went in', async () => {
  const at = Temporal.Instant.from('2026-11-29T04:00:00.123456789Z')
  const text = 'ұзақ '.repeat(3000)
  const error = { code: 'c', message: text, date: at, subError: { code: 'd', message: '', date: at.add({ hours: 1 }) } }
  const notification = {
    notificationId: 'n-1',
    messageId: 'm-1',
    notificationDate: at,
    status: { state: 'NOT_DELIVERED', code: 'c', message: 'm', date: at },
    error,
  } as const
  const told = { operation: 'changeMassageStatusNotification', notification, requestDate: at } as const
  const precise = writeAsyncRequest(told).replaceAll('00.123Z', '00.123456789Z')
  const bytes = Buffer.from(await gateway.sealBody(precise))
  const opened = await threads.open('pushed', bytes)
  assert.deepEqual(opened.signature === 'valid' && opened.said, {
    ...told,
    notification: { ...notification, error: { ...error, message: text.trim() } },
  })
  assert.deepEqual(opened, await inline.open('pushed', bytes))
})

test('a seal whose certificate was revoked is refused when the word on it has ended, and believed when it is lifted', async () => {
  const { serial } = parseCertificate(holding.der)
  const change = async (what: 'revoke' | 'release'): Promise<void> => {
    const url = `${simulator.url}/authority/certificates/${serial}/${what}`
    const body = JSON.stringify({ reason: 'certificateHold' })
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    assert.equal(response.status, 200)
  }
  assert.ok(typeof (await send(await sealed(messageOf('m-1')))) === 'object')
  await change('revoke')
  pass({ minutes: 11 })
  assert.equal(await send(await sealed(messageOf('m-2'))), 'Client signature-invalid')
  assert.equal(logged.at(-1)?.why, 'seal-revoked')
  await change('release')
  const before = parseCertificate((await strangersHolding()).der).serial
  await authority.revoke(before, 'keyCompromise')
  assert.notEqual(parseCertificate((await strangersHolding()).der).serial, before, 'one lost for good is made anew')
  assert.equal(await send(await sealed(messageOf('m-2'))), 'Client signature-invalid')
  pass({ minutes: 11 })
  assert.ok(typeof (await send(await sealed(messageOf('m-2')))) === 'object')
})

test('while the authority is silent its last good word counts for a day; then messages wait at the gateway', async () => {
  const { faults } = simulator
  assert.ok(typeof (await send(await sealed(messageOf('m-1')))) === 'object')
  faults.ocsp = 'down'
  faults.crl = 'down'
  pass({ hours: 23 })
  assert.ok(typeof (await send(await sealed(messageOf('m-2')))) === 'object')
  pass({ hours: 2 })
  assert.equal(await send(await sealed(messageOf('m-3'))), 'Server signature-unproven')
  assert.equal(logged.at(-1)?.why, 'revocation-unknown')
  faults.ocsp = 'none'
  faults.crl = 'none'
  pass({ seconds: 31 })
  assert.ok(typeof (await send(await sealed(messageOf('m-3')))) === 'object')
})

test('what the gateway tells of the delivery of a message of ours is written down, and is final once delivered', async () => {
  const id = await insertOutgoing(sql, {
    key: 'a',
    chain: 'a',
    kind: 'status',
    way: { road: 'async', messageType: 'NOTIFICATION', correlationId: 'a' },
    serviceId: 'PORTAL',
    content: {},
    at: now(),
  })
  await owner`update message_out set state = 'sent', sent_at = now(), road_message_id = 'r-1' where id = ${id ?? ''}`
  for (const [state, kept] of [
    ['ON_DELIVERY', 'ON_DELIVERY'],
    ['DELIVERED', 'DELIVERED'],
    ['NOT_DELIVERED', 'DELIVERED'],
  ] as const) {
    const notification = {
      notificationId: randomUUID(),
      messageId: 'r-1',
      notificationDate: now(),
      status: { state, code: '0', message: '', date: now() },
    }
    const told = { operation: 'changeMassageStatusNotification', notification, requestDate: now() } as const
    const answer = await post(await gateway.sealBody(writeAsyncRequest(told)), readNotificationAnswer)
    assert.ok(typeof answer === 'object' && answer.at)
    const [row] = await owner<{ delivery: string }[]>`select delivery from message_out`
    assert.equal(row?.delivery, kept)
  }
})

test('a SOAP library that knows nothing but the description served here leaves a message', async () => {
  const client = await createClientAsync(`${url}?wsdl`)
  assert.match(client.wsdl.toXML(), /<soap:address location="https:\/\/qyzmet\.example\.kz\/gateway\/async"\/>/)
  client.setEndpoint(url)
  const { messageId, correlationId, serviceId, messageType, messageDate } = messageOf('m-1')
  const request = {
    messageInfo: {
      messageId,
      correlationId,
      serviceId,
      messageType,
      messageDate: messageDate.toString(),
      sender: { senderId: 'PORTAL' },
    },
    messageData: { data: { application: 'Өтініш' } },
  }
  /** Lets the library write the message, seals what it wrote, and lets it send that and read the answer. */
  const leave = async (by: MessageSeal): Promise<unknown> => {
    let written = ''
    const keep = (xml: string): string => {
      written = xml
      throw new Error('written')
    }
    await client['sendMessageAsync']({ request }, { postProcess: keep }).catch(() => undefined)
    const wrapped = await by.sealBody(written)
    const [result] = (await client['sendMessageAsync']({ request }, { postProcess: () => wrapped })) as [unknown]
    return result
  }
  const { response } = (await leave(gateway)) as { response: Readonly<Record<string, unknown>> }
  assert.deepEqual([response['messageId'], response['correlationId']], [messageId, correlationId])
  await assert.rejects(leave(stranger), (error: { root?: { Envelope: { Body: unknown } } }) => {
    const fault = JSON.stringify(error.root?.Envelope.Body)
    assert.match(fault, /"sendMessageFault1_sendMessageFault":.*"errorCode":"signature-invalid"/)
    return true
  })
  assert.deepEqual(await kept(), [['waiting', 0]])
  assert.equal((await fetch(url)).status, 404)
  assert.equal((await fetch(url.replace('async', 'questions.xsd'))).status, 404)
})
