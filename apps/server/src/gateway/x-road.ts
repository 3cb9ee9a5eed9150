import {
  readXRoadResponse,
  type Receipt,
  type SyncRoad,
  writeXRoadRequest,
  type XRoadClient,
  XRoadNameError,
} from '@qyzmet/gateway'
import { laterOf } from '../instants.ts'
import { post } from './post.ts'

export interface XRoadOptions extends XRoadClient {
  readonly clock: () => Temporal.Instant
  /** Largest answer read, in bytes; default 15 MiB. */
  readonly maxBytes?: number
}

const MAX_BYTES = 15 * 1024 * 1024

/**
 * X-Road by its REST protocol, through the security server of this installation, which signs and opens what travels.
 * Between product and security server stands nothing but the network of the operator: an answer bears no seal of its own.
 */
export function createXRoad({ clock, maxBytes = MAX_BYTES, ...client }: XRoadOptions): SyncRoad {
  return {
    transport: 'xroad',
    send: async (request) => {
      const { messageId, serviceId, deadline } = request
      let message
      try {
        message = writeXRoadRequest(request, client)
      } catch (error) {
        if (!(error instanceof XRoadNameError)) throw error
        return { kind: 'no-answer', retryable: false, detail: 'not-writable' }
      }
      const sentAt = clock()
      const timeoutMs = deadline.since(sentAt).total('milliseconds')
      const reply = await post(message.url, { headers: message.headers, body: message.body, timeoutMs, maxBytes })
      if (reply.kind === 'no-answer') return reply
      const receipt: Receipt = {
        transport: 'xroad',
        service: serviceId,
        messageId,
        sentAt,
        answeredAt: laterOf(sentAt, clock()),
        requestBytes: new TextEncoder().encode(message.body),
        answerBytes: reply.bytes,
        signature: 'absent',
      }
      const body = Buffer.from(reply.bytes).toString()
      return readXRoadResponse(
        { status: reply.status, headers: Object.fromEntries(reply.headers), body },
        request,
        receipt,
      )
    },
  }
}
