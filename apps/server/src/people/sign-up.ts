import { randomBytes, randomUUID } from 'node:crypto'
import type { Locale } from '@qyzmet/regulation'
import type { Sql } from '../database/connect.ts'
import type { Registers } from '../registers/registers.ts'
import {
  confirmAccount,
  insertAccount,
  postponeCheck,
  reopenCheck,
  refuteAccount,
  takePendingChecks,
} from './accounts.queries.ts'
import type { PasswordHasher } from './passwords.ts'
import { checkPerson, type Finding, findingOf } from './register-check.ts'
import { findSignUp, insertSignUp, takeSignUp } from './sign-ups.queries.ts'
import { instantOf } from '../database/instants.ts'
import { growingPause, type Pauses } from '../jobs/growing-pause.ts'
import { secretDigest } from './secret-digest.ts'

export interface SignUpParts {
  readonly sql: Sql
  readonly registers: Registers
  readonly passwords: PasswordHasher
  /** How long someone waits at the screen for the register; after that it is asked again in the background. */
  readonly patience?: Temporal.Duration
}

export interface SignUpInput {
  /** A number that passed `parseIin`. */
  readonly iin: string
  /** A password without a fault. Absent when another provider of identity has just vouched for the owner of the IIN. */
  readonly password?: string
  readonly phone?: string
  readonly locale: Locale
  /** Secret of the browser's own cookie: only the browser that began a sign-up may finish it. */
  readonly browserKey: string
}

export type BegunSignUp =
  /** Goes on at the page of this sign-up, which shows the name or the finding. */
  | { readonly kind: 'begun'; readonly signUpId: string }
  /** The register was silent: the account exists and waits. */
  | { readonly kind: 'waiting'; readonly accountId: string }
  | { readonly kind: 'exists' }

export type OpenSignUp =
  | { readonly kind: 'confirm'; readonly iin: string; readonly name: string }
  | { readonly kind: 'finding'; readonly iin: string; readonly finding: Finding }
  | { readonly kind: 'gone' }

export type FinishedSignUp =
  | { readonly kind: 'created'; readonly accountId: string }
  | { readonly kind: 'exists' }
  | { readonly kind: 'gone' }

const PATIENCE_AT_SCREEN = Temporal.Duration.from({ seconds: 4 })
const PATIENCE_IN_BACKGROUND = Temporal.Duration.from({ seconds: 30 })
const SIGN_UP_LASTS = Temporal.Duration.from({ minutes: 30 })
const RETRIES: Pauses = { firstSeconds: 60, longestSeconds: 6 * 60 * 60 }
/** A check in progress is not taken by another server within this time. */
const LEASE = Temporal.Duration.from({ minutes: 2 })

/** Asks the register about the person; an account is made at once only when it is silent. */
export async function beginSignUp(parts: SignUpParts, input: SignUpInput, now: Temporal.Instant): Promise<BegunSignUp> {
  const { sql, registers, passwords } = parts
  const id = randomUUID()
  const passwordHash = await passwords.hash(input.password ?? unknownPassword())
  const checked = await checkPerson(
    registers,
    { iin: input.iin, idempotencyKey: `${id}:0`, patience: parts.patience ?? PATIENCE_AT_SCREEN },
    now,
  )
  const common = {
    id,
    iin: input.iin,
    passwordHash,
    locale: input.locale,
    registerAnswerId: checked.answerId,
    at: now,
    ...(input.phone !== undefined && { phone: input.phone }),
    ...(input.password === undefined && { identityProvenAt: now }),
  }
  if (checked.kind === 'pending') {
    const made = await insertAccount(sql, {
      ...common,
      kind: 'citizen',
      nextCheckAt: now.add(growingPause(1, RETRIES)),
    })
    return made ? { kind: 'waiting', accountId: id } : { kind: 'exists' }
  }
  await insertSignUp(sql, {
    ...common,
    browserSha256: secretDigest(input.browserKey),
    outcome: checked.kind === 'ordinary' ? 'ordinary' : checked.finding,
    ...(checked.kind === 'ordinary' && { name: checked.name }),
    expiresAt: now.add(SIGN_UP_LASTS),
  })
  return { kind: 'begun', signUpId: id }
}

