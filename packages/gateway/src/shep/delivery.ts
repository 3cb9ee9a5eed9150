import type { DeliveryState } from '../road.ts'
import type { XmlElement } from '../xml/element.ts'
import { findChild, findValue, getChild, getValue, MessageMalformedError } from '../xml/find.ts'
import { findInstant, getInstant } from '../xml/moments.ts'
import { element, instantText, type Written } from '../xml/write.ts'
import { readError, writeError, type ErrorInfo } from './fault.ts'

/** What the gateway knows of a message on its way. */
export interface DeliveryStatus {
  readonly state: DeliveryState
  readonly code: string
  readonly message: string
  /** Absent only when the other side left it out. */
  readonly date?: Temporal.Instant
}

/** What a receiver tells the gateway of a message it was given. */
export interface DeliveryReceipt {
  readonly messageId: string
  readonly serviceId: string
  readonly notificationDate: Temporal.Instant
  readonly accepted: boolean
  /** Whether a message that was not accepted is to be sent again. */
  readonly resend: boolean
  readonly error?: ErrorInfo
}

/** What the gateway tells a sender when the state of its message changes. */
export interface StatusNotification {
  readonly notificationId: string
  readonly messageId: string
  readonly notificationDate: Temporal.Instant
  readonly status: DeliveryStatus
  readonly error?: ErrorInfo
}

export function writeStatus(status: DeliveryStatus, now: Temporal.Instant): readonly Written[] {
  return [
    element('messageState', status.state),
    element('status', [
      element('statusCode', status.code),
      element('statusMessage', status.message),
      element('statusDate', instantText(status.date ?? now)),
    ]),
  ]
}

export function readStatus(parent: XmlElement): DeliveryStatus {
  const status = findChild(parent, 'status')
  const date = status && findInstant(status, 'statusDate')
  return {
    state: deliveryStateOf(getValue(parent, 'messageState')),
    code: (status && findValue(status, 'statusCode')) ?? '',
    message: (status && findValue(status, 'statusMessage')) ?? '',
    ...(date && { date }),
  }
}

/** The misspelt word is the schema's. */
const NOT_ACCEPTED = 'MESSAGE_NOT_ACCTEPTED'

export function writeReceipt(receipt: DeliveryReceipt): Written {
  const at = instantText(receipt.notificationDate)
  return element('notification', [
    element('messageId', receipt.messageId),
    element('serviceId', receipt.serviceId),
    element('notificationDate', at),
    element('deliveryStatus', [
      element('receiveStatus', receipt.accepted ? 'MESSAGE_ACCEPTED' : NOT_ACCEPTED),
      element('statusDate', at),
      element('resendMessage', receipt.resend ? 'RESEND' : 'NOT_RESEND'),
      writeErrorPart(receipt.error, receipt.notificationDate),
    ]),
  ])
}

export function readReceipt(notification: XmlElement): DeliveryReceipt {
  const status = getChild(notification, 'deliveryStatus')
  const error = findChild(status, 'error')
  return {
    messageId: getValue(notification, 'messageId'),
    serviceId: getValue(notification, 'serviceId'),
    notificationDate: getInstant(notification, 'notificationDate'),
    accepted: oneOf(status, 'receiveStatus', ['MESSAGE_ACCEPTED'], [NOT_ACCEPTED, 'MESSAGE_NOT_ACCEPTED']),
    resend: oneOf(status, 'resendMessage', ['RESEND'], ['NOT_RESEND']),
    ...(error && { error: readError(error) }),
  }
}

export function writeNotification(notification: StatusNotification): Written {
  return element('notification', [
    element('notificationId', notification.notificationId),
    element('messageId', notification.messageId),
    element('notificationDate', instantText(notification.notificationDate)),
    ...writeStatus(notification.status, notification.notificationDate),
    writeErrorPart(notification.error, notification.notificationDate),
  ])
}

export function readNotification(notification: XmlElement): StatusNotification {
  const error = findChild(notification, 'error')
  return {
    notificationId: getValue(notification, 'notificationId'),
    messageId: getValue(notification, 'messageId'),
    notificationDate: getInstant(notification, 'notificationDate'),
    status: readStatus(notification),
    ...(error && { error: readError(error) }),
  }
}

function writeErrorPart(error: ErrorInfo | undefined, now: Temporal.Instant): Written {
  return error && element('error', writeError({ ...error, date: error.date ?? now }))
}

function oneOf(parent: XmlElement, name: string, yes: readonly string[], no: readonly string[]): boolean {
  const value = getValue(parent, name)
  if (yes.includes(value)) return true
  if (no.includes(value)) return false
  throw new MessageMalformedError(`${parent.name}/${name}`, 'it is neither of the two')
}

const DELIVERY_STATES: readonly DeliveryState[] = ['ON_DELIVERY', 'DELIVERED', 'NOT_DELIVERED', 'DELIVERY_STOPPED']

function deliveryStateOf(value: string): DeliveryState {
  const state = DELIVERY_STATES.find((known) => known === value)
  if (!state) throw new MessageMalformedError('messageState', 'it is none of the four')
  return state
}
