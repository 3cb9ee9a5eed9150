import type { Sql, TransactionSql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'
import type { AccountRow } from './account.ts'

export type EndedBy = 'sign-out' | 'new-sign-in' | 'password-change' | 'block'

export interface SessionRow extends AccountRow {
  readonly session_id: string
  readonly csrf_secret: Buffer
  readonly signed_in_at: Date
  readonly last_seen_at: Date
  readonly expires_at: Date
  readonly ended_by: EndedBy | null
}

export async function insertSession(
  sql: Sql,
  session: {
    readonly id: string
    readonly tokenSha256: Buffer
    readonly accountId: string
    readonly csrfSecret: Buffer
    readonly at: Temporal.Instant
    readonly expiresAt: Temporal.Instant
  },
): Promise<void> {
  await sql`
    insert into session (id, token_sha256, account_id, csrf_secret, created_at, last_seen_at, expires_at)
    values (
      ${session.id}, ${session.tokenSha256}, ${session.accountId}, ${session.csrfSecret},
      ${session.at.toString()}, ${session.at.toString()}, ${session.expiresAt.toString()}
    )`
}

/** A session with its account, ended ones too: one round trip for every request of a signed-in person. */
export function findSession(sql: Sql, tokenSha256: Buffer): Promise<SessionRow | undefined> {
  return maybeOne(sql<SessionRow[]>`
    select session.id as session_id, session.csrf_secret, session.created_at as signed_in_at, session.last_seen_at,
      session.expires_at, session.ended_by,
      account.id, account.kind, account.iin, account.name, account.register_check, account.register_finding,
      account.next_check_at, account.identity_proven_at, account.locale, account.phone, account.email,
      account.blocked_at
    from session join account on account.id = session.account_id
    where session.token_sha256 = ${tokenSha256}`)
}

export async function touchSession(sql: Sql, id: string, at: Temporal.Instant): Promise<void> {
  await sql`
    update session set last_seen_at = ${at.toString()}
    where id = ${id} and last_seen_at < ${at.toString()} and ended_at is null`
}

export async function endSessionByToken(
  sql: Sql,
  tokenSha256: Buffer,
  endedBy: EndedBy,
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    update session set ended_at = ${at.toString()}, ended_by = ${endedBy}
    where token_sha256 = ${tokenSha256} and ended_at is null`
}

/** Ends every session of the account; the number ended. */
export async function endSessionsOf(
  sql: Sql | TransactionSql,
  accountId: string,
  endedBy: EndedBy,
  at: Temporal.Instant,
): Promise<number> {
  const rows = await many(sql<{ id: string }[]>`
    update session set ended_at = ${at.toString()}, ended_by = ${endedBy}
    where account_id = ${accountId} and ended_at is null
    returning id`)
  return rows.length
}

/** Drops sessions that ended long ago; until then their cookie still explains why it no longer works. */
export async function dropOldSessions(sql: Sql, before: Temporal.Instant): Promise<void> {
  await sql`delete from session where expires_at < ${before.toString()}`
}
