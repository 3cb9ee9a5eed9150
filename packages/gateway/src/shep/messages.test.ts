// Every message that can be written: read again it is the same, and the schemas of the channels accept it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { acceptByOwn, acceptByState, missing } from '../../testing/schemas.ts'
import {
  maskSecrets,
  readAsyncRequest,
  readMessagesAnswer,
  readNotificationAnswer,
  readReceiptAnswer,
  readSendAnswer,
  readStatusAnswer,
  readSyncRequest,
  readSyncResponse,
  writeAsyncAnswer,
  writeAsyncRequest,
  writeFault,
  writeSyncRequest,
  writeSyncResponse,
  XmlNotWritableError,
  type AsyncAnswer,
  type AsyncRequest,
  type DeliveryStatus,
  type ErrorInfo,
  type MessageData,
  type ShepMessage,
  type SyncRequest,
  type SyncResponse,
} from '../index.ts'
import { rewriteElement } from '../xml/rewrite.ts'
import { readBody } from './envelope.ts'
import { ASYNC_CLIENT_TYPES, ASYNC_TYPES, SYNC_TYPES } from './namespaces.ts'

/** Moments have nothing that a deep comparison would look at, so their texts are compared. */
function same(actual: unknown, expected: unknown): void {
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
  assert.deepEqual(plain(actual), plain(expected))
}

const RUNS = { numRuns: 60, seed: 20261129 }

// Values come back trimmed, and an empty one as none.
const text = (maxLength: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .map((value) => value.replaceAll(/[\u0000-\u001f\ufffe\uffff]/g, '').trim())
    .filter((value) => value !== '' && value.isWellFormed() && Array.from(value).length <= maxLength)
const id = fc.uuid()
const session = fc.uuid().map((uuid) => `{${uuid}}`)
const instant = fc
  .integer({ min: 0, max: 4_000_000_000_000 })
  .map((epoch) => Temporal.Instant.fromEpochMilliseconds(epoch))
/** A record in which the optional parts are there or not. */
const some = <T extends object, K extends keyof T & string>(
  model: { [P in keyof T]: fc.Arbitrary<T[P]> },
  ...requiredKeys: K[]
) => fc.record(model, { requiredKeys }) as fc.Arbitrary<Partial<T> & Pick<T, K>>

const data: fc.Arbitrary<MessageData> = fc.oneof(
  text(60).map((value) => ({ form: 'text' as const, text: `<?xml version="1.0"?><a>${value}</a>` })),
  fc.constant({ form: 'elements' as const, xml: '<iin>010101500012</iin><n:name xmlns:n="urn:n">Әсел</n:name>' }),
  fc.constant({
    form: 'typed' as const,
    type: { namespace: 'http://message.persistence.interactive.nat', name: 'Request' },
    xml: '<iin>010101500012</iin>',
  }),
)
const sender = some({ senderId: text(20), password: text(20) }, 'senderId')
const properties = fc.array(fc.record({ key: text(30), value: text(500) }), { maxLength: 3 })
const error: fc.Arbitrary<ErrorInfo & { readonly date: Temporal.Instant }> = fc.letrec<{ error: Required<ErrorInfo> }>(
  (tie) => ({
    error: some(
      {
        code: text(20),
        message: text(60),
        data: text(60),
        date: instant,
        subError: fc.option(tie('error'), { nil: undefined, maxDepth: 2 }) as fc.Arbitrary<Required<ErrorInfo>>,
        sessionId: session,
      },
      'code',
      'message',
      'date',
    ).map(withoutUndefined) as fc.Arbitrary<Required<ErrorInfo>>,
  }),
).error

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T
}

const syncRequest: fc.Arbitrary<SyncRequest> = some(
  {
    messageId: id,
    correlationId: id,
    serviceId: text(30),
    messageDate: instant,
    routeId: text(20),
    sender,
    properties,
    sessionId: session,
    data,
  },
  'messageId',
  'serviceId',
  'messageDate',
  'sender',
  'properties',
)
const syncResponse: fc.Arbitrary<SyncResponse & { readonly responseDate: Temporal.Instant }> = some(
  {
    messageId: id,
    correlationId: id,
    responseDate: instant,
    status: fc.record({ code: text(20), message: text(250) }),
    sessionId: session,
    data,
  },
  'messageId',
  'responseDate',
  'status',
)

