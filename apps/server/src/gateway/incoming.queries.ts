import { randomUUIDv7 } from 'node:crypto'
import type { ArrivedMessage, AsyncMessage, AsyncMessageType, MessageData, Receipt } from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import { withLongBytes } from '../database/long-bytes.ts'
import { many, maybeOne, one } from '../database/query.ts'
import { instantOf } from '../database/instants.ts'
import type { Vault } from '../vault/vault.ts'
import { openContent, sealedText } from '../vault/kept-content.ts'

/** A message that came and may be taken. */
export interface NewIncoming {
  readonly message: ArrivedMessage & { readonly messageId: string; readonly correlationId: string }
  readonly bytes: Uint8Array
  readonly transport: Receipt['transport']
  readonly signature: Receipt['signature']
  readonly at: Temporal.Instant
}

export type Taken =
  | { readonly taken: true; readonly id: string }
  /** The id is there already; `isSame` when it is the same message. */
  | { readonly taken: false; readonly isSame: boolean }

/** Takes a message in once; a repetition is counted. */
export async function insertIncoming(sql: Sql, vault: Vault, incoming: NewIncoming): Promise<Taken> {
  const { message, bytes, at } = incoming
  const id = randomUUIDv7()
  const sealed = (column: string, value: Uint8Array) => vault.sealInTurns(value, { table: 'message_in', column, id })
  const kept = {
    content: message.content && (await sealed('content', message.content)),
    bytes: await sealed('bytes', bytes),
  }
  return withLongBytes(sql, kept, async (statement, long) => {
    const row = await maybeOne(statement<{ id: string }[]>`
      insert into message_in (
        id, message_id, correlation_id, service_id, message_type, sender_id, message_at, received_at, transport,
        signature, route_id, content, content_sha256, bytes, key_id, state, next_at
      ) values (
        ${id}, ${message.messageId}, ${message.correlationId}, ${message.serviceId}, ${message.messageType},
        ${message.senderId}, ${message.messageDate.toString()}, ${at.toString()}, ${incoming.transport},
        ${incoming.signature}, ${message.routeId ?? null}, to_json(${sealedText(statement, long.content)}), ${message.sha256},
        ${long.bytes}, ${vault.keyId}, 'waiting', ${at.toString()}
      )
      on conflict (message_id) where state <> 'refused' do nothing
      returning id`)
    if (row) return { taken: true, id: row.id }
    const known = await one(statement<{ is_same: boolean }[]>`
      update message_in set repeats = repeats + 1, repeated_at = ${at.toString()}
      where message_id = ${message.messageId} and state <> 'refused'
      returning content_sha256 = ${message.sha256} as is_same`)
    return { taken: false, isSame: known.is_same }
  })
}

/** A message that may not be taken, with the reason; kept as evidence. */
export interface RefusedIncoming {
  readonly message?: ArrivedMessage
  readonly bytes: Uint8Array
  readonly transport: Receipt['transport']
  readonly signature: Receipt['signature']
  readonly why: string
  readonly at: Temporal.Instant
}

export async function insertRefused(sql: Sql, vault: Vault, refused: RefusedIncoming): Promise<void> {
  const { message, at } = refused
  const id = randomUUIDv7()
  const bytes = vault.seal(refused.bytes, { table: 'message_in', column: 'bytes', id })
  await sql`
    insert into message_in (
      id, message_id, correlation_id, service_id, message_type, sender_id, message_at, received_at, transport,
      signature, bytes, key_id, state, failure, next_at
    ) values (
      ${id}, ${message?.messageId ?? null}, ${message?.correlationId ?? null}, ${message?.serviceId ?? ''},
      ${message?.messageType ?? ''}, ${message?.senderId ?? ''}, ${message?.messageDate?.toString() ?? null},
      ${at.toString()}, ${refused.transport}, ${refused.signature}, ${bytes}, ${vault.keyId}, 'refused', ${refused.why},
      ${at.toString()}
    )`
}

