import { hexOf, sameBytes, sha256 } from './bytes.ts'
import { contextTag, derFields, derInside, derItems, DerError, readDer, TAG, type DerNode } from './der.ts'
import {
  bitStringOctets,
  booleanValue,
  integerHex,
  namedBits,
  octetStringValue,
  oidValue,
  smallInteger,
  timeValue,
} from './der-values.ts'
import { attributeValues, parseName, type Name } from './name.ts'
import { OID } from './object-identifiers.ts'

/** What the holder may act as, told by extended key usages of the KZ profile. */
export type Role =
  | 'individual'
  | 'legal-entity'
  | 'head'
  | 'signing-right'
  | 'financial-signing-right'
  | 'human-resources'
  | 'employee'
  | 'system'
  | 'treasury-client'

export type KeyUsage =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign'
  | 'encipherOnly'
  | 'decipherOnly'

export interface Algorithm {
  readonly oid: string
  /** The whole identifier, to compare two. */
  readonly der: Uint8Array
}

/** An X.509 certificate as its octets say; nothing in it is trusted until a chain is checked. */
export interface Certificate {
  readonly der: Uint8Array
  /** The signed part. */
  readonly tbs: Uint8Array
  /** SHA-256 of `der`, lower-case hexadecimal. */
  readonly fingerprint: string
  /** Lower-case hexadecimal without a leading zero octet. */
  readonly serial: string
  /** For people to read; names are compared by `subjectName` and `issuerName`. */
  readonly subject: string
  readonly issuer: string
  readonly subjectName: Name
  readonly issuerName: Name
  /** Surname and given name of a person, in one text. */
  readonly commonName: string
  readonly surname?: string
  readonly givenName?: string
  readonly patronymic?: string
  readonly organisation?: string
  /** Present only when the subject bears exactly one `IIN` followed by 12 digits. */
  readonly iin?: string
  /** Present only when the subject bears exactly one `BIN` followed by 12 digits. */
  readonly bin?: string
  /** Object identifier of a digital system; present only when the subject bears exactly one. */
  readonly systemId?: string
  readonly roles: readonly Role[]
  readonly notBefore: Temporal.Instant
  readonly notAfter: Temporal.Instant
  readonly publicKey: { readonly algorithm: string; readonly spki: Uint8Array; readonly octets: Uint8Array }
  readonly algorithm: Algorithm
  readonly signature: Uint8Array
  readonly keyUsage: ReadonlySet<KeyUsage>
  readonly extendedKeyUsage: { readonly isCritical: boolean; readonly oids: readonly string[] }
  readonly policies: readonly string[]
  /** Present when the certificate says it is an authority. */
  readonly authority?: { readonly maxPathLength?: number }
  readonly subjectKeyId?: string
  readonly authorityKeyId?: string
  /** Critical extensions this reader does not know; a chain with one is not trusted. */
  readonly unknownCritical: readonly string[]
}

const ROLES: readonly (readonly [string, Role])[] = [
  [OID.individual, 'individual'],
  [OID.legalEntity, 'legal-entity'],
  [OID.head, 'head'],
  [OID.signingRight, 'signing-right'],
  [OID.financialSigningRight, 'financial-signing-right'],
  [OID.humanResources, 'human-resources'],
  [OID.employee, 'employee'],
  [OID.digitalSystem, 'system'],
  [OID.treasuryClient, 'treasury-client'],
]

const KEY_USAGES: readonly KeyUsage[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
]

const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set([
  OID.subjectKeyIdentifier,
  OID.keyUsage,
  OID.subjectAlternativeName,
  OID.basicConstraints,
  OID.crlDistributionPoints,
  OID.certificatePolicies,
  OID.authorityKeyIdentifier,
  OID.extendedKeyUsage,
  OID.freshestCrl,
  OID.authorityInformationAccess,
  OID.keyStorage,
  OID.ocspNoCheck,
])

const CERTIFICATE_LIMITS = { maxBytes: 64 * 1024, maxDepth: 16, maxChildren: 256 }

