import type { CallContext, Outcome, Person, Receipt } from '@qyzmet/gateway'
import { AnswerMalformedError, readPersonsAnswer, writePersonsQuestion } from './persons-wire.ts'
import type { PersonsConnection } from './registers.ts'

export interface PersonsHttpOptions {
  /** Address of the register, such as `http://127.0.0.1:8090/registers/persons/questions`. */
  readonly url: string
  readonly transport: Receipt['transport']
  readonly clock: () => Temporal.Instant
  /** Largest answer read, in bytes; default 256 KiB. */
  readonly maxBytes?: number
}

const SERVICE = 'persons'
const MAX_BYTES = 256 * 1024
/** A question is given at least this long, however late its deadline is noticed. */
const MIN_TIMEOUT_MS = 100

/** The register of persons over plain HTTP and JSON. Every fault of the neighbour becomes "no answer", never an exception. */
export function createPersonsHttp(options: PersonsHttpOptions): PersonsConnection {
  const maxBytes = options.maxBytes ?? MAX_BYTES
  return {
    readPersons: (answerBytes, iin) => {
      const answer = readPersonsAnswer(answerBytes, iin)
      return answer.result === 'found' ? answer.persons : []
    },

    ask: async ({ iin }, context) => {
      const sentAt = options.clock()
      const requestBytes = writePersonsQuestion(iin, context, sentAt)
      const timeoutMs = Math.max(MIN_TIMEOUT_MS, Math.ceil(context.deadline.since(sentAt).total('milliseconds')))
      const signal = AbortSignal.timeout(timeoutMs)
      let response: Response
      let answerBytes: Uint8Array
      try {
        response = await fetch(options.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': context.idempotencyKey },
          body: requestBytes,
          redirect: 'error',
          signal,
        })
        answerBytes = await readLimited(response, maxBytes)
      } catch (error) {
        return noAnswer(error)
      }
      const receipt: Receipt = {
        transport: options.transport,
        service: SERVICE,
        messageId: context.idempotencyKey,
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
      return outcomeOf(answerBytes, iin, context, receipt)
    },
  }
}

function outcomeOf(
  answerBytes: Uint8Array,
  iin: string,
  context: CallContext,
  receipt: Receipt,
): Outcome<readonly Person[]> {
  try {
    const answer = readPersonsAnswer(answerBytes, iin)
    if (answer.messageId !== context.idempotencyKey) throw new AnswerMalformedError('it answers another question')
    switch (answer.result) {
      case 'found':
        return { kind: 'found', value: answer.persons, receipt }
      case 'not-found':
        return { kind: 'not-found', receipt }
      case 'pending':
        return { kind: 'pending', token: answer.token, why: answer.why, receipt }
      case 'refused':
        return { kind: 'refused', why: answer.why, receipt }
    }
  } catch (error) {
    if (!(error instanceof AnswerMalformedError)) throw error
    return { kind: 'no-answer', retryable: false, detail: `malformed: ${error.message}`, receipt }
  }
}

function noAnswer(error: unknown): Outcome<never> {
  if (error instanceof AnswerTooLargeError) return { kind: 'no-answer', retryable: false, detail: 'too large' }
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
