import type { AlgorithmSuite } from './algorithm-suite.ts'
import { sameBytes } from './bytes.ts'
import type { Certificate, Role } from './certificate.ts'
import { buildChain, isValidAt } from './chain.ts'
import {
  checkSigner,
  checkSigningCertificate,
  findSignerCertificate,
  onlyValue,
  parseSignedData,
  type SignedData,
  type SignerInfo,
} from './cms.ts'
import { DerError } from './der.ts'
import { octetStringValue } from './der-values.ts'
import { runToEnd } from './in-pieces.ts'
import { isBefore } from './instants.ts'
import { OID } from './object-identifiers.ts'
import { holdsPolicy } from './policies.ts'
import type { SignatureRules } from './rules.ts'
import { checkTimeStamp, type StampFinding } from './time-stamp.ts'
import type { TrustAnchors } from './trust-anchors.ts'
import type { SignatureFinding } from './verdict.ts'

/** Whose signature is expected. What is left out is not asked. */
export interface ExpectedSigner {
  /** 12 digits, of the person in the session and in the application. */
  readonly iin?: string | undefined
  /** 12 digits, when the signer must act for this organisation. */
  readonly bin?: string | undefined
  /** What the signer must be entitled to act as; of several, one suffices. */
  readonly role?: Role | readonly Role[] | undefined
  /** Object identifier of the digital system that must have signed, as its certificate has it in `UID`. */
  readonly systemId?: string | undefined
}

export interface Submission {
  readonly cms: Uint8Array
  /** The exact octets kept by the server; a signature is over these or over nothing. */
  readonly document: Uint8Array
  readonly expected: ExpectedSigner
  /** Place of the signer to judge where the message may have several. Left out: it must have one. */
  readonly place?: number | undefined
  readonly anchors: TrustAnchors
  readonly receivedAt: Temporal.Instant
  /** A token the server obtained itself; one inside the CMS goes before it. */
  readonly timeStamp?: Uint8Array | undefined
  readonly rules: SignatureRules
  readonly suite: AlgorithmSuite
}

/** What is known of a signature before revocation is asked. */
export interface Examination {
  /** Undefined when nothing was found wrong. */
  readonly reason?: SignatureFinding
  readonly signer?: Certificate
  /** From the signer to the root; empty until trusted. */
  readonly chain: readonly Certificate[]
  /** The signature octets, which a time stamp is over. */
  readonly signature?: Uint8Array
  /** SHA-256 of the document where the signature is over it and right: it need not be hashed again. */
  readonly documentSha256?: Uint8Array
  readonly timeStamp?: Uint8Array
  readonly stamp?: StampFinding
  readonly judgedAt: Temporal.Instant
}

/**
 * Judges all that needs no network, in a fixed order: size, form, one signer, our document, signature, the certificate
 * it names, chain and dates, key usage and role, policy, IIN and BIN, time stamp. The first fault is the reason.
 */
export function examine(submission: Submission): Examination {
  return runToEnd(examineInPieces(submission))
}

/** The same with a pause after each check of a signature, which takes milliseconds with GOST keys. */
export function* examineInPieces(submission: Submission): Generator<void, Examination> {
  const facts: Facts = { chain: [], judgedAt: submission.receivedAt }
  try {
    const reason = yield* findFault(submission, facts)
    return { ...facts, ...(reason === undefined ? {} : { reason }) }
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return { ...facts, reason: 'malformed' }
  }
}

interface Facts {
  signer?: Certificate
  chain: readonly Certificate[]
  signature?: Uint8Array
  documentSha256?: Uint8Array
  timeStamp?: Uint8Array
  stamp?: StampFinding
  judgedAt: Temporal.Instant
}

