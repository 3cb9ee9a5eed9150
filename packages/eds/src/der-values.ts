import { createBoundedCache } from './bounded-cache.ts'
import { latin1 } from './bytes.ts'
import { DerError, TAG, type DerNode } from './der.ts'

function assertTag(node: DerNode, tag: number, what: string): void {
  if (node.tag !== tag) throw new DerError(`${what} is expected`, node.offset)
}

/** The content octets of an INTEGER or ENUMERATED: at least one, as few as possible. @throws {DerError} */
export function integerBytes(node: DerNode, tag: number = TAG.integer): Uint8Array {
  assertTag(node, tag, 'an integer')
  const [first, second] = node.content
  if (first === undefined) throw new DerError('an integer without octets', node.offset)
  if (second !== undefined && ((first === 0x00 && second < 0x80) || (first === 0xff && second >= 0x80))) {
    throw new DerError('the integer is not minimal', node.offset)
  }
  return node.content
}

/** A whole number that must fit into 0 … 2^31-1. @throws {DerError} */
export function smallInteger(node: DerNode, tag: number = TAG.integer): number {
  const bytes = integerBytes(node, tag)
  if ((bytes[0] ?? 0) >= 0x80 || bytes.length > 4) throw new DerError('the number is out of range', node.offset)
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0)
}

/** An INTEGER as lower-case hexadecimal without a leading zero octet: how serial numbers are written here. @throws {DerError} */
export function integerHex(node: DerNode): string {
  const bytes = integerBytes(node)
  return Buffer.from(bytes.length > 1 && bytes[0] === 0 ? bytes.subarray(1) : bytes).toString('hex')
}

/** @throws {DerError} for anything but 00 and FF */
export function booleanValue(node: DerNode): boolean {
  assertTag(node, TAG.boolean, 'a boolean')
  const [octet, more] = node.content
  if (more !== undefined || (octet !== 0x00 && octet !== 0xff)) throw new DerError('a boolean is 00 or FF', node.offset)
  return octet === 0xff
}

/** Dotted form, such as `1.2.840.113549.1.1.11`. @throws {DerError} */
export function oidValue(node: DerNode, tag: number = TAG.oid): string {
  assertTag(node, tag, 'an object identifier')
  const { content } = node
  const name = latin1(content)
  const known = oids.get(name)
  if (known !== undefined) return known
  const last = content.at(-1)
  if (last === undefined || last >= 0x80) throw new DerError('the object identifier is cut off', node.offset)
  if (content.length > 64) throw new DerError('the object identifier is too long', node.offset)
  const arcs: bigint[] = []
  let arc = 0n
  let fresh = true
  for (const octet of content) {
    if (fresh && octet === 0x80) throw new DerError('an arc is not minimal', node.offset)
    arc = (arc << 7n) | BigInt(octet & 0x7f)
    fresh = octet < 0x80
    if (fresh) {
      arcs.push(arc)
      arc = 0n
    }
  }
  const [first = 0n, ...others] = arcs
  const root = first < 40n ? 0n : first < 80n ? 1n : 2n
  const oid = [root, first - root * 40n, ...others].join('.')
  oids.set(name, oid)
  return oid
}

// Every certificate bears the same few dozens.
const oids = createBoundedCache<string, string>(512)

/** The octets of a BIT STRING whose length is a whole number of octets. @throws {DerError} */
export function bitStringOctets(node: DerNode): Uint8Array {
  const { unused, octets } = bitString(node)
  if (unused !== 0) throw new DerError('the bit string is not whole octets', node.offset)
  return octets
}

/** The numbers of the bits that are set, bit 0 being the first. @throws {DerError} */
export function namedBits(node: DerNode): ReadonlySet<number> {
  const { octets } = bitString(node)
  const set = new Set<number>()
  for (const [index, octet] of octets.entries()) {
    for (let bit = 0; bit < 8; bit++) if ((octet & (0x80 >> bit)) !== 0) set.add(index * 8 + bit)
  }
  return set
}

function bitString(node: DerNode): { readonly unused: number; readonly octets: Uint8Array } {
  assertTag(node, TAG.bitString, 'a bit string')
  const [unused] = node.content
  const octets = node.content.subarray(1)
  if (unused === undefined || unused > 7 || (octets.length === 0 && unused > 0)) {
    throw new DerError('the bit string is malformed', node.offset)
  }
  if (((octets.at(-1) ?? 0) & ((1 << unused) - 1)) !== 0) throw new DerError('unused bits are set', node.offset)
  return { unused, octets }
}

/** @throws {DerError} */
export function octetStringValue(node: DerNode, tag: number = TAG.octetString): Uint8Array {
  assertTag(node, tag, 'an octet string')
  return node.content
}

const ASCII_STRINGS: ReadonlySet<number> = new Set([
  TAG.printableString,
  TAG.ia5String,
  TAG.visibleString,
  TAG.teletexString,
])

/** The text of any string type names are written in. @throws {DerError} for another type or octets that are not text */
export function textValue(node: DerNode): string {
  if (node.tag === TAG.utf8String) return decode('utf-8', node)
  if (node.tag === TAG.bmpString) {
    if (node.content.length % 2 !== 0) throw new DerError('half a character', node.offset)
    return decode('utf-16be', node)
  }
  if (!ASCII_STRINGS.has(node.tag)) throw new DerError('a text is expected', node.offset)
  if (node.content.some((octet) => octet >= 0x80)) throw new DerError('the text is not ASCII', node.offset)
  return decode('utf-8', node)
}

function decode(encoding: 'utf-8' | 'utf-16be', node: DerNode): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(node.content)
  } catch {
    throw new DerError('the text is malformed', node.offset)
  }
}

const TIME = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\.\d{1,9})?Z$/

/**
 * A UTCTime (years 1950–2049) or GeneralizedTime, always in UTC and with seconds.
 *
 * @throws {DerError} for another zone, a missing part or a moment that does not exist
 */
export function timeValue(node: DerNode): Temporal.Instant {
  const isUtcTime = node.tag === TAG.utcTime
  if (!isUtcTime && node.tag !== TAG.generalizedTime) throw new DerError('a time is expected', node.offset)
  const text = node.content.length > 32 ? '' : String.fromCharCode(...node.content)
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = ''] = TIME.exec(text) ?? []
  if (year.length !== (isUtcTime ? 2 : 4) || (isUtcTime && fraction !== '') || fraction.endsWith('0')) {
    throw new DerError('the time is malformed', node.offset)
  }
  const century = isUtcTime ? (Number(year) < 50 ? '20' : '19') : ''
  // ISO text would let a leap second 60 pass as 59.
  if (second === '60') throw new DerError('the time does not exist', node.offset)
  try {
    return Temporal.Instant.from(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`)
  } catch {
    throw new DerError('the time does not exist', node.offset)
  }
}
