import type { AlgorithmSuite } from './algorithm-suite.ts'
import { hexOf, sha256 } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { checkCrl, type CrlFinding } from './crl.ts'
import type { Crl } from './crl-reader.ts'
import { examine, type Examination, type ExpectedSigner } from './examine.ts'
import { nationalSuite } from './national-suite.ts'
import { checkOcsp, type OcspFinding } from './ocsp.ts'
import { harmsSignature, type Revocation } from './revocation.ts'
import { RULES_2026, type SignatureRules } from './rules.ts'
import {
  assignSigners,
  combineVerdicts,
  type SeveralRequest,
  type SeveralVerdict,
  type SignerTask,
} from './several-signers.ts'
import type { TrustAnchors } from './trust-anchors.ts'
import type { Evidence, KeptList, SignatureFinding, Verdict } from './verdict.ts'

export interface JudgeInput {
  readonly cms: Uint8Array
  /** The exact octets kept by the server; a signature is over these or over nothing. */
  readonly document: Uint8Array
  readonly expected: ExpectedSigner
  /** Place of the signer to judge where the message may have several. Left out: it must have one. */
  readonly place?: number | undefined
  readonly anchors: TrustAnchors
  /** When the signature reached us. */
  readonly receivedAt: Temporal.Instant
  /** When revocation was asked, if later than the receipt. */
  readonly checkedAt?: Temporal.Instant | undefined
  readonly ocspResponse?: Uint8Array | undefined
  /** An answer without the nonce of its question does not count. */
  readonly ocspNonce?: Uint8Array | undefined
  /** Base list of the issuing authority; counts only when OCSP gave no answer. */
  readonly crl?: Uint8Array | undefined
  /** What changed since that list; counts when it was made for it. */
  readonly deltaCrl?: Uint8Array | undefined
  /** A token the server obtained itself; one inside the CMS goes before it. */
  readonly timeStamp?: Uint8Array | undefined
  readonly rules?: SignatureRules | undefined
  readonly suite?: AlgorithmSuite | undefined
}

/**
 * Judges a signature over a document from what has been gathered, with no network and no clock of its own.
 *
 * Never throws for what was submitted: any octets at all lead to a verdict. Nothing that a submitted certificate names
 * is fetched. It works at a stretch, hashing included; `createVerifier` does the same in turns.
 *
 * Source: Digital Code, art. 61; order 500/НҚ, items 4, 16, 18
 */
export function judge(input: JudgeInput): Verdict {
  const { rules = RULES_2026, suite = nationalSuite } = input
  return judgeExamined(input, examine({ ...input, rules, suite }))
}

/**
 * `judge` for each signer of a message that may have several.
 *
 * @param gathered what was gathered for each, in the order of the signers
 */
export function judgeEach(
  input: SeveralRequest & Pick<JudgeInput, 'anchors' | 'receivedAt' | 'checkedAt' | 'rules' | 'suite'>,
  gathered: readonly Pick<JudgeInput, 'ocspResponse' | 'ocspNonce' | 'crl' | 'deltaCrl' | 'timeStamp'>[] = [],
): SeveralVerdict {
  const [first, ...others] = assignSigners(input, input.rules ?? RULES_2026)
  const judgeOne = (task: SignerTask): Verdict => judge({ ...input, ...gathered[task.place], ...task })
  return combineVerdicts([judgeOne(first), ...others.map(judgeOne)], input.expected)
}

/** The rest of `judge`, for what was examined with the same document, stamp, rules and suite. */
export function judgeExamined(input: JudgeInput, examination: Examination): Verdict {
  const { receivedAt, checkedAt = receivedAt, rules = RULES_2026, suite = nationalSuite, anchors } = input
  const revocation = askRevocation(examination, { ...input, checkedAt, rules, suite })
  const evidence: Evidence = {
    documentSha256: hexOf(examination.documentSha256 ?? sha256(input.document)),
    cms: input.cms,
    certificates: usedCertificates(examination, revocation.responder),
    ...(input.ocspResponse === undefined ? {} : { ocspResponse: input.ocspResponse }),
    ...(input.ocspNonce === undefined ? {} : { ocspNonce: input.ocspNonce }),
    ...revocation.lists,
    ...(examination.timeStamp === undefined ? {} : { timeStamp: examination.timeStamp }),
    receivedAt,
    checkedAt,
    judgedAt: examination.judgedAt,
    anchorSet: anchors.id,
    rules: rules.id,
  }
  const { signer } = examination
  const reason = examination.reason ?? revocation.reason
  if (reason === undefined && signer !== undefined) {
    return { verdict: 'VALID', signer, signedAt: examination.judgedAt, evidence }
  }
  const known = signer === undefined ? {} : { signer }
  return reason === 'revocation-unknown'
    ? { verdict: 'INDETERMINATE', reason, ...known, evidence }
    : { verdict: 'INVALID', reason: reason ?? 'malformed', ...known, evidence }
}

