import { decodeXml, type MessageSeal, type Receipt, type RoadAnswer, XmlRefusedError } from '@qyzmet/gateway'

export interface ExchangeOptions {
  /** Address of one channel of the gateway. */
  readonly url: string
  readonly transport: Receipt['transport']
  readonly seal: MessageSeal
  readonly clock: () => Temporal.Instant
  /** Largest answer read, in bytes; default the gateway's own limit of 15 MiB. */
  readonly maxBytes?: number
}

type NoAnswer = Extract<RoadAnswer, { kind: 'no-answer' }>

/** What came back, opened: only the Body that the gateway has sealed. */
export type Exchanged = { readonly kind: 'opened'; readonly xml: string; readonly receipt: Receipt } | NoAnswer

/** Seals an envelope, puts it to the gateway and opens what comes back. A fault of the neighbour is an answer, never an exception. */
export type Exchange = (
  envelope: string,
  about: { readonly service: string; readonly messageId: string; readonly deadline: Temporal.Instant },
) => Promise<Exchanged>

const MAX_BYTES = 15 * 1024 * 1024
/** A question is given at least this long, however late its deadline is noticed. */
const MIN_TIMEOUT_MS = 100

export function createExchange(options: ExchangeOptions): Exchange {
  const { url, transport, seal, clock, maxBytes = MAX_BYTES } = options

  return async (envelope, { service, messageId, deadline }) => {
    const requestBytes = new TextEncoder().encode(await seal.sealBody(envelope))
    const sentAt = clock()
    const timeoutMs = Math.max(MIN_TIMEOUT_MS, Math.ceil(deadline.since(sentAt).total('milliseconds')))
    let status: number
    let answerBytes: Uint8Array
    try {
      const response = await fetch(url, {
        method: 'POST',
        // The gateway wants the action to be there and empty.
        headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""', 'user-agent': 'qyzmet' },
        body: requestBytes,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      status = response.status
      answerBytes = await readLimited(response, maxBytes)
    } catch (error) {
      return silence(error)
    }
    const answered = (signature: Receipt['signature']): Receipt => ({
      transport,
      service,
      messageId,
      sentAt,
      answeredAt: latest(sentAt, clock()),
      requestBytes,
      answerBytes,
      signature,
    })
    const unusable = (detail: string, retryable: boolean, signature: Receipt['signature'] = 'absent'): NoAnswer => ({
      kind: 'no-answer',
      retryable,
      detail,
      receipt: answered(signature),
    })
    // SOAP 1.1 sends its faults with 500; every other status is of something that stands before the gateway.
    if (status !== 200 && status !== 500) return unusable(`status ${status}`, mayMend(status))
    let text: string
    try {
      text = decodeXml(answerBytes)
    } catch (error) {
      if (!(error instanceof XmlRefusedError)) throw error
      return unusable(status === 500 ? 'status 500' : `malformed: ${error.fault}`, status === 500)
    }
    const opened = await seal.openBody(text)
    switch (opened.signature) {
      case 'valid':
        return { kind: 'opened', xml: opened.xml, receipt: answered('valid') }
      case 'absent':
        // Anybody on the way could have written it.
        return unusable(status === 500 ? 'status 500' : 'signature-absent', true)
      case 'invalid':
        return opened.why === 'message-malformed'
          ? unusable(status === 500 ? 'status 500' : 'malformed', true)
          : unusable(`signature-invalid: ${opened.why}`, true, 'invalid')
    }
  }
}

/** The neighbour may mend itself after 5xx, 408 and 429; any other status is a fault of the question. */
function mayMend(status: number): boolean {
  return status >= 500 || status === 408 || status === 429
}

function silence(error: unknown): NoAnswer {
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