const message: fc.Arbitrary<ShepMessage> = some(
  {
    messageId: id,
    correlationId: id,
    serviceId: text(30),
    messageType: fc.constantFrom('REQUEST' as const, 'UPDATE' as const, 'NOTIFICATION' as const, 'RESPONSE' as const),
    routeId: text(20),
    messageDate: instant,
    senderId: text(20),
    password: text(20),
    properties,
    sessionId: session,
    data,
  },
  'correlationId',
  'serviceId',
  'messageType',
  'messageDate',
  'senderId',
  'properties',
)
const status: fc.Arbitrary<DeliveryStatus & { readonly date: Temporal.Instant }> = fc.record({
  state: fc.constantFrom(
    'ON_DELIVERY' as const,
    'DELIVERED' as const,
    'NOT_DELIVERED' as const,
    'DELIVERY_STOPPED' as const,
  ),
  code: text(20),
  message: text(60),
  date: instant,
})
const asyncRequest: fc.Arbitrary<AsyncRequest> = fc.oneof(
  fc.record({ operation: fc.constant('sendMessage' as const), message }),
  some(
    {
      operation: fc.constant('sendDeliveryNotification' as const),
      receipt: some(
        {
          messageId: id,
          serviceId: text(30),
          notificationDate: instant,
          accepted: fc.boolean(),
          resend: fc.boolean(),
          error,
        },
        'messageId',
        'serviceId',
        'notificationDate',
        'accepted',
        'resend',
      ),
      requestDate: instant,
      sender,
    },
    'operation',
    'receipt',
    'requestDate',
  ),
  fc.record({
    operation: fc.constant('getMessageStatus' as const),
    messageId: id,
    requestDate: instant,
    sender,
    properties,
  }),
  some(
    {
      operation: fc.constant('getMessages' as const),
      messageId: id,
      correlationId: id,
      requestDate: instant,
      serviceId: text(30),
      sender,
      amount: fc.nat(1000),
      properties,
    },
    'operation',
    'serviceId',
    'properties',
  ),
  some(
    {
      operation: fc.constant('changeMassageStatusNotification' as const),
      notification: some(
        { notificationId: id, messageId: id, notificationDate: instant, status, error },
        'notificationId',
        'messageId',
        'notificationDate',
        'status',
      ),
      requestDate: instant,
      sessionId: session,
    },
    'operation',
    'notification',
    'requestDate',
  ),
)
const asyncAnswer: fc.Arbitrary<AsyncAnswer> = fc
  .tuple(
    fc.record({ responseDate: instant, sessionId: session }),
    fc.oneof(
      fc.record({ operation: fc.constant('sendMessage' as const), messageId: id, correlationId: id }),
      fc.record({ operation: fc.constant('sendDeliveryNotification' as const), notificationId: id }),
      fc.record({ operation: fc.constant('getMessageStatus' as const), status }),
      fc.record({ operation: fc.constant('getMessages' as const), messages: fc.array(message, { maxLength: 3 }) }),
      fc.record({ operation: fc.constant('changeMassageStatusNotification' as const) }),
    ),
  )
  .map(([head, rest]) => ({ ...head, ...rest }))

const STATE_SCHEMAS: Readonly<Record<string, string>> = {
  [SYNC_TYPES]: 'shep-merged/sync/bip_bee_kz_SyncChannel_v10_Types.xsd',
  [ASYNC_TYPES]: 'shep-merged/async/bip_bee_kz_AsyncChannel_v10_Types.xsd',
  [ASYNC_CLIENT_TYPES]: 'shep-merged/async/bip_bee_kz_AsyncChannel_v10_Types_Client.xsd',
}

