import type { Locale } from '@qyzmet/regulation'
import type { Sql } from '../database/connect.ts'
import { maybeOne } from '../database/query.ts'

export interface NewIdentitySignIn {
  readonly id: string
  readonly provider: string
  readonly stateSha256: Buffer
  readonly browserSha256: Buffer
  readonly nonce: string
  readonly codeVerifier: string
  readonly locale: Locale
  readonly returnPath?: string
  readonly at: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

export async function insertIdentitySignIn(sql: Sql, signIn: NewIdentitySignIn): Promise<void> {
  await sql`
    insert into identity_sign_in (
      id, provider, state_sha256, browser_sha256, nonce, code_verifier, locale, return_path, created_at, expires_at
    ) values (
      ${signIn.id}, ${signIn.provider}, ${signIn.stateSha256}, ${signIn.browserSha256}, ${signIn.nonce},
      ${signIn.codeVerifier}, ${signIn.locale}, ${signIn.returnPath ?? null}, ${signIn.at.toString()},
      ${signIn.expiresAt.toString()}
    )`
}

export interface IdentitySignInRow {
  readonly id: string
  readonly nonce: string
  readonly code_verifier: string
  readonly locale: Locale
  readonly return_path: string | null
}

/** The sign-in that this very browser began with this provider; of two returns only the first gets it. */
export function takeReturned(
  sql: Sql,
  key: { readonly provider: string; readonly stateSha256: Buffer; readonly browserSha256: Buffer },
  now: Temporal.Instant,
): Promise<IdentitySignInRow | undefined> {
  return maybeOne(sql<IdentitySignInRow[]>`
    update identity_sign_in set returned_at = ${now.toString()}
    where state_sha256 = ${key.stateSha256} and browser_sha256 = ${key.browserSha256} and provider = ${key.provider}
      and returned_at is null and expires_at > ${now.toString()}
    returning id, nonce, code_verifier, locale, return_path`)
}

/** The person who came back owns this account's IIN and is to say whether the account is theirs. */
export async function setAccountInQuestion(sql: Sql, id: string, accountId: string): Promise<void> {
  await sql`update identity_sign_in set account_id = ${accountId} where id = ${id} and returned_at is not null`
}

export interface AccountInQuestion {
  readonly account_id: string
  readonly created_at: Date
  readonly return_path: string | null
}

export function findAccountInQuestion(
  sql: Sql,
  id: string,
  browserSha256: Buffer,
  now: Temporal.Instant,
): Promise<AccountInQuestion | undefined> {
  return maybeOne(sql<AccountInQuestion[]>`
    select sign_in.account_id, account.created_at, sign_in.return_path
    from identity_sign_in sign_in join account on account.id = sign_in.account_id
    where sign_in.id = ${id} and sign_in.browser_sha256 = ${browserSha256} and sign_in.answered_at is null
      and sign_in.expires_at > ${now.toString()}`)
}

/** Uses the answer up; of two presses of a button only the first gets the account. */
export function takeAnswer(
  sql: Sql,
  id: string,
  browserSha256: Buffer,
  now: Temporal.Instant,
): Promise<{ readonly account_id: string; readonly return_path: string | null } | undefined> {
  return maybeOne(sql<{ account_id: string; return_path: string | null }[]>`
    update identity_sign_in set answered_at = ${now.toString()}
    where id = ${id} and browser_sha256 = ${browserSha256} and account_id is not null and answered_at is null
      and expires_at > ${now.toString()}
    returning account_id, return_path`)
}

/** Drops what was begun and is over. */
export async function dropOldIdentitySignIns(sql: Sql, now: Temporal.Instant): Promise<void> {
  await sql`delete from identity_sign_in where expires_at <= ${now.toString()}`
}
