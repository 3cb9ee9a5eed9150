import type { Sql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'
import type { ChannelName } from './channel.ts'
import { instantOf } from '../database/instants.ts'

export interface NoticeAddress {
  readonly channel: ChannelName
  /** Where notices go; undefined until a code came back. */
  readonly address?: string
  readonly confirmedAt?: Temporal.Instant
  /** Where a code was sent that has not come back yet. */
  readonly pending?: string
}

interface AddressRow {
  readonly channel: ChannelName
  readonly address: string | null
  readonly confirmed_at: Date | null
  readonly pending_address: string | null
}

/** What the person has chosen, confirmed or not. @param now pending codes that have run out are left out */
export async function addressesOf(
  sql: Sql,
  accountId: string,
  now: Temporal.Instant,
): Promise<readonly NoticeAddress[]> {
  const rows = await many(sql<AddressRow[]>`
    select channel, address, confirmed_at,
      case when code_expires_at > ${now.toString()} then pending_address end as pending_address
    from notice_address where account_id = ${accountId} order by channel`)
  return rows.map((row) => ({
    channel: row.channel,
    ...(row.address === null ? {} : { address: row.address }),
    ...(row.confirmed_at ? { confirmedAt: instantOf(row.confirmed_at) } : {}),
    ...(row.pending_address === null ? {} : { pending: row.pending_address }),
  }))
}

export interface PendingCode {
  readonly accountId: string
  readonly channel: ChannelName
  readonly address: string
  readonly codeSha256: Uint8Array
  readonly at: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

/** Keeps a code that goes out now; false when the person has had as many within the hour as anybody may. */
export async function putCode(sql: Sql, code: PendingCode, maxInHour: number): Promise<boolean> {
  const { accountId, channel, address, codeSha256, at, expiresAt } = code
  const hourAgo = at.subtract({ hours: 1 }).toString()
  const row = await maybeOne(sql<{ channel: string }[]>`
    insert into notice_address as a
      (account_id, channel, pending_address, code_sha256, code_expires_at, codes_sent, first_code_at)
    values (
      ${accountId}, ${channel}, ${address}, ${Buffer.from(codeSha256)}, ${expiresAt.toString()}, 1, ${at.toString()}
    )
    on conflict (account_id, channel) do update set
      pending_address = excluded.pending_address, code_sha256 = excluded.code_sha256,
      code_expires_at = excluded.code_expires_at, code_tries = 0,
      codes_sent = case when a.first_code_at < ${hourAgo} then 1 else a.codes_sent + 1 end,
      first_code_at = case when a.first_code_at < ${hourAgo} then excluded.first_code_at else a.first_code_at end
    where a.first_code_at < ${hourAgo} or a.codes_sent < ${maxInHour}
    returning channel`)
  return row !== undefined
}

/** Counts a try and gives what the code has to be; undefined when none waits, it ran out, or it was tried too often. */
export async function tryCode(
  sql: Sql,
  accountId: string,
  channel: ChannelName,
  now: Temporal.Instant,
  maxTries: number,
): Promise<Uint8Array | undefined> {
  const row = await maybeOne(sql<{ code_sha256: Buffer }[]>`
    update notice_address set code_tries = code_tries + 1
    where account_id = ${accountId} and channel = ${channel} and code_expires_at > ${now.toString()}
      and code_tries < ${maxTries}
    returning code_sha256`)
  return row?.code_sha256
}

/** The code came back: notices go to the address from now on. */
export async function confirmAddress(
  sql: Sql,
  accountId: string,
  channel: ChannelName,
  codeSha256: Uint8Array,
  at: Temporal.Instant,
): Promise<boolean> {
  const row = await maybeOne(sql<{ address: string }[]>`
    update notice_address set address = pending_address, confirmed_at = ${at.toString()}, pending_address = null,
      code_sha256 = null, code_expires_at = null
    where account_id = ${accountId} and channel = ${channel} and code_sha256 = ${Buffer.from(codeSha256)}
    returning address`)
  return row !== undefined
}

/** No more notices by this channel. How many codes were sent stays, so that nobody sends more by removing. */
export async function removeAddress(sql: Sql, accountId: string, channel: ChannelName): Promise<void> {
  await sql`
    update notice_address set address = null, confirmed_at = null, pending_address = null, code_sha256 = null,
      code_expires_at = null
    where account_id = ${accountId} and channel = ${channel}`
}