interface RevocationOutcome {
  readonly reason?: SignatureFinding
  /** Until when the word that nothing was revoked may be kept; absent when its authority sets no end. */
  readonly until?: Temporal.Instant
  readonly responder?: Certificate
  readonly lists?: Pick<Evidence, 'crl' | 'deltaCrl'>
}

/** What was gathered on revocation says of the first certificate of a chain. */
export function askRevocation(
  { reason, chain, judgedAt }: Pick<Examination, 'reason' | 'chain' | 'judgedAt'>,
  input: Pick<JudgeInput, 'ocspResponse' | 'ocspNonce' | 'crl' | 'deltaCrl'> & {
    readonly checkedAt: Temporal.Instant
    readonly rules: SignatureRules
    readonly suite: AlgorithmSuite
  },
): RevocationOutcome {
  const [certificate, issuer] = chain
  if (reason !== undefined) return {}
  if (certificate === undefined || issuer === undefined) return { reason: 'chain-untrusted' }
  const { ocspResponse, ocspNonce, crl, deltaCrl, checkedAt, rules, suite } = input
  const question = { certificate, issuer, at: checkedAt, clockSkew: rules.clockSkew, suite }
  const verdictOn = (revocation: Revocation): { readonly reason?: SignatureFinding } =>
    harmsSignature(revocation, judgedAt) ? { reason: 'certificate-revoked' } : {}

  const ocsp: OcspFinding =
    ocspResponse === undefined
      ? { status: 'no-answer', code: 0 }
      : ocspNonce === undefined
        ? { status: 'unusable', why: 'nonce-differs' }
        : checkOcsp(ocspResponse, { ...question, nonce: ocspNonce, maxAge: rules.ocspMaxAge })
  if (ocsp.status === 'good') return { responder: ocsp.responder, ...untilOf(ocsp.nextUpdate) }
  if (ocsp.status === 'revoked') return { ...verdictOn(ocsp.revocation), responder: ocsp.responder }

  const list: CrlFinding | undefined = crl && checkCrl(crl, { ...question, delta: deltaCrl })
  if (crl === undefined || list === undefined || list.status === 'unusable') return { reason: 'revocation-unknown' }
  const lists = {
    crl: keptList(list.crl, crl),
    ...(list.delta && deltaCrl ? { deltaCrl: keptList(list.delta, deltaCrl) } : {}),
  }
  // A list speaks for the holder only when the responder was silent, against the holder always.
  if (list.status === 'revoked') return { ...verdictOn(list.revocation), lists }
  return ocsp.status === 'no-answer'
    ? { lists, ...untilOf((list.delta ?? list.crl).nextUpdate) }
    : { reason: 'revocation-unknown', lists }
}

function untilOf(until: Temporal.Instant | undefined): Pick<RevocationOutcome, 'until'> {
  return until === undefined ? {} : { until }
}

function keptList({ number, sha256: hash }: Crl, bytes: Uint8Array): KeptList {
  return { number, sha256: hash, bytes }
}

function usedCertificates({ signer, chain, stamp }: Examination, responder?: Certificate): readonly Uint8Array[] {
  const used = [
    ...(signer === undefined ? [] : [signer]),
    ...chain,
    ...(responder === undefined ? [] : [responder]),
    ...(stamp?.status === 'right' ? stamp.certificates : []),
  ]
  return [...new Map(used.map(({ fingerprint, der }) => [fingerprint, der])).values()]
}
