import type { AlgorithmSuite } from './algorithm-suite.ts'
import { sameBytes } from './bytes.ts'
import { parseAlgorithm, type Certificate } from './certificate.ts'
import { buildChain, isValidAt } from './chain.ts'
import { checkSigner, checkSigningCertificate, findSignerCertificate, parseSignedData } from './cms.ts'
import { contextTag, derFields, DerError, readDer, TAG } from './der.ts'
import { integerHex, octetStringValue, oidValue, smallInteger, timeValue } from './der-values.ts'
import { derBoolean, derInteger, derNull, derOctets, derOid, derSequence } from './der-writer.ts'
import { OID } from './object-identifiers.ts'
import type { TrustAnchors } from './trust-anchors.ts'

export type StampFinding =
  | {
      readonly status: 'right'
      readonly genTime: Temporal.Instant
      readonly policy: string
      /** From the stamper to the root. */
      readonly certificates: readonly Certificate[]
    }
  | { readonly status: 'wrong'; readonly reason: 'stamp-wrong' | 'stamp-untrusted' | 'algorithm-not-supported' }

const MAX_STAMP_BYTES = 64 * 1024

/**
 * A request for a time stamp over a SHA-256 digest; the stamper's certificate is asked for with it.
 *
 * @param nonce random octets the token must bring back
 * @param policy stamp policy to ask for; none leaves the choice to the stamper
 */
export function timeStampRequest(digest: Uint8Array, nonce: Uint8Array, policy?: string): Uint8Array {
  return derSequence(
    derInteger(1),
    derSequence(derSequence(derOid(OID.sha256), derNull()), derOctets(digest)),
    ...(policy === undefined ? [] : [derOid(policy)]),
    derInteger(nonce),
    derBoolean(true),
  )
}

/**
 * The token in a stamper's answer, when it was granted for this nonce. Whether the token is right is judged later by
 * `checkTimeStamp`.
 */
export function grantedToken(answer: Uint8Array, nonce: Uint8Array): Uint8Array | undefined {
  try {
    const fields = derFields(readDer(answer, { maxBytes: MAX_STAMP_BYTES, maxDepth: 24, maxChildren: 256 }))
    const status = smallInteger(derFields(fields.take(TAG.sequence, 'the status')).take(TAG.integer, 'the status code'))
    const token = fields.maybe(TAG.sequence)
    if (status > 1 || token === undefined) return undefined
    const info = parseSignedData(token.bytes, MAX_STAMP_BYTES).content
    const sent = integerHex(readDer(derInteger(nonce)))
    return info !== undefined && parseStampInfo(info).nonce === sent ? token.bytes : undefined
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return undefined
  }
}

interface StampInfo {
  readonly policy: string
  readonly hashAlgorithm: string
  readonly imprint: Uint8Array
  readonly genTime: Temporal.Instant
  readonly nonce?: string
}

function parseStampInfo(bytes: Uint8Array): StampInfo {
  const node = readDer(bytes)
  const fields = derFields(node)
  if (smallInteger(fields.take(TAG.integer, 'the version')) !== 1) throw new DerError('version 1 is expected', 0)
  const policy = oidValue(fields.take(TAG.oid, 'the stamp policy'))
  const imprintFields = derFields(fields.take(TAG.sequence, 'the imprint'))
  const hashAlgorithm = parseAlgorithm(imprintFields.take(TAG.sequence, 'the hash algorithm')).oid
  const imprint = octetStringValue(imprintFields.take(TAG.octetString, 'the hash'))
  imprintFields.end()
  fields.take(TAG.integer, 'the serial number')
  const genTime = timeValue(fields.take(TAG.generalizedTime, 'the time'))
  fields.maybe(TAG.sequence)
  fields.maybe(TAG.boolean)
  const nonce = fields.maybe(TAG.integer)
  fields.maybe(contextTag(0))
  // No extension of a stamp is known here, so a critical one could change what it says.
  if (fields.maybe(contextTag(1)) !== undefined) throw new DerError('stamp extensions are not used', node.offset)
  fields.end()
  return { policy, hashAlgorithm, imprint, genTime, ...(nonce === undefined ? {} : { nonce: integerHex(nonce) }) }
}

