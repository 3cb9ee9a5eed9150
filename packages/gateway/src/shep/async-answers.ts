import type { XmlElement } from '../xml/element.ts'
import { findAll, findValue, getValue, MessageMalformedError } from '../xml/find.ts'
import type { XmlLimits } from '../xml/limits.ts'
import { findInstant } from '../xml/moments.ts'
import { rewriteElement } from '../xml/rewrite.ts'
import { element, instantText, type Written } from '../xml/write.ts'
import { readMessageParts, writeMessageParts, type ShepMessage } from './async-message.ts'
import type { AsyncOperation } from './async-requests.ts'
import { readStatus, writeStatus, type DeliveryStatus } from './delivery.ts'
import { innerPart, readBody, writeEnvelope } from './envelope.ts'
import { findFault, type Answer } from './fault.ts'
import { writeSession } from './message-parts.ts'
import { ASYNC_CLIENT_TYPES, ASYNC_TYPES } from './namespaces.ts'

interface AnswerHead {
  readonly responseDate: Temporal.Instant
  /** Given by the gateway; a client gives back the one it was told. */
  readonly sessionId?: string
}

export type AsyncAnswer = AnswerHead &
  (
    | { readonly operation: 'sendMessage'; readonly messageId: string; readonly correlationId: string }
    | { readonly operation: 'sendDeliveryNotification'; readonly notificationId: string }
    | { readonly operation: 'getMessageStatus'; readonly status: DeliveryStatus }
    | { readonly operation: 'getMessages'; readonly messages: readonly ShepMessage[] }
    | { readonly operation: 'changeMassageStatusNotification' }
  )

/** The whole envelope, not yet sealed; parts in the one order that the schema allows. */
export function writeAsyncAnswer(answer: AsyncAnswer): string {
  const namespace = answer.operation === 'changeMassageStatusNotification' ? ASYNC_CLIENT_TYPES : ASYNC_TYPES
  const inner = element('response', partsOf(answer))
  return writeEnvelope(element(`m:${answer.operation}Response`, [inner], { 'xmlns:m': namespace }))
}

function partsOf(answer: AsyncAnswer): readonly Written[] {
  const date = element('responseDate', instantText(answer.responseDate))
  const session = writeSession(answer.sessionId)
  switch (answer.operation) {
    case 'sendMessage':
      return [element('messageId', answer.messageId), element('correlationId', answer.correlationId), date, session]
    case 'sendDeliveryNotification':
      return [element('notificationId', answer.notificationId), date, session]
    case 'getMessageStatus':
      return [...writeStatus(answer.status, answer.responseDate), date, session]
    case 'getMessages':
      return [date, session, ...answer.messages.map((message) => element('messages', writeMessageParts(message)))]
    case 'changeMassageStatusNotification':
      return [date, session]
  }
}

/** The ids that the gateway gave to a message; a client that takes one gives the ids back. */
export function readSendAnswer(
  xml: string,
  limits?: XmlLimits,
): Answer<{ readonly messageId: string; readonly correlationId: string }> {
  return readAnswer(xml, 'sendMessage', limits, (response) => ({
    messageId: getValue(response, 'messageId'),
    correlationId: getValue(response, 'correlationId'),
  }))
}

/** @returns whether there was an answer at all; it says nothing more of interest */
export function readReceiptAnswer(xml: string, limits?: XmlLimits): Answer<{ readonly notificationId: string }> {
  return readAnswer(xml, 'sendDeliveryNotification', limits, (response) => ({
    notificationId: findValue(response, 'notificationId') ?? '',
  }))
}

export function readStatusAnswer(xml: string, limits?: XmlLimits): Answer<DeliveryStatus> {
  return readAnswer(xml, 'getMessageStatus', limits, readStatus)
}

export function readNotificationAnswer(xml: string, limits?: XmlLimits): Answer<{ readonly at?: Temporal.Instant }> {
  return readAnswer(xml, 'changeMassageStatusNotification', limits, (response) => {
    const at = findInstant(response, 'responseDate')
    return at ? { at } : {}
  })
}

/** A message that waited at the gateway, with its own XML as evidence; one that cannot be read does not lose the others. */
export type PulledMessage =
  | { readonly kind: 'read'; readonly message: ShepMessage; readonly xml: string }
  | {
      readonly kind: 'unreadable'
      /** When even that could be found. */ readonly messageId?: string
      readonly why: string
      readonly xml: string
    }

export function readMessagesAnswer(xml: string, limits?: XmlLimits): Answer<readonly PulledMessage[]> {
  return readAnswer(xml, 'getMessages', limits, (response) => findAll(response, 'messages').map(pulledMessage))
}

function pulledMessage(part: XmlElement): PulledMessage {
  const xml = rewriteElement(part)
  try {
    return { kind: 'read', message: readMessageParts(part), xml }
  } catch (error) {
    if (!(error instanceof MessageMalformedError)) throw error
    const [id] = findAll(part, 'messageInfo').flatMap((info) => findAll(info, 'messageId'))
    const messageId = id?.content.find((piece) => typeof piece === 'string')?.trim()
    return { kind: 'unreadable', ...(messageId !== undefined && { messageId }), why: error.message, xml }
  }
}

function readAnswer<T>(
  xml: string,
  operation: AsyncOperation,
  limits: XmlLimits | undefined,
  read: (response: XmlElement) => T,
): Answer<T> {
  const content = readBody(xml, limits)
  const fault = findFault(content)
  if (fault) return { kind: 'fault', fault }
  if (content.name !== `${operation}Response`) {
    throw new MessageMalformedError(content.name, `${operation}Response was expected`)
  }
  return { kind: 'answered', value: read(innerPart(content, 'response')) }
}