/** What the page of a sign-up shows. */
export async function openSignUp(
  { sql }: SignUpParts,
  id: string,
  browserKey: string,
  now: Temporal.Instant,
): Promise<OpenSignUp> {
  const row = await findSignUp(sql, id, secretDigest(browserKey), now)
  if (!row) return { kind: 'gone' }
  if (row.name !== null) return { kind: 'confirm', iin: row.iin, name: row.name }
  return { kind: 'finding', iin: row.iin, finding: findingOf(row.outcome) }
}

/** The person has recognised the name: the account is made. Only here is it told that the IIN has one already. */
export function finishSignUp(
  { sql }: SignUpParts,
  id: string,
  browserKey: string,
  now: Temporal.Instant,
): Promise<FinishedSignUp> {
  return sql.begin(async (transaction): Promise<FinishedSignUp> => {
    const row = await takeSignUp(transaction, id, secretDigest(browserKey), now)
    if (!row || row.name === null) return { kind: 'gone' }
    const made = await insertAccount(transaction, {
      id,
      kind: 'citizen',
      iin: row.iin,
      name: row.name,
      passwordHash: row.password_hash,
      locale: row.locale,
      at: now,
      ...(row.phone !== null && { phone: row.phone }),
      ...(row.identity_proven_at && { identityProvenAt: instantOf(row.identity_proven_at) }),
      ...(row.register_answer_id !== null && { registerAnswerId: row.register_answer_id }),
    })
    return made ? { kind: 'created', accountId: id } : { kind: 'exists' }
  })
}

/**
 * Asks the register again about accounts that wait for it, each after a longer pause than before,
 * for as long as it takes. Safe to run on several servers at once.
 *
 * @returns how many were asked about
 */
export async function retryPendingChecks(
  { sql, registers }: SignUpParts,
  now: Temporal.Instant,
  limit = 20,
): Promise<number> {
  const due = await takePendingChecks(sql, now, now.add(LEASE), limit)
  for (const account of due) await askAgain({ sql, registers }, account, now)
  return due.length
}

/** The owner of the account asks not to wait for the next retry, or to check again after a finding. */
export async function recheckNow(
  { sql, registers, patience = PATIENCE_AT_SCREEN }: SignUpParts,
  accountId: string,
  now: Temporal.Instant,
): Promise<void> {
  const account = await reopenCheck(sql, accountId, now.add(LEASE))
  if (account) await askAgain({ sql, registers, patience }, account, now)
}

async function askAgain(
  parts: { readonly sql: Sql; readonly registers: Registers; readonly patience?: Temporal.Duration },
  account: { readonly id: string; readonly iin: string; readonly check_attempts: number },
  now: Temporal.Instant,
): Promise<void> {
  const checked = await checkPerson(
    parts.registers,
    {
      iin: account.iin,
      accountId: account.id,
      idempotencyKey: `${account.id}:${account.check_attempts}`,
      patience: parts.patience ?? PATIENCE_IN_BACKGROUND,
    },
    now,
  )
  switch (checked.kind) {
    case 'ordinary':
      return confirmAccount(parts.sql, account.id, checked.name, checked.answerId)
    case 'finding':
      return refuteAccount(parts.sql, account.id, checked.finding, checked.answerId)
    case 'pending': {
      const pause = growingPause(account.check_attempts + 1, RETRIES)
      return postponeCheck(parts.sql, account.id, now.add(pause), checked.answerId)
    }
  }
}

/** A password that nobody knows: the account is entered by other ways until its owner sets one with a signature. */
export function unknownPassword(): string {
  return randomBytes(32).toString('base64url')
}
