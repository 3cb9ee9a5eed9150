import type { AlgorithmSuite } from './algorithm-suite.ts'
import { sameBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { type Crl, type CrlHeader, parseCrl, parseCrlInPieces } from './crl-reader.ts'
import { DerError } from './der.ts'
import { isBefore } from './instants.ts'
import type { Revocation } from './revocation.ts'

/** A base list in force, and the delta that was laid over it when there was a right one. */
export interface UsedLists {
  readonly crl: Crl
  readonly delta?: Crl
  /** Why a delta that was given changed nothing. */
  readonly deltaFault?: CrlFault
}

export type CrlFinding =
  | ({ readonly status: 'good' } & UsedLists)
  | ({ readonly status: 'revoked'; readonly revocation: Revocation } & UsedLists)
  | { readonly status: 'unusable'; readonly why: CrlFault; readonly deltaFault?: CrlFault }

/**
 * `delta`: a delta list in place of a base; `no-delta`: the reverse; `other-base`: a delta for a later base list;
 * `not-newer`: a delta that the base itself has overtaken, which is no fault of anybody.
 */
export type CrlFault =
  | 'malformed'
  | 'other-issuer'
  | 'delta'
  | 'no-delta'
  | 'other-base'
  | 'not-newer'
  | 'stale'
  | 'signature-wrong'

// A list of 20 MB is read and its signature checked once, not for every signature: the caller keeps the same array.
const parsed = new WeakMap<Uint8Array, Crl>()
const signedBy = new WeakMap<Crl, Certificate>()

/**
 * Reads, indexes and hashes a list ahead, a few milliseconds in each piece, so that `checkCrl` finds it done.
 *
 * A malformed list is left for `checkCrl` to find so.
 */
export function* prepareCrl(der: Uint8Array, suite: AlgorithmSuite): Generator<void, void> {
  try {
    const crl = parsed.get(der) ?? (yield* parseCrlInPieces(der))
    parsed.set(der, crl)
    yield* suite.prepareDigest?.(crl.algorithm, crl.tbs) ?? []
  } catch (error) {
    if (!(error instanceof DerError)) throw error
  }
}

export interface CrlQuestion {
  readonly certificate: Certificate
  readonly issuer: Certificate
  /** What changed since the base list. One that cannot be used leaves the base alone to answer. */
  readonly delta?: Uint8Array | undefined
  readonly at: Temporal.Instant
  readonly clockSkew: Temporal.Duration
  readonly suite: AlgorithmSuite
}

/**
 * Judges a base list, lays a delta over it, and looks the certificate up.
 *
 * Together the two are in force while the delta is, though the base alone would have ended. The octets given must not
 * change afterwards: what was learnt from an array is kept with it.
 *
 * Source: RFC 5280, section 5.2.4
 */
export function checkCrl(der: Uint8Array, question: CrlQuestion): CrlFinding {
  const base = openList(der, question)
  if (typeof base === 'string') return { status: 'unusable', why: base }
  if (base.deltaBase !== undefined) return { status: 'unusable', why: 'delta' }
  const delta = question.delta && openDelta(question.delta, base, question)
  const deltaFault = typeof delta === 'string' ? { deltaFault: delta } : {}
  if (typeof delta !== 'object' && !isInForce(base, question))
    return { status: 'unusable', why: 'stale', ...deltaFault }
  const used: UsedLists = { crl: base, ...(typeof delta === 'object' ? { delta } : deltaFault) }
  try {
    const revocation = lookUp(question.certificate.serial, used)
    return revocation === undefined ? { status: 'good', ...used } : { status: 'revoked', revocation, ...used }
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return { status: 'unusable', why: 'malformed' }
  }
}

/** Whether a delta list was made for this base list or an older one, and no earlier than it. */
export function fitsBase(delta: CrlHeader, base: CrlHeader): boolean {
  return findMisfit(delta, base) === undefined
}

function findMisfit(delta: CrlHeader, base: CrlHeader): CrlFault | undefined {
  if (delta.deltaBase === undefined) return 'no-delta'
  if (!sameBytes(delta.issuer, base.issuer) || delta.authorityKeyId !== base.authorityKeyId) return 'other-issuer'
  if (base.number === '' || isLess(base.number, delta.deltaBase)) return 'other-base'
  // Not by the numbers, as RFC 5280 has it: the national authority counts its deltas apart from its base lists.
  return isBefore(delta.thisUpdate, base.thisUpdate) ? 'not-newer' : undefined
}

function isLess(left: string, right: string): boolean {
  return BigInt(`0x${left}`) < BigInt(`0x${right}`)
}

/** The list, right in form and signature and begun; whether it has ended is not asked here. */
function openList(der: Uint8Array, { issuer, at, clockSkew, suite }: CrlQuestion): Crl | CrlFault {
  try {
    const crl = parsed.get(der) ?? parseCrl(der)
    parsed.set(der, crl)
    if (crl.hasUnknownCritical) return 'malformed'
    if (!sameBytes(crl.issuer, issuer.subjectName.der) || !issuer.keyUsage.has('cRLSign')) return 'other-issuer'
    if (isBefore(at.add(clockSkew), crl.thisUpdate)) return 'stale'
    if (signedBy.get(crl) !== issuer) {
      const check = suite.verifySignature(crl.algorithm, issuer.publicKey, crl.tbs, crl.signature)
      if (check !== 'right') return 'signature-wrong'
      signedBy.set(crl, issuer)
    }
    return crl
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return 'malformed'
  }
}

function openDelta(der: Uint8Array, base: Crl, question: CrlQuestion): Crl | CrlFault {
  const delta = openList(der, question)
  if (typeof delta === 'string') return delta
  return findMisfit(delta, base) ?? (isInForce(delta, question) ? delta : 'stale')
}

function isInForce({ nextUpdate }: CrlHeader, { at }: CrlQuestion): boolean {
  return nextUpdate !== undefined && !isBefore(nextUpdate, at)
}

/**
 * What the delta says goes before what the base says. Taken off the list is only who was on hold: certificates that
 * ended are taken off too, and what they signed is still judged by the revocation.
 *
 * @throws {DerError} for a malformed entry
 */
function lookUp(serial: string, { crl, delta }: UsedLists): Revocation | undefined {
  const before = crl.find(serial)
  const since = delta?.find(serial)
  if (since === undefined) return before
  if (since.reason !== 'removeFromCRL') return since
  return before?.reason === 'certificateHold' ? undefined : before
}
