import { OID, type Role } from '@qyzmet/eds'
import type { CertificateRole, CertificateRule } from '@qyzmet/regulation'

/** What a certificate must say beside whose it is. */
export interface ExpectedCertificate {
  /** The body in which the signer acts: its business identification number, 12 digits. */
  readonly bin: string
  /** One of these suffices; absent: any certificate of the organisation. */
  readonly roles?: readonly Role[]
}

/** Roles of the national profile that entitle to as much as the regulation asks for, or to more. */
const ENTITLED: Readonly<Record<CertificateRole, readonly Role[]>> = {
  'first-head': ['head'],
  'signing-right': ['head', 'signing-right'],
  employee: ['head', 'signing-right', 'employee', 'financial-signing-right', 'human-resources'],
}
const ROLES: readonly Role[] = [...new Set(Object.values(ENTITLED).flat())]

/** What the regulation's rule asks of a certificate of this organisation. */
export function expectedCertificate({ role }: CertificateRule, bin: string): ExpectedCertificate {
  return { bin, ...(role === undefined ? {} : { roles: ENTITLED[role] }) }
}

/** What a person who has one of these roles is called in the regulation; undefined when no role is asked for. */
export function roleAsked(role: Role | readonly Role[] | undefined): CertificateRole | undefined {
  if (role === undefined) return undefined
  if (role === 'head' || (typeof role !== 'string' && role.every((one) => one === 'head'))) return 'first-head'
  return role.includes('employee') ? 'employee' : 'signing-right'
}

/** As it was kept; a role that this program does not know is asked of nobody. */
export function parseExpectedCertificate(bin: string, roles: readonly string[] | null): ExpectedCertificate {
  return { bin, ...(roles === null ? {} : { roles: ROLES.filter((role) => roles.includes(role)) }) }
}

/**
 * Extended key usages by which the signing program narrows the keys it offers. It wants all of them in one certificate,
 * so a role is named only where no other would do.
 */
export function usagesToOffer({ roles }: ExpectedCertificate): readonly string[] {
  return [OID.legalEntity, ...(roles?.length === 1 && roles[0] === 'head' ? [OID.head] : [])]
}
