/** The numbers a verdict was reached with; `id` is kept with each verdict, so that old ones can be understood. */
export interface SignatureRules {
  readonly id: string
  /** Longest CMS read beside the document it may carry. */
  readonly maxCmsBytes: number
  /** How far the clocks of the neighbours may run ahead of ours. */
  readonly clockSkew: Temporal.Duration
  /** Oldest OCSP answer that counts. */
  readonly ocspMaxAge: Temporal.Duration
}

/**
 * Rules in force from 6 September 2026: the time stamp is optional, revocation is asked by OCSP and, when that is
 * silent, by a list that has not ended.
 *
 * Source: Digital Code, art. 61; order 500/НҚ, items 4, 16, 18
 */
export const RULES_2026: SignatureRules = {
  id: 'kz-2026-09',
  maxCmsBytes: 256 * 1024,
  clockSkew: Temporal.Duration.from({ minutes: 5 }),
  ocspMaxAge: Temporal.Duration.from({ hours: 24 }),
}
