import type { XmlElement } from '../xml/element.ts'
import { childrenOf, findChild, findValue } from '../xml/find.ts'
import { findInstant } from '../xml/moments.ts'
import { element, instantText, optional, type Written } from '../xml/write.ts'
import { writeEnvelope } from './envelope.ts'
import { writeSession } from './message-parts.ts'
import { ASYNC_CLIENT_TYPES, ASYNC_TYPES, SOAP, SYNC_TYPES } from './namespaces.ts'

/** The gateway's own account of what went wrong; a reason may have a reason of its own. */
export interface ErrorInfo {
  readonly code: string
  readonly message: string
  readonly data?: string
  /** Absent only when the other side left it out. */
  readonly date?: Temporal.Instant
  readonly subError?: ErrorInfo
  readonly sessionId?: string
}

export interface Fault {
  /** `Client`: the message is to blame; `Server`: the one who should have taken it. Without a prefix. */
  readonly faultCode: string
  readonly faultString: string
  /** Absent when the fault comes from something that does not speak the gateway's language, such as a proxy. */
  readonly error?: ErrorInfo
}

/** What an operation brought. */
export type Answer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'fault'; readonly fault: Fault }

const DETAILS = {
  SendMessage: [SYNC_TYPES, 'SendMessageFault1_SendMessageFault'],
  sendMessage: [ASYNC_TYPES, 'sendMessageFault1_sendMessageFault'],
  sendDeliveryNotification: [ASYNC_TYPES, 'sendDeliveryNotificationFault1_sendDeliveryNotificationFault'],
  getMessageStatus: [ASYNC_TYPES, 'getMessageStatusFault1_getMessageStatusFault'],
  getMessages: [ASYNC_TYPES, 'getMessagesFault1_getMessagesFault'],
  changeMassageStatusNotification: [
    ASYNC_CLIENT_TYPES,
    'changeMassageStatusNotificationFault1_changeMassageStatusNotificationFault',
  ],
} as const satisfies Readonly<Record<string, readonly [string, string]>>

/** The operations of both channels, spelt as the gateway spells them. */
export type ShepOperation = keyof typeof DETAILS

export function writeFault(
  operation: ShepOperation,
  blame: 'Client' | 'Server',
  error: ErrorInfo & { readonly date: Temporal.Instant },
): string {
  const [namespace, name] = DETAILS[operation]
  const detail = element(`f:${name}`, writeError(error), { 'xmlns:f': namespace })
  return writeEnvelope(
    element('soap:Fault', [
      element('faultcode', `soap:${blame}`),
      element('faultstring', error.message),
      element('detail', [detail]),
    ]),
  )
}

/** An error with all parts the schema asks for; also part of notifications. */
export function writeError(error: ErrorInfo & { readonly date: Temporal.Instant }): readonly Written[] {
  const { subError } = error
  return [
    element('errorCode', error.code),
    element('errorMessage', error.message),
    optional('errorData', error.data),
    element('errorDate', instantText(error.date)),
    subError && element('subError', writeError({ ...subError, date: subError.date ?? error.date })),
    writeSession(error.sessionId),
  ]
}

/** @param content what stood in the Body; undefined when that is no fault */
export function findFault(content: XmlElement): Fault | undefined {
  if (content.namespace !== SOAP || content.name !== 'Fault') return undefined
  const detail = findChild(content, 'detail')
  // The namespace of the detail is not asked: common SOAP libraries lose it.
  const error = detail && childrenOf(detail).find((part) => findChild(part, 'errorCode') !== undefined)
  return {
    faultCode: findValue(content, 'faultcode')?.split(':').at(-1) ?? '',
    faultString: findValue(content, 'faultstring') ?? '',
    ...(error && { error: readError(error) }),
  }
}

export function readError(element: XmlElement): ErrorInfo {
  const data = findValue(element, 'errorData')
  const date = findInstant(element, 'errorDate')
  const subError = findChild(element, 'subError')
  const sessionId = findValue(element, 'sessionId')
  return {
    code: findValue(element, 'errorCode') ?? '',
    message: findValue(element, 'errorMessage') ?? '',
    ...(data !== undefined && { data }),
    ...(date && { date }),
    ...(subError && { subError: readError(subError) }),
    ...(sessionId !== undefined && { sessionId }),
  }
}