const OWN_SCHEMAS: Readonly<Record<string, string>> = {
  [SYNC_TYPES]: 'sync-channel.xsd',
  [ASYNC_TYPES]: 'async-channel.xsd',
  [ASYNC_CLIENT_TYPES]: 'async-client.xsd',
}

function accept(envelope: string): void {
  // The schemas of the channel do not know the types of the services; those have schemas of their own.
  const content = readBody(envelope.replaceAll(' xsi:type="t:Request"', ''))
  const xml = rewriteElement(content)
  acceptByState(STATE_SCHEMAS[content.namespace] ?? '', xml)
  acceptByOwn(OWN_SCHEMAS[content.namespace] ?? '', xml)
}

test(`questions and answers of the synchronous channel${missing}`, () => {
  fc.assert(
    fc.property(syncRequest, syncResponse, (request, response) => {
      const written = writeSyncRequest(request)
      accept(written)
      same(readSyncRequest(written), request)
      const answer = writeSyncResponse(response)
      accept(answer)
      same(readSyncResponse(answer), { kind: 'answered', value: response })
    }),
    RUNS,
  )
})

test(`requests of the asynchronous channel, on both its sides${missing}`, () => {
  fc.assert(
    fc.property(asyncRequest, (request) => {
      const written = writeAsyncRequest(request)
      accept(written)
      same(readAsyncRequest(written), request)
    }),
    { ...RUNS, numRuns: 150 },
  )
})

test(`answers of the asynchronous channel${missing}`, () => {
  const readers = {
    sendMessage: readSendAnswer,
    sendDeliveryNotification: readReceiptAnswer,
    getMessageStatus: readStatusAnswer,
    getMessages: readMessagesAnswer,
    changeMassageStatusNotification: readNotificationAnswer,
  }
  fc.assert(
    fc.property(asyncAnswer, (answer) => {
      const written = writeAsyncAnswer(answer)
      accept(written)
      const read = readers[answer.operation](written)
      assert.equal(read.kind, 'answered')
      if (read.kind !== 'answered') return
      switch (answer.operation) {
        case 'sendMessage':
          return same(read.value, {
            messageId: answer.messageId,
            correlationId: answer.correlationId,
          })
        case 'sendDeliveryNotification':
          return same(read.value, { notificationId: answer.notificationId })
        case 'getMessageStatus':
          return same(read.value, answer.status)
        case 'getMessages':
          return same(
            Object.values(read.value).map(({ kind, message }) => ({ kind, message })),
            answer.messages.map((message) => ({ kind: 'read', message })),
          )
        case 'changeMassageStatusNotification':
          return same(read.value, { at: answer.responseDate })
      }
    }),
    { ...RUNS, numRuns: 150 },
  )
})

test(`faults of every operation, with reasons inside reasons${missing}`, () => {
  const operations = {
    SendMessage: readSyncResponse,
    sendMessage: readSendAnswer,
    sendDeliveryNotification: readReceiptAnswer,
    getMessageStatus: readStatusAnswer,
    getMessages: readMessagesAnswer,
    changeMassageStatusNotification: readNotificationAnswer,
  } as const
  fc.assert(
    fc.property(
      fc.constantFrom(...(Object.keys(operations) as (keyof typeof operations)[])),
      error,
      (operation, cause) => {
        const written = writeFault(operation, 'Server', cause)
        const detail = /<detail>(.*)<\/detail>/s.exec(written)?.[1] ?? ''
        accept(`<soap:Body xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">${detail}</soap:Body>`)
        same(operations[operation](written), {
          kind: 'fault',
          fault: { faultCode: 'Server', faultString: cause.message, error: cause },
        })
      },
    ),
    RUNS,
  )
})

test('a fault without the gateway’s own detail, as a proxy sends it, is a fault all the same', () => {
  const xml =
    '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>e:Server</faultcode>' +
    '<faultstring>Bad gateway</faultstring></e:Fault></e:Body></e:Envelope>'
  same(readSyncResponse(xml), { kind: 'fault', fault: { faultCode: 'Server', faultString: 'Bad gateway' } })
})

