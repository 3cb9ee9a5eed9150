import { TAG } from './der.ts'

/** One DER value of the given tag around the parts, in their order. */
export function derValue(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  const octets: number[] = []
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  const length = content.length < 0x80 ? [content.length] : [0x80 | octets.length, ...octets]
  return new Uint8Array(Buffer.concat([Uint8Array.from([tag, ...length]), content]))
}

export function derSequence(...parts: readonly Uint8Array[]): Uint8Array {
  return derValue(TAG.sequence, ...parts)
}

/** SET OF: DER puts the parts in the order of their octets. */
export function derSetOf(...parts: readonly Uint8Array[]): Uint8Array {
  return derValue(TAG.set, ...parts.toSorted((left, right) => Buffer.compare(left, right)))
}

export function derOctets(octets: Uint8Array): Uint8Array {
  return derValue(TAG.octetString, octets)
}

export function derNull(): Uint8Array {
  return derValue(TAG.null)
}

export function derBoolean(value: boolean): Uint8Array {
  return derValue(TAG.boolean, Uint8Array.of(value ? 0xff : 0x00))
}

/** A number that is not negative: a count, or the big-endian octets of a serial number or nonce. */
export function derInteger(value: number | Uint8Array): Uint8Array {
  const octets = typeof value === 'number' ? [...Buffer.from(value.toString(16).padStart(8, '0'), 'hex')] : [...value]
  while (octets.length > 1 && octets[0] === 0) octets.shift()
  if ((octets[0] ?? 0x80) >= 0x80) octets.unshift(0)
  return derValue(TAG.integer, Uint8Array.from(octets))
}

/** @param oid dotted form */
export function derOid(oid: string): Uint8Array {
  const [first = 0n, second = 0n, ...others] = oid.split('.').map(BigInt)
  const octets = [first * 40n + second, ...others].flatMap((arc) => {
    const digits = [Number(arc & 0x7fn)]
    for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) digits.unshift(Number(rest & 0x7fn) | 0x80)
    return digits
  })
  return derValue(TAG.oid, Uint8Array.from(octets))
}
