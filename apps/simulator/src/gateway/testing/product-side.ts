import { randomUUID } from 'node:crypto'
import {
  type AsyncRequest,
  createQuestionCodecs,
  KNOWN_CODES,
  type MessageData,
  type MessageSeal,
  type QuestionCodecs,
  type QuestionHead,
  type QuestionKind,
  type Questions,
  type Outcome,
  readSyncResponse,
  type RoadAnswer,
  writeAsyncRequest,
  writeSyncRequest,
} from '@qyzmet/gateway'
import type { Simulator } from '../../main.ts'
import { PRODUCT_SENDER } from '../gateway.ts'
import { systemSeal } from '../system-seal.ts'

export interface Sent {
  readonly status: number
  readonly text: string
  readonly seal: 'valid' | 'invalid' | 'absent'
  /** What the seal covers. */
  readonly xml: string
}

export interface ProductSide {
  readonly seal: MessageSeal
  readonly codecs: QuestionCodecs
  post(path: string, envelope: string, from?: MessageSeal): Promise<Sent>
  send(serviceId: string, data: MessageData, more?: SyncSent): Promise<RoadAnswer>
  ask<K extends QuestionKind>(
    kind: K,
    serviceId: string,
    question: Questions[K]['question'],
    more?: SyncSent & Partial<QuestionHead>,
  ): Promise<Outcome<Questions[K]['found']>>
  call(request: AsyncRequest): Promise<Sent>
}

export interface SyncSent {
  readonly routeId?: string
  readonly messageId?: string
  readonly sender?: { readonly senderId: string; readonly password?: string }
}

/** The other side of the gateway, for tests of the simulator: writes, seals, posts and reads as a client does. */
export function productSide(simulator: Simulator, now: () => Temporal.Instant): ProductSide {
  const seal = systemSeal(simulator.gateway.product, simulator.authority, now)
  const codecs = createQuestionCodecs({ seal, dictionary: KNOWN_CODES })

  const post: ProductSide['post'] = async (path, envelope, from = seal) => {
    const response = await fetch(simulator.url + path, {
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
      body: await from.sealBody(envelope),
    })
    const text = await response.text()
    const opened = await seal.openBody(text)
    return {
      status: response.status,
      text,
      seal: opened.signature,
      xml: opened.signature === 'invalid' ? '' : opened.xml,
    }
  }

  const send: ProductSide['send'] = async (serviceId, data, { routeId, messageId = randomUUID(), sender } = {}) => {
    const sentAt = now()
    const envelope = writeSyncRequest({
      messageId,
      serviceId,
      messageDate: sentAt,
      sender: sender ?? PRODUCT_SENDER,
      properties: [],
      data,
      ...(routeId === undefined ? {} : { routeId }),
    })
    const sent = await post('/shep/sync', envelope)
    const receipt = {
      transport: 'simulator',
      service: serviceId,
      messageId,
      sentAt,
      answeredAt: now(),
      requestBytes: new Uint8Array(),
      answerBytes: new TextEncoder().encode(sent.text),
      signature: sent.seal,
    } as const
    if (sent.seal !== 'valid') return { kind: 'no-answer', retryable: true, detail: `signature-${sent.seal}`, receipt }
    const answer = readSyncResponse(sent.xml)
    if (answer.kind === 'fault') {
      const { error, faultString } = answer.fault
      return { kind: 'fault', code: error?.code ?? '', message: faultString, receipt }
    }
    const { status, data: answered } = answer.value
    return { kind: 'answered', status, receipt, ...(answered && { data: answered }) }
  }

  return {
    seal,
    codecs,
    post,
    send,
    async ask(kind, serviceId, question, more = {}) {
      const { consent } = more
      const head: QuestionHead = { ...headOf(now()), ...(consent && { consent }) }
      const codec = codecs[kind]
      const data = await codec.write(question, head)
      return codec.read(
        await send(serviceId, data, more),
        question,
        now().toZonedDateTimeISO('Asia/Almaty').toPlainDate(),
      )
    },
    call: (request) => post('/shep/async', writeAsyncRequest(request)),
  }
}

export function headOf(sentAt: Temporal.Instant): QuestionHead {
  return { messageId: randomUUID(), sentAt, senderCode: PRODUCT_SENDER.senderId, requesterBin: '990140000017' }
}
