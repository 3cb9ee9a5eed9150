import type { Certificate, Role } from './certificate.ts'
import { isUnder, OID } from './object-identifiers.ts'

/**
 * What a policy's certificates are for: the roles its holders have, none where they sign no documents. A policy that is
 * not here has no condition of its own: certificates with GOST-512 keys bear the arc itself, for every holder.
 */
const CONDITIONS: readonly (readonly [policy: string, roles: readonly Role[]])[] = [
  [OID.policyOrganisationSigns, ['legal-entity']],
  [OID.policyOrganisationSignsIn, []],
  [OID.policyPersonSigns, ['individual']],
  [OID.policyPersonSignsIn, []],
  [OID.policyStamps, []],
  [OID.treasuryClient, ['treasury-client', 'system']],
]

/**
 * Whether one of the certificate's policies is accepted and its condition holds.
 *
 * @param accepted arcs of policies
 *
 * Source: order 500/НҚ, item 16
 */
export function holdsPolicy({ policies, roles }: Certificate, accepted: readonly string[]): boolean {
  return policies.some((policy) => {
    const condition = CONDITIONS.find(([arc]) => isUnder(policy, arc))?.[1]
    return (
      accepted.some((arc) => isUnder(policy, arc)) &&
      (condition === undefined || condition.some((role) => roles.includes(role)))
    )
  })
}
