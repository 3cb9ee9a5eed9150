import type { AlgorithmSuite } from './algorithm-suite.ts'
import { parseCertificate } from './certificate.ts'
import { buildChain } from './chain.ts'
import { examineInPieces, type ExpectedSigner } from './examine.ts'
import { letOthersRun, runInTurns } from './in-pieces.ts'
import { isBefore } from './instants.ts'
import { askRevocation, judgeExamined, type JudgeInput } from './judge.ts'
import { nationalSuite } from './national-suite.ts'
import { prepareAnchors, prepareDocument } from './prepare.ts'
import { freshNonce, requestStamp } from './request-stamp.ts'
import { createRevocationQuestions, type RevocationPorts } from './revocation-questions.ts'
import { RULES_2026, type SignatureRules } from './rules.ts'
import type { TrustAnchors } from './trust-anchors.ts'
import type { Verdict } from './verdict.ts'

/** What the verifier needs from outside. The ports set their own time limits and address only configured hosts. */
export interface VerifierPorts extends RevocationPorts {
  readonly anchors: TrustAnchors
  /** Puts a time-stamp request to the stamper. Left out: signatures without a stamp are judged at their receipt. */
  readonly askStamp?: (request: Uint8Array) => Promise<Uint8Array>
  now(): Temporal.Instant
  readonly stampPolicy?: string
  readonly rules?: SignatureRules
  readonly suite?: AlgorithmSuite
}

export interface VerifyRequest {
  readonly cms: Uint8Array
  readonly document: Uint8Array
  readonly expected: ExpectedSigner
  /** When the signature first reached us, for a check that is repeated. Default: now. */
  readonly receivedAt?: Temporal.Instant
  /** The token kept from an earlier check, so that another is not asked for. */
  readonly timeStamp?: Uint8Array
}

export interface Verifier {
  /**
   * Gathers the stamp and the word on revocation, then judges. Never throws for a fault of a neighbour. Works in turns
   * of a few milliseconds: the octets given must not change before the verdict.
   */
  verify(request: VerifyRequest): Promise<Verdict>
  /**
   * Asks of one certificate whether it is revoked now, by the same rules as for signatures; for seals of systems, which
   * are believed at the moment they come. Its dates and its use are not judged.
   *
   * @throws {DerError} for octets that are no certificate
   */
  readonly standingOf: (certificate: Uint8Array) => Promise<CertificateStanding>
}

/** What the authority says of a certificate now. */
export type CertificateStanding =
  /** `until`: when the authority will know more; absent when it may at any time. */
  | { readonly status: 'good'; readonly until?: Temporal.Instant }
  | { readonly status: 'revoked' }
  /** Nobody said anything that counts. */
  | { readonly status: 'unknown' }

export function createVerifier(ports: VerifierPorts): Verifier {
  const { anchors, rules = RULES_2026, suite = nationalSuite } = ports

  const { asked, askResponder, askLists } = createRevocationQuestions(ports, { rules, suite })

  const obtainStamp = async (signature: Uint8Array): Promise<Uint8Array | undefined> => {
    const { askStamp, stampPolicy: policy } = ports
    const now = (): Temporal.Instant => ports.now()
    return askStamp && asked('stamp', () => requestStamp(signature, { askStamp, anchors, now, policy, rules, suite }))
  }

  let anchorsReady: Promise<void> | undefined

  const verifyOne = async (request: VerifyRequest): Promise<Verdict> => {
    const { cms, document, expected, receivedAt = ports.now(), timeStamp } = request
    await (anchorsReady ??= runInTurns(prepareAnchors(anchors, suite)))
    await runInTurns(prepareDocument(cms, document, rules, suite))
    const given = { cms, document, expected, anchors, receivedAt, timeStamp, rules, suite }
    const examination = await runInTurns(examineInPieces(given))
    const [certificate, issuer] = examination.chain
    const { signature } = examination
    // A signature that cannot become valid is not worth a question to anybody.
    if (examination.reason !== undefined || !certificate || !issuer || !signature) {
      return judgeExamined(given, examination)
    }

    const ocspNonce = freshNonce()
    const [ocspResponse, token] = await Promise.all([
      askResponder({ certificate, issuer }, ocspNonce),
      examination.timeStamp ?? obtainStamp(signature),
    ])
    const checkedAt = laterOf(ports.now(), receivedAt)
    await letOthersRun()
    const gathered: JudgeInput = { ...given, checkedAt, timeStamp: token, ocspResponse, ocspNonce }
    const examined =
      token === examination.timeStamp ? examination : await runInTurns(examineInPieces({ ...given, timeStamp: token }))
    const lists = await askLists({ certificate, issuer, ocspResponse, ocspNonce, at: checkedAt })
    return judgeExamined({ ...gathered, ...lists }, examined)
  }

  const standingOf = async (der: Uint8Array): Promise<CertificateStanding> => {
    const leaf = parseCertificate(der)
    const chain = buildChain(leaf, anchors, suite)
    if (!chain.isTrusted) return { status: 'unknown' }
    const [certificate, issuer] = chain.links
    const ocspNonce = freshNonce()
    const ocspResponse = await askResponder({ certificate, issuer }, ocspNonce)
    const checkedAt = ports.now()
    const lists = await askLists({ certificate, issuer, ocspResponse, ocspNonce, at: checkedAt })
    const gathered = { ocspResponse, ocspNonce, ...lists, checkedAt, rules, suite }
    const { reason, until } = askRevocation({ chain: chain.links, judgedAt: checkedAt }, gathered)
    if (reason !== undefined) return { status: reason === 'certificate-revoked' ? 'revoked' : 'unknown' }
    return { status: 'good', ...(until === undefined ? {} : { until }) }
  }

  return {
    verify: verifyOne,
    standingOf,
  }
}

function laterOf(left: Temporal.Instant, right: Temporal.Instant): Temporal.Instant {
  return isBefore(left, right) ? right : left
}
