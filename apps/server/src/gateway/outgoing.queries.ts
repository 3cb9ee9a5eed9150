import { randomUUIDv7 } from 'node:crypto'
import type { AsyncMessageType, DeliveryState, Receipt } from '@qyzmet/gateway'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { many } from '../database/query.ts'
import type { Content } from './content.ts'
import { instantOf } from '../database/instants.ts'
import type { Vault } from '../vault/vault.ts'

/** A message to another system as it is put into the outbox. */
export interface NewOutgoing {
  /** What the message is about; a second one with the same key is not put in. */
  readonly key: string
  /** Messages of one chain leave one after the other. */
  readonly chain: string
  /** Who puts it into words; a code with words for people in the messages. */
  readonly kind: string
  readonly way: Way
  readonly serviceId: string
  readonly routeId?: string
  readonly providerId?: string
  readonly caseId?: string
  readonly content: Content
  readonly at: Temporal.Instant
}

/** Over which channel a message goes; the asynchronous one says its place in a chain of the road. */
export type Way =
  | { readonly road: 'sync' }
  | { readonly road: 'async'; readonly messageType: AsyncMessageType; readonly correlationId?: string }

/** A message that was taken out of the outbox to be sent. */
export interface Outgoing extends Omit<NewOutgoing, 'at' | 'key' | 'chain'> {
  readonly id: string
  readonly attempts: number
  readonly refusals: number
  readonly queuedAt: Temporal.Instant
}

/** Puts a message into the outbox. @returns its id; undefined when one with its key is there */
export async function insertOutgoing(sql: Sql | TransactionSql, message: NewOutgoing): Promise<string | undefined> {
  const { way } = message
  const [row] = await many(sql<{ id: string }[]>`
    insert into message_out (
      id, key, chain, kind, road, service_id, message_type, correlation_id, route_id, provider_id, case_id, content,
      queued_at, next_at
    ) values (
      ${randomUUIDv7()}, ${message.key}, ${message.chain}, ${message.kind}, ${way.road}, ${message.serviceId},
      ${way.road === 'async' ? way.messageType : null}, ${way.road === 'async' ? (way.correlationId ?? null) : null},
      ${message.routeId ?? null}, ${message.providerId ?? null}, ${message.caseId ?? null}, ${sql.json(message.content)},
      ${message.at.toString()}, ${message.at.toString()}
    )
    on conflict (key) do nothing
    returning id`)
  return row?.id
}

/**
 * Takes messages out to be sent: of each chain only the first that is neither sent nor given up, so that none
 * overtakes an earlier one. Other servers leave them alone until the lease ends.
 */
export async function claimOutgoing(
  sql: Sql,
  { at, until, limit }: { readonly at: Temporal.Instant; readonly until: Temporal.Instant; readonly limit: number },
): Promise<readonly Outgoing[]> {
  const rows = await many(sql<OutgoingRow[]>`
    update message_out set leased_until = ${until.toString()}
    where id in (
      select id from message_out head
      where state = 'waiting' and next_at <= ${at.toString()} and leased_until <= ${at.toString()}
        and not exists (
          select from message_out earlier
          where earlier.chain = head.chain and earlier.position < head.position
            and earlier.state in ('waiting', 'set-aside'))
      order by next_at, position limit ${limit} for update skip locked)
    returning id, kind, road, service_id, message_type, correlation_id, route_id, provider_id, case_id, content,
      attempts, refusals, queued_at`)
  return rows.map(outgoingOf)
}

/** How an attempt went, with the bytes that went and came. */
export interface Attempt {
  readonly at: Temporal.Instant
  readonly receipt?: Receipt
}

export async function recordSent(
  sql: Sql,
  vault: Vault,
  id: string,
  attempt: Attempt & { readonly roadMessageId: string },
): Promise<void> {
  await sql`
    update message_out set state = 'sent', attempts = attempts + 1, failure = null, sent_at = ${attempt.at.toString()},
      road_message_id = ${attempt.roadMessageId}, leased_until = '-infinity', ${evidence(sql, vault, id, attempt)}
    where id = ${id} and state = 'waiting'`
}