function* findFault(submission: Submission, facts: Facts): Generator<void, SignatureFinding | undefined> {
  const { cms, document, expected, place, anchors, receivedAt, rules, suite } = submission
  const maxBytes = rules.maxCmsBytes + document.length
  if (cms.length > maxBytes) return 'too-large'
  const signedData = parseSignedData(cms, maxBytes)
  const signer = signedData.signers[place ?? 0]
  if (signer === undefined) return 'no-signer'
  if (place === undefined && signedData.signers.length > 1) return 'several-signers'
  const certificate = findSignerCertificate(signer, signedData.certificates)
  if (certificate === undefined) return 'signer-certificate-missing'
  facts.signer = certificate
  facts.signature = signer.signature
  if (isRepeated(signer, certificate, signedData)) return 'signer-repeated'

  if (signedData.contentType !== OID.data) return 'malformed'
  if (signedData.content !== undefined && !sameBytes(signedData.content, document)) return 'content-differs'
  const signatureFault =
    checkSigner(signer, certificate, { type: OID.data, bytes: document }, suite) ??
    checkSigningCertificate(signer, certificate, suite)
  if (signatureFault !== undefined) return signatureFault
  const digest = signer.signed && onlyValue(signer.signed.attributes, OID.messageDigestAttribute)
  if (digest !== undefined && signer.digestAlgorithm === OID.sha256) facts.documentSha256 = octetStringValue(digest)

  yield
  const stampFault = readStamp(signer, submission, facts)
  yield
  const chain = buildChain(certificate, anchors, suite)
  yield
  if (!chain.isTrusted) return chain.reason
  facts.chain = chain.links
  return (
    findDateFault(chain.links, facts.judgedAt) ??
    findUsageFault(certificate, expected) ??
    (holdsPolicy(certificate, anchors.policies) ? undefined : 'policy-wrong') ??
    findIdentityFault(certificate, expected) ??
    stampFault ??
    (isBefore(receivedAt.add(rules.clockSkew), facts.judgedAt) ? 'stamp-wrong' : undefined)
  )
}

/** Whether another signature of the message is by the same key: none may count twice. */
function isRepeated(signer: SignerInfo, certificate: Certificate, { signers, certificates }: SignedData): boolean {
  return signers.some((other) => {
    const theirs = other === signer ? undefined : findSignerCertificate(other, certificates)
    return theirs !== undefined && sameBytes(theirs.publicKey.spki, certificate.publicKey.spki)
  })
}

/**
 * Finds and checks the stamp and sets the moment of judgement: that of a right stamp, else our receipt. A stamp the
 * server asked for long after the receipt, when a check was repeated, proves nothing earlier than the receipt does.
 */
function readStamp(signer: SignerInfo, submission: Submission, facts: Facts): SignatureFinding | undefined {
  const { anchors, receivedAt, rules, suite, timeStamp } = submission
  const own = onlyValue(signer.unsigned, OID.timeStampTokenAttribute)?.bytes
  const token = own ?? timeStamp
  if (token === undefined) return undefined
  facts.timeStamp = token
  facts.stamp = checkTimeStamp(token, signer.signature, anchors, suite)
  if (facts.stamp.status === 'wrong') return facts.stamp.reason
  const { genTime } = facts.stamp
  const isAfterReceipt = isBefore(receivedAt.add(rules.clockSkew), genTime)
  if (own !== undefined || !isAfterReceipt) facts.judgedAt = genTime
  return undefined
}

function findDateFault(links: readonly Certificate[], at: Temporal.Instant): SignatureFinding | undefined {
  const [holder, ...authorities] = links
  if (holder !== undefined && isBefore(at, holder.notBefore)) return 'certificate-not-yet-valid'
  if (holder !== undefined && isBefore(holder.notAfter, at)) return 'certificate-expired'
  return authorities.every((authority) => isValidAt(authority, at)) ? undefined : 'chain-untrusted'
}

function findUsageFault(certificate: Certificate, { role }: ExpectedSigner): SignatureFinding | undefined {
  const { keyUsage, extendedKeyUsage, roles, authority } = certificate
  // A digital system's certificate signs without the usage that people's certificates have.
  const maySign = role === 'system' || extendedKeyUsage.oids.includes(OID.emailProtection)
  if (authority !== undefined || !keyUsage.has('nonRepudiation') || !maySign) return 'key-usage-wrong'
  const isEntitled = role === undefined || [role].flat().some((one) => roles.includes(one))
  return isEntitled ? undefined : 'role-wrong'
}

function findIdentityFault(certificate: Certificate, expected: ExpectedSigner): SignatureFinding | undefined {
  if (expected.iin !== undefined) {
    if (certificate.iin === undefined) return 'iin-missing'
    if (certificate.iin !== expected.iin) return 'iin-mismatch'
  }
  if (expected.bin !== undefined && certificate.bin !== expected.bin) return 'bin-mismatch'
  // A system's key may sit in the system its certificate names and in no other (order 500/НҚ, item 17).
  return expected.systemId === undefined || certificate.systemId === expected.systemId ? undefined : 'system-mismatch'
}
