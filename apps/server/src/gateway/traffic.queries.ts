import type { Receipt } from '@qyzmet/gateway'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'
import type { Content } from './content.ts'
import { instantOf, instantOrNone } from '../database/instants.ts'
import type { Vault } from '../vault/vault.ts'
import { openContent } from '../vault/kept-content.ts'

export type Direction = 'in' | 'out'
export const MESSAGE_STATES = ['waiting', 'sent', 'applied', 'set-aside', 'given-up', 'refused'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** A message as lists show it: nothing of what it says. */
export interface MessageLine {
  readonly id: string
  readonly direction: Direction
  readonly position: number
  readonly serviceId: string
  /** Kind of an outgoing message, type of an incoming one. */
  readonly kind: string
  readonly providerId: string | undefined
  readonly caseId: string | undefined
  readonly correlationId: string | undefined
  readonly state: MessageState
  /** When it was put into the outbox, or came. */
  readonly at: Temporal.Instant
  /** When it was sent or applied. */
  readonly doneAt: Temporal.Instant | undefined
  readonly nextAt: Temporal.Instant | undefined
  readonly attempts: number
  readonly failure: string | undefined
  readonly delivery: string | undefined
  readonly repeats: number
}

export interface MessageFilter {
  readonly direction?: Direction
  readonly state?: MessageState
  readonly caseId?: string
  /** Only messages of this provider. */
  readonly providerId?: string
  readonly serviceId?: string
  readonly from?: Temporal.Instant
  readonly until?: Temporal.Instant
  /** Where the next page begins: after this message. */
  readonly after?: { readonly at: Temporal.Instant; readonly id: string }
}

/** Messages in both directions, the latest first. */
export async function listMessages(sql: Sql, filter: MessageFilter, limit: number): Promise<readonly MessageLine[]> {
  const { direction, after } = filter
  const both = direction === undefined ? sql`${outLines(sql)} union all ${inLines(sql)}` : undefined
  const rows = await many(sql<LineRow[]>`
    select * from (${both ?? (direction === 'out' ? outLines(sql) : inLines(sql))}) as message
    where (${filter.state ?? null}::text is null or state = ${filter.state ?? null})
      and (${filter.caseId ?? null}::uuid is null or case_id = ${filter.caseId ?? null})
      and (${filter.providerId ?? null}::text is null or provider_id = ${filter.providerId ?? null})
      and (${filter.serviceId ?? null}::text is null or service_id = ${filter.serviceId ?? null})
      and (${filter.from?.toString() ?? null}::timestamptz is null or moment >= ${filter.from?.toString() ?? null})
      and (${filter.until?.toString() ?? null}::timestamptz is null or moment < ${filter.until?.toString() ?? null})
      and (${after?.id ?? null}::uuid is null
        or (date_trunc('milliseconds', moment), id) < (${after?.at.toString() ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by date_trunc('milliseconds', moment) desc, id desc limit ${limit}`)
  return rows.map(lineOf)
}

/** A message with what went over the road; what it says is in `content` and in the bytes. */
export interface MessageDetail extends MessageLine {
  readonly messageId: string | undefined
  readonly transport: Receipt['transport'] | undefined
  readonly signature: Receipt['signature'] | undefined
  readonly content: Content | undefined
  readonly sentBytes: Uint8Array | undefined
  readonly receivedBytes: Uint8Array | undefined
  readonly decision: string | undefined
  readonly decidedAt: Temporal.Instant | undefined
  readonly decidedBy: string | undefined
}

/** @throws {VaultError} when what is kept of it does not open */
export async function findMessage(sql: Sql, vault: Vault, id: string): Promise<MessageDetail | undefined> {
  const row = await maybeOne(sql<DetailRow[]>`
    select line.*, rest.message_id, rest.transport, rest.signature, rest.content, rest.sent_bytes, rest.received_bytes,
      rest.decision, rest.decided_at, account.name as decided_by
    from (${outLines(sql)} where id = ${id} union all ${inLines(sql)} where id = ${id}) as line
    join (
      select id, road_message_id as message_id, transport, signature, content, request_bytes as sent_bytes,
        answer_bytes as received_bytes, decision, decided_at, decided_by
      from message_out where id = ${id}
      union all
      select id, message_id, transport, signature, content, null, bytes, decision, decided_at, decided_by
      from message_in where id = ${id}
    ) as rest using (id)
    left join account on account.id = rest.decided_by`)
  if (!row) return undefined
  const table = row.direction === 'out' ? 'message_out' : 'message_in'
  const opened = (column: string, kept: Uint8Array | null): Uint8Array | undefined =>
    kept === null ? undefined : vault.open(kept, { table, column, id })
  return {
    ...lineOf(row),
    messageId: row.message_id ?? undefined,
    transport: row.transport ?? undefined,
    signature: row.signature ?? undefined,
    content: row.content === null ? undefined : openContent(vault, row.content, { table, column: 'content', id }),
    sentBytes: opened('request_bytes', row.sent_bytes),
    receivedBytes: opened(row.direction === 'out' ? 'answer_bytes' : 'bytes', row.received_bytes),
    decision: row.decision ?? undefined,
    decidedAt: instantOrNone(row.decided_at),
    decidedBy: row.decided_by ?? undefined,
  }
}

/** How many messages are in one state, and since when the oldest of them is. */
export interface QueueLength {
  readonly direction: Direction
  readonly state: MessageState
  readonly count: number
  readonly oldestAt: Temporal.Instant
  /** Those of the count that have failed at least once. */
  readonly failed: number
}

/** What is not done yet: messages that wait, and those that were set aside. */
export async function queueLengths(sql: Sql, providerId?: string): Promise<readonly QueueLength[]> {
  const rows = await many(sql<
    { direction: Direction; state: MessageState; count: number; oldest_at: Date; failed: number }[]
  >`
    select direction, state, count(*)::int as count, min(moment) as oldest_at,
      count(*) filter (where attempts > 0)::int as failed
    from (
      ${outLines(sql)} where state in ('waiting', 'set-aside')
      union all ${inLines(sql)} where state in ('waiting', 'set-aside')
    ) as message
    where ${providerId ?? null}::text is null or provider_id = ${providerId ?? null}
    group by direction, state order by direction, state`)
  return rows.map((row) => ({
    direction: row.direction,
    state: row.state,
    count: row.count,
    oldestAt: instantOf(row.oldest_at),
    failed: row.failed,
  }))
}

/** The decision under which a message is kept that was let go again: a person gives no reason for it. */
export const AGAIN = 'again'

/** What a person decided about a message that could not go its way. */
export interface Decision {
  readonly id: string
  readonly accountId: string
  readonly reason: string
  readonly at: Temporal.Instant
}

/** Lets a message that was set aside, or that waits for its next try, be tried now. @returns whether there was one */
export async function retryMessage(sql: Sql | TransactionSql, decision: Decision): Promise<boolean> {
  const at = decision.at.toString()
  const rows = await many(sql<{ id: string }[]>`
    with outgoing as (
      update message_out set state = 'waiting', refusals = 0, next_at = ${at}, ${decided(sql, decision)}
      where id = ${decision.id} and state in ('set-aside', 'waiting') returning id
    ), incoming as (
      update message_in set state = 'waiting', faults = 0, next_at = ${at}, ${decided(sql, decision)}
      where id = ${decision.id} and state in ('set-aside', 'waiting') returning id
    )
    select id from outgoing union all select id from incoming`)
  return rows.length > 0
}

/** Ends a message that was set aside: the later ones of its chain may go. @returns whether there was one */
export async function giveUpMessage(sql: Sql, decision: Decision): Promise<boolean> {
  const rows = await many(sql<{ id: string }[]>`
    with outgoing as (
      update message_out set state = 'given-up', ${decided(sql, decision)}
      where id = ${decision.id} and state = 'set-aside' returning id
    ), incoming as (
      update message_in set state = 'given-up', ${decided(sql, decision)}
      where id = ${decision.id} and state = 'set-aside' returning id
    )
    select id from outgoing union all select id from incoming`)
  return rows.length > 0
}

function decided(sql: Sql | TransactionSql, { accountId, reason, at }: Decision) {
  return sql`decided_by = ${accountId}::uuid, decided_at = ${at.toString()}::timestamptz, decision = ${reason}`
}

/** Writes down that somebody opens the words of a message. */
export async function insertLook(
  sql: Sql,
  look: {
    readonly messageId: string
    readonly accountId: string
    readonly name: string
    readonly at: Temporal.Instant
  },
): Promise<void> {
  await sql`
    insert into message_look (message_id, account_id, reader_name, read_at)
    values (${look.messageId}, ${look.accountId}, ${look.name}, ${look.at.toString()})`
}

/** Drops the words of messages that were done with before a moment; that they were sent or applied stays. */
export async function dropOldWords(sql: Sql, before: Temporal.Instant): Promise<void> {
  await sql`
    update message_out set content = null, request_bytes = null, answer_bytes = null
    where state in ('sent', 'given-up') and queued_at < ${before.toString()}
      and (content is not null or request_bytes is not null)`
  await sql`
    update message_in set content = null, bytes = null
    where state in ('applied', 'given-up', 'refused') and received_at < ${before.toString()} and bytes is not null`
}

interface LineRow {
  readonly id: string
  readonly direction: Direction
  readonly position: string
  readonly service_id: string
  readonly kind: string
  readonly provider_id: string | null
  readonly case_id: string | null
  readonly correlation_id: string | null
  readonly state: MessageState
  readonly moment: Date
  readonly done_at: Date | null
  readonly next_at: Date
  readonly attempts: number
  readonly failure: string | null
  readonly delivery: string | null
  readonly repeats: number
}

interface DetailRow extends LineRow {
  readonly message_id: string | null
  readonly transport: Receipt['transport'] | null
  readonly signature: Receipt['signature'] | null
  readonly content: Content | string | null
  readonly sent_bytes: Uint8Array | null
  readonly received_bytes: Uint8Array | null
  readonly decision: string | null
  readonly decided_at: Date | null
  readonly decided_by: string | null
}

function outLines(sql: Sql) {
  return sql`
    select id, 'out' as direction, position, service_id, kind, provider_id, case_id, correlation_id, state,
      queued_at as moment, sent_at as done_at, next_at, attempts, failure, delivery, 0 as repeats
    from message_out`
}

function inLines(sql: Sql) {
  return sql`
    select id, 'in' as direction, position, service_id, message_type as kind, provider_id, case_id, correlation_id, state,
      received_at as moment, applied_at as done_at, next_at, attempts, failure, null as delivery, repeats
    from message_in`
}

function lineOf(row: LineRow): MessageLine {
  return {
    id: row.id,
    direction: row.direction,
    position: Number(row.position),
    serviceId: row.service_id,
    kind: row.kind,
    providerId: row.provider_id ?? undefined,
    caseId: row.case_id ?? undefined,
    correlationId: row.correlation_id ?? undefined,
    state: row.state,
    at: instantOf(row.moment),
    doneAt: instantOrNone(row.done_at),
    nextAt: row.state === 'waiting' ? instantOrNone(row.next_at) : undefined,
    attempts: row.attempts,
    failure: row.failure ?? undefined,
    delivery: row.delivery ?? undefined,
    repeats: row.repeats,
  }
}
