import { mayMend, type Receipt, type SyncRoad } from '@qyzmet/gateway'
import { latest, post } from '../../gateway/post.ts'

export interface PersonsHttpOptions {
  /** Address of the register, such as `http://127.0.0.1:8090/registers/persons/questions`. */
  readonly url: string
  readonly clock: () => Temporal.Instant
  /** Largest answer read, in bytes; default 256 KiB. */
  readonly maxBytes?: number
}

const MAX_BYTES = 256 * 1024

/** The road to the register of persons of the training state: plain HTTP and JSON. Every fault of the neighbour becomes "no answer". */
export function createPersonsRoad(options: PersonsHttpOptions): SyncRoad {
  const maxBytes = options.maxBytes ?? MAX_BYTES
  return {
    transport: 'simulator',
    send: async ({ messageId, serviceId, data, deadline }) => {
      const sentAt = options.clock()
      const requestBytes = new TextEncoder().encode(data.form === 'text' ? data.text : data.xml)
      const reply = await post(options.url, {
        headers: { 'content-type': 'application/json', 'idempotency-key': messageId },
        body: requestBytes,
        timeoutMs: deadline.since(sentAt).total('milliseconds'),
        maxBytes,
      })
      if (reply.kind === 'no-answer') return reply
      const { status, bytes: answerBytes } = reply
      const receipt: Receipt = {
        transport: 'simulator',
        service: serviceId,
        messageId,
        sentAt,
        answeredAt: latest(sentAt, options.clock()),
        requestBytes,
        answerBytes,
        signature: 'absent',
      }
      if (status !== 200) {
        return { kind: 'no-answer', retryable: mayMend(status), detail: `status ${status}`, receipt }
      }
      const text = new TextDecoder().decode(answerBytes)
      return {
        kind: 'answered',
        status: { code: String(status), message: '' },
        data: { form: 'text', text: text.replaceAll('\u0000', '\ufffd') },
        receipt,
      }
    },
  }
}
