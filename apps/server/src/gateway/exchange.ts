import { mayMend, type Receipt, type RoadAnswer, XmlNotWritableError } from '@qyzmet/gateway'
import type { Read, ReadForm, Written, WrittenForm } from './message-forms.ts'
import { post } from './post.ts'
import { isNoText, type SealedMessages } from './sealed-messages.ts'
import { laterOf } from '../instants.ts'

export interface ExchangeOptions {
  /** Address of one channel of the gateway. */
  readonly url: string
  readonly transport: Receipt['transport']
  readonly seal: SealedMessages
  readonly clock: () => Temporal.Instant
  /** Largest answer read, in bytes; default the gateway's own limit of 15 MiB. */
  readonly maxBytes?: number
}

type NoAnswer = Extract<RoadAnswer, { kind: 'no-answer' }>

/** A message to the gateway and what is read of the answer. */
export interface Putting<W extends WrittenForm, R extends ReadForm> {
  readonly writes: W
  readonly said: Written<W>
  readonly reads: R
  readonly service: string
  readonly messageId: string
  readonly deadline: Temporal.Instant
}

/** What came back, opened: only the Body that the gateway has sealed; undefined when it is not what was agreed. */
export type Exchanged<Said> =
  | { readonly kind: 'opened'; readonly said: Said | undefined; readonly receipt: Receipt }
  | NoAnswer

/** Seals a message, puts it to the gateway and opens what comes back. A fault of the neighbour is an answer, never an exception. */
export type Exchange = <W extends WrittenForm, R extends ReadForm>(
  putting: Putting<W, R>,
) => Promise<Exchanged<Read<R>>>

/** Nothing has left: the message can never be written as it is. */
const NOT_WRITABLE: NoAnswer = { kind: 'no-answer', retryable: false, detail: 'not-writable' }
const MAX_BYTES = 15 * 1024 * 1024

export function createExchange(options: ExchangeOptions): Exchange {
  const { url, transport, seal, clock, maxBytes = MAX_BYTES } = options

  return async ({ writes, said, reads, service, messageId, deadline }) => {
    const requestBytes = await seal.write(writes, said).catch(undefinedIfNotWritable)
    if (requestBytes === undefined) return NOT_WRITABLE
    const sentAt = clock()
    const reply = await post(url, {
      // The gateway wants the action to be there and empty.
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
      body: requestBytes,
      timeoutMs: deadline.since(sentAt).total('milliseconds'),
      maxBytes,
    })
    if (reply.kind === 'no-answer') return reply
    const { status, bytes: answerBytes } = reply
    const answered = (signature: Receipt['signature']): Receipt => ({
      transport,
      service,
      messageId,
      sentAt,
      answeredAt: laterOf(sentAt, clock()),
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
    const opened = await seal.open(reads, answerBytes)
    switch (opened.signature) {
      case 'valid':
        return { kind: 'opened', said: opened.said, receipt: answered('valid') }
      case 'absent':
        // Anybody on the way could have written it.
        return unusable(status === 500 ? 'status 500' : 'signature-absent', true)
      case 'invalid': {
        const { why } = opened
        if (isNoText(why)) return unusable(status === 500 ? 'status 500' : `malformed: ${why}`, status === 500)
        return why === 'message-malformed'
          ? unusable(status === 500 ? 'status 500' : 'malformed', true)
          : unusable(`signature-invalid: ${why}`, true, 'invalid')
      }
      case 'unproven':
        return unusable(`signature-unproven: ${opened.why}`, true, 'invalid')
    }
  }
}

function undefinedIfNotWritable(error: unknown): undefined {
  if (!(error instanceof XmlNotWritableError)) throw error
}
