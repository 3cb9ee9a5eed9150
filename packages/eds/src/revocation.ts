import { isBefore } from './instants.ts'

/** Why a certificate was revoked, as CRLs and OCSP answers number it. */
export type RevocationReason =
  | 'unspecified'
  | 'keyCompromise'
  | 'caCompromise'
  | 'affiliationChanged'
  | 'superseded'
  | 'cessationOfOperation'
  | 'certificateHold'
  | 'removeFromCRL'
  | 'privilegeWithdrawn'
  | 'aaCompromise'

export interface Revocation {
  readonly at: Temporal.Instant
  /** Absent when the authority gave none. */
  readonly reason?: RevocationReason
}

const REASONS: Readonly<Record<number, RevocationReason>> = {
  0: 'unspecified',
  1: 'keyCompromise',
  2: 'caCompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  8: 'removeFromCRL',
  9: 'privilegeWithdrawn',
  10: 'aaCompromise',
}

/** A number that no list defines counts as no reason given. */
export function revocationReason(code: number): RevocationReason | undefined {
  return REASONS[code]
}

const HARMLESS_LATER: ReadonlySet<RevocationReason> = new Set([
  'superseded',
  'cessationOfOperation',
  'affiliationChanged',
  'privilegeWithdrawn',
])

/**
 * Whether a revocation takes the force from a signature that existed at `judgedAt`.
 *
 * A revocation up to that moment always does. One after it does when it says that the key may have been in other
 * hands, or does not say why; a change of the holder's affairs does not.
 */
export function harmsSignature(revocation: Revocation, judgedAt: Temporal.Instant): boolean {
  if (!isBefore(judgedAt, revocation.at)) return true
  return revocation.reason === undefined || !HARMLESS_LATER.has(revocation.reason)
}
