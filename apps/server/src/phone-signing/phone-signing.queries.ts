import type { Sql } from '../database/connect.ts'
import { maybeOne } from '../database/query.ts'
import type { PhoneOffer } from './offer.ts'

export interface PhoneSigningRow {
  readonly id: string
  readonly offer: PhoneOffer
  readonly expires_at: Date
  readonly opened_at: Date | null
  readonly token_sha256: Buffer | null
  readonly refusals: number
  readonly refusal: string | null
  readonly signatures: readonly string[] | null
  readonly signed_at: Date | null
}

export async function insertPhoneSigning(
  sql: Sql,
  signing: {
    readonly id: string
    readonly browserSha256: Buffer
    readonly serviceKeySha256: Buffer
    readonly offer: PhoneOffer
    readonly at: Temporal.Instant
    readonly expiresAt: Temporal.Instant
  },
): Promise<void> {
  await sql`
    insert into phone_signing (id, browser_sha256, service_key_sha256, offer, begun_at, expires_at)
    values (
      ${signing.id}, ${signing.browserSha256}, ${signing.serviceKeySha256}, ${sql.json({ ...signing.offer } as never)},
      ${signing.at.toString()}, ${signing.expiresAt.toString()}
    )`
}

/** For the browser that began it, and for no other. */
export function findForBrowser(sql: Sql, id: string, browserSha256: Buffer): Promise<PhoneSigningRow | undefined> {
  return maybeOne(sql<PhoneSigningRow[]>`
    select id, offer, expires_at, opened_at, token_sha256, refusals, refusal, signatures, signed_at
    from phone_signing where id = ${id} and browser_sha256 = ${browserSha256}`)
}

export function findByServiceKey(sql: Sql, serviceKeySha256: Buffer): Promise<PhoneSigningRow | undefined> {
  return maybeOne(sql<PhoneSigningRow[]>`
    select id, offer, expires_at, opened_at, token_sha256, refusals, refusal, signatures, signed_at
    from phone_signing where service_key_sha256 = ${serviceKeySha256}`)
}

export function findForPhone(sql: Sql, id: string): Promise<PhoneSigningRow | undefined> {
  return maybeOne(sql<PhoneSigningRow[]>`
    select id, offer, expires_at, opened_at, token_sha256, refusals, refusal, signatures, signed_at
    from phone_signing where id = ${id}`)
}

/** Opens the address of the QR code; of two telephones only the first gets true. */
export async function markOpened(sql: Sql, id: string, tokenSha256: Buffer, now: Temporal.Instant): Promise<boolean> {
  const at = now.toString()
  const row = await maybeOne(sql<{ id: string }[]>`
    update phone_signing set opened_at = ${at}, token_sha256 = ${tokenSha256}
    where id = ${id} and opened_at is null and expires_at > ${at}
    returning id`)
  return row !== undefined
}

/** Keeps the signatures; false when others came first or the time is over. */
export async function keepSignatures(
  sql: Sql,
  id: string,
  signatures: readonly string[],
  now: Temporal.Instant,
): Promise<boolean> {
  const at = now.toString()
  const row = await maybeOne(sql<{ id: string }[]>`
    update phone_signing set signatures = ${sql.json([...signatures])}, signed_at = ${at}
    where id = ${id} and signed_at is null and opened_at is not null and expires_at > ${at}
    returning id`)
  return row !== undefined
}

export async function noteRefusal(sql: Sql, id: string, reason: string): Promise<void> {
  await sql`update phone_signing set refusals = refusals + 1, refusal = ${reason} where id = ${id} and signed_at is null`
}

/** Removes what was over by the moment. @returns how many rows were removed */
export async function deleteOver(sql: Sql, by: Temporal.Instant): Promise<number> {
  const removed = await sql`delete from phone_signing where expires_at <= ${by.toString()}`
  return removed.count
}
