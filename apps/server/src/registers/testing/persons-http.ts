import type { Receipt, RoadAnswer, SyncRoad } from '@qyzmet/gateway'

export interface PersonsHttpOptions {
  /** Address of the register, such as `http://127.0.0.1:8090/registers/persons/questions`. */
  readonly url: string
  readonly clock: () => Temporal.Instant
  /** Largest answer read, in bytes; default 256 KiB. */
  readonly maxBytes?: number
}

const MAX_BYTES = 256 * 1024
/** A question is given at least this long, however late its deadline is noticed. */
const MIN_TIMEOUT_MS = 100

/** The road to the register of persons of the training state: plain HTTP and JSON. Every fault of the neighbour becomes "no answer". */
export function createPersonsRoad(options: PersonsHttpOptions): SyncRoad {
  const maxBytes = options.maxBytes ?? MAX_BYTES
  return {
    transport: 'simulator',
    send: async ({ messageId, serviceId, data, deadline }) => {
      const sentAt = options.clock()
      const requestBytes = new TextEncoder().encode(data.form === 'text' ? data.text : data.xml)
      const timeoutMs = Math.max(MIN_TIMEOUT_MS, Math.ceil(deadline.since(sentAt).total('milliseconds')))
      let response: Response
      let answerBytes: Uint8Array
      try {
        response = await fetch(options.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': messageId },
          body: requestBytes,
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        })
        answerBytes = await readLimited(response, maxBytes)
      } catch (error) {
        return noAnswer(error)
      }
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
      if (response.status !== 200) {
        // The neighbour may mend itself after 5xx, 408 and 429; any other status is a fault of the question.
        const retryable = response.status >= 500 || response.status === 408 || response.status === 429
        return { kind: 'no-answer', retryable, detail: `status ${response.status}`, receipt }
      }
      const text = new TextDecoder().decode(answerBytes)
      return {
        kind: 'answered',
        status: { code: String(response.status), message: '' },
        data: { form: 'text', text: text.replaceAll('\u0000', '\ufffd') },
        receipt,
      }
    },
  }
}

function noAnswer(error: unknown): Extract<RoadAnswer, { kind: 'no-answer' }> {
  if (error instanceof AnswerTooLargeError) return { kind: 'no-answer', retryable: false, detail: 'too-large' }
  const timedOut = error instanceof DOMException && error.name === 'TimeoutError'
  return { kind: 'no-answer', retryable: true, detail: timedOut ? 'time-out' : 'unreachable' }
}

class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError'
}

async function readLimited(response: Response, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > maxBytes) throw new AnswerTooLargeError(`The answer is larger than ${maxBytes} bytes.`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function latest(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) > 0 ? a : b
}
