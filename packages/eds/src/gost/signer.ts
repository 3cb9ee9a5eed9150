import type { GostFamily } from './families.ts'
import { numberOf, octetsOf, writePublicKey } from './public-key.ts'
import { makeSignature, publicPoint } from './signature.ts'

/** Gives that many octets nobody can guess. */
export type RandomOctets = (count: number) => Uint8Array

/**
 * Makes GOST signatures for training and tests. The time it takes tells of the key, so it must never hold a key of
 * anybody real.
 */
export interface GostSigner {
  /** The whole SubjectPublicKeyInfo. */
  readonly spki: Uint8Array
  sign(data: Uint8Array): Uint8Array
}

/** A new private key, its lowest octet first. */
export function newGostPrivateKey(family: GostFamily, random: RandomOctets): Uint8Array {
  return octetsOf(drawScalar(family, random), family.curve.octets)
}

/**
 * @param privateKey with its lowest octet first
 * @param random must never give the same octets twice: two signatures made with the same give the key away
 * @throws {RangeError} for what is no private key of the family
 */
export function createGostSigner(family: GostFamily, privateKey: Uint8Array, random: RandomOctets): GostSigner {
  const { curve, base, createHash } = family
  const scalar = numberOf(privateKey)
  const spki = writePublicKey({ family, point: publicPoint(curve, scalar, base) })
  return {
    spki,
    sign(data) {
      const hash = createHash()
      hash.update(data)
      const { r, s } = makeSignature(curve, numberOf(hash.digest()), scalar, drawScalar(family, random), base)
      return new Uint8Array(Buffer.concat([octetsOf(r, curve.octets), octetsOf(s, curve.octets)]))
    },
  }
}

function drawScalar({ curve }: GostFamily, random: RandomOctets): bigint {
  for (;;) {
    const drawn = numberOf(random(curve.octets))
    if (drawn > 0n && drawn < curve.q) return drawn
  }
}
