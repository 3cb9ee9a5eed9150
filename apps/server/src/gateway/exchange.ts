import { decodeXml, mayMend, type MessageSeal, type Receipt, type RoadAnswer, XmlRefusedError } from '@qyzmet/gateway'
import { latest, post } from './post.ts'

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

export function createExchange(options: ExchangeOptions): Exchange {
  const { url, transport, seal, clock, maxBytes = MAX_BYTES } = options

  return async (envelope, { service, messageId, deadline }) => {
    const requestBytes = new TextEncoder().encode(await seal.sealBody(envelope))
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
      case 'unproven':
        return unusable(`signature-unproven: ${opened.why}`, true, 'invalid')
    }
  }
}
