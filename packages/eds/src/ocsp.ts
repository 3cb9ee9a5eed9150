import { createHash } from 'node:crypto'
import type { AlgorithmSuite } from './algorithm-suite.ts'
import { hexOf, sameBytes, sha256 } from './bytes.ts'
import { parseAlgorithm, parseCertificate, parseExtensions, type Certificate, type Extension } from './certificate.ts'
import { isIssuedBy, isValidAt } from './chain.ts'
import { contextTag, derChildren, derFields, derInside, derItems, DerError, readDer, TAG, type DerNode } from './der.ts'
import { bitStringOctets, integerHex, octetStringValue, oidValue, smallInteger, timeValue } from './der-values.ts'
import { derInteger, derNull, derOctets, derOid, derSequence, derValue } from './der-writer.ts'
import { isBefore } from './instants.ts'
import { OID } from './object-identifiers.ts'
import { revocationReason, type Revocation } from './revocation.ts'

/** What an OCSP answer is worth. */
export type OcspFinding =
  | {
      readonly status: 'good'
      readonly responder: Certificate
      /** When the responder will know more; absent when it knows more at any time. */
      readonly nextUpdate?: Temporal.Instant
    }
  | { readonly status: 'revoked'; readonly revocation: Revocation; readonly responder: Certificate }
  /** Rightly signed, but the responder does not know the certificate. */
  | { readonly status: 'unknown'; readonly responder: Certificate }
  /** An error code instead of an answer; it is not signed, so it says no more than silence. */
  | { readonly status: 'no-answer'; readonly code: number }
  | { readonly status: 'unusable'; readonly why: OcspFault }

export type OcspFault =
  | 'malformed'
  | 'other-certificate'
  | 'nonce-differs'
  | 'stale'
  | 'responder-untrusted'
  | 'signature-wrong'

const OCSP_LIMITS = { maxBytes: 256 * 1024, maxDepth: 24, maxChildren: 1024 }

const CERT_ID_HASHES: Readonly<Record<string, string>> = {
  [OID.sha1]: 'sha1',
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
}

/**
 * A question about one certificate, with SHA-256 as the hash of its CertID.
 *
 * @param nonce 1 to 32 random octets; the answer must bring them back
 */
export function ocspRequest(certificate: Certificate, issuer: Certificate, nonce: Uint8Array): Uint8Array {
  const certId = derSequence(
    derSequence(derOid(OID.sha256), derNull()),
    derOctets(sha256(issuer.subjectName.der)),
    derOctets(sha256(issuer.publicKey.octets)),
    derInteger(Buffer.from(certificate.serial, 'hex')),
  )
  const nonceExtension = derSequence(derOid(OID.ocspNonce), derOctets(derOctets(nonce)))
  return derSequence(
    derSequence(derSequence(derSequence(certId)), derValue(contextTag(2), derSequence(nonceExtension))),
  )
}

export interface OcspQuestion {
  readonly certificate: Certificate
  readonly issuer: Certificate
  /** The nonce of the request. Left out only for an answer that was obtained without one. */
  readonly nonce?: Uint8Array
  /** When the answer is judged. */
  readonly at: Temporal.Instant
  readonly maxAge: Temporal.Duration
  readonly clockSkew: Temporal.Duration
  readonly suite: AlgorithmSuite
}

/** Judges an OCSP answer: its signature and responder, the certificate it is about, its nonce and its age. */
export function checkOcsp(answer: Uint8Array, question: OcspQuestion): OcspFinding {
  try {
    return judgeAnswer(answer, question)
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return { status: 'unusable', why: 'malformed' }
  }
}

function judgeAnswer(answer: Uint8Array, question: OcspQuestion): OcspFinding {
  const outer = derFields(readDer(answer, OCSP_LIMITS))
  const code = smallInteger(outer.take(TAG.enumerated, 'the response status'), TAG.enumerated)
  if (code !== 0) return { status: 'no-answer', code }
  const responseBytes = derFields(derInside(outer.take(contextTag(0), 'the response')))
  if (oidValue(responseBytes.take(TAG.oid, 'the response kind')) !== OID.ocspBasic) {
    return { status: 'unusable', why: 'malformed' }
  }
  const basicNode = responseBytes.take(TAG.octetString, 'the basic response')
  const basic = derFields(derInside(basicNode))
  const data = basic.take(TAG.sequence, 'the response data')
  const algorithm = parseAlgorithm(basic.take(TAG.sequence, 'the signature algorithm')).oid
  const signature = bitStringOctets(basic.take(TAG.bitString, 'the signature'))
  const certificateList = basic.maybe(contextTag(0))
  basic.end()
  const response = parseResponseData(data)

  const single = response.singles.find((candidate) => isAbout(candidate.certId, question))
  if (single === undefined) return { status: 'unusable', why: 'other-certificate' }
  if (question.nonce !== undefined) {
    const nonce = response.extensions.find(({ oid }) => oid === OID.ocspNonce)
    if (nonce === undefined || !sameBytes(nonce.value.content, derOctets(question.nonce))) {
      return { status: 'unusable', why: 'nonce-differs' }
    }
  }
  if (!isFresh(single, response.producedAt, question)) return { status: 'unusable', why: 'stale' }

  const attached = certificateList === undefined ? [] : derItems(derInside(certificateList))
  const responder = [question.issuer, ...attached.map((node) => parseCertificate(node.bytes))].find((candidate) =>
    isNamed(response.responderId, candidate),
  )
  if (responder === undefined || !mayAnswer(responder, response.producedAt, question)) {
    return { status: 'unusable', why: 'responder-untrusted' }
  }
  if (question.suite.verifySignature(algorithm, responder.publicKey, data.bytes, signature) !== 'right') {
    return { status: 'unusable', why: 'signature-wrong' }
  }
  const { revocation, isKnown, nextUpdate } = single
  if (revocation !== undefined) return { status: 'revoked', revocation, responder }
  return isKnown
    ? { status: 'good', responder, ...(nextUpdate === undefined ? {} : { nextUpdate }) }
    : { status: 'unknown', responder }
}