/** A message that was taken out of the inbox to be applied. */
export interface Incoming {
  readonly id: string
  readonly message: AsyncMessage & { readonly messageId: string; readonly correlationId: string }
  readonly transport: Receipt['transport']
  readonly receivedAt: Temporal.Instant
  readonly attempts: number
  readonly faults: number
}

/** Takes messages out to be applied: of each chain only the first that is open; others leave them alone meanwhile. */
export async function claimIncoming(
  sql: Sql,
  vault: Vault,
  { at, until, limit }: { readonly at: Temporal.Instant; readonly until: Temporal.Instant; readonly limit: number },
): Promise<readonly Incoming[]> {
  const rows = await many(sql<IncomingRow[]>`
    update message_in set leased_until = ${until.toString()}
    where id in (
      select id from message_in head
      where state = 'waiting' and next_at <= ${at.toString()} and leased_until <= ${at.toString()}
        and not exists (
          select from message_in earlier
          where earlier.correlation_id = head.correlation_id and earlier.position < head.position
            and earlier.state in ('waiting', 'set-aside'))
      order by next_at, position limit ${limit} for update skip locked)
    returning id, message_id, correlation_id, service_id, message_type, sender_id, message_at, received_at, transport,
      route_id, content, attempts, faults`)
  return rows.map((row) => incomingOf(row, vault))
}

/** What a message was about, once that is known. */
export interface Subject {
  readonly providerId?: string
  readonly caseId?: string
}

export async function recordApplied(sql: Sql, id: string, subject: Subject, at: Temporal.Instant): Promise<void> {
  await sql`
    update message_in set state = 'applied', attempts = attempts + 1, failure = null, applied_at = ${at.toString()},
      leased_until = '-infinity', provider_id = coalesce(${subject.providerId ?? null}, provider_id),
      case_id = coalesce(${subject.caseId ?? null}::uuid, case_id)
    where id = ${id} and state = 'waiting'`
}

/** The message stays: it is applied again at `nextAt`, or waits for a person when there is none. */
export async function recordNotApplied(
  sql: Sql,
  id: string,
  failed: {
    readonly failure: string
    readonly isFault: boolean
    readonly nextAt: Temporal.Instant | undefined
    readonly at: Temporal.Instant
  },
): Promise<void> {
  await sql`
    update message_in set attempts = attempts + 1, faults = faults + ${failed.isFault ? 1 : 0},
      failure = ${failed.failure}, leased_until = '-infinity',
      state = ${failed.nextAt ? 'waiting' : 'set-aside'}, next_at = ${(failed.nextAt ?? failed.at).toString()}
    where id = ${id} and state = 'waiting'`
}

interface IncomingRow {
  readonly id: string
  readonly message_id: string
  readonly correlation_id: string
  readonly service_id: string
  readonly message_type: AsyncMessageType
  readonly sender_id: string
  readonly message_at: Date
  readonly received_at: Date
  readonly transport: Receipt['transport']
  readonly route_id: string | null
  /** A text when it is sealed. */
  readonly content: MessageData | string | null
  readonly attempts: number
  readonly faults: number
}

function incomingOf(row: IncomingRow, vault: Vault): Incoming {
  return {
    id: row.id,
    message: {
      messageId: row.message_id,
      correlationId: row.correlation_id,
      serviceId: row.service_id,
      messageType: row.message_type,
      messageDate: instantOf(row.message_at),
      senderId: row.sender_id,
      ...(row.route_id === null ? {} : { routeId: row.route_id }),
      properties: [],
      ...(row.content === null
        ? {}
        : { data: openContent(vault, row.content, { table: 'message_in', column: 'content', id: row.id }) }),
    },
    transport: row.transport,
    receivedAt: instantOf(row.received_at),
    attempts: row.attempts,
    faults: row.faults,
  }
}
