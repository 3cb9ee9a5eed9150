import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { parseAnchors } from '@qyzmet/eds'
import { type RoadAnswer, type RoadRequest, writeConsentQuestion } from '@qyzmet/gateway'
import { startSimulator } from '../testing/state-around.ts'
import { createExchange } from './exchange.ts'
import { createAsyncShepRoad, createShepRoad, createStorageRoad } from './shep-road.ts'
import { createSealStanding, withStanding } from './seal-standing.ts'
import { sealInThreads } from './seal-threads.ts'
import { createFileStorage } from './storage.ts'
import { createSystemSeal, SystemSealError } from './system-seal.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'qyzmet-road-'))
const simulator = await startSimulator({ dataDir, httpPort: 0, ncaLayerPort: 0, slowMs: 1500 })
after(async () => {
  await simulator.stop()
  await rm(dataDir, { recursive: true, force: true })
})
beforeEach(() => simulator.gateway.faults.services.clear())

const clock = Temporal.Now.instant
const anchors = parseAnchors(simulator.anchorsPem, { profile: 'training' })
const settings = {
  keyFile: join(dataDir, 'gateway', 'product.key.pem'),
  certificateFile: join(dataDir, 'gateway', 'product.cer'),
  peers: ['1.2.398.999.1'],
  profile: 'production',
} as const
const SERVICE = 'KDP_SERVICE'
const sender = { senderId: 'QYZMET', password: 'training-gateway-2026' }

function roadAt(url: string, change: { peers?: string[]; password?: string; maxBytes?: number } = {}) {
  const seal = createSystemSeal({ ...settings, peers: change.peers ?? settings.peers }, anchors, clock)
  const exchange = createExchange({ url, transport: 'simulator', seal, clock, maxBytes: change.maxBytes ?? 1_000_000 })
  return createShepRoad({
    exchange,
    sender: { ...sender, password: change.password ?? sender.password },
    transport: 'simulator',
    clock,
  })
}

const question = (change: Partial<RoadRequest> = {}): RoadRequest => ({
  messageId: '7d1c2a44-0000-4000-8000-000000000001',
  serviceId: SERVICE,
  data: writeConsentQuestion({
    iin: '010101500012',
    company: 'Оқу әкімдігі',
    companyBin: '990140000017',
    responsible: 'Басшы',
    officer: 'Маман',
    serviceId: 'GBDFLUniversal_token',
    dataName: 'Жеке деректер',
    lifetimeMs: 60_000,
  }),
  deadline: clock().add({ seconds: 20 }),
  ...change,
})

const detailOf = (answer: RoadAnswer): string => (answer.kind === 'no-answer' ? answer.detail : answer.kind)
const sync = `${simulator.url}/shep/sync`

test('a sealed question brings a sealed answer, and both are kept byte for byte', async () => {
  const answer = await roadAt(sync).send(question())
  assert.equal(answer.kind, 'answered')
  assert.ok(answer.kind === 'answered' && answer.data)
  const { receipt } = answer
  assert.equal(receipt.signature, 'valid')
  const sent = Buffer.from(receipt.requestBytes).toString()
  assert.ok(sent.includes('>010101500012<') && sent.includes('ds:SignatureValue'))
  assert.ok(Buffer.from(receipt.answerBytes).toString().includes('SendMessageResponse'))
})

test('what the gateway refuses is a fault with its code', async () => {
  const refused = await roadAt(sync, { password: 'wrong' }).send(question())
  assert.ok(refused.kind === 'fault' && refused.code === 'TRN-SENDER')
})

test('a neighbour that is down, slow, cut off, garbled or wrongly sealed did not answer, each with its code', async () => {
  const { services } = simulator.gateway.faults
  const road = roadAt(sync)
  for (const [fault, detail] of [
    ['down', 'status 503'],
    ['cut', 'unreachable'],
    ['garbage', 'malformed'],
    ['wrong-signature', 'signature-invalid: signature-wrong'],
  ] as const) {
    services.set(SERVICE, fault)
    const answer = await road.send(question())
    assert.equal(detailOf(answer), detail)
    assert.ok(answer.kind === 'no-answer' && answer.retryable, fault)
  }
  services.set(SERVICE, 'slow')
  assert.equal(detailOf(await road.send(question({ deadline: clock().add({ milliseconds: 200 }) }))), 'time-out')
  assert.equal(detailOf(await roadAt('http://127.0.0.1:1/').send(question())), 'unreachable')
})

