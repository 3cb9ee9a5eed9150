import type { Locale } from '@qyzmet/regulation'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'
import type { AccountKind, AccountRow, WaitingAccountRow } from './account.ts'

export interface NewAccount {
  readonly id: string
  readonly kind: AccountKind
  readonly iin: string
  /** Absent when the register has not answered yet; then `nextCheckAt` is set. */
  readonly name?: string
  readonly nextCheckAt?: Temporal.Instant
  readonly registerAnswerId?: string
  readonly identityProvenAt?: Temporal.Instant
  readonly locale: Locale
  readonly phone?: string
  readonly passwordHash: string
  readonly at: Temporal.Instant
}

/** Makes the account unless the IIN already has one; false when it has. */
export async function insertAccount(sql: Sql | TransactionSql, account: NewAccount): Promise<boolean> {
  const rows = await many(sql<{ id: string }[]>`
    insert into account (
      id, kind, iin, name, register_check, next_check_at, register_answer_id,
      identity_proven_at, locale, phone, password_hash, password_changed_at, created_at
    ) values (
      ${account.id}, ${account.kind}, ${account.iin}, ${account.name ?? null},
      ${account.name === undefined ? 'pending' : 'confirmed'}, ${account.nextCheckAt?.toString() ?? null},
      ${account.registerAnswerId ?? null}, ${account.identityProvenAt?.toString() ?? null}, ${account.locale}, ${account.phone ?? null}, ${account.passwordHash},
      ${account.at.toString()}, ${account.at.toString()}
    )
    on conflict (iin) do nothing
    returning id`)
  return rows.length === 1
}

export function findAccountById(sql: Sql, id: string): Promise<AccountRow | undefined> {
  return maybeOne(sql<AccountRow[]>`
    select id, kind, iin, name, register_check, register_finding, next_check_at, identity_proven_at,
      locale, phone, email, blocked_at
    from account where id = ${id}`)
}

export function findAccountByIin(sql: Sql, iin: string): Promise<AccountRow | undefined> {
  return maybeOne(sql<AccountRow[]>`
    select id, kind, iin, name, register_check, register_finding, next_check_at, identity_proven_at,
      locale, phone, email, blocked_at
    from account where iin = ${iin}`)
}

/** The only query that reads a password hash. */
export function findCredentials(
  sql: Sql,
  iin: string,
): Promise<(AccountRow & { readonly password_hash: string }) | undefined> {
  return maybeOne(sql<(AccountRow & { readonly password_hash: string })[]>`
    select id, kind, iin, name, register_check, register_finding, next_check_at, identity_proven_at,
      locale, phone, email, blocked_at, password_hash
    from account where iin = ${iin}`)
}

/** Replaces a hash made at an older cost, unless the password was changed meanwhile. */
export async function replacePasswordHash(sql: Sql, id: string, before: string, after: string): Promise<void> {
  await sql`update account set password_hash = ${after} where id = ${id} and password_hash = ${before}`
}

/** Sets a new password proven with a digital signature; the id of the account, or undefined when the IIN has none. */
export async function setProvenPassword(
  sql: TransactionSql,
  iin: string,
  passwordHash: string,
  at: Temporal.Instant,
): Promise<string | undefined> {
  const row = await maybeOne(sql<{ id: string }[]>`
    update account
    set password_hash = ${passwordHash}, password_changed_at = ${at.toString()},
      identity_proven_at = coalesce(identity_proven_at, ${at.toString()})
    where iin = ${iin}
    returning id`)
  return row?.id
}

export async function setIdentityProven(sql: Sql | TransactionSql, id: string, at: Temporal.Instant): Promise<void> {
  await sql`
    update account set identity_proven_at = ${at.toString()} where id = ${id} and identity_proven_at is null`
}

export async function setLocale(sql: Sql, id: string, locale: Locale): Promise<void> {
  await sql`update account set locale = ${locale} where id = ${id} and locale <> ${locale}`
}

export async function setContacts(
  sql: Sql,
  id: string,
  contacts: { readonly phone?: string; readonly email?: string },
): Promise<void> {
  await sql`
    update account
    set phone = coalesce(${contacts.phone ?? null}, phone), email = coalesce(${contacts.email ?? null}, email)
    where id = ${id}`
}

/** Shuts the account and ends its sessions. */
export async function blockAccount(sql: Sql, id: string, reason: string, at: Temporal.Instant): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`
      update account set blocked_at = ${at.toString()}, blocked_reason = ${reason}
      where id = ${id} and blocked_at is null`
    await transaction`
      update session set ended_at = ${at.toString()}, ended_by = 'block'
      where account_id = ${id} and ended_at is null`
  })
}

export interface PendingCheck {
  readonly id: string
  readonly iin: string
  readonly check_attempts: number
}

/**
 * Takes accounts whose register check is due and moves their next check on, so that
 * another server does not take them too and a crash only delays them.
 */
export function takePendingChecks(
  sql: Sql,
  now: Temporal.Instant,
  until: Temporal.Instant,
  limit: number,
): Promise<readonly PendingCheck[]> {
  return many(sql<PendingCheck[]>`
    update account set next_check_at = ${until.toString()}, check_attempts = check_attempts + 1
    where id in (
      select id from account
      where register_check = 'pending' and next_check_at <= ${now.toString()}
      order by next_check_at
      limit ${limit}
      for update skip locked
    )
    returning id, iin, check_attempts`)
}

/** Takes one account that is not confirmed, whatever its next check; a finding against it is open again. */
export function reopenCheck(sql: Sql, id: string, until: Temporal.Instant): Promise<PendingCheck | undefined> {
  return maybeOne(sql<PendingCheck[]>`
    update account
    set register_check = 'pending', register_finding = null, next_check_at = ${until.toString()},
      check_attempts = check_attempts + 1
    where id = ${id} and register_check <> 'confirmed'
    returning id, iin, check_attempts`)
}

export async function confirmAccount(sql: Sql, id: string, name: string, registerAnswerId: string): Promise<void> {
  await sql`
    update account
    set register_check = 'confirmed', name = ${name}, next_check_at = null, register_answer_id = ${registerAnswerId}
    where id = ${id} and register_check = 'pending'`
}

export async function refuteAccount(sql: Sql, id: string, finding: string, registerAnswerId: string): Promise<void> {
  await sql`
    update account
    set register_check = 'refuted', register_finding = ${finding}, next_check_at = null,
      register_answer_id = ${registerAnswerId}
    where id = ${id} and register_check = 'pending'`
}

export async function postponeCheck(
  sql: Sql,
  id: string,
  next: Temporal.Instant,
  registerAnswerId: string,
): Promise<void> {
  await sql`
    update account set next_check_at = ${next.toString()}, register_answer_id = ${registerAnswerId}
    where id = ${id} and register_check = 'pending'`
}

export function listPendingAccounts(sql: Sql, limit: number): Promise<readonly WaitingAccountRow[]> {
  return many(sql<WaitingAccountRow[]>`
    select id, created_at, check_attempts, next_check_at
    from account where register_check = 'pending'
    order by created_at
    limit ${limit}`)
}
