import { OID } from '@qyzmet/eds'
import { encodeName, extensions, type NamePart } from './certificate-builder.ts'
import type { KeyKind } from './signing-key.ts'

export interface Holder {
  readonly iin: string
  readonly surname: string
  readonly givenName: string
  readonly patronymic?: string
  /** The organisation the holder acts for. */
  readonly organisation?: { readonly bin: string; readonly name: string }
}

/** A digital system that signs for an organisation; no person is behind its key. */
export interface SystemHolder {
  /** Its own object identifier. */
  readonly systemId: string
  readonly name: string
  readonly organisation: { readonly bin: string; readonly name: string }
}

/** What the certificate is for; all but `auth-only` are for signing. */
export const CERTIFICATE_KINDS = [
  'individual',
  'head',
  'signing-right',
  'financial-signing-right',
  'human-resources',
  'employee',
  'treasury-client',
  'system',
  'auth-only',
] as const
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number]

/** Tells a holder's certificates from those of others: the IIN, or the identifier of a system. */
export function holderId(holder: Holder | SystemHolder): string {
  return 'systemId' in holder ? holder.systemId : holder.iin
}

const BUSINESS_CATEGORY = '2.5.4.15'
const DOMAIN_COMPONENT = '0.9.2342.19200300.100.1.25'
const TREASURY_POLICY = '1.2.398.5.19.1.2.2.1.2'

/** The subject of the KZ profile; `G` holds the patronymic. */
export function subjectOf(holder: Holder | SystemHolder, kind: CertificateKind): Uint8Array {
  const { organisation } = holder
  const ofOrganisation: readonly NamePart[] =
    organisation === undefined || kind === 'individual'
      ? []
      : [
          [OID.organization, organisation.name],
          [OID.organizationalUnit, `BIN${organisation.bin}`],
        ]
  if ('systemId' in holder) {
    return encodeName([
      [OID.userId, holder.systemId],
      [OID.commonName, holder.name],
      [OID.country, 'KZ'],
      ...ofOrganisation,
    ])
  }
  return encodeName([
    [OID.commonName, `${holder.surname} ${holder.givenName}`.toUpperCase()],
    [OID.surname, holder.surname.toUpperCase()],
    [OID.serialNumber, `IIN${holder.iin}`],
    [OID.country, 'KZ'],
    ...(holder.patronymic === undefined ? [] : [[OID.givenName, holder.patronymic.toUpperCase()] as const]),
    ...ofOrganisation,
    ...(kind === 'treasury-client'
      ? ([
          [BUSINESS_CATEGORY, 'TRAINING'],
          [DOMAIN_COMPONENT, 'ROLE01'],
        ] as const)
      : []),
  ])
}

const ORGANISATION_ROLES: Readonly<Record<CertificateKind, string>> = {
  individual: OID.employee,
  head: OID.head,
  'signing-right': OID.signingRight,
  'financial-signing-right': OID.financialSigningRight,
  'human-resources': OID.humanResources,
  employee: OID.employee,
  'treasury-client': OID.treasuryClient,
  system: OID.digitalSystem,
  'auth-only': OID.employee,
}

/** Key usages and policy of the KZ profile: with GOST keys one certificate serves for all. */
export function profileOf(
  holder: Holder | SystemHolder,
  kind: CertificateKind,
  keys: KeyKind = 'rsa',
): readonly Uint8Array[] {
  const isPerson = kind === 'individual' || (kind === 'auth-only' && holder.organisation === undefined)
  const isForSigning = kind !== 'auth-only'
  const roles = isPerson ? [OID.individual] : [OID.legalEntity, ORGANISATION_ROLES[kind]]
  const signingUsages = kind === 'system' ? [] : [OID.emailProtection]
  if (keys === 'gost-512') {
    return [
      extensions.keyUsage('signAndAgree'),
      extensions.extendedKeyUsage([...signingUsages, ...roles]),
      extensions.policies([OID.policyArc]),
    ]
  }
  return [
    extensions.keyUsage(isForSigning ? 'sign' : 'authenticate'),
    extensions.extendedKeyUsage([...(isForSigning ? signingUsages : [OID.clientAuth]), ...roles]),
    extensions.policies([rsaPolicyOf(kind, isPerson)]),
  ]
}

function rsaPolicyOf(kind: CertificateKind, isPerson: boolean): string {
  if (kind === 'system' || kind === 'treasury-client') return TREASURY_POLICY
  const isForSigning = kind !== 'auth-only'
  return `${OID.policyArc}.${isPerson ? (isForSigning ? '3' : '4') : isForSigning ? '1' : '2'}`
}
