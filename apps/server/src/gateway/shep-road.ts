import {
  type Answer,
  type AsyncRoad,
  type Fault,
  ifReadable,
  readMessagesAnswer,
  readReceiptAnswer,
  readSendAnswer,
  readStatusAnswer,
  readSyncResponse,
  type Receipt,
  type RoadAnswer,
  type Sender,
  type SyncRoad,
  writeAsyncRequest,
  writeSyncRequest,
  XmlNotWritableError,
} from '@qyzmet/gateway'
import type { Exchange, Exchanged } from './exchange.ts'

export interface ShepRoadOptions {
  readonly exchange: Exchange
  /** How this installation stands in the gateway's register of systems. */
  readonly sender: Sender
  readonly transport: Receipt['transport']
  readonly clock: () => Temporal.Instant
}

type Failure = Exclude<RoadAnswer, { kind: 'answered' }>

/** The synchronous channel of ShEP. */
export function createShepRoad({ exchange, sender, transport, clock }: ShepRoadOptions): SyncRoad {
  return {
    transport,
    send: async (request): Promise<RoadAnswer> => {
      const { messageId, correlationId, serviceId, routeId, properties = [], data, deadline } = request
      const envelope = written(() =>
        writeSyncRequest({
          messageId,
          serviceId,
          messageDate: clock(),
          sender,
          properties,
          data,
          ...(correlationId !== undefined && { correlationId }),
          ...(routeId !== undefined && { routeId }),
        }),
      )
      if (envelope === undefined) return NOT_WRITABLE
      const read = readAnswer(await exchange(envelope, { service: serviceId, messageId, deadline }), readSyncResponse)
      if (read.kind !== 'read') return read
      const { status, data: told } = read.value
      return { kind: 'answered', status, receipt: read.receipt, ...(told && { data: told }) }
    },
  }
}

/** The asynchronous channel of ShEP, as a system uses it that sends to the gateway and fetches from it. */
export function createAsyncShepRoad({ exchange, sender, transport, clock }: ShepRoadOptions): AsyncRoad {
  const put = async <T>(
    request: Parameters<typeof writeAsyncRequest>[0],
    about: Parameters<Exchange>[1],
    read: (xml: string) => Answer<T>,
  ): Promise<{ readonly kind: 'read'; readonly value: T; readonly receipt: Receipt } | Failure> => {
    const envelope = written(() => writeAsyncRequest(request))
    return envelope === undefined ? NOT_WRITABLE : readAnswer(await exchange(envelope, about), read)
  }

  return {
    transport,

    send: async (message, deadline) => {
      // The gateway gives ids of its own: one of ours may not stand in their place.
      const { messageId = '', ...unnumbered } = message
      const request = {
        operation: 'sendMessage',
        message: {
          ...unnumbered,
          senderId: sender.senderId,
          ...(sender.password !== undefined && { password: sender.password }),
        },
      } as const
      const sent = await put(request, { service: message.serviceId, messageId, deadline }, readSendAnswer)
      return sent.kind === 'read' ? { kind: 'sent', ...sent.value, receipt: sent.receipt } : sent
    },

    pull: async (serviceId, amount, deadline) => {
      const request = {
        operation: 'getMessages',
        serviceId,
        amount,
        sender,
        requestDate: clock(),
        properties: [],
      } as const
      const pulled = await put(request, { service: serviceId, messageId: '', deadline }, readMessagesAnswer)
      if (pulled.kind !== 'read') return []
      return pulled.value.flatMap((one) =>
        one.kind === 'read' ? [{ message: one.message, bytes: new TextEncoder().encode(one.xml) }] : [],
      )
    },

    confirm: async ({ messageId, serviceId }, { accepted, resend, reason }, deadline) => {
      const at = clock()
      const request = {
        operation: 'sendDeliveryNotification',
        requestDate: at,
        sender,
        receipt: {
          messageId,
          serviceId,
          notificationDate: at,
          accepted,
          resend,
          ...(reason !== undefined && { error: { code: reason, message: reason, date: at } }),
        },
      } as const
      return (await put(request, { service: serviceId, messageId, deadline }, readReceiptAnswer)).kind === 'read'
    },

    statusOf: async (messageId, deadline) => {
      const request = {
        operation: 'getMessageStatus',
        messageId,
        requestDate: clock(),
        sender,
        properties: [],
      } as const
      const told = await put(request, { service: '', messageId, deadline }, readStatusAnswer)
      return told.kind === 'read' ? told.value.state : undefined
    },
  }
}

/** Nothing has left: the message can never be written as it is. */
const NOT_WRITABLE: Failure = { kind: 'no-answer', retryable: false, detail: 'not-writable' }

function written(write: () => string): string | undefined {
  try {
    return write()
  } catch (error) {
    if (error instanceof XmlNotWritableError) return undefined
    throw error
  }
}

function readAnswer<T>(
  exchanged: Exchanged,
  read: (xml: string) => Answer<T>,
): { readonly kind: 'read'; readonly value: T; readonly receipt: Receipt } | Failure {
  if (exchanged.kind !== 'opened') return exchanged
  const { xml, receipt } = exchanged
  const answer = ifReadable(() => read(xml))
  if (!answer) return { kind: 'no-answer', retryable: false, detail: 'malformed', receipt }
  return answer.kind === 'answered'
    ? { kind: 'read', value: answer.value, receipt }
    : { kind: 'fault', ...told(answer.fault), receipt }
}

/** The gateway's own code where it gave one. */
function told({ faultCode, faultString, error }: Fault): { readonly code: string; readonly message: string } {
  return error ? { code: error.code, message: error.message } : { code: faultCode, message: faultString }
}
