import { OID } from '@qyzmet/eds'
import { encodeName, extensions } from './certificate-builder.ts'
import type { KeyKind } from './signing-key.ts'

export interface Holder {
  readonly iin: string
  readonly surname: string
  readonly givenName: string
  readonly patronymic?: string
  /** The organisation the holder acts for. */
  readonly organisation?: { readonly bin: string; readonly name: string }
}

/** What the certificate is for; all but the last are for signing. */
export type CertificateKind = 'individual' | 'head' | 'signing-right' | 'employee' | 'auth-only'

/** The subject of the KZ profile; `G` holds the patronymic. */
export function subjectOf(holder: Holder, kind: CertificateKind): Uint8Array {
  const { organisation } = holder
  const actsForOrganisation = organisation !== undefined && kind !== 'individual'
  return encodeName([
    [OID.commonName, `${holder.surname} ${holder.givenName}`.toUpperCase()],
    [OID.surname, holder.surname.toUpperCase()],
    [OID.serialNumber, `IIN${holder.iin}`],
    [OID.country, 'KZ'],
    ...(holder.patronymic === undefined ? [] : [[OID.givenName, holder.patronymic.toUpperCase()] as const]),
    ...(actsForOrganisation
      ? ([
          [OID.organization, organisation.name],
          [OID.organizationalUnit, `BIN${organisation.bin}`],
        ] as const)
      : []),
  ])
}

const ORGANISATION_ROLES: Readonly<Record<CertificateKind, string>> = {
  individual: OID.employee,
  head: OID.head,
  'signing-right': OID.signingRight,
  employee: OID.employee,
  'auth-only': OID.employee,
}

/** Key usages and policy of the KZ profile: with GOST keys one certificate serves for all. */
export function profileOf(holder: Holder, kind: CertificateKind, keys: KeyKind = 'rsa'): readonly Uint8Array[] {
  const isPerson = kind === 'individual' || (kind === 'auth-only' && holder.organisation === undefined)
  const isForSigning = kind !== 'auth-only'
  const roles = isPerson ? [OID.individual] : [OID.legalEntity, ORGANISATION_ROLES[kind]]
  if (keys === 'gost-512') {
    return [
      extensions.keyUsage('signAndAgree'),
      extensions.extendedKeyUsage([OID.emailProtection, ...roles]),
      extensions.policies([OID.policyArc]),
    ]
  }
  const policy = isPerson ? (isForSigning ? '3' : '4') : isForSigning ? '1' : '2'
  return [
    extensions.keyUsage(isForSigning ? 'sign' : 'authenticate'),
    extensions.extendedKeyUsage([isForSigning ? OID.emailProtection : OID.clientAuth, ...roles]),
    extensions.policies([`${OID.policyArc}.${policy}`]),
  ]
}
