import type { Locale } from '@qyzmet/regulation'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'
import type { ChannelName } from './channel.ts'
import type { NoticeCode } from './notice-code.ts'
import { instantOf } from '../database/instants.ts'

export type DeliveryStatus = 'queued' | 'sending' | 'sent' | 'delivered' | 'failed' | 'unclear'

/** A notice on its way to an address. */
export interface Delivery {
  readonly id: string
  readonly caseId: string
  readonly version: number
  readonly accountId: string
  readonly code: NoticeCode
  readonly parameters: { readonly number: string; readonly path: string }
  readonly channel: ChannelName
  readonly address: string
  readonly locale: Locale
  readonly status: DeliveryStatus
  readonly textSha256: string | null
  readonly messageId: string | null
  readonly detail: string | null
  readonly queuedAt: Temporal.Instant
  readonly sentAt: Temporal.Instant | null
  readonly deliveredAt: Temporal.Instant | null
  readonly failedAt: Temporal.Instant | null
}

interface DeliveryRow {
  readonly id: string
  readonly case_id: string
  readonly version: number
  readonly account_id: string
  readonly code: NoticeCode
  readonly parameters: Delivery['parameters']
  readonly channel: ChannelName
  readonly address: string
  readonly locale: Locale
  readonly status: DeliveryStatus
  readonly text_sha256: string | null
  readonly message_id: string | null
  readonly detail: string | null
  readonly queued_at: Date
  readonly sent_at: Date | null
  readonly delivered_at: Date | null
  readonly failed_at: Date | null
}

export type NewDelivery = Pick<Delivery, 'caseId' | 'version' | 'accountId' | 'code' | 'parameters' | 'queuedAt'>

/** Name of the job that sends one notice. */
export const SEND_NOTICE = 'send-notice'

/**
 * Queues a notice for every address that the person has confirmed, each with its job, in one statement.
 *
 * @param ids one for each channel
 * @returns how many were queued; none that was queued before
 */
export async function insertDeliveries(
  sql: Sql | TransactionSql,
  delivery: NewDelivery,
  ids: Readonly<Record<ChannelName, string>>,
): Promise<number> {
  const { caseId, version, accountId, code, parameters, queuedAt } = delivery
  const rows = await many(sql<{ id: string }[]>`
    with queued as (
      insert into notice_delivery
        (id, case_id, version, account_id, code, parameters, channel, address, locale, status, queued_at)
      select case n.channel when 'email' then ${ids.email}::uuid else ${ids.sms}::uuid end,
        ${caseId}, ${version}, ${accountId}, ${code}, ${sql.json(parameters)}, n.channel, n.address, a.locale, 'queued',
        ${queuedAt.toString()}
      from notice_address n join account a on a.id = n.account_id
      where n.account_id = ${accountId} and n.confirmed_at is not null and a.blocked_at is null
      on conflict (case_id, version, account_id, channel) do nothing
      returning id
    )
    insert into outbox (task, payload)
    select ${SEND_NOTICE}, json_build_object('deliveryId', id) from queued
    returning id::text`)
  return rows.length
}

export async function findDelivery(sql: Sql, id: string): Promise<Delivery | undefined> {
  const row = await maybeOne(sql<DeliveryRow[]>`select ${columns(sql)} from notice_delivery where id = ${id}`)
  return row && deliveryOf(row)
}

/** Takes a queued notice for sending, so that a crash in between is seen afterwards; false when it is not queued. */
export async function beginSending(sql: Sql, id: string): Promise<boolean> {
  const row = await maybeOne(sql<{ id: string }[]>`
    update notice_delivery set status = 'sending', attempts = attempts + 1
    where id = ${id} and status = 'queued' returning id`)
  return row !== undefined
}

/** The try came to nothing, surely: the notice waits for the next one. */
export async function backInQueue(sql: Sql, id: string, detail: string): Promise<void> {
  await sql`update notice_delivery set status = 'queued', detail = ${detail} where id = ${id} and status = 'sending'`
}

export async function markSent(
  sql: Sql,
  sent: {
    readonly id: string
    readonly textSha256: string
    readonly messageId: string
    readonly detail: string
    readonly at: Temporal.Instant
  },
): Promise<void> {
  await sql`
    update notice_delivery set status = 'sent', text_sha256 = decode(${sent.textSha256}, 'hex'),
      message_id = ${sent.messageId}, detail = ${sent.detail}, sent_at = ${sent.at.toString()}
    where id = ${sent.id} and status = 'sending'`
}

/** It will not arrive (`failed`), or nobody can tell whether it went out (`unclear`). */
export async function markLost(
  sql: Sql,
  lost: {
    readonly id: string
    readonly status: 'failed' | 'unclear'
    readonly detail: string
    readonly at: Temporal.Instant
  },
): Promise<void> {
  await sql`
    update notice_delivery set status = ${lost.status}, detail = ${lost.detail}, failed_at = ${lost.at.toString()}
    where id = ${lost.id} and status in ('sending', 'sent')`
}

export async function markDelivered(sql: Sql, id: string, at: Temporal.Instant): Promise<void> {
  await sql`
    update notice_delivery set status = 'delivered', delivered_at = ${at.toString()}
    where id = ${id} and status = 'sent'`
}

/** Short messages sent since then of which it is not known whether they arrived. */
export async function messagesOnTheirWay(sql: Sql, since: Temporal.Instant): Promise<readonly Delivery[]> {
  const rows = await many(sql<DeliveryRow[]>`
    select ${columns(sql)} from notice_delivery
    where status = 'sent' and channel = 'sms' and sent_at > ${since.toString()} order by sent_at limit 500`)
  return rows.map(deliveryOf)
}

/** Notices of a case on their way to addresses, oldest first. */
export async function deliveriesOfCase(sql: Sql, caseId: string): Promise<readonly Delivery[]> {
  const rows = await many(sql<DeliveryRow[]>`
    select ${columns(sql)} from notice_delivery where case_id = ${caseId} order by version, account_id, channel`)
  return rows.map(deliveryOf)
}

function columns(sql: Sql) {
  return sql`
    id, case_id, version, account_id, code, parameters, channel, address, locale, status,
    encode(text_sha256, 'hex') as text_sha256, message_id, detail, queued_at, sent_at, delivered_at, failed_at`
}

function deliveryOf(row: DeliveryRow): Delivery {
  const { id, version, code, parameters, channel, address, locale, status, detail } = row
  return {
    id,
    caseId: row.case_id,
    version,
    accountId: row.account_id,
    code,
    parameters,
    channel,
    address,
    locale,
    status,
    textSha256: row.text_sha256,
    messageId: row.message_id,
    detail,
    queuedAt: instantOf(row.queued_at),
    sentAt: row.sent_at && instantOf(row.sent_at),
    deliveredAt: row.delivered_at && instantOf(row.delivered_at),
    failedAt: row.failed_at && instantOf(row.failed_at),
  }
}