interface SingleResponse {
  readonly certId: DerNode
  readonly isKnown: boolean
  readonly revocation?: Revocation
  readonly thisUpdate: Temporal.Instant
  readonly nextUpdate?: Temporal.Instant
}

interface ResponseData {
  readonly responderId: DerNode
  readonly producedAt: Temporal.Instant
  readonly singles: readonly SingleResponse[]
  readonly extensions: readonly Extension[]
}

function parseResponseData(node: DerNode): ResponseData {
  const fields = derFields(node)
  fields.maybe(contextTag(0))
  const responderId = fields.takeAny('the responder')
  const producedAt = timeValue(fields.take(TAG.generalizedTime, 'the time of the answer'))
  const singles = derChildren(fields.take(TAG.sequence, 'the answers')).map(parseSingle)
  const extensionList = fields.maybe(contextTag(1))
  fields.end()
  const extensions = extensionList === undefined ? [] : parseExtensions(derInside(extensionList))
  if (extensions.some(({ oid, isCritical }) => isCritical && oid !== OID.ocspNonce)) {
    throw new DerError('an unknown critical extension', node.offset)
  }
  return { responderId, producedAt, singles, extensions }
}

function parseSingle(node: DerNode): SingleResponse {
  const fields = derFields(node)
  const certId = fields.take(TAG.sequence, 'the certificate id')
  const status = fields.takeAny('the certificate status')
  const thisUpdate = timeValue(fields.take(TAG.generalizedTime, 'thisUpdate'))
  const nextUpdate = fields.maybe(contextTag(0))
  const extensionList = fields.maybe(contextTag(1))
  fields.end()
  const extensions = extensionList === undefined ? [] : parseExtensions(derInside(extensionList))
  if (extensions.some(({ isCritical }) => isCritical)) {
    throw new DerError('an unknown critical extension', node.offset)
  }
  const isRevoked = status.tag === contextTag(1)
  const isGood = status.tag === contextTag(0, 'primitive')
  if (!isRevoked && !isGood && status.tag !== contextTag(2, 'primitive')) {
    throw new DerError('the certificate status is malformed', status.offset)
  }
  return {
    certId,
    isKnown: isGood,
    thisUpdate,
    ...(isRevoked ? { revocation: parseRevocation(status) } : {}),
    ...(nextUpdate === undefined ? {} : { nextUpdate: timeValue(derInside(nextUpdate)) }),
  }
}

function parseRevocation(node: DerNode): Revocation {
  const fields = derFields(node, contextTag(1))
  const at = timeValue(fields.take(TAG.generalizedTime, 'the time of revocation'))
  const reasonField = fields.maybe(contextTag(0))
  fields.end()
  const reason = reasonField && revocationReason(smallInteger(derInside(reasonField), TAG.enumerated))
  return { at, ...(reason === undefined ? {} : { reason }) }
}

function isAbout(certId: DerNode, { certificate, issuer }: OcspQuestion): boolean {
  const fields = derFields(certId)
  const hash = CERT_ID_HASHES[parseAlgorithm(fields.take(TAG.sequence, 'the hash algorithm')).oid]
  const nameHash = octetStringValue(fields.take(TAG.octetString, 'the name hash'))
  const keyHash = octetStringValue(fields.take(TAG.octetString, 'the key hash'))
  const serial = integerHex(fields.take(TAG.integer, 'the serial number'))
  fields.end()
  return (
    hash !== undefined &&
    serial === certificate.serial &&
    sameBytes(nameHash, createHash(hash).update(issuer.subjectName.der).digest()) &&
    sameBytes(keyHash, createHash(hash).update(issuer.publicKey.octets).digest())
  )
}

function isFresh(single: SingleResponse, producedAt: Temporal.Instant, question: OcspQuestion): boolean {
  const { at, maxAge, clockSkew } = question
  const latest = at.add(clockSkew)
  return (
    !isBefore(latest, single.thisUpdate) &&
    !isBefore(latest, producedAt) &&
    !isBefore(single.thisUpdate.add(maxAge), at) &&
    (single.nextUpdate === undefined || !isBefore(single.nextUpdate.add(clockSkew), at))
  )
}

function isNamed(responderId: DerNode, candidate: Certificate): boolean {
  const inner = derInside(responderId)
  if (responderId.tag === contextTag(1)) return sameBytes(inner.bytes, candidate.subjectName.der)
  if (responderId.tag !== contextTag(2)) throw new DerError('the responder is malformed', responderId.offset)
  const keyHash = createHash('sha1').update(candidate.publicKey.octets).digest('hex')
  return hexOf(octetStringValue(inner)) === keyHash
}

/** The issuing authority itself, or one that it appointed for this and nothing weaker. */
function mayAnswer(responder: Certificate, producedAt: Temporal.Instant, question: OcspQuestion): boolean {
  if (responder.fingerprint === question.issuer.fingerprint) return true
  return (
    responder.extendedKeyUsage.oids.includes(OID.ocspSigning) &&
    responder.unknownCritical.length === 0 &&
    isValidAt(responder, producedAt) &&
    isIssuedBy(responder, question.issuer, question.suite)
  )
}
