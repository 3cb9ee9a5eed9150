import { randomBytes } from 'node:crypto'
import type { AlgorithmSuite } from './algorithm-suite.ts'
import { sha256 } from './bytes.ts'
import { isBefore } from './instants.ts'
import { nationalSuite } from './national-suite.ts'
import { RULES_2026, type SignatureRules } from './rules.ts'
import { checkTimeStamp, grantedToken, timeStampRequest } from './time-stamp.ts'
import type { TrustAnchors } from './trust-anchors.ts'

/** A neighbour answered, but not with what was asked for. */
export class UnusableAnswerError extends Error {
  override readonly name = 'UnusableAnswerError'
}

export interface StampPorts {
  /** Puts a time-stamp request to the stamper. */
  readonly askStamp: (request: Uint8Array) => Promise<Uint8Array>
  readonly anchors: TrustAnchors
  readonly now: () => Temporal.Instant
  /** Stamp policy to ask for; none leaves the choice to the stamper. */
  readonly policy?: string | undefined
  readonly rules?: SignatureRules | undefined
  readonly suite?: AlgorithmSuite | undefined
}

/**
 * A time stamp over `stamped`, asked for now and taken only when it is right: a wrong one is the stamper's fault and
 * must not be held against whoever signed.
 *
 * @throws {UnusableAnswerError} for an answer that is none, and whatever `askStamp` throws
 */
export async function requestStamp(stamped: Uint8Array, ports: StampPorts): Promise<Uint8Array> {
  const { askStamp, anchors, now, policy, rules = RULES_2026, suite = nationalSuite } = ports
  const nonce = freshNonce()
  const token = grantedToken(await askStamp(timeStampRequest(sha256(stamped), nonce, policy)), nonce)
  if (token === undefined) throw new UnusableAnswerError('no stamp was granted')
  const check = checkTimeStamp(token, stamped, anchors, suite)
  if (check.status === 'wrong') throw new UnusableAnswerError(check.reason)
  const moment = now()
  const isOfNow =
    !isBefore(check.genTime.add(rules.clockSkew), moment) && !isBefore(moment.add(rules.clockSkew), check.genTime)
  if (!isOfNow) throw new UnusableAnswerError('the stamp is not of now')
  return token
}

const NONCE_OCTETS = 16

/** Octets nobody can foresee, to know the answer to a question by. */
export function freshNonce(): Uint8Array {
  const nonce = new Uint8Array(randomBytes(NONCE_OCTETS))
  // A first octet of 1…127 keeps the number positive and of one length wherever it is written as an INTEGER.
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x01
  return nonce
}
