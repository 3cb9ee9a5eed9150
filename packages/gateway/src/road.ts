import type { MessageData } from './message-data.ts'
import type { Receipt } from './register-port.ts'

/** A property of a message: key at most 30 characters, value at most 500. */
export interface Property {
  readonly key: string
  readonly value: string
}

/** A question to a service of another system, whatever road it travels. */
export interface RoadRequest {
  /** Ours, unique; the same question sent again keeps it. */
  readonly messageId: string
  readonly correlationId?: string
  /** Code of the service in the register of the road. */
  readonly serviceId: string
  /** Addressee, where one service has several. */
  readonly routeId?: string
  readonly properties?: readonly Property[]
  readonly data: MessageData
  /** Number of the case and who asks, for roads that carry them. */
  readonly caseNumber?: string
  readonly officer?: string
  /** No answer after this moment is waited for. */
  readonly deadline: Temporal.Instant
}

/** What came back. The code alone never tells absence from failure: the codec of the question reads the data. */
export type RoadAnswer<Data = MessageData> =
  | {
      readonly kind: 'answered'
      readonly status: { readonly code: string; readonly message: string }
      readonly data?: Data
      readonly receipt: Receipt
    }
  | { readonly kind: 'fault'; readonly code: string; readonly message: string; readonly receipt: Receipt }
  | {
      readonly kind: 'no-answer'
      readonly retryable: boolean
      /** A code: `time-out`, `unreachable`, `too-large`, `malformed`, `signature-invalid`, `open-circuit`, `status 503`. */
      readonly detail: string
      readonly receipt?: Receipt
    }

/** A way to put a question and wait for the answer: the synchronous channel of ShEP, or X-Road. Never throws for a fault of the neighbour. */
export interface SyncRoad {
  readonly transport: Receipt['transport']
  send(request: RoadRequest): Promise<RoadAnswer>
}

export type AsyncMessageType = 'REQUEST' | 'UPDATE' | 'NOTIFICATION' | 'RESPONSE'

/** A message of the asynchronous channel. The road gives `messageId` and `correlationId`; both are absent on a first REQUEST. */
export interface AsyncMessage {
  readonly messageId?: string
  readonly correlationId?: string
  readonly serviceId: string
  readonly messageType: AsyncMessageType
  readonly routeId?: string
  readonly messageDate: Temporal.Instant
  readonly senderId: string
  readonly properties: readonly Property[]
  readonly data?: MessageData
}

/** A message that came, in the form in which it is kept: long content is octets from there on. */
export interface ArrivedMessage extends Omit<AsyncMessage, 'data'> {
  /** JSON of its `MessageData` in UTF-8; absent when it says nothing. */
  readonly content?: Uint8Array
  /** SHA-256 of what makes the message this one, whatever envelope brought it. */
  readonly sha256: Uint8Array
}

export type DeliveryState = 'ON_DELIVERY' | 'DELIVERED' | 'NOT_DELIVERED' | 'DELIVERY_STOPPED'

export type AsyncSendAnswer =
  | { readonly kind: 'sent'; readonly messageId: string; readonly correlationId: string; readonly receipt: Receipt }
  | Exclude<RoadAnswer, { readonly kind: 'answered' }>

/** The asynchronous channel as its user sees it. Never throws for a fault of the neighbour. */
export interface AsyncRoad {
  readonly transport: Receipt['transport']
  send(message: AsyncMessage, deadline: Temporal.Instant): Promise<AsyncSendAnswer>
  /** Messages that wait for us at the road, oldest first; an empty list when there are none or the road is silent. */
  pull(
    serviceId: string,
    amount: number,
    deadline: Temporal.Instant,
  ): Promise<readonly { readonly message: ArrivedMessage; readonly bytes: Uint8Array }[]>
  /** Says that a message was taken, or was not and whether it is to be sent again. */
  confirm(
    message: { readonly messageId: string; readonly serviceId: string },
    outcome: { readonly accepted: boolean; readonly resend: boolean; readonly reason?: string },
    deadline: Temporal.Instant,
  ): Promise<boolean>
  statusOf(messageId: string, deadline: Temporal.Instant): Promise<DeliveryState | undefined>
}

/** The neighbour may mend itself after 5xx, 408 and 429; any other HTTP status is a fault of the question. */
export function mayMend(status: number): boolean {
  return status >= 500 || status === 408 || status === 429
}
