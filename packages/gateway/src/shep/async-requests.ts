import type { Property } from '../road.ts'
import type { XmlElement } from '../xml/element.ts'
import { findValue, getChild, getValue, MessageMalformedError } from '../xml/find.ts'
import type { XmlLimits } from '../xml/limits.ts'
import { findInstant, getInstant } from '../xml/moments.ts'
import { element, instantText, optional, type Written } from '../xml/write.ts'
import { readMessageParts, writeMessageParts, type ShepMessage } from './async-message.ts'
import {
  readNotification,
  readReceipt,
  writeNotification,
  writeReceipt,
  type DeliveryReceipt,
  type StatusNotification,
} from './delivery.ts'
import { innerPart, readBody, writeEnvelope } from './envelope.ts'
import {
  findSender,
  readProperties,
  readSender,
  writeProperties,
  writeSender,
  writeSession,
  type Sender,
} from './message-parts.ts'
import { ASYNC_CLIENT_TYPES, ASYNC_TYPES } from './namespaces.ts'

/** What is asked on the asynchronous channel: the first four of the gateway, the first and the last of its clients. */
export type AsyncRequest =
  | { readonly operation: 'sendMessage'; readonly message: ShepMessage }
  | {
      readonly operation: 'sendDeliveryNotification'
      readonly receipt: DeliveryReceipt
      readonly requestDate: Temporal.Instant
      readonly sender?: Sender
    }
  | {
      readonly operation: 'getMessageStatus'
      readonly messageId: string
      readonly requestDate: Temporal.Instant
      readonly sender: Sender
      readonly properties: readonly Property[]
    }
  | GetMessages
  | {
      readonly operation: 'changeMassageStatusNotification'
      readonly notification: StatusNotification
      readonly requestDate: Temporal.Instant
      readonly sessionId?: string
    }

/** Messages that wait for the sender of this request: one, those of a chain, or all of a service. */
export interface GetMessages {
  readonly operation: 'getMessages'
  readonly messageId?: string
  readonly correlationId?: string
  readonly requestDate?: Temporal.Instant
  readonly serviceId: string
  readonly sender?: Sender
  /** At most so many; absent or 0: as many as the gateway is set to. */
  readonly amount?: number
  readonly properties: readonly Property[]
}

export type AsyncOperation = AsyncRequest['operation']

/** The whole envelope, not yet sealed; parts in the one order that the schema allows. */
export function writeAsyncRequest(request: AsyncRequest): string {
  const namespace = request.operation === 'changeMassageStatusNotification' ? ASYNC_CLIENT_TYPES : ASYNC_TYPES
  const inner = element('request', partsOf(request))
  return writeEnvelope(element(`m:${request.operation}`, [inner], { 'xmlns:m': namespace }))
}

function partsOf(request: AsyncRequest): readonly Written[] {
  switch (request.operation) {
    case 'sendMessage':
      return writeMessageParts(request.message)
    case 'sendDeliveryNotification':
      return [
        writeReceipt(request.receipt),
        element('requestDate', instantText(request.requestDate)),
        request.sender && writeSender(request.sender),
      ]
    case 'getMessageStatus':
      return [
        element('messageId', request.messageId),
        element('requestDate', instantText(request.requestDate)),
        writeSender(request.sender),
        ...writeProperties(request.properties),
      ]
    case 'getMessages':
      return [
        optional('messageId', request.messageId),
        optional('correlationId', request.correlationId),
        optional('requestDate', request.requestDate && instantText(request.requestDate)),
        element('serviceId', request.serviceId),
        request.sender && writeSender(request.sender),
        optional('amount', request.amount === undefined ? undefined : String(request.amount)),
        ...writeProperties(request.properties),
      ]
    case 'changeMassageStatusNotification':
      return [
        writeNotification(request.notification),
        element('requestDate', instantText(request.requestDate)),
        writeSession(request.sessionId),
      ]
  }
}

/**
 * Reads what came, on either side of the channel.
 *
 * @throws {XmlRefusedError | MessageMalformedError}
 */
export function readAsyncRequest(xml: string, limits?: XmlLimits): AsyncRequest {
  const content = readBody(xml, limits)
  const operation = operationOf(content)
  const request = innerPart(content, 'request')
  switch (operation) {
    case 'sendMessage':
      return { operation, message: readMessageParts(request) }
    case 'sendDeliveryNotification': {
      const sender = findSender(request)
      return {
        operation,
        receipt: readReceipt(getChild(request, 'notification')),
        requestDate: getInstant(request, 'requestDate'),
        ...(sender && { sender }),
      }
    }
    case 'getMessageStatus':
      return {
        operation,
        messageId: getValue(request, 'messageId'),
        requestDate: getInstant(request, 'requestDate'),
        sender: readSender(request),
        properties: readProperties(request),
      }
    case 'getMessages':
      return readGetMessages(request)
    case 'changeMassageStatusNotification': {
      const sessionId = findValue(request, 'sessionId')
      return {
        operation,
        notification: readNotification(getChild(request, 'notification')),
        requestDate: getInstant(request, 'requestDate'),
        ...(sessionId !== undefined && { sessionId }),
      }
    }
  }
}

function readGetMessages(request: XmlElement): GetMessages {
  const messageId = findValue(request, 'messageId')
  const correlationId = findValue(request, 'correlationId')
  const requestDate = findInstant(request, 'requestDate')
  const sender = findSender(request)
  const amount = findValue(request, 'amount')
  if (amount !== undefined && !/^[+-]?\d{1,10}$/.test(amount)) {
    throw new MessageMalformedError('request/amount', 'it is not a number')
  }
  return {
    operation: 'getMessages',
    ...(messageId !== undefined && { messageId }),
    ...(correlationId !== undefined && { correlationId }),
    ...(requestDate && { requestDate }),
    serviceId: getValue(request, 'serviceId'),
    ...(sender && { sender }),
    ...(amount !== undefined && { amount: Number(amount) }),
    properties: readProperties(request),
  }
}

const OPERATIONS: readonly AsyncOperation[] = [
  'sendMessage',
  'sendDeliveryNotification',
  'getMessageStatus',
  'getMessages',
  'changeMassageStatusNotification',
]

function operationOf(content: XmlElement): AsyncOperation {
  const operation = OPERATIONS.find((known) => known === content.name)
  const known = [ASYNC_TYPES, ASYNC_CLIENT_TYPES].some((uri) => uri.toLowerCase() === content.namespace.toLowerCase())
  if (!operation || !known) {
    throw new MessageMalformedError(content.name, 'it is no operation of the channel')
  }
  return operation
}
