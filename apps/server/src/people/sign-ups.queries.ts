import type { Locale } from '@qyzmet/regulation'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { maybeOne } from '../database/query.ts'

export interface SignUpRow {
  readonly id: string
  readonly iin: string
  readonly password_hash: string
  readonly locale: Locale
  readonly phone: string | null
  readonly outcome: string
  readonly name: string | null
  readonly register_answer_id: string | null
  readonly identity_proven_at: Date | null
}

export interface NewSignUp {
  readonly id: string
  readonly browserSha256: Buffer
  readonly iin: string
  readonly passwordHash: string
  readonly locale: Locale
  readonly phone?: string
  readonly outcome: string
  readonly name?: string
  readonly registerAnswerId?: string
  readonly identityProvenAt?: Temporal.Instant
  readonly at: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

export async function insertSignUp(sql: Sql, signUp: NewSignUp): Promise<void> {
  await sql`
    insert into sign_up (
      id, browser_sha256, iin, password_hash, locale, phone, outcome, name, register_answer_id,
      identity_proven_at, created_at, expires_at
    ) values (
      ${signUp.id}, ${signUp.browserSha256}, ${signUp.iin}, ${signUp.passwordHash}, ${signUp.locale},
      ${signUp.phone ?? null}, ${signUp.outcome}, ${signUp.name ?? null}, ${signUp.registerAnswerId ?? null},
      ${signUp.identityProvenAt?.toString() ?? null}, ${signUp.at.toString()}, ${signUp.expiresAt.toString()}
    )`
}

/** A sign-up that this very browser began and that has neither expired nor been used. */
export function findSignUp(
  sql: Sql,
  id: string,
  browserSha256: Buffer,
  now: Temporal.Instant,
): Promise<SignUpRow | undefined> {
  return maybeOne(sql<SignUpRow[]>`
    select id, iin, password_hash, locale, phone, outcome, name, register_answer_id, identity_proven_at
    from sign_up
    where id = ${id} and browser_sha256 = ${browserSha256} and used_at is null and expires_at > ${now.toString()}`)
}

/** Uses a sign-up up; of two presses of the button only the first gets the row. */
export function takeSignUp(
  sql: TransactionSql,
  id: string,
  browserSha256: Buffer,
  now: Temporal.Instant,
): Promise<SignUpRow | undefined> {
  return maybeOne(sql<SignUpRow[]>`
    update sign_up set used_at = ${now.toString()}
    where id = ${id} and browser_sha256 = ${browserSha256} and outcome = 'ordinary' and used_at is null
      and expires_at > ${now.toString()}
    returning id, iin, password_hash, locale, phone, outcome, name, register_answer_id, identity_proven_at`)
}

export interface PasswordChangeRow {
  readonly id: string
  readonly iin: string
  readonly password_hash: string
  readonly document: Buffer
}

export async function insertPasswordChange(
  sql: Sql,
  change: {
    readonly id: string
    readonly browserSha256: Buffer
    readonly iin: string
    readonly passwordHash: string
    readonly document: Uint8Array
    readonly at: Temporal.Instant
    readonly expiresAt: Temporal.Instant
  },
): Promise<void> {
  await sql`
    insert into password_change (id, browser_sha256, iin, password_hash, document, created_at, expires_at)
    values (
      ${change.id}, ${change.browserSha256}, ${change.iin}, ${change.passwordHash}, ${change.document},
      ${change.at.toString()}, ${change.expiresAt.toString()}
    )`
}

export function findPasswordChange(
  sql: Sql,
  id: string,
  browserSha256: Buffer,
  now: Temporal.Instant,
): Promise<PasswordChangeRow | undefined> {
  return maybeOne(sql<PasswordChangeRow[]>`
    select id, iin, password_hash, document
    from password_change
    where id = ${id} and browser_sha256 = ${browserSha256} and used_at is null and expires_at > ${now.toString()}`)
}

/** Uses a password change up; false when it was used meanwhile. */
export async function takePasswordChange(sql: TransactionSql, id: string, now: Temporal.Instant): Promise<boolean> {
  const row = await maybeOne(sql<{ id: string }[]>`
    update password_change set used_at = ${now.toString()}
    where id = ${id} and used_at is null
    returning id`)
  return row !== undefined
}

/** Drops what was begun and never finished; it holds password hashes, so it does not stay. */
export async function dropUnfinished(sql: Sql, now: Temporal.Instant): Promise<void> {
  await sql`delete from sign_up where expires_at <= ${now.toString()}`
  await sql`delete from password_change where expires_at <= ${now.toString()}`
}