/** @param der the whole certificate, at most 64 KiB @throws {DerError} */
export function parseCertificate(der: Uint8Array): Certificate {
  const outer = derFields(readDer(der, CERTIFICATE_LIMITS))
  const tbsNode = outer.take(TAG.sequence, 'the certificate body')
  const algorithm = parseAlgorithm(outer.take(TAG.sequence, 'the signature algorithm'))
  const signature = bitStringOctets(outer.take(TAG.bitString, 'the signature'))
  outer.end()

  const tbs = derFields(tbsNode)
  const version = tbs.maybe(contextTag(0))
  const versionNumber = version === undefined ? 0 : smallInteger(derInside(version))
  const serial = integerHex(tbs.take(TAG.integer, 'the serial number'))
  const innerAlgorithm = parseAlgorithm(tbs.take(TAG.sequence, 'the inner signature algorithm'))
  if (!sameBytes(innerAlgorithm.der, algorithm.der)) {
    throw new DerError('the two signature algorithms differ', tbsNode.offset)
  }
  const issuerName = parseName(tbs.take(TAG.sequence, 'the issuer'))
  const validity = derFields(tbs.take(TAG.sequence, 'the validity'))
  const notBefore = timeValue(validity.takeAny('the start of validity'))
  const notAfter = timeValue(validity.takeAny('the end of validity'))
  validity.end()
  const subjectName = parseName(tbs.take(TAG.sequence, 'the subject'))
  const publicKey = parsePublicKey(tbs.take(TAG.sequence, 'the public key'))
  tbs.maybe(contextTag(1, 'primitive'))
  tbs.maybe(contextTag(2, 'primitive'))
  const extensionList = tbs.maybe(contextTag(3))
  tbs.end()
  if (extensionList !== undefined && versionNumber !== 2) {
    throw new DerError('extensions need version 3', tbsNode.offset)
  }
  const extensions = extensionList === undefined ? [] : parseExtensions(derInside(extensionList))

  const subject = readSubject(subjectName)
  const known = readExtensions(extensions)
  return {
    der,
    tbs: tbsNode.bytes,
    fingerprint: hexOf(sha256(der)),
    serial,
    subject: subjectName.text,
    issuer: issuerName.text,
    subjectName,
    issuerName,
    notBefore,
    notAfter,
    publicKey,
    algorithm,
    signature,
    ...subject,
    ...known,
    roles: readRoles(known.extendedKeyUsage.oids, subject),
  }
}

/** These take no parameters: absent or NULL. */
const WITHOUT_PARAMETERS: ReadonlySet<string> = new Set([
  OID.sha1,
  OID.sha256,
  OID.sha384,
  OID.sha512,
  OID.rsaEncryption,
  OID.sha256WithRsa,
  OID.sha384WithRsa,
  OID.sha512WithRsa,
  OID.streebog256,
  OID.streebog512,
  OID.gost34311,
  OID.gost512Signature,
  OID.gost256Signature,
  OID.gost2004Signature,
])

/** @throws {DerError} */
export function parseAlgorithm(node: DerNode): Algorithm {
  const fields = derFields(node)
  const oid = oidValue(fields.take(TAG.oid, 'the algorithm'))
  const [parameters, ...others] = fields.rest()
  if (others.length > 0) throw new DerError('an algorithm has one parameter', node.offset)
  if (parameters !== undefined && WITHOUT_PARAMETERS.has(oid)) {
    if (parameters.tag !== TAG.null || parameters.content.length > 0) {
      throw new DerError('the algorithm takes no parameters', parameters.offset)
    }
  }
  return { oid, der: node.bytes }
}

function parsePublicKey(node: DerNode): Certificate['publicKey'] {
  const fields = derFields(node)
  const { oid } = parseAlgorithm(fields.take(TAG.sequence, 'the key algorithm'))
  const octets = bitStringOctets(fields.take(TAG.bitString, 'the key'))
  fields.end()
  return { algorithm: oid, spki: node.bytes, octets }
}

export interface Extension {
  readonly oid: string
  readonly isCritical: boolean
  /** The OCTET STRING; its one inner value is read by `derInside`. */
  readonly value: DerNode
}

/** Extensions of a certificate, CRL, OCSP answer or time stamp; one of each kind. @throws {DerError} */
export function parseExtensions(node: DerNode): readonly Extension[] {
  const extensions = derItems(node).map((child): Extension => {
    const fields = derFields(child)
    const oid = oidValue(fields.take(TAG.oid, 'the extension kind'))
    const critical = fields.maybe(TAG.boolean)
    const value = fields.take(TAG.octetString, 'the extension value')
    fields.end()
    return { oid, isCritical: critical !== undefined && booleanValue(critical), value }
  })
  if (new Set(extensions.map(({ oid }) => oid)).size !== extensions.length) {
    throw new DerError('an extension is repeated', node.offset)
  }
  return extensions
}

