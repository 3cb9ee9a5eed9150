import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { test } from 'node:test'
import {
  type AsyncMessageType,
  readAsyncRequest,
  readEsedoState,
  readMessagesAnswer,
  readPortalRequest,
  readReconciliationAnswer,
  readSendAnswer,
  readStatusAnswer,
  readStorageAnswer,
  writeAsyncAnswer,
  writeEsedoDocument,
  writePortalStatus,
  writeReconciliationQuestion,
  writeStorageRequest,
  type PortalState,
  type PortalStatus,
} from '@qyzmet/gateway'
import { createVerifier, parseAnchors } from '@qyzmet/eds'
import { trainingPopulation } from '../population/population.ts'
import { ESEDO_SERVICE } from './esedo.ts'
import { PRODUCT_SENDER } from './gateway.ts'
import { PORTAL_SERVICE, PORTAL_STATES_SERVICE } from './portal.ts'
import { runningGateway } from './testing/running-gateway.ts'

const { simulator, product, now, pass } = await runningGateway()
const { gateway } = simulator
const [person = assert.fail()] = trainingPopulation().residents
const apply = () =>
  gateway.portal.apply({
    person,
    serviceCode: 'zhambyl-queue',
    providerCode: 'zhambyl-training',
    language: 'kk',
    answers: { reason: 'Мысал' },
    documents: ['identity'],
  })

async function pull(serviceId: string) {
  const sent = await product.call({ operation: 'getMessages', serviceId, sender: PRODUCT_SENDER, properties: [] })
  const answer = readMessagesAnswer(sent.xml)
  assert.ok(answer.kind === 'answered')
  return answer.value.flatMap((pulled) => (pulled.kind === 'read' ? [pulled.message] : []))
}
const confirm = (messageId: string, accepted: boolean, resend = false) =>
  product.call({
    operation: 'sendDeliveryNotification',
    receipt: { messageId, serviceId: PORTAL_SERVICE, notificationDate: now(), accepted, resend },
    requestDate: now(),
    sender: PRODUCT_SENDER,
  })
const tell = (correlationId: string, messageType: AsyncMessageType, requestNumber: string, state: PortalState) => {
  const status: PortalStatus = { requestNumber, requestedAt: now(), state, text: { kk: 'Күй', ru: 'Состояние' } }
  return product.call({
    operation: 'sendMessage',
    message: {
      correlationId,
      serviceId: PORTAL_SERVICE,
      messageType,
      messageDate: now(),
      ...PRODUCT_SENDER,
      properties: [],
      data: { form: 'text', text: writePortalStatus(status) },
    },
  })
}

test('an application of the portal waits until it is confirmed, is truly signed, and what is answered reaches the portal', async () => {
  const sent = await apply()
  const [first] = await pull(PORTAL_SERVICE)
  const [again] = await pull(PORTAL_SERVICE)
  assert.equal(first?.messageId, sent.messageId)
  assert.equal(again?.messageId, sent.messageId)
  assert.ok(first.data?.form === 'text')
  const request = readPortalRequest(first.data.text)
  assert.equal(request.applicantIin, person.iin)
  const [attached] = request.attachments
  const file = gateway.storage.find(attached?.fileId ?? '', now())
  const digest = createHash('sha256')
    .update(Buffer.from(file?.content ?? '', 'base64'))
    .digest('hex')
  assert.equal(digest, attached?.sha256)
  const verifier = createVerifier({
    anchors: parseAnchors(simulator.anchorsPem, { profile: 'training' }),
    askOcsp: async (question) => simulator.authority.answerOcsp(question),
    fetchCrl: async () => simulator.authority.crl(),
    now,
  })
  const verdict = await verifier.verify({
    cms: new Uint8Array(Buffer.from(request.application.signature, 'base64')),
    document: new Uint8Array(Buffer.from(request.application.content, 'base64')),
    expected: { iin: person.iin },
  })
  assert.equal(verdict.verdict, 'VALID')

  await confirm(sent.messageId, false, true)
  assert.equal((await pull(PORTAL_SERVICE)).length, 1)
  await confirm(sent.messageId, true)
  assert.equal((await pull(PORTAL_SERVICE)).length, 0)
  assert.equal(gateway.mailbox.find(sent.messageId)?.state, 'DELIVERED')

  pass({ minutes: 1 })
  const { requestNumber } = sent.request
  const ids = readSendAnswer((await tell(sent.correlationId, 'NOTIFICATION', requestNumber, 'REGISTERED')).xml)
  const repeated = readSendAnswer((await tell(sent.correlationId, 'NOTIFICATION', requestNumber, 'REGISTERED')).xml)
  assert.deepEqual(repeated, ids, 'what is sent again word for word keeps its ids')
  assert.ok(ids.kind === 'answered')
  await tell(sent.correlationId, 'RESPONSE', requestNumber, 'FINISHED')
  const [application] = gateway.portal.applications()
  assert.deepEqual(
    application?.heard.map(({ messageType, status }) => `${messageType} ${status?.state ?? ''}`),
    ['NOTIFICATION REGISTERED', 'RESPONSE FINISHED'],
  )
  const status = readStatusAnswer(
    (
      await product.call({
        operation: 'getMessageStatus',
        messageId: ids.value.messageId,
        requestDate: now(),
        sender: PRODUCT_SENDER,
        properties: [],
      })
    ).xml,
  )
  assert.ok(status.kind === 'answered' && status.value.state === 'DELIVERED')
  const believed = await product.send(PORTAL_STATES_SERVICE, writeReconciliationQuestion([requestNumber, '1']))
  assert.ok(believed.kind === 'answered' && believed.data)
  assert.deepEqual(readReconciliationAnswer(believed.data), [
    { requestNumber, state: 'FINISHED' },
    { requestNumber: '1' },
  ])
  assert.match((await tell('no-such-chain', 'RESPONSE', requestNumber, 'FINISHED')).xml, /TRN-CHAIN/)
})