/** The message stays: it is tried again at `nextAt`, or waits for a person when there is none. */
export async function recordFailure(
  sql: Sql,
  vault: Vault,
  id: string,
  failed: Attempt & {
    readonly failure: string
    readonly refused: boolean
    readonly nextAt: Temporal.Instant | undefined
  },
): Promise<void> {
  await sql`
    update message_out set attempts = attempts + 1, refusals = refusals + ${failed.refused ? 1 : 0},
      failure = ${failed.failure}, leased_until = '-infinity',
      state = ${failed.nextAt ? 'waiting' : 'set-aside'}, next_at = ${(failed.nextAt ?? failed.at).toString()},
      ${evidence(sql, vault, id, failed)}
    where id = ${id} and state = 'waiting'`
}

/** Only a newer trace takes the place of an older one: a message that never left keeps what there was. */
function evidence(sql: Sql, vault: Vault, id: string, { receipt }: Attempt) {
  const sealed = (column: string, bytes: Uint8Array | undefined): Uint8Array | null =>
    bytes === undefined ? null : vault.seal(bytes, { table: 'message_out', column, id })
  return sql`
    transport = coalesce(${receipt?.transport ?? null}, transport),
    signature = coalesce(${receipt?.signature ?? null}, signature),
    request_bytes = coalesce(${sealed('request_bytes', receipt?.requestBytes)}, request_bytes),
    answer_bytes = coalesce(${sealed('answer_bytes', receipt?.answerBytes)}, answer_bytes),
    key_id = coalesce(${receipt ? vault.keyId : null}, key_id)`
}

/** What the road says of messages that it took: whether they reached their receiver. */
export async function recordDelivery(
  sql: Sql,
  roadMessageId: string,
  delivery: DeliveryState,
  at: Temporal.Instant,
): Promise<boolean> {
  const rows = await many(sql<{ id: string }[]>`
    update message_out set delivery = ${delivery}, delivery_at = ${at.toString()}
    where road_message_id = ${roadMessageId} and state = 'sent' and delivery is distinct from 'DELIVERED'
    returning id`)
  return rows.length > 0
}

/** A message that the road took and of whose delivery nothing final is known. */
export interface Undelivered {
  readonly id: string
  readonly roadMessageId: string
}

/** Messages sent before a moment whose delivery is still open, those that were asked about longest ago first. */
export async function undelivered(
  sql: Sql,
  sentBefore: Temporal.Instant,
  limit: number,
): Promise<readonly Undelivered[]> {
  const rows = await many(sql<{ id: string; road_message_id: string }[]>`
    select id, road_message_id from message_out
    where state = 'sent' and road = 'async' and road_message_id is not null and sent_at <= ${sentBefore.toString()}
      and delivery is distinct from 'DELIVERED'
    order by coalesce(delivery_at, sent_at), position limit ${limit}`)
  return rows.map((row) => ({ id: row.id, roadMessageId: row.road_message_id }))
}

interface OutgoingRow {
  readonly id: string
  readonly kind: string
  readonly road: 'sync' | 'async'
  readonly service_id: string
  readonly message_type: AsyncMessageType | null
  readonly correlation_id: string | null
  readonly route_id: string | null
  readonly provider_id: string | null
  readonly case_id: string | null
  readonly content: Content | null
  readonly attempts: number
  readonly refusals: number
  readonly queued_at: Date
}

function outgoingOf(row: OutgoingRow): Outgoing {
  const { message_type: messageType, correlation_id: correlationId } = row
  return {
    id: row.id,
    kind: row.kind,
    way:
      messageType === null
        ? { road: 'sync' }
        : { road: 'async', messageType, ...(correlationId === null ? {} : { correlationId }) },
    serviceId: row.service_id,
    ...(row.route_id === null ? {} : { routeId: row.route_id }),
    ...(row.provider_id === null ? {} : { providerId: row.provider_id }),
    ...(row.case_id === null ? {} : { caseId: row.case_id }),
    content: row.content ?? {},
    attempts: row.attempts,
    refusals: row.refusals,
    queuedAt: instantOf(row.queued_at),
  }
}
