import {
  contextTag,
  derChildren,
  derFields,
  derInside,
  derInteger,
  derNull,
  derOctets,
  derOid,
  derSequence,
  derValue,
  integerHex,
  octetStringValue,
  OID,
  oidValue,
  parseCertificate,
  readDer,
  TAG,
  type RevocationReason,
} from '@qyzmet/eds'
import {
  bitString,
  encodeExtension,
  encodeGeneralizedTime,
  encodeTime,
  signedBy,
  type Holding,
} from './certificate-builder.ts'

const REASON_CODES: Readonly<Record<RevocationReason, number>> = {
  unspecified: 0,
  keyCompromise: 1,
  caCompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  removeFromCRL: 8,
  privilegeWithdrawn: 9,
  aaCompromise: 10,
}

export function isRevocationReason(text: string): text is RevocationReason {
  return text in REASON_CODES
}

export interface RevokedEntry {
  /** Hexadecimal. */
  readonly serial: string
  readonly at: Temporal.Instant
  readonly reason?: RevocationReason
}

function reasonCode(reason: RevocationReason): Uint8Array {
  return derValue(TAG.enumerated, Uint8Array.of(REASON_CODES[reason]))
}

export interface CrlPlan {
  readonly number: number
  readonly thisUpdate: Temporal.Instant
  readonly nextUpdate: Temporal.Instant
  readonly revoked: readonly RevokedEntry[]
  /** Number of the base list, which makes this one a delta. */
  readonly deltaTo?: number
}

export function buildCrl(plan: CrlPlan, issuer: Holding): Uint8Array {
  const { subjectName, subjectKeyId = '' } = parseCertificate(issuer.der)
  const entries = plan.revoked.map(({ serial, at, reason }) =>
    derSequence(
      derInteger(Buffer.from(serial, 'hex')),
      encodeTime(at),
      ...(reason === undefined ? [] : [derSequence(encodeExtension(OID.reasonCode, reasonCode(reason)))]),
    ),
  )
  const extensions = [
    encodeExtension(
      OID.authorityKeyIdentifier,
      derSequence(derValue(contextTag(0, 'primitive'), Buffer.from(subjectKeyId, 'hex'))),
    ),
    encodeExtension(OID.crlNumber, derInteger(plan.number)),
    ...(plan.deltaTo === undefined ? [] : [encodeExtension(OID.deltaCrlIndicator, derInteger(plan.deltaTo), true)]),
  ]
  const tbs = derSequence(
    derInteger(1),
    issuer.key.signatureAlgorithm,
    subjectName.der,
    encodeTime(plan.thisUpdate),
    encodeTime(plan.nextUpdate),
    // Joined first: half a million arguments are too many for one call.
    ...(entries.length === 0 ? [] : [derSequence(Buffer.concat(entries))]),
    derValue(contextTag(0), derSequence(...extensions)),
  )
  return signedBy(issuer.key, tbs)
}

export interface OcspQuery {
  /** Encoded CertID, to be sent back as it came. */
  readonly certId: Uint8Array
  readonly serial: string
  /** Of the issuer, by whatever hash was asked for. */
  readonly issuerKeyHash: Uint8Array
  /** Encoded nonce extension value. */
  readonly nonce?: Uint8Array
}

