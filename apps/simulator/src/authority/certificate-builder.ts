import {
  contextTag,
  derBoolean,
  derInteger,
  derNull,
  derOctets,
  derOid,
  derSequence,
  derSetOf,
  derValue,
  OID,
  TAG,
} from '@qyzmet/eds'
import type { SigningKey } from './signing-key.ts'

/** A certificate with its private key. */
export interface Holding {
  readonly der: Uint8Array
  readonly key: SigningKey
}

export type NamePart = readonly [oid: string, value: string]

/** One attribute in each part, as the KZ profile has it. */
export function encodeName(parts: readonly NamePart[]): Uint8Array {
  return derSequence(...parts.map(([oid, value]) => derSetOf(derSequence(derOid(oid), encodeText(oid, value)))))
}

function encodeText(oid: string, value: string): Uint8Array {
  const isPrintable = oid === OID.country || oid === OID.serialNumber
  return derValue(isPrintable ? TAG.printableString : TAG.utf8String, utf8(value))
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** UTCTime up to 2049, GeneralizedTime after; whole seconds. */
export function encodeTime(at: Temporal.Instant): Uint8Array {
  const digits = timeDigits(at)
  return Number(digits.slice(0, 4)) < 2050
    ? derValue(TAG.utcTime, utf8(`${digits.slice(2)}Z`))
    : derValue(TAG.generalizedTime, utf8(`${digits}Z`))
}

export function encodeGeneralizedTime(at: Temporal.Instant): Uint8Array {
  return derValue(TAG.generalizedTime, utf8(`${timeDigits(at)}Z`))
}

function timeDigits(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'second', roundingMode: 'floor' }).replaceAll(/\D/g, '')
}

export function bitString(octets: Uint8Array, unusedBits = 0): Uint8Array {
  return derValue(TAG.bitString, Uint8Array.of(unusedBits), octets)
}

export function encodeExtension(oid: string, value: Uint8Array, isCritical = false): Uint8Array {
  return derSequence(derOid(oid), ...(isCritical ? [derBoolean(true)] : []), derOctets(value))
}

/** The key usages of the profile by their octet and the bits that are not used in it. */
const KEY_USAGE_BITS = {
  sign: [0xc0, 6],
  /** Certificates with GOST keys allow the agreement on keys too. */
  signAndAgree: [0xc8, 3],
  authenticate: [0xa0, 5],
  authority: [0x06, 1],
  answer: [0x80, 7],
} as const

export const extensions = {
  keyUsage: (use: keyof typeof KEY_USAGE_BITS): Uint8Array => {
    const [octet, unused] = KEY_USAGE_BITS[use]
    return encodeExtension(OID.keyUsage, bitString(Uint8Array.of(octet), unused), true)
  },
  extendedKeyUsage: (oids: readonly string[], isCritical = false): Uint8Array =>
    encodeExtension(OID.extendedKeyUsage, derSequence(...oids.map(derOid)), isCritical),
  authority: (maxPathLength?: number): Uint8Array =>
    encodeExtension(
      OID.basicConstraints,
      derSequence(derBoolean(true), ...(maxPathLength === undefined ? [] : [derInteger(maxPathLength)])),
      true,
    ),
  subjectKeyId: (keyId: Uint8Array): Uint8Array => encodeExtension(OID.subjectKeyIdentifier, derOctets(keyId)),
  authorityKeyId: (keyId: Uint8Array): Uint8Array =>
    encodeExtension(OID.authorityKeyIdentifier, derSequence(derValue(contextTag(0, 'primitive'), keyId))),
  policies: (oids: readonly string[]): Uint8Array =>
    encodeExtension(OID.certificatePolicies, derSequence(...oids.map((oid) => derSequence(derOid(oid))))),
  /** Addresses that lead nowhere: the product must never go to an address out of a certificate. */
  addresses: (): readonly Uint8Array[] => {
    const address = (url: string): Uint8Array => derValue(contextTag(6, 'primitive'), utf8(url))
    const point = derSequence(
      derSequence(
        derValue(contextTag(0), derValue(contextTag(0), address('http://authority.training.invalid/list.crl'))),
      ),
    )
    const access = derSequence(
      derSequence(derOid('1.3.6.1.5.5.7.48.1'), address('http://authority.training.invalid/ocsp')),
    )
    return [encodeExtension(OID.crlDistributionPoints, point), encodeExtension(OID.authorityInformationAccess, access)]
  },
  noCheck: (): Uint8Array => encodeExtension(OID.ocspNoCheck, derNull()),
} as const

export interface CertificatePlan {
  readonly serial: Uint8Array
  /** Encoded names. */
  readonly issuer: Uint8Array
  readonly subject: Uint8Array
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array
  readonly notBefore: Temporal.Instant
  readonly notAfter: Temporal.Instant
  readonly extensions: readonly Uint8Array[]
}

/** An X.509 version 3 certificate. */
export function buildCertificate(plan: CertificatePlan, issuerKey: SigningKey): Uint8Array {
  const tbs = derSequence(
    derValue(contextTag(0), derInteger(2)),
    derInteger(plan.serial),
    issuerKey.signatureAlgorithm,
    plan.issuer,
    derSequence(encodeTime(plan.notBefore), encodeTime(plan.notAfter)),
    plan.subject,
    plan.publicKey,
    derValue(contextTag(3), derSequence(...plan.extensions)),
  )
  return signedBy(issuerKey, tbs)
}

/** The shape that certificates and lists share: what is signed, the algorithm, the signature. */
export function signedBy(key: SigningKey, tbs: Uint8Array): Uint8Array {
  return derSequence(tbs, key.signatureAlgorithm, bitString(key.sign(tbs)))
}
