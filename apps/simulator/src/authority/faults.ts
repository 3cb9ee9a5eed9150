import type { Authority } from './authority.ts'
import type { Holder } from './holder-profile.ts'

/** `silent` never answers, `down` breaks the connection, `slow` answers late; the others answer wrongly. */
export const SERVICE_FAULTS = [
  'none',
  'silent',
  'down',
  'slow',
  'refused',
  'wrong-signature',
  'stale',
  'replayed',
  'other-certificate',
  'hides-revocations',
] as const
export type ServiceFault = (typeof SERVICE_FAULTS)[number]

/** What is wrong with each service at the moment; changed by the presenter, or by a test. */
export interface AuthorityFaults {
  ocsp: ServiceFault
  crl: ServiceFault
  stamp: ServiceFault
}

/** Somebody of the invented people, as certificates name them. */
export type SigningPerson = Omit<Holder, 'organisation'>

export interface AuthorityOptions {
  readonly authority: Authority
  readonly faults: AuthorityFaults
  /** To whom certificates are issued on the page. */
  readonly people: readonly SigningPerson[]
  /** How late a slow answer comes. Default 5000. */
  readonly slowMs?: number | undefined
}