test('pushed messages are sent again until they are taken, twice when the presenter wants it', async () => {
  const taken: string[] = []
  let isDown = true
  const receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (isDown) return void response.writeHead(503).end()
    const opened = await product.seal.openBody(Buffer.concat(chunks).toString('utf8'))
    assert.ok(opened.signature === 'valid')
    const { message } = readAsyncRequest(opened.xml) as { message: { messageId: string; correlationId: string } }
    taken.push(message.messageId)
    const answer = writeAsyncAnswer({ operation: 'sendMessage', responseDate: now(), ...message })
    response.writeHead(200, { 'content-type': 'text/xml' }).end(await product.seal.sealBody(answer))
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const address = receiver.address()
  const port = typeof address === 'object' && address ? address.port : 0
  gateway.push.setAddress(PRODUCT_SENDER.senderId, `http://127.0.0.1:${port}/`)
  try {
    const { messageId } = await apply()
    await gateway.push.deliver()
    assert.equal(gateway.mailbox.find(messageId)?.state, 'ON_DELIVERY')
    isDown = false
    gateway.faults.services.set(`${PORTAL_SERVICE} delivery`, 'duplicate')
    await gateway.push.deliver()
    assert.deepEqual(taken, [messageId, messageId])
    assert.equal(gateway.mailbox.find(messageId)?.state, 'DELIVERED')
    gateway.faults.services.clear()
    await gateway.push.replay(messageId)
    assert.equal(taken.length, 3)
  } finally {
    gateway.push.setAddress(PRODUCT_SENDER.senderId, undefined)
    receiver.close()
  }
})

test('files come back from the temporary storage until their time is over', async () => {
  const file = { processId: '1', name: 'а.pdf', content: 'JVBERg==', mediaType: 'application/pdf', confirm: false }
  const ask = async (request: Parameters<typeof writeStorageRequest>[0]) => {
    const answer = await product.send('EDS_TEMP_FILES', writeStorageRequest(request))
    assert.ok(answer.kind === 'answered' && answer.data)
    return readStorageAnswer(answer.data)
  }
  const stored = await ask({ type: 'UPLOAD', credentials: PRODUCT_SENDER, files: [{ ...file, lifetimeMs: 60_000 }] })
  assert.ok(stored.type === 'UPLOAD')
  const fileIds = stored.files.map(({ fileId }) => fileId)
  const contents = async () => {
    const back = await ask({ type: 'DOWNLOAD', credentials: PRODUCT_SENDER, fileIds })
    return back.type === 'DOWNLOAD' ? back.files.map(({ content }) => content) : []
  }
  assert.deepEqual(await contents(), ['JVBERg=='])
  pass({ minutes: 2 })
  assert.deepEqual(await contents(), [undefined])
})

