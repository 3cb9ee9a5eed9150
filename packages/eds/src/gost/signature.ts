import type { Curve, Point } from './curve-points.ts'
import { sumOf, type Multiplier } from './point-sums.ts'
import { invert } from './prime-field.ts'

/** The two numbers of a signature. */
export interface SignatureNumbers {
  readonly r: bigint
  readonly s: bigint
}

/**
 * Whether the key made the signature over this digest.
 *
 * @param digest the hash read as a number
 * @param base multiplies the base point of the curve
 * @param key multiplies the public key
 *
 * Source: GOST R 34.10-2012 (RFC 7091), section 6.2
 */
export function isSignatureRight(
  curve: Curve,
  digest: bigint,
  { r, s }: SignatureNumbers,
  base: Multiplier,
  key: Multiplier,
): boolean {
  const { q, field } = curve
  if (r <= 0n || r >= q || s <= 0n || s >= q) return false
  const v = invert(digest % q || 1n, q)
  const { x, z } = sumOf(curve, [base((s * v) % q), key(((q - r) * v) % q)])
  if (z === 0n) return false
  // The abscissa of the sum modulo q must be r; comparing X with r·Z² spares an inversion.
  const zz = field.fold(z * z)
  for (let candidate = r; candidate < field.p; candidate += q) if (field.isZero(candidate * zz - x)) return true
  return false
}

/**
 * Makes a signature. Not in constant time: for training, where no key is worth stealing.
 *
 * @param once a random number from 1 to q - 1 that is never used again
 * @throws {RangeError} for a number out of range, or in the unheard-of case that another one must be taken
 *
 * Source: GOST R 34.10-2012 (RFC 7091), section 6.1
 */
export function makeSignature(
  curve: Curve,
  digest: bigint,
  privateKey: bigint,
  once: bigint,
  base: Multiplier,
): SignatureNumbers {
  const { q } = curve
  assertScalar(curve, privateKey)
  assertScalar(curve, once)
  const r = multiply(curve, base, once).x % q
  const s = (r * privateKey + once * (digest % q || 1n)) % q
  if (r === 0n || s === 0n) throw new RangeError('the number makes no signature')
  return { r, s }
}

/** The public key. @throws {RangeError} for a private key that is not from 1 to q - 1 */
export function publicPoint(curve: Curve, privateKey: bigint, base: Multiplier): Point {
  assertScalar(curve, privateKey)
  return multiply(curve, base, privateKey)
}

function multiply(curve: Curve, multiplier: Multiplier, scalar: bigint): Point {
  const [point] = curve.toAffine([sumOf(curve, [multiplier(scalar)])])
  if (point === undefined) throw new RangeError('the multiple is infinite')
  return point
}

function assertScalar({ q }: Curve, scalar: bigint): void {
  if (scalar <= 0n || scalar >= q) throw new RangeError('the number must lie between 0 and the order of the group')
}
