import type { Answer, AsyncRoad, Fault, Receipt, RoadAnswer, RoadRequest, Sender, SyncRoad } from '@qyzmet/gateway'
import type { Exchange, Exchanged } from './exchange.ts'
import type { StorageSaid } from './message-forms.ts'
import { TEMPORARY_STORAGE } from './services.ts'
import type { AskStorage } from './storage.ts'

export interface ShepRoadOptions {
  readonly exchange: Exchange
  /** How this installation stands in the gateway's register of systems. */
  readonly sender: Sender
  readonly transport: Receipt['transport']
  readonly clock: () => Temporal.Instant
}

type Failure = Exclude<RoadAnswer, { kind: 'answered' }>

/** The synchronous channel of ShEP. */
export function createShepRoad(options: ShepRoadOptions): SyncRoad {
  return {
    transport: options.transport,
    send: async ({ data, ...request }) => {
      const [about, head] = headOf(options, request)
      const putting = { ...about, writes: 'syncRequest', said: { ...head, data }, reads: 'syncResponse' } as const
      return answerOf(readAnswer(await options.exchange(putting)))
    },
  }
}

/** The temporary storage, which is asked on the same channel; its files are octets up to the seal and from there on. */
export function createStorageRoad(options: ShepRoadOptions): AskStorage {
  return async (question, { messageId, deadline }) => {
    const [about, head] = headOf(options, { messageId, deadline, serviceId: TEMPORARY_STORAGE })
    const said = { ...head, question }
    const putting = { ...about, writes: 'storageQuestion', said, reads: 'storageAnswer' } as const
    return answerOf<StorageSaid>(readAnswer(await options.exchange(putting)))
  }
}

function headOf(
  { sender, clock }: ShepRoadOptions,
  { messageId, correlationId, serviceId, routeId, properties = [], deadline }: Omit<RoadRequest, 'data'>,
) {
  const head = {
    messageId,
    serviceId,
    messageDate: clock(),
    sender,
    properties,
    ...(correlationId !== undefined && { correlationId }),
    ...(routeId !== undefined && { routeId }),
  }
  return [{ service: serviceId, messageId, deadline }, head] as const
}

type Asked<T> = { readonly kind: 'read'; readonly value: T; readonly receipt: Receipt } | Failure

function answerOf<Data>(
  asked: Asked<{ readonly status: { readonly code: string; readonly message: string }; readonly data?: Data }>,
): RoadAnswer<Data> {
  if (asked.kind !== 'read') return asked
  const { value, receipt } = asked
  const { status, data } = value
  return { kind: 'answered', status, receipt, ...(data !== undefined && { data }) }
}

/** The asynchronous channel of ShEP, as a system uses it that sends to the gateway and fetches from it. */
export function createAsyncShepRoad({ exchange, sender, transport, clock }: ShepRoadOptions): AsyncRoad {
  return {
    transport,

    send: async (message, deadline) => {
      // The gateway gives ids of its own: one of ours may not stand in their place.
      const { messageId = '', ...unnumbered } = message
      const said = {
        operation: 'sendMessage',
        message: {
          ...unnumbered,
          senderId: sender.senderId,
          ...(sender.password !== undefined && { password: sender.password }),
        },
      } as const
      const sent = readAnswer(
        await exchange({
          writes: 'asyncRequest',
          said,
          reads: 'sendAnswer',
          service: message.serviceId,
          messageId,
          deadline,
        }),
      )
      return sent.kind === 'read' ? { kind: 'sent', ...sent.value, receipt: sent.receipt } : sent
    },

    pull: async (serviceId, amount, deadline) => {
      const said = {
        operation: 'getMessages',
        serviceId,
        amount,
        sender,
        requestDate: clock(),
        properties: [],
      } as const
      const pulled = readAnswer(
        await exchange({
          writes: 'asyncRequest',
          said,
          reads: 'pulledMessages',
          service: serviceId,
          messageId: '',
          deadline,
        }),
      )
      return pulled.kind === 'read' ? pulled.value : []
    },

    confirm: async ({ messageId, serviceId }, { accepted, resend, reason }, deadline) => {
      const at = clock()
      const said = {
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
      return (
        readAnswer(
          await exchange({
            writes: 'asyncRequest',
            said,
            reads: 'receiptAnswer',
            service: serviceId,
            messageId,
            deadline,
          }),
        ).kind === 'read'
      )
    },

    statusOf: async (messageId, deadline) => {
      const said = {
        operation: 'getMessageStatus',
        messageId,
        requestDate: clock(),
        sender,
        properties: [],
      } as const
      const told = readAnswer(
        await exchange({ writes: 'asyncRequest', said, reads: 'statusAnswer', service: '', messageId, deadline }),
      )
      return told.kind === 'read' ? told.value.state : undefined
    },
  }
}

function readAnswer<T>(exchanged: Exchanged<Answer<T>>): Asked<T> {
  if (exchanged.kind !== 'opened') return exchanged
  const { said: answer, receipt } = exchanged
  if (!answer) return { kind: 'no-answer', retryable: false, detail: 'malformed', receipt }
  return answer.kind === 'answered'
    ? { kind: 'read', value: answer.value, receipt }
    : { kind: 'fault', ...told(answer.fault), receipt }
}

/** The gateway's own code where it gave one. */
function told({ faultCode, faultString, error }: Fault): { readonly code: string; readonly message: string } {
  return error ? { code: error.code, message: error.message } : { code: faultCode, message: faultString }
}