test('a document is delivered to the other body once, which then tells that it was registered and carried out', async () => {
  const documentOf = (href: string, fileIds: readonly string[]) =>
    writeEsedoDocument({
      activityId: `a of ${href}`,
      from: 'QYZMET',
      href,
      kind: 'docOutgoing',
      fileIds,
      performers: [],
      senderOrganisation: 'Тараз қаласының әкімдігі',
      number: '12-77',
      date: Temporal.PlainDate.from('2026-11-29'),
      language: 'kk',
      description: 'Хат',
      author: { kk: 'Автор' },
      signer: { kk: 'Қол қоюшы' },
      receiver: { kk: 'Алушы' },
    })
  for (let time = 0; time < 2; time++) {
    const answer = await product.send(ESEDO_SERVICE, documentOf('doc-1', []))
    assert.ok(answer.kind === 'answered' && answer.data)
    assert.equal(readEsedoState(answer.data, 'stateDelivered').state, 'stateDelivered')
  }
  const told = async () =>
    (await pull(ESEDO_SERVICE)).flatMap(({ data }) => {
      const { href, state } = readEsedoState(data ?? assert.fail('a state says nothing'))
      return `${href} ${state}`
    })
  assert.deepEqual(await told(), ['doc-1 stateRegistered', 'doc-1 stateFinished'])
  await product.send(ESEDO_SERVICE, documentOf('doc-2', ['nowhere']))
  assert.equal((await told()).at(-1), 'doc-2 stateNotValid')
  assert.deepEqual(
    gateway.documents().map(({ number }) => number !== undefined),
    [true, false],
  )
})

test('pages show the traffic, break and mend services, answer for phones, send from the portal; all marked, in three languages', async () => {
  const page = async (path: string) => (await fetch(`${simulator.url}${path}`)).text()
  const post = (path: string, body: string, type = 'application/x-www-form-urlencoded') =>
    fetch(`${simulator.url}${path}`, { method: 'POST', body, headers: { 'content-type': type }, redirect: 'manual' })
  for (const path of [
    '/gateway/',
    '/gateway/faults',
    '/gateway/phones',
    '/gateway/portal',
    '/people',
    '/firms',
    '/powers',
  ]) {
    for (const [locale, mark] of [
      ['kk', 'СЫНАҚ КОНТУРЫ'],
      ['ru', 'ТЕСТОВЫЙ КОНТУР'],
      ['en', 'TRAINING'],
    ] as const) {
      const body = await page(`${path}?locale=${locale}`)
      assert.ok(body.includes(`lang="${locale}"`) && body.includes(mark), path)
    }
  }
  assert.match(
    await page('/gateway/messages/1'),
    /<td>serviceId<\/td><td>PORTAL_APPLICATIONS<\/td>.*&lt;soap:Envelope/s,
  )
  assert.equal(
    (await post('/gateway/faults', '{"service":"KDP_SERVICE","fault":"odd"}', 'application/json')).status,
    400,
  )
  assert.equal(
    (await post('/gateway/faults', '{"service":"KDP_SERVICE","fault":"down"}', 'application/json')).status,
    200,
  )
  assert.equal(gateway.faults.services.get('KDP_SERVICE'), 'down')
  assert.equal((await post('/gateway/faults', 'percent=5')).status, 303)
  assert.equal(gateway.faults.percent, 5)
  await post('/gateway/faults', 'mend=all')
  assert.deepEqual([gateway.faults.percent, gateway.faults.services.size], [0, 0])
  assert.equal((await post(`/gateway/phones/${person.iin}/granted`, '')).status, 404)
  const before = gateway.portal.applications().length
  const sent = await post('/gateway/portal', `iin=${person.iin}&serviceCode=s&providerCode=p&answers=%7B%7D`)
  assert.deepEqual([sent.status, gateway.portal.applications().length], [303, before + 1])
  assert.equal((await post('/gateway/portal', 'iin=000000000000&answers=%7B%7D')).status, 400)
  const found = await page(`/people?q=${person.iin}`)
  assert.ok(found.includes(person.surname) && !found.includes('Сынақов'))
  assert.match(await page('/people?page=2&locale=en'), /Previous page/)
  const wsdl = await page('/shep/sync?wsdl')
  assert.ok(wsdl.includes(`location="${simulator.url}/shep/sync"`))
  assert.match(await page('/shep/sync-channel.xsd'), /SendMessage/)
})

test('the clock of the simulator is moved by its address, and messages bear the new time', async () => {
  const at = now().add({ hours: 48 })
  const post = (body: string) =>
    fetch(`${simulator.url}/clock`, { method: 'POST', body, headers: { 'content-type': 'application/json' } })
  assert.equal((await post('{"now":"tomorrow"}')).status, 400)
  assert.equal((await post(JSON.stringify({ now: at.toString() }))).status, 200)
  assert.ok((await apply()).request.requestedAt.equals(at))
})