/**
 * Judges a time-stamp token over `stamped`: the imprint, the signature, that the stamper may stamp and nothing else,
 * and its chain with every date at the moment of the stamp.
 *
 * Source: RFC 3161, sections 2.3 and 2.4.2
 */
export function checkTimeStamp(
  token: Uint8Array,
  stamped: Uint8Array,
  anchors: TrustAnchors,
  suite: AlgorithmSuite,
): StampFinding {
  try {
    return judgeToken(token, stamped, anchors, suite)
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return { status: 'wrong', reason: 'stamp-wrong' }
  }
}

function judgeToken(
  token: Uint8Array,
  stamped: Uint8Array,
  anchors: TrustAnchors,
  suite: AlgorithmSuite,
): StampFinding {
  const wrong: StampFinding = { status: 'wrong', reason: 'stamp-wrong' }
  const untrusted: StampFinding = { status: 'wrong', reason: 'stamp-untrusted' }
  const unsupported: StampFinding = { status: 'wrong', reason: 'algorithm-not-supported' }
  const { content, contentType, certificates, signers } = parseSignedData(token, MAX_STAMP_BYTES)
  const [signer, ...others] = signers
  if (content === undefined || contentType !== OID.timeStampInfo || signer === undefined || others.length > 0) {
    return wrong
  }
  const info = parseStampInfo(content)
  const imprint = suite.digest(info.hashAlgorithm, stamped)
  if (imprint === undefined) return unsupported
  if (!sameBytes(imprint, info.imprint)) return wrong

  const stamper = findSignerCertificate(signer, [...certificates, ...anchors.stampers])
  if (stamper === undefined) return untrusted
  const signerFinding = checkSigner(signer, stamper, { type: contentType, bytes: content }, suite)
  const fault = signerFinding ?? checkSigningCertificate(signer, stamper, suite)
  if (fault !== undefined) return fault === 'algorithm-not-supported' ? unsupported : wrong

  const [usage, ...otherUsages] = stamper.extendedKeyUsage.oids
  if (usage !== OID.timeStamping || otherUsages.length > 0 || !stamper.extendedKeyUsage.isCritical) return untrusted
  const chain = buildChain(stamper, anchors, suite)
  if (!chain.isTrusted) return chain.reason === 'algorithm-not-supported' ? unsupported : untrusted
  if (!chain.links.every((link) => isValidAt(link, info.genTime))) return untrusted
  return { status: 'right', genTime: info.genTime, policy: info.policy, certificates: chain.links }
}

/** Reads a request: what a stamper needs to answer it. @throws {DerError} */
export function parseTimeStampRequest(bytes: Uint8Array): {
  readonly hashAlgorithm: string
  readonly digest: Uint8Array
  readonly policy?: string
  readonly nonce?: Uint8Array
  readonly wantsCertificate: boolean
} {
  const fields = derFields(readDer(bytes, { maxBytes: 4096, maxDepth: 8, maxChildren: 16 }))
  smallInteger(fields.take(TAG.integer, 'the version'))
  const imprint = derFields(fields.take(TAG.sequence, 'the imprint'))
  const hashAlgorithm = parseAlgorithm(imprint.take(TAG.sequence, 'the hash algorithm')).oid
  const digest = octetStringValue(imprint.take(TAG.octetString, 'the hash'))
  const policy = fields.maybe(TAG.oid)
  const nonce = fields.maybe(TAG.integer)
  const certificateFlag = fields.maybe(TAG.boolean)
  fields.maybe(contextTag(0))
  fields.end()
  return {
    hashAlgorithm,
    digest,
    wantsCertificate: certificateFlag?.content[0] === 0xff,
    ...(policy === undefined ? {} : { policy: oidValue(policy) }),
    ...(nonce === undefined ? {} : { nonce: nonce.content }),
  }
}
