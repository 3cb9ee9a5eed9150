import type { AlgorithmSuite } from './algorithm-suite.ts'
import type { Certificate } from './certificate.ts'
import { checkCrl, prepareCrl } from './crl.ts'
import { examineInPieces, type ExpectedSigner } from './examine.ts'
import { letOthersRun, runInTurns } from './in-pieces.ts'
import { isBefore } from './instants.ts'
import { judgeExamined, type JudgeInput } from './judge.ts'
import { nationalSuite } from './national-suite.ts'
import { checkOcsp, ocspRequest } from './ocsp.ts'
import { prepareAnchors, prepareDocument } from './prepare.ts'
import { freshNonce, requestStamp, UnusableAnswerError } from './request-stamp.ts'
import { RULES_2026, type SignatureRules } from './rules.ts'
import { assignSigners, combineVerdicts, type SeveralRequest, type SeveralVerdict } from './several-signers.ts'
import type { TrustAnchors } from './trust-anchors.ts'
import type { Verdict } from './verdict.ts'

export type Neighbour = 'ocsp' | 'crl' | 'stamp'

/** What the verifier needs from outside. The ports set their own time limits and address only configured hosts. */
export interface VerifierPorts {
  readonly anchors: TrustAnchors
  /** Puts an OCSP request to the responder; a thrown error means that it is silent. */
  askOcsp(request: Uint8Array): Promise<Uint8Array>
  /**
   * The newest base list of this authority, or undefined. Give the same array while the list is the same: it is indexed
   * once. A list of another authority is unusable, never wrong.
   */
  fetchCrl(issuer: Certificate): Promise<Uint8Array | undefined>
  /** What changed since the base list of this authority. Left out where authorities publish no such lists. */
  fetchDeltaCrl?(issuer: Certificate): Promise<Uint8Array | undefined>
  /** Puts a time-stamp request to the stamper. Left out: signatures without a stamp are judged at their receipt. */
  readonly askStamp?: (request: Uint8Array) => Promise<Uint8Array>
  now(): Temporal.Instant
  /** Told when a neighbour fails or answers what cannot be used; the verdict itself goes on without it. */
  report?(fault: { readonly neighbour: Neighbour; readonly cause: unknown }): void
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
   * The same for a message with several signers, as other systems make them: each signature is judged as if it stood
   * alone, with a stamp and a word on revocation of its own. Nobody's signature counts twice.
   */
  verifyEach(request: SeveralRequest & Pick<VerifyRequest, 'receivedAt'>): Promise<SeveralVerdict>
}

export function createVerifier(ports: VerifierPorts): Verifier {
  const { anchors, rules = RULES_2026, suite = nationalSuite } = ports

  const asked = async <A>(neighbour: Neighbour, question: () => Promise<A>): Promise<A | undefined> => {
    try {
      return await question()
    } catch (cause) {
      ports.report?.({ neighbour, cause })
      return undefined
    }
  }

  const obtainStamp = async (signature: Uint8Array): Promise<Uint8Array | undefined> => {
    const { askStamp, stampPolicy: policy } = ports
    const now = (): Temporal.Instant => ports.now()
    return askStamp && asked('stamp', () => requestStamp(signature, { askStamp, anchors, now, policy, rules, suite }))
  }

  let anchorsReady: Promise<void> | undefined

  const verifyOne = async (request: VerifyRequest & { readonly place?: number }): Promise<Verdict> => {
    const { cms, document, expected, place, receivedAt = ports.now(), timeStamp } = request
    await (anchorsReady ??= runInTurns(prepareAnchors(anchors, suite)))
    await runInTurns(prepareDocument(cms, document, rules, suite))
    const given = { cms, document, expected, place, anchors, receivedAt, timeStamp, rules, suite }
    const examination = await runInTurns(examineInPieces(given))
    const [certificate, issuer] = examination.chain
    const { signature } = examination
    // A signature that cannot become valid is not worth a question to anybody.
    if (examination.reason !== undefined || !certificate || !issuer || !signature) {
      return judgeExamined(given, examination)
    }

    const ocspNonce = freshNonce()
    const [ocspResponse, token] = await Promise.all([
      asked('ocsp', () => ports.askOcsp(ocspRequest(certificate, issuer, ocspNonce))),
      examination.timeStamp ?? obtainStamp(signature),
    ])
    const checkedAt = laterOf(ports.now(), receivedAt)
    await letOthersRun()
    const gathered: JudgeInput = { ...given, checkedAt, timeStamp: token, ocspResponse, ocspNonce }
    const examined =
      token === examination.timeStamp ? examination : await runInTurns(examineInPieces({ ...given, timeStamp: token }))
    if (ocspResponse !== undefined) {
      const { clockSkew, ocspMaxAge: maxAge } = rules
      const question = { certificate, issuer, nonce: ocspNonce, at: checkedAt, maxAge, clockSkew, suite }
      const finding = checkOcsp(ocspResponse, question)
      await letOthersRun()
      if (finding.status !== 'no-answer') {
        if (finding.status === 'unusable') {
          ports.report?.({ neighbour: 'ocsp', cause: new UnusableAnswerError(finding.why) })
        }
        return judgeExamined(gathered, examined)
      }
      ports.report?.({ neighbour: 'ocsp', cause: new UnusableAnswerError(`status ${String(finding.code)}`) })
    }
    const [crl, deltaCrl] = await Promise.all([
      asked('crl', () => ports.fetchCrl(issuer)),
      asked('crl', async () => ports.fetchDeltaCrl?.(issuer)),
    ])
    for (const list of [crl, deltaCrl]) if (list !== undefined) await runInTurns(prepareCrl(list, suite))
    if (crl !== undefined) {
      const { clockSkew } = rules
      const finding = checkCrl(crl, { certificate, issuer, delta: deltaCrl, at: checkedAt, clockSkew, suite })
      for (const fault of [finding.status === 'unusable' ? finding.why : undefined, finding.deltaFault]) {
        if (fault !== undefined && fault !== 'not-newer')
          ports.report?.({ neighbour: 'crl', cause: new UnusableAnswerError(fault) })
      }
      await letOthersRun()
    }
    return judgeExamined({ ...gathered, crl, deltaCrl }, examined)
  }

  return {
    verify: verifyOne,
    async verifyEach({ receivedAt = ports.now(), ...request }) {
      const [first, ...others] = assignSigners(request, rules)
      const verdicts: [Verdict, ...Verdict[]] = [await verifyOne({ ...request, ...first, receivedAt })]
      for (const task of others) verdicts.push(await verifyOne({ ...request, ...task, receivedAt }))
      return combineVerdicts(verdicts, request.expected)
    },
  }
}

function laterOf(left: Temporal.Instant, right: Temporal.Instant): Temporal.Instant {
  return isBefore(left, right) ? right : left
}
