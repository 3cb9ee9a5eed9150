import type { Sql } from '../database/connect.ts'
import { type Account, accountOf } from './account.ts'
import { findCredentials, replacePasswordHash } from './accounts.queries.ts'
import { beginAttempt, forgetAttempts, FREE_ATTEMPTS, pauseOf } from './lock-out.ts'
import type { PasswordHasher } from './passwords.ts'
import type { Sessions } from './sessions.ts'

export interface SignInInput {
  readonly iin: string
  readonly password: string
  /** Token of the session the browser had before; it ends. */
  readonly previousToken?: string
}

export type SignInResult =
  | { readonly kind: 'signed-in'; readonly token: string; readonly account: Account }
  /** Wrong IIN or wrong password: nobody is told which. `attemptsLeft` are those before a pause. */
  | { readonly kind: 'refuted'; readonly attemptsLeft: number; readonly pausedUntil?: Temporal.Instant }
  /** Not looked at: too many wrong attempts before. */
  | { readonly kind: 'paused'; readonly until: Temporal.Instant }
  /** Told only to who gave the right password. */
  | { readonly kind: 'blocked' }

export interface SignInParts {
  readonly sql: Sql
  readonly passwords: PasswordHasher
  readonly sessions: Sessions
}

/**
 * Compares an IIN and a password with the account and opens a session. The path is the same
 * with an account and without: the same queries, the same hashing, the same pauses, the same words.
 */
export async function signIn(parts: SignInParts, input: SignInInput, now: Temporal.Instant): Promise<SignInResult> {
  const { sql, passwords, sessions } = parts
  const attempt = await beginAttempt(sql, input.iin, now)
  if (!attempt.allowed) return { kind: 'paused', until: attempt.until }

  const credentials = await findCredentials(sql, input.iin)
  if (!(await passwords.verify(input.password, credentials?.password_hash)) || !credentials) {
    if (attempt.attemptsLeft > 0) return { kind: 'refuted', attemptsLeft: attempt.attemptsLeft }
    const pausedUntil = await pauseOf(sql, input.iin)
    return { kind: 'refuted', attemptsLeft: 0, ...(pausedUntil && { pausedUntil }) }
  }

  await forgetAttempts(sql, input.iin)
  if (credentials.blocked_at) return { kind: 'blocked' }
  if (passwords.isStale(credentials.password_hash)) {
    const renewed = await passwords.hash(input.password)
    await replacePasswordHash(sql, credentials.id, credentials.password_hash, renewed)
  }
  // A new session at every sign-in: a token planted in the browser before is worth nothing after.
  if (input.previousToken !== undefined) await sessions.end(input.previousToken, 'new-sign-in', now)
  return { kind: 'signed-in', token: await sessions.open(credentials.id, now), account: accountOf(credentials) }
}

export { FREE_ATTEMPTS }
