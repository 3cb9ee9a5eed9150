import { randomBytes } from 'node:crypto'
import type { AlgorithmSuite } from './algorithm-suite.ts'
import { sha256 } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { checkCrl, prepareCrl } from './crl.ts'
import { examine, type ExpectedSigner } from './examine.ts'
import { letOthersRun, runInTurns } from './in-pieces.ts'
import { isBefore } from './instants.ts'
import { judgeExamined, type JudgeInput } from './judge.ts'
import { nationalSuite } from './national-suite.ts'
import { checkOcsp, ocspRequest } from './ocsp.ts'
import { prepareAnchors, prepareDocument } from './prepare.ts'
import { RULES_2026, type SignatureRules } from './rules.ts'
import { checkTimeStamp, grantedToken, timeStampRequest } from './time-stamp.ts'
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
  askStamp?(request: Uint8Array): Promise<Uint8Array>
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
}

/** A neighbour answered, but not with what was asked for. */
export class UnusableAnswerError extends Error {
  override readonly name = 'UnusableAnswerError'
}

const NONCE_OCTETS = 16

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

  const obtainStamp = async (signature: Uint8Array): Promise<Uint8Array | undefined> =>
    ports.askStamp &&
    asked('stamp', async () => {
      const nonce = freshNonce()
      const answer = await ports.askStamp?.(timeStampRequest(sha256(signature), nonce, ports.stampPolicy))
      const token = answer && grantedToken(answer, nonce)
      if (token === undefined) throw new UnusableAnswerError('no stamp was granted')
      // A wrong token of our own asking is our neighbour's fault and must not be held against the signer.
      const check = checkTimeStamp(token, signature, anchors, suite)
      if (check.status === 'wrong') throw new UnusableAnswerError(check.reason)
      const now = ports.now()
      const isOfNow =
        !isBefore(check.genTime.add(rules.clockSkew), now) && !isBefore(now.add(rules.clockSkew), check.genTime)
      if (!isOfNow) throw new UnusableAnswerError('the stamp is not of now')
      return token
    })

  let anchorsReady: Promise<void> | undefined

  return {
    async verify({ cms, document, expected, receivedAt = ports.now(), timeStamp }) {
      await (anchorsReady ??= runInTurns(prepareAnchors(anchors, suite)))
      await runInTurns(prepareDocument(cms, document, rules, suite))
      const given = { cms, document, expected, anchors, receivedAt, timeStamp, rules, suite }
      const examination = examine(given)
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
      const examined = token === examination.timeStamp ? examination : examine({ ...given, timeStamp: token })
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
    },
  }
}

function freshNonce(): Uint8Array {
  const nonce = new Uint8Array(randomBytes(NONCE_OCTETS))
  // A first octet of 1…127 keeps the number positive and of one length wherever it is written as an INTEGER.
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x01
  return nonce
}

function laterOf(left: Temporal.Instant, right: Temporal.Instant): Temporal.Instant {
  return isBefore(left, right) ? right : left
}
