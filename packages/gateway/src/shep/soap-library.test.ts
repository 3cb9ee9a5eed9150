// A SOAP library that knows nothing but the WSDL talks to both sides of the codec, as a stranger would.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import * as soap from 'soap'
import {
  readAsyncRequest,
  readSendAnswer,
  readSyncRequest,
  readSyncResponse,
  writeAsyncAnswer,
  writeAsyncRequest,
  writeFault,
  writeSyncRequest,
  writeSyncResponse,
  type ShepMessage,
} from '../index.ts'

const IIN = '010101500012'
const SESSION = '{00000000-0000-4000-8000-000000000001}'
const at = Temporal.Instant.from('2026-11-29T07:00:00.000Z')
const wsdl = (name: string) => fileURLToPath(new URL(`../../schemas/${name}.wsdl`, import.meta.url))
const servers: Server[] = []
after(() => {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
})

async function listen(server: Server): Promise<string> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A side of the channel made of the codec: every envelope is answered by `answer`. */
function served(answer: (envelope: string) => string): Promise<string> {
  const server = createServer((request, response) => {
    text(request)
      .then(answer)
      .catch((error: unknown) =>
        writeFault('SendMessage', 'Server', { code: 'TEST', message: String(error), date: at }),
      )
      .then((body) => {
        const status = body.includes(':Fault>') ? 500 : 200
        response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8' }).end(body)
      })
  })
  return listen(server)
}

/** Its server takes requests only when it has read the WSDL. */
function listenAs(server: Server, options: soap.IServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    soap.listen(server, { ...options, callback: (error: unknown) => (error ? reject(error) : resolve()) })
  })
}

