import type { Sql } from '../database/connect.ts'
import { deliveriesOfCase, type DeliveryStatus } from './deliveries.queries.ts'
import type { ChannelName } from './channel.ts'
import type { NoticeCode } from './notice-code.ts'
import { noticesOfCase } from './notices.queries.ts'

/** Word given to a person about a case, with what became of it; no address and no text. */
export interface GivenNoticeLine {
  readonly code: NoticeCode
  readonly channel: 'portal' | ChannelName
  readonly status: DeliveryStatus | 'seen'
  readonly at: Temporal.Instant
}

/** What a person was told of a case, oldest first: in the cabinet, and by each of their channels. */
export async function givenNotices(sql: Sql, caseId: string, accountId: string): Promise<readonly GivenNoticeLine[]> {
  const [notices, deliveries] = await Promise.all([noticesOfCase(sql, caseId), deliveriesOfCase(sql, caseId)])
  const inCabinet = notices.map(({ version, accountId: to, code, writtenAt, seenAt }) => ({
    version,
    to,
    code,
    channel: 'portal' as const,
    ...(seenAt ? { status: 'seen' as const, at: seenAt } : { status: 'sent' as const, at: writtenAt }),
  }))
  const sent = deliveries.map(({ version, accountId: to, code, channel, status, ...moments }) => {
    const at = moments.deliveredAt ?? moments.failedAt ?? moments.sentAt ?? moments.queuedAt
    return { version, to, code, channel, status, at }
  })
  return [...inCabinet, ...sent]
    .filter(({ to }) => to === accountId)
    .toSorted((a, b) => a.version - b.version)
    .map(({ code, channel, status, at }) => ({ code, channel, status, at }))
}
