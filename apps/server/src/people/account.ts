import type { Locale } from '@qyzmet/regulation'
import { instantOf } from '../database/instants.ts'

export type AccountKind = 'citizen' | 'staff'

/** What the register of persons has said about the owner of the account so far. */
export type RegisterCheck = 'pending' | 'confirmed' | 'refuted'

/** A person who can sign in. */
export interface Account {
  readonly id: string
  readonly kind: AccountKind
  readonly iin: string
  /** As the register gave it; absent until the register has answered. */
  readonly name?: string
  readonly registerCheck: RegisterCheck
  /** Why the register stands against the account; only when `registerCheck` is `refuted`. */
  readonly registerFinding?: string
  /** When the register is asked again; only when `registerCheck` is `pending`. */
  readonly nextCheckAt?: Temporal.Instant
  /**
   * When the owner of the IIN proved it with a digital signature. Until then anybody who knows
   * the IIN may be behind the account, so nothing from a register beyond the name is shown.
   */
  readonly identityProvenAt?: Temporal.Instant
  readonly locale: Locale
  readonly phone?: string
  readonly email?: string
  readonly blockedAt?: Temporal.Instant
}

/** The columns of `account` as they come from the database, without the password. */
export interface AccountRow {
  readonly id: string
  readonly kind: AccountKind
  readonly iin: string
  readonly name: string | null
  readonly register_check: RegisterCheck
  readonly register_finding: string | null
  readonly next_check_at: Date | null
  readonly identity_proven_at: Date | null
  readonly locale: Locale
  readonly phone: string | null
  readonly email: string | null
  readonly blocked_at: Date | null
}

export function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    kind: row.kind,
    iin: row.iin,
    registerCheck: row.register_check,
    locale: row.locale,
    ...(row.name !== null && { name: row.name }),
    ...(row.register_finding !== null && { registerFinding: row.register_finding }),
    ...(row.next_check_at && { nextCheckAt: instantOf(row.next_check_at) }),
    ...(row.identity_proven_at && { identityProvenAt: instantOf(row.identity_proven_at) }),
    ...(row.phone !== null && { phone: row.phone }),
    ...(row.email !== null && { email: row.email }),
    ...(row.blocked_at && { blockedAt: instantOf(row.blocked_at) }),
  }
}

/** An account about which the register of persons is still silent. */
export interface WaitingAccount {
  readonly id: string
  readonly since: Temporal.Instant
  readonly attempts: number
  readonly nextCheckAt: Temporal.Instant
}

export interface WaitingAccountRow {
  readonly id: string
  readonly created_at: Date
  readonly check_attempts: number
  readonly next_check_at: Date
}

export function waitingAccountOf(row: WaitingAccountRow): WaitingAccount {
  return {
    id: row.id,
    since: instantOf(row.created_at),
    attempts: row.check_attempts,
    nextCheckAt: instantOf(row.next_check_at),
  }
}