function readSubject(subject: Name) {
  const [commonName = ''] = attributeValues(subject, OID.commonName)
  const [surname] = attributeValues(subject, OID.surname)
  const [patronymic] = attributeValues(subject, OID.givenName)
  const [organisation] = attributeValues(subject, OID.organization)
  const givenName =
    surname !== undefined && commonName.startsWith(`${surname} `) ? commonName.slice(surname.length + 1) : undefined
  const serialNumbers = attributeValues(subject, OID.serialNumber)
  const iin = serialNumbers.length === 1 ? /^IIN(\d{12})$/.exec(serialNumbers[0] ?? '')?.[1] : undefined
  const bins = attributeValues(subject, OID.organizationalUnit).flatMap((unit) => /^BIN(\d{12})$/.exec(unit)?.[1] ?? [])
  const bin = bins.length === 1 ? bins[0] : undefined
  const systemIds = attributeValues(subject, OID.userId)
  const systemId = systemIds.length === 1 ? /^\d+(?:\.\d+)+$/.exec(systemIds[0] ?? '')?.[0] : undefined
  return {
    commonName,
    ...(surname === undefined ? {} : { surname }),
    ...(givenName === undefined ? {} : { givenName }),
    ...(patronymic === undefined ? {} : { patronymic }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(iin === undefined ? {} : { iin }),
    ...(bin === undefined ? {} : { bin }),
    ...(systemId === undefined ? {} : { systemId }),
  }
}

function readExtensions(extensions: readonly Extension[]) {
  const find = (oid: string): DerNode | undefined => {
    const extension = extensions.find((candidate) => candidate.oid === oid)
    return extension && derInside(extension.value)
  }
  const extendedKeyUsage = readOids(find(OID.extendedKeyUsage))
  const authority = readBasicConstraints(find(OID.basicConstraints))
  const subjectKeyId = find(OID.subjectKeyIdentifier)
  const authorityKeyId = readAuthorityKeyId(find(OID.authorityKeyIdentifier))
  return {
    keyUsage: readKeyUsage(find(OID.keyUsage)),
    extendedKeyUsage: {
      isCritical: extensions.some(({ oid, isCritical }) => oid === OID.extendedKeyUsage && isCritical),
      oids: extendedKeyUsage,
    },
    policies: readPolicies(find(OID.certificatePolicies)),
    unknownCritical: extensions
      .filter(({ oid, isCritical }) => isCritical && !KNOWN_EXTENSIONS.has(oid))
      .map(({ oid }) => oid),
    ...(authority === undefined ? {} : { authority }),
    ...(subjectKeyId === undefined ? {} : { subjectKeyId: hexOf(octetStringValue(subjectKeyId)) }),
    ...(authorityKeyId === undefined ? {} : { authorityKeyId }),
  }
}

/**
 * Digital systems have a usage of their own since 2026. Those before are told by what they lack: they are nobody's
 * person, and their certificates neither sign mail nor sign in.
 */
function readRoles(usages: readonly string[], { iin, systemId }: ReturnType<typeof readSubject>): readonly Role[] {
  const roles = ROLES.filter(([oid]) => usages.includes(oid)).map(([, role]) => role)
  const isOldSystem =
    systemId !== undefined && iin === undefined && usages.length === 1 && usages[0] === OID.legalEntity
  return isOldSystem ? [...roles, 'system'] : roles
}

function readOids(node: DerNode | undefined): readonly string[] {
  return node === undefined ? [] : derItems(node).map((child) => oidValue(child))
}

function readKeyUsage(node: DerNode | undefined): ReadonlySet<KeyUsage> {
  if (node === undefined) return new Set()
  return new Set([...namedBits(node)].flatMap((bit) => KEY_USAGES[bit] ?? []))
}

function readBasicConstraints(node: DerNode | undefined): Certificate['authority'] {
  if (node === undefined) return undefined
  const fields = derFields(node)
  const isAuthority = fields.maybe(TAG.boolean)
  const pathLength = fields.maybe(TAG.integer)
  fields.end()
  if (isAuthority === undefined || !booleanValue(isAuthority)) return undefined
  return pathLength === undefined ? {} : { maxPathLength: smallInteger(pathLength) }
}

function readAuthorityKeyId(node: DerNode | undefined): string | undefined {
  if (node === undefined) return undefined
  const keyId = derFields(node).maybe(contextTag(0, 'primitive'))
  return keyId && hexOf(keyId.content)
}

function readPolicies(node: DerNode | undefined): readonly string[] {
  if (node === undefined) return []
  return derItems(node).map((child) => oidValue(derFields(child).take(TAG.oid, 'the policy')))
}
