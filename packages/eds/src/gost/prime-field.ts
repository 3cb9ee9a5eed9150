/** Arithmetic modulo a prime with whole numbers of any sign; nothing here runs in constant time. */
export interface PrimeField {
  readonly p: bigint
  /** A congruent number, quickly: of a product of n bits over the length of p, one of 10 to 17 bits over n. */
  readonly shorten: (value: bigint) => bigint
  /** Shortens twice: of any product of shortened numbers, one of the length of p, perhaps negative or a bit longer. */
  readonly fold: (value: bigint) => bigint
  /** The congruent number from 0 to p - 1. */
  readonly residue: (value: bigint) => bigint
  readonly isZero: (value: bigint) => boolean
  /** @throws {RangeError} for zero */
  readonly inverse: (value: bigint) => bigint
}

/** Largest difference to a power of two with which folding pays. */
const MAX_DIFFERENCE = 0x10000n

export function createPrimeField(p: bigint): PrimeField {
  const bits = p.toString(2).length
  const difference = (1n << BigInt(bits)) - p
  const shift = BigInt(bits)
  const residue = (value: bigint): bigint => {
    const rest = value % p
    return rest < 0n ? rest + p : rest
  }
  // 2^bits ≡ difference, so the upper part comes down multiplied by it.
  const shorten =
    difference > MAX_DIFFERENCE
      ? (value: bigint) => value % p
      : (value: bigint) => BigInt.asUintN(bits, value) + (value >> shift) * difference
  return {
    p,
    shorten,
    fold: (value) => shorten(shorten(value)),
    residue,
    isZero: (value) => value % p === 0n,
    inverse: (value) => invert(residue(value), p),
  }
}

/** By the extended algorithm of Euclid. @param value from 0 to modulus - 1 @throws {RangeError} for zero */
export function invert(value: bigint, modulus: bigint): bigint {
  if (value === 0n) throw new RangeError('zero has no inverse')
  let [remainder, next] = [modulus, value]
  let [factor, nextFactor] = [0n, 1n]
  while (next !== 0n) {
    const quotient = remainder / next
    ;[remainder, next] = [next, remainder - quotient * next]
    ;[factor, nextFactor] = [nextFactor, factor - quotient * nextFactor]
  }
  return factor < 0n ? factor + modulus : factor
}
