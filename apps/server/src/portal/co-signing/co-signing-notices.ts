import type { NoticeCode } from '../../notices/notice-code.ts'
import type { CoSigningOutcome } from './co-signing.queries.ts'

/**
 * Notices are kept under the version of the case that they tell of. Before there is a case there is none: these take the
 * numbers from nought down, for the person asked (asked, half of the term, last day) and for the applicant (the outcome).
 */
export const ASKED = 0
/** To the applicant, that the first of those asked has signed; the next takes the number below. */
export const SIGNED = -1

/** The page at which both sides find the rest, without the language. */
export function coSigningPath(caseId: string): string {
  return `/cabinet/co-signatures/${caseId}`
}

/** What the applicant is told of an outcome; the number of the case is told by the case itself. */
export function outcomeNotice(outcome: CoSigningOutcome): NoticeCode | undefined {
  switch (outcome) {
    case 'declined':
      return 'co-signature-declined'
    case 'expired':
      return 'co-signature-expired'
    case 'refuted':
      return 'not-accepted'
    case 'failed':
      return 'co-signing-failed'
    case 'complete':
    case 'withdrawn':
      return undefined
  }
}
