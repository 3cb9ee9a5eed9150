import type { CaseService } from '../cases/case-service.ts'
import type { Sql } from '../database/connect.ts'
import { sha256Of } from '../documents/blobs.ts'
import type { Work } from '../jobs/case-tasks.ts'
import type { NoticeChannels } from './channel.ts'
import {
  backInQueue,
  beginSending,
  type Delivery,
  findDelivery,
  markDelivered,
  markLost,
  markSent,
  messagesOnTheirWay,
} from './deliveries.queries.ts'
import { noticeText } from './notice-text.ts'
import { recordGiven } from './record-given.ts'

export interface SendNoticeOptions {
  readonly sql: Sql
  readonly cases: Pick<CaseService, 'execute'>
  readonly channels: NoticeChannels
  readonly publicUrl: string
  readonly training: boolean
  readonly now: () => Temporal.Instant
}

/** The channel did not take the notice now; the job is tried again. */
export class ChannelSilentError extends Error {
  override readonly name = 'ChannelSilentError'
}

/**
 * Sends one queued notice and puts down in the case that it went out. What a crash left half sent is sent again only
 * where the channel knows messages by their id; elsewhere it is put before a person as unclear.
 */
export function sendNotice(options: SendNoticeOptions): Work {
  const { sql, channels, now } = options
  return async (payload) => {
    const delivery = await findDelivery(sql, deliveryIdOf(payload))
    if (!delivery) return
    const channel = channels[delivery.channel]
    if (delivery.status === 'sent' || delivery.status === 'delivered') return recordSent(options, delivery)
    if (delivery.status === 'failed' || delivery.status === 'unclear') return
    if (!channel) throw new ChannelSilentError(`${delivery.channel} is not set up`)
    if (delivery.status === 'sending' && !channel.isRepeatable) {
      return markLost(sql, { id: delivery.id, status: 'unclear', detail: 'interrupted', at: now() })
    }
    if (delivery.status === 'queued' && !(await beginSending(sql, delivery.id))) return
    const { id, code, parameters, locale, address } = delivery
    const { subject, text } = noticeText({ code, locale, ...parameters }, delivery.channel, options)
    const sending = await channel.send({ id, to: address, locale, subject, text })
    switch (sending.kind) {
      case 'sent': {
        const { messageId, detail } = sending
        const textSha256 = sha256Of(new TextEncoder().encode(text))
        await markSent(sql, { id, textSha256, messageId, detail, at: now() })
        return recordSent(options, { ...delivery, textSha256, messageId })
      }
      case 'failed':
      case 'unclear':
        return markLost(sql, { id, status: sending.kind, detail: sending.detail, at: now() })
      case 'later':
        await backInQueue(sql, id, sending.detail)
        throw new ChannelSilentError(`${delivery.channel}: ${sending.detail}`)
    }
  }
}

async function recordSent({ cases }: Pick<SendNoticeOptions, 'cases'>, delivery: Delivery): Promise<void> {
  await recordGiven(cases, delivery.caseId, givenOf(delivery, 'sent'))
}

function givenOf(delivery: Delivery, status: 'sent' | 'delivered') {
  const { accountId: to, channel, code, version: of, textSha256, messageId } = delivery
  return {
    to,
    channel,
    code,
    of,
    status,
    textSha256: textSha256 ?? '',
    ...(messageId === null ? {} : { messageId }),
  }
}

/** For how long the sender of short messages is asked what became of one. */
const FOLLOWED = { hours: 48 }

/** Asks once what became of the short messages under way, and puts down those that arrived. */
export async function followMessages({ sql, cases, channels, now }: SendNoticeOptions): Promise<void> {
  const outcomeOf = channels.sms?.outcomeOf
  if (!outcomeOf) return
  for (const delivery of await messagesOnTheirWay(sql, now().subtract(FOLLOWED))) {
    const outcome = await outcomeOf(delivery.messageId ?? '')
    if (outcome === 'failed') {
      await markLost(sql, { id: delivery.id, status: 'failed', detail: 'not delivered', at: now() })
    }
    if (outcome === 'delivered') {
      await recordGiven(cases, delivery.caseId, givenOf(delivery, 'delivered'))
      await markDelivered(sql, delivery.id, now())
    }
  }
}

function deliveryIdOf(payload: unknown): string {
  const id = typeof payload === 'object' && payload !== null && 'deliveryId' in payload ? payload.deliveryId : undefined
  if (typeof id !== 'string') throw new TypeError('a job without a notice')
  return id
}
