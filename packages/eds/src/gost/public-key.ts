import type { Certificate } from '../certificate.ts'
import { derFields, derInside, derItems, DerError, readDer, TAG } from '../der.ts'
import { bitStringOctets, octetStringValue, oidValue } from '../der-values.ts'
import { derOctets, derOid, derSequence, derValue } from '../der-writer.ts'
import type { Point } from './curve-points.ts'
import { GOST_FAMILIES, type GostFamily } from './families.ts'

/** A number written with its lowest octet first, as all numbers of Kazakhstan's GOST objects are. */
export function numberOf(octets: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(octets.toReversed()).toString('hex') || '0'}`)
}

/** @param length octets; the number must fit */
export function octetsOf(number: bigint, length: number): Uint8Array {
  return new Uint8Array(Buffer.from(number.toString(16).padStart(length * 2, '0'), 'hex')).toReversed()
}

export interface GostPublicKey {
  readonly family: GostFamily
  readonly point: Point
}

/**
 * Reads a key: an OCTET STRING with both coordinates of the point, the abscissa before, in the BIT STRING.
 *
 * @returns undefined for a kind, a curve or a hash that is not supported, and for what is no point of the curve
 */
export function readPublicKey({ algorithm, spki }: Certificate['publicKey']): GostPublicKey | undefined {
  const family = GOST_FAMILIES.find(({ key }) => key === algorithm)
  if (family === undefined) return undefined
  try {
    const point = readPoint(spki, family)
    return point && family.curve.hasOrderQ(point) ? { family, point } : undefined
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return undefined
  }
}

function readPoint(spki: Uint8Array, family: GostFamily): Point | undefined {
  const { p, octets } = family.curve
  const fields = derFields(readDer(spki))
  const identifier = derFields(fields.take(TAG.sequence, 'the key algorithm'))
  identifier.take(TAG.oid, 'the algorithm')
  const [paramSet, digest, ...others] = derItems(identifier.take(TAG.sequence, 'the parameters')).map((node) =>
    oidValue(node),
  )
  const isKnown =
    paramSet === family.paramSet && (digest === undefined || family.keyDigests.includes(digest)) && others.length === 0
  const bits = bitStringOctets(fields.take(TAG.bitString, 'the key'))
  const coordinates = octetStringValue(derInside(readDer(derOctets(bits))))
  if (!isKnown || coordinates.length !== octets * 2) return undefined
  const x = numberOf(coordinates.subarray(0, octets))
  const y = numberOf(coordinates.subarray(octets))
  return x < p && y < p ? { x, y } : undefined
}

/** The whole SubjectPublicKeyInfo. */
export function writePublicKey({ family, point }: GostPublicKey): Uint8Array {
  const { octets } = family.curve
  const coordinates = Buffer.concat([octetsOf(point.x, octets), octetsOf(point.y, octets)])
  return derSequence(
    derSequence(derOid(family.key), derSequence(derOid(family.paramSet), derOid(family.digest))),
    derValue(TAG.bitString, Uint8Array.of(0), derOctets(coordinates)),
  )
}