async function post(url: string, envelope: string): Promise<string> {
  const headers = { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' }
  return (await fetch(url, { method: 'POST', headers, body: envelope })).text()
}

const question = (messageId: string) => ({
  request: {
    requestInfo: {
      messageId,
      serviceId: 'GBDFL',
      messageDate: at.toString(),
      sender: { senderId: 'TARAZ', password: 'p<&' },
      properties: [{ key: 'k', value: 'қ' }],
    },
    requestData: { data: { iin: IIN } },
  },
})

test('its client asks the codec on the synchronous channel, and understands the answer and the fault', async () => {
  const url = await served((envelope) => {
    const request = readSyncRequest(envelope)
    assert.deepEqual(request.sender, { senderId: 'TARAZ', password: 'p<&' })
    assert.deepEqual(request.properties, [{ key: 'k', value: 'қ' }])
    if (request.messageId === 'bad')
      return writeFault('SendMessage', 'Client', { code: 'F-1', message: 'Жоқ', date: at })
    return writeSyncResponse({
      messageId: 'a-1',
      responseDate: at,
      status: { code: 'SCSS001', message: 'OK' },
      sessionId: SESSION,
      ...(request.data && { data: request.data }),
    })
  })
  const client = await soap.createClientAsync(wsdl('sync-channel'), { endpoint: url })
  const [answer] = (await client['SendMessageAsync'](question('good'))) as [
    { response: { responseInfo: { status: { code: string } }; responseData: { data: { iin: string } } } },
  ]
  assert.equal(answer.response.responseInfo.status.code, 'SCSS001')
  assert.equal(answer.response.responseData.data.iin, IIN)
  await assert.rejects(
    client['SendMessageAsync'](question('bad')),
    (error: { root?: { Envelope: { Body: unknown } } }) => {
      assert.match(JSON.stringify(error.root?.Envelope.Body), /"errorCode":"F-1","errorMessage":"Жоқ"/)
      return true
    },
  )
})

test('its server answers the codec on the synchronous channel, also with a fault', async () => {
  const http = createServer()
  const url = await listen(http)
  await listenAs(http, {
    path: '/sync',
    xml: readFileSync(wsdl('sync-channel'), 'utf8'),
    uri: wsdl('sync-channel'),
    services: {
      SyncChannel: {
        ISyncChannelPort: {
          SendMessage: ({
            request,
          }: {
            request: { requestInfo: { messageId: string }; requestData: { data: unknown } }
          }) => {
            if (request.requestInfo.messageId === 'bad') {
              const error = { errorCode: 'F-2', errorMessage: 'Жоқ', errorDate: at.toString() }
              throw {
                Fault: {
                  faultcode: 'soap:Server',
                  faultstring: 'Жоқ',
                  detail: { SendMessageFault1_SendMessageFault: error },
                },
              }
            }
            return {
              response: {
                responseInfo: {
                  messageId: 'a-2',
                  responseDate: at.toString(),
                  status: { code: 'SCSS001', message: '' },
                },
                responseData: request.requestData,
              },
            }
          },
        },
      },
    },
  })
  const asked = async (messageId: string) =>
    readSyncResponse(
      await post(
        `${url}/sync`,
        writeSyncRequest({
          messageId,
          serviceId: 'GBDFL',
          messageDate: at,
          sender: { senderId: 'TARAZ' },
          properties: [],
          data: { form: 'elements', xml: `<iin>${IIN}</iin>` },
        }),
      ),
    )
  const answer = await asked('good')
  assert.ok(answer.kind === 'answered')
  assert.equal(answer.value.messageId, 'a-2')
  assert.deepEqual(answer.value.data, { form: 'elements', xml: `<iin>${IIN}</iin>` })
  const fault = await asked('bad')
  assert.ok(fault.kind === 'fault')
  assert.equal(fault.fault.error?.code, 'F-2')
  assert.equal(fault.fault.error?.date?.toString(), at.toString({ fractionalSecondDigits: 'auto' }))
})

const message: ShepMessage = {
  messageId: 'm-1',
  correlationId: 'c-1',
  serviceId: 'PORTAL',
  messageType: 'REQUEST',
  messageDate: at,
  senderId: 'PORTAL',
  properties: [],
  data: { form: 'text', text: `<requestMessage>${IIN}</requestMessage>` },
}

test('its client leaves a message with the codec on the asynchronous channel and fetches one', async () => {
  const url = await served((envelope) => {
    const request = readAsyncRequest(envelope)
    const head = { responseDate: at, sessionId: SESSION }
    if (request.operation === 'getMessages') {
      return writeAsyncAnswer({ ...head, operation: 'getMessages', messages: [message] })
    }
    assert.ok(request.operation === 'sendMessage')
    assert.deepEqual(request.message.data, { form: 'elements', xml: `<iin>${IIN}</iin>` })
    return writeAsyncAnswer({ ...head, operation: 'sendMessage', messageId: 'm-1', correlationId: 'c-1' })
  })
  const client = await soap.createClientAsync(wsdl('async-channel'), { endpoint: url })
  const { requestInfo, requestData } = question('m').request
  const { serviceId, messageDate, sender } = requestInfo
  const [sent] = (await client['sendMessageAsync']({
    request: { messageInfo: { serviceId, messageType: 'REQUEST', messageDate, sender }, messageData: requestData },
  })) as [{ response: { messageId: string } }]
  assert.equal(sent.response.messageId, 'm-1')
  const [pulled] = (await client['getMessagesAsync']({ request: { serviceId } })) as [
    { response: { messages: { messageData: { data: { $value: string } } } } },
  ]
  assert.equal(pulled.response.messages.messageData.data.$value, `<requestMessage>${IIN}</requestMessage>`)
})

test('its server takes a pushed message from the codec', async () => {
  let taken: string | undefined
  const http = createServer()
  const url = await listen(http)
  await listenAs(http, {
    path: '/client',
    xml: readFileSync(wsdl('async-client'), 'utf8'),
    uri: wsdl('async-client'),
    services: {
      AsyncChannelClient: {
        IAsyncChannelClientPort: {
          sendMessage: ({ request }: { request: { messageData: { data: { $value: string } } } }) => {
            taken = request.messageData.data.$value
            return { response: { messageId: 'm-1', correlationId: 'c-1', responseDate: at.toString() } }
          },
        },
      },
    },
  })
  const answer = await post(`${url}/client`, writeAsyncRequest({ operation: 'sendMessage', message }))
  assert.deepEqual(readSendAnswer(answer), { kind: 'answered', value: { messageId: 'm-1', correlationId: 'c-1' } })
  assert.equal(taken, `<requestMessage>${IIN}</requestMessage>`)
})