test('what live systems write against the schema is read: another order, empty parts, other prefixes', () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
    <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Header/><S:Body>
      <ns3:SendMessage xmlns:ns3="http://bip.bee.kz/SyncChannel/v10/types" xmlns:cs="http://message.persistence.interactive.nat">
        <request>
          <requestData><data xsi:type="cs:Request" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><iin>010101500012</iin></data></requestData>
          <requestInfo>
            <sender><password>s3cret</password><senderId>akimat</senderId></sender>
            <properties></properties><correlationId/>
            <messageDate>2024-01-01T12:00:00+06:00</messageDate>
            <serviceId>GBDFL</serviceId><messageId>1</messageId>
          </requestInfo>
        </request>
      </ns3:SendMessage></S:Body></S:Envelope>`
  same(readSyncRequest(xml), {
    messageId: '1',
    serviceId: 'GBDFL',
    messageDate: Temporal.Instant.from('2024-01-01T06:00:00Z'),
    sender: { senderId: 'akimat', password: 's3cret' },
    properties: [],
    data: {
      form: 'typed',
      type: { namespace: 'http://message.persistence.interactive.nat', name: 'Request' },
      xml: '<iin>010101500012</iin>',
    },
  })
})

test('one unreadable message among those that waited does not lose the others', () => {
  const good: ShepMessage = {
    messageId: 'm1',
    correlationId: 'c1',
    serviceId: 's',
    messageType: 'RESPONSE',
    messageDate: Temporal.Instant.from('2026-11-29T07:00:00Z'),
    senderId: 'gw',
    properties: [],
  }
  const written = writeAsyncAnswer({
    operation: 'getMessages',
    responseDate: good.messageDate,
    messages: [{ ...good, messageId: 'm0' }, good],
  }).replace('RESPONSE', 'UNHEARD-OF')
  const read = readMessagesAnswer(written)
  assert.equal(read.kind, 'answered')
  if (read.kind !== 'answered') return
  same(
    read.value.map((pulled) => [pulled.kind, pulled.kind === 'read' ? pulled.message.messageId : pulled.messageId]),
    [
      ['unreadable', 'm0'],
      ['read', 'm1'],
    ],
  )
})

test('what the gateway would refuse is not written', () => {
  const message: ShepMessage = {
    serviceId: 's',
    messageType: 'RESPONSE',
    messageDate: Temporal.Instant.from('2026-11-29T07:00:00Z'),
    senderId: 'us',
    properties: [],
  }
  const refused = (changes: Partial<ShepMessage>) =>
    assert.throws(
      () => writeAsyncRequest({ operation: 'sendMessage', message: { ...message, ...changes } }),
      XmlNotWritableError,
    )
  refused({})
  refused({ correlationId: 'c', properties: [{ key: 'k'.repeat(31), value: '' }] })
  refused({ correlationId: 'c', properties: [{ key: 'k', value: 'v'.repeat(501) }] })
  refused({ correlationId: 'c', sessionId: 'not a GUID' })
})

test('passwords and tokens are masked, in elements and in documents sent as text, even when cut short', () => {
  const inside = '<r><password>s3cret</password><x:kdpToken a="1" xmlns:x="u">s3cret</x:kdpToken></r>'
  const request = writeSyncRequest({
    messageId: '1',
    serviceId: 's',
    messageDate: Temporal.Instant.from('2026-11-29T07:00:00Z'),
    sender: { senderId: 'akimat', password: 's3cret<&' },
    properties: [],
    data: { form: 'text', text: inside },
  })
  const masked = maskSecrets(request)
  assert.doesNotMatch(masked, /s3cret/)
  assert.match(masked, /akimat/)
  same(readSyncRequest(masked).sender, { senderId: 'akimat', password: '***' })
  assert.doesNotMatch(maskSecrets('<a><password>s3cr et'), /s3cr/)
  const consent = '<r xmlns="http://service.2fa-chain.kz/ns/kdp"><status>VALID</status><code>s3cret</code></r>'
  assert.doesNotMatch(maskSecrets(consent), /s3cret/)
  assert.equal(maskSecrets('<code>SCSS001</code>'), '<code>SCSS001</code>')
})
