import type { AlgorithmSuite } from './algorithm-suite.ts'
import type { Certificate } from './certificate.ts'
import { checkCrl, prepareCrl } from './crl.ts'
import { letOthersRun, runInTurns } from './in-pieces.ts'
import { checkOcsp, ocspRequest } from './ocsp.ts'
import { UnusableAnswerError } from './request-stamp.ts'
import type { SignatureRules } from './rules.ts'

export type Neighbour = 'ocsp' | 'crl' | 'stamp'

/** Where revocation is asked. The ports set their own time limits and address only configured hosts. */
export interface RevocationPorts {
  /** Puts an OCSP request to the responder; a thrown error means that it is silent. */
  askOcsp(request: Uint8Array): Promise<Uint8Array>
  /**
   * The newest base list of this authority, or undefined. Give the same array while the list is the same: it is indexed
   * once. A list of another authority is unusable, never wrong.
   */
  fetchCrl(issuer: Certificate): Promise<Uint8Array | undefined>
  /** What changed since the base list of this authority. Left out where authorities publish no such lists. */
  fetchDeltaCrl?(issuer: Certificate): Promise<Uint8Array | undefined>
  /** Told when a neighbour fails or answers what cannot be used; the verdict itself goes on without it. */
  report?(fault: { readonly neighbour: Neighbour; readonly cause: unknown }): void
}

interface RevocationSubject {
  readonly certificate: Certificate
  readonly issuer: Certificate
}

export interface RevocationQuestions {
  /** Puts a question that may fail. @returns undefined when it did, which is reported */
  readonly asked: <A>(neighbour: Neighbour, question: () => Promise<A>) => Promise<A | undefined>
  readonly askResponder: (subject: RevocationSubject, nonce: Uint8Array) => Promise<Uint8Array | undefined>
  /** The lists, when the responder gave no answer that counts. */
  readonly askLists: (
    subject: RevocationSubject & {
      readonly ocspResponse: Uint8Array | undefined
      readonly ocspNonce: Uint8Array
      readonly at: Temporal.Instant
    },
  ) => Promise<{ readonly crl?: Uint8Array | undefined; readonly deltaCrl?: Uint8Array | undefined }>
}

/** The questions of one verifier; what comes back is judged by `askRevocation`. */
export function createRevocationQuestions(
  ports: RevocationPorts,
  { rules, suite }: { readonly rules: SignatureRules; readonly suite: AlgorithmSuite },
): RevocationQuestions {
  const { clockSkew, ocspMaxAge: maxAge } = rules
  const reportUnusable = (neighbour: Neighbour, why: string): void =>
    ports.report?.({ neighbour, cause: new UnusableAnswerError(why) })

  const asked: RevocationQuestions['asked'] = async (neighbour, question) => {
    try {
      return await question()
    } catch (cause) {
      ports.report?.({ neighbour, cause })
      return undefined
    }
  }

  return {
    asked,
    askResponder: ({ certificate, issuer }, nonce) =>
      asked('ocsp', () => ports.askOcsp(ocspRequest(certificate, issuer, nonce))),
    async askLists({ certificate, issuer, ocspResponse, ocspNonce: nonce, at }) {
      if (ocspResponse !== undefined) {
        const finding = checkOcsp(ocspResponse, { certificate, issuer, nonce, at, maxAge, clockSkew, suite })
        await letOthersRun()
        if (finding.status === 'unusable') reportUnusable('ocsp', finding.why)
        if (finding.status !== 'no-answer') return {}
        reportUnusable('ocsp', `status ${String(finding.code)}`)
      }
      const [crl, deltaCrl] = await Promise.all([
        asked('crl', () => ports.fetchCrl(issuer)),
        asked('crl', async () => ports.fetchDeltaCrl?.(issuer)),
      ])
      for (const list of [crl, deltaCrl]) if (list !== undefined) await runInTurns(prepareCrl(list, suite))
      if (crl !== undefined) {
        const finding = checkCrl(crl, { certificate, issuer, delta: deltaCrl, at, clockSkew, suite })
        for (const fault of [finding.status === 'unusable' ? finding.why : undefined, finding.deltaFault]) {
          if (fault !== undefined && fault !== 'not-newer') reportUnusable('crl', fault)
        }
        await letOthersRun()
      }
      return { crl, deltaCrl }
    },
  }
}
