import { randomUUID } from 'node:crypto'
import type { Sql } from '../database/connect.ts'
import { setProvenPassword } from './accounts.queries.ts'
import { forgetAttempts } from './lock-out.ts'
import type { PasswordHasher } from './passwords.ts'
import { endSessionsOf } from './sessions.queries.ts'
import { findPasswordChange, insertPasswordChange, takePasswordChange } from './sign-ups.queries.ts'
import { secretDigest } from './secret-digest.ts'

/** Judges a detached signature over a document and that its certificate is of this IIN. */
export type VerifySignature = (
  cms: Uint8Array,
  document: Uint8Array,
  iin: string,
) => Promise<
  | { readonly verdict: 'VALID' }
  | { readonly verdict: 'INVALID'; readonly reason: string }
  | { readonly verdict: 'INDETERMINATE'; readonly reason: string }
>

export interface PasswordChangeParts {
  readonly sql: Sql
  readonly passwords: PasswordHasher
  readonly verifySignature: VerifySignature
}

export type OpenPasswordChange =
  | { readonly kind: 'to-sign'; readonly iin: string; readonly document: Uint8Array }
  | { readonly kind: 'gone' }

export type FinishedPasswordChange =
  | { readonly kind: 'changed'; readonly accountId: string }
  /** The signature is good, but nobody has signed up with this IIN. */
  | { readonly kind: 'no-account' }
  | { readonly kind: 'refuted'; readonly reason: string }
  /** It could not be judged now; the same document may be signed and sent again. */
  | { readonly kind: 'undecided'; readonly reason: string }
  | { readonly kind: 'gone' }

const LASTS = Temporal.Duration.from({ minutes: 30 })
const MAX_CMS_BYTES = 256 * 1024

/**
 * Fixes the bytes to sign. Whether the IIN has an account is not told before the signature
 * has proven whose it is, so this works the same for all.
 */
export async function beginPasswordChange(
  { sql, passwords }: PasswordChangeParts,
  input: { readonly iin: string; readonly password: string; readonly browserKey: string },
  now: Temporal.Instant,
): Promise<string> {
  const id = randomUUID()
  await insertPasswordChange(sql, {
    id,
    browserSha256: secretDigest(input.browserKey),
    iin: input.iin,
    passwordHash: await passwords.hash(input.password),
    document: documentOf(id, input.iin, now),
    at: now,
    expiresAt: now.add(LASTS),
  })
  return id
}

export async function openPasswordChange(
  { sql }: PasswordChangeParts,
  id: string,
  browserKey: string,
  now: Temporal.Instant,
): Promise<OpenPasswordChange> {
  const row = await findPasswordChange(sql, id, secretDigest(browserKey), now)
  return row ? { kind: 'to-sign', iin: row.iin, document: row.document } : { kind: 'gone' }
}

/** With a valid signature of the owner: the new password holds, every session of the account ends, pauses are lifted. */
export async function finishPasswordChange(
  { sql, verifySignature }: PasswordChangeParts,
  input: { readonly id: string; readonly browserKey: string; readonly cms: Uint8Array },
  now: Temporal.Instant,
): Promise<FinishedPasswordChange> {
  const row = await findPasswordChange(sql, input.id, secretDigest(input.browserKey), now)
  if (!row) return { kind: 'gone' }
  if (input.cms.length > MAX_CMS_BYTES) return { kind: 'refuted', reason: 'too-large' }
  const judged = await verifySignature(input.cms, row.document, row.iin)
  if (judged.verdict === 'INVALID') return { kind: 'refuted', reason: judged.reason }
  if (judged.verdict === 'INDETERMINATE') return { kind: 'undecided', reason: judged.reason }
  const finished = await sql.begin(async (transaction): Promise<FinishedPasswordChange> => {
    if (!(await takePasswordChange(transaction, row.id, now))) return { kind: 'gone' }
    const accountId = await setProvenPassword(transaction, row.iin, row.password_hash, now)
    if (accountId === undefined) return { kind: 'no-account' }
    await endSessionsOf(transaction, accountId, 'password-change', now)
    return { kind: 'changed', accountId }
  })
  if (finished.kind === 'changed') await forgetAttempts(sql, row.iin)
  return finished
}

/** What is signed says what for, by whom and when, so that the signature proves nothing else. */
function documentOf(id: string, iin: string, now: Temporal.Instant): Uint8Array {
  return new TextEncoder().encode(
    JSON.stringify({ id, iin, purpose: 'password-change', requestedAt: now.round('second').toString() }),
  )
}