/** Reads a request about one certificate. @throws {DerError} */
export function parseOcspRequest(bytes: Uint8Array): OcspQuery {
  const request = derFields(readDer(bytes, { maxBytes: 4096, maxDepth: 12, maxChildren: 32 }))
  const tbs = derFields(request.take(TAG.sequence, 'the request'))
  tbs.maybe(contextTag(0))
  tbs.maybe(contextTag(1))
  const [first] = derChildren(tbs.take(TAG.sequence, 'the list of requests'))
  const certId = derFields(first ?? readDer(derNull())).take(TAG.sequence, 'the certificate id')
  const fields = derFields(certId)
  fields.take(TAG.sequence, 'the hash algorithm')
  fields.take(TAG.octetString, 'the name hash')
  const issuerKeyHash = octetStringValue(fields.take(TAG.octetString, 'the key hash'))
  const serial = integerHex(fields.take(TAG.integer, 'the serial number'))
  const extensionList = tbs.maybe(contextTag(2))
  const nonce = (extensionList === undefined ? [] : derChildren(derInside(extensionList)))
    .map((node) => derFields(node))
    .find((extension) => oidValue(extension.take(TAG.oid, 'the extension kind')) === OID.ocspNonce)
    ?.rest()
    .find(({ tag }) => tag === TAG.octetString)
  return { certId: certId.bytes, serial, issuerKeyHash, ...(nonce === undefined ? {} : { nonce: nonce.content }) }
}

/** The same question about a certificate with another serial number. */
export function aboutAnother(query: OcspQuery): OcspQuery {
  const [algorithm, nameHash, keyHash, serial] = derChildren(readDer(query.certId))
  if (!algorithm || !nameHash || !keyHash || !serial) throw new Error('a read question is not whole')
  const other = serial.content.with(serial.content.length - 1, (serial.content.at(-1) ?? 0) ^ 1)
  const certId = derSequence(algorithm.bytes, nameHash.bytes, keyHash.bytes, derValue(TAG.integer, other))
  return { ...query, certId }
}

export interface OcspPlan {
  readonly query: OcspQuery
  readonly status: 'good' | 'unknown' | { readonly at: Temporal.Instant; readonly reason?: RevocationReason }
  readonly thisUpdate: Temporal.Instant
  readonly producedAt: Temporal.Instant
  /** Adds the mark that the serial was never issued. */
  readonly isNeverIssued?: boolean
}

/** Identifier of the extended-revoke mark of RFC 6960, section 4.4.8. */
const EXTENDED_REVOKE = '1.3.6.1.5.5.7.48.1.9'

/** A basic answer signed by a delegated responder, named by its name, with its certificate and without nextUpdate. */
export function buildOcspResponse(plan: OcspPlan, responder: Holding): Uint8Array {
  const { query, status, thisUpdate, producedAt } = plan
  const extensions = [
    ...(query.nonce === undefined ? [] : [encodeExtension(OID.ocspNonce, query.nonce)]),
    ...(plan.isNeverIssued === true ? [encodeExtension(EXTENDED_REVOKE, derNull())] : []),
  ]
  const data = derSequence(
    derValue(contextTag(1), parseCertificate(responder.der).subjectName.der),
    encodeGeneralizedTime(producedAt),
    derSequence(derSequence(query.certId, encodeStatus(status), encodeGeneralizedTime(thisUpdate))),
    ...(extensions.length === 0 ? [] : [derValue(contextTag(1), derSequence(...extensions))]),
  )
  const basic = derSequence(
    data,
    responder.key.signatureAlgorithm,
    bitString(responder.key.sign(data)),
    derValue(contextTag(0), derSequence(responder.der)),
  )
  return derSequence(
    derValue(TAG.enumerated, Uint8Array.of(0)),
    derValue(contextTag(0), derSequence(derOid(OID.ocspBasic), derOctets(basic))),
  )
}

function encodeStatus(status: OcspPlan['status']): Uint8Array {
  if (status === 'good') return derValue(contextTag(0, 'primitive'))
  if (status === 'unknown') return derValue(contextTag(2, 'primitive'))
  return derValue(
    contextTag(1),
    encodeGeneralizedTime(status.at),
    ...(status.reason === undefined ? [] : [derValue(contextTag(0), reasonCode(status.reason))]),
  )
}

/** An answer that is only an error code, such as 3 for "try later". */
export function buildOcspError(code: number): Uint8Array {
  return derSequence(derValue(TAG.enumerated, Uint8Array.of(code)))
}