test('nobody but the configured systems is believed, and an answer without a seal is none', async () => {
  const stranger = await roadAt(sync, { peers: ['1.2.398.999.7'] }).send(question())
  assert.equal(detailOf(stranger), 'signature-invalid: sealer-unexpected')

  const plain = createServer((_, response) => {
    const body = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><x/></s:Body></s:Envelope>'
    response.setHeader('content-type', 'text/xml').end(body)
  })
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
  after(() => plain.close())
  const address = plain.address()
  assert.ok(typeof address === 'object' && address)
  assert.equal(detailOf(await roadAt(`http://127.0.0.1:${address.port}/`).send(question())), 'signature-absent')
})

test('an answer that is too large is not read to its end', async () => {
  assert.equal(detailOf(await roadAt(sync, { maxBytes: 100 }).send(question())), 'too-large')
})

test('an answer of which nobody can say now whether to believe it counts as none, and is asked for again', async () => {
  const opening = createSystemSeal(settings, anchors, clock)
  const silent = createSealStanding({ ask: async () => ({ status: 'unknown' }), now: clock, graceHours: 24 })
  const exchange = createExchange({ url: sync, transport: 'simulator', seal: withStanding(opening, silent), clock })
  const answer = await createShepRoad({ exchange, sender, transport: 'simulator', clock }).send(question())
  assert.equal(detailOf(answer), 'signature-unproven: revocation-unknown')
  assert.ok(answer.kind === 'no-answer' && answer.retryable)
})

test('what cannot be written does not leave', async () => {
  const properties = [{ key: 'k'.repeat(31), value: 'v' }]
  assert.equal(detailOf(await roadAt(sync).send(question({ properties }))), 'not-writable')
})

test('the asynchronous channel tells what nobody takes, knows no message that was never sent, and gives what waits until it is confirmed', async () => {
  const seal = createSystemSeal(settings, anchors, clock)
  const url = `${simulator.url}/shep/async`
  const exchange = createExchange({ url, transport: 'simulator', seal, clock })
  const road = createAsyncShepRoad({ exchange, sender, transport: 'simulator', clock })
  const deadline = clock().add({ seconds: 20 })
  const sent = await road.send(
    {
      messageId: 'ours',
      serviceId: 'NOBODY_TAKES_THIS',
      messageType: 'REQUEST',
      messageDate: clock(),
      senderId: 'QYZMET',
      properties: [],
      data: { form: 'text', text: '<a/>' },
    },
    deadline,
  )
  assert.ok(sent.kind === 'fault' && sent.code === 'TRN-CHAIN' && sent.receipt.signature === 'valid')
  assert.equal(await road.statusOf('never-sent', deadline), undefined)
  assert.deepEqual(await road.pull('NOBODY_WRITES_HERE', 5, deadline), [])

  // What waits comes again until it is confirmed, or turned down for good.
  const serviceId = 'WRITTEN_TO_US'
  for (const [text, outcome] of [
    ['<a/>', { accepted: true, resend: false }],
    ['<b/>', { accepted: false, resend: false, reason: 'date-too-old' }],
  ] as const) {
    const data = { form: 'text', text } as const
    const message = {
      serviceId,
      messageType: 'REQUEST',
      messageDate: clock(),
      senderId: 'ELSEWHERE',
      properties: [],
      data,
    } as const
    simulator.gateway.mailbox.take(message, 'ELSEWHERE', 'QYZMET', clock())
    const idsWaiting = async () => (await road.pull(serviceId, 5, deadline)).map((each) => each.message.messageId)
    const [messageId = '', ...more] = await idsWaiting()
    assert.deepEqual([await idsWaiting(), more], [[messageId], []])
    assert.equal(await road.confirm({ messageId, serviceId }, outcome, deadline), true)
    assert.deepEqual(await idsWaiting(), [])
  }
})

test('a file of any length comes out of the temporary storage as it was left there', async () => {
  const inline = createSystemSeal(settings, anchors, clock)
  const seal = sealInThreads(inline, { ...settings, profile: 'training', anchors: simulator.anchorsPem }, clock)
  const exchange = createExchange({ url: sync, transport: 'simulator', seal, clock })
  const storage = createFileStorage(
    createStorageRoad({ exchange, sender, transport: 'simulator', clock }),
    sender,
    clock,
  )
  for (const length of [3, 300_000]) {
    const bytes = randomBytes(length)
    const left = await storage.upload({ key: `k ${length}`, name: 'Өтініш.pdf', bytes, mediaType: 'application/pdf' })
    assert.ok('fileId' in left)
    const file = await storage.download(left.fileId)
    assert.ok('bytes' in file && bytes.equals(file.bytes))
  }
  assert.deepEqual(await storage.download('never-left'), { failure: 'storage-without-file' })
  await seal.close()
})

test('without a key nothing is sealed, and it is said so', async () => {
  const seal = createSystemSeal({ ...settings, keyFile: join(dataDir, 'no.pem') }, anchors, clock)
  await assert.rejects(seal.sealDocument('<a/>'), SystemSealError)
})
