import { createHash } from 'node:crypto'
import { hexOf, sameBytes } from './bytes.ts'
import { parseAlgorithm, parseExtensions } from './certificate.ts'
import { contextTag, derFields, derInside, DerError, readDer, readDerHeader, TAG, type DerNode } from './der.ts'
import { bitStringOctets, integerHex, smallInteger, timeValue } from './der-values.ts'
import { runToEnd } from './in-pieces.ts'
import { OID } from './object-identifiers.ts'
import { revocationReason, type Revocation } from './revocation.ts'

/** What a list of revoked certificates says of itself; it is read without its entries. */
export interface CrlHeader {
  /** Encoded name of the authority. */
  readonly issuer: Uint8Array
  /** Which key of the authority signed, lower-case hexadecimal. */
  readonly authorityKeyId?: string
  /** Number of the list, lower-case hexadecimal; empty when it bears none. */
  readonly number: string
  readonly thisUpdate: Temporal.Instant
  readonly nextUpdate?: Temporal.Instant
  /** Of a delta list, which says only what changed: the number of the oldest base list it may be laid over. */
  readonly deltaBase?: string
  readonly hasUnknownCritical: boolean
  readonly tbs: Uint8Array
  readonly algorithm: string
  readonly signature: Uint8Array
}

/** A list of revoked certificates with an index by serial number; its signature is checked by `checkCrl`. */
export interface Crl extends CrlHeader {
  readonly sha256: string
  readonly size: number
  /** @param serial lower-case hexadecimal without a leading zero octet @throws {DerError} for a malformed entry */
  find(serial: string): Revocation | undefined
}

/** The production list has over 20 MB. */
const CRL_LIMITS = { maxBytes: 128 * 1024 * 1024, maxDepth: 16, maxChildren: 64 }

/** @throws {DerError} */
export function parseCrl(der: Uint8Array): Crl {
  return runToEnd(parseCrlInPieces(der))
}

/** Takes no longer for a long list than for a short one. @throws {DerError} */
export function parseCrlHeader(der: Uint8Array): CrlHeader {
  return readList(der).header
}

/** Entries and octets looked at in one piece, in a few milliseconds. */
const PIECE_ENTRIES = 8192
const PIECE_OCTETS = 2 * 1024 * 1024
/** A serial number of one octet and a time of 13 digits. */
const SHORTEST_ENTRY = 20
/** Serial numbers are random and need a few dozen; only a made-up list has so many in one place, to keep us busy. */
const MAX_STEPS = 512

/** As `parseCrl`, with a turn for others after every piece. @throws {DerError} */
export function* parseCrlInPieces(der: Uint8Array): Generator<void, Crl> {
  const { header, entries } = readList(der)
  const index = entries === undefined ? undefined : yield* indexEntries(entries)
  return {
    ...header,
    sha256: yield* hashInPieces(der),
    size: index?.size ?? 0,
    find: (serial) => index?.find(Buffer.from(serial, 'hex')),
  }
}

const KNOWN_CRITICAL: ReadonlySet<string> = new Set([OID.deltaCrlIndicator, OID.crlNumber, OID.authorityKeyIdentifier])

function readList(der: Uint8Array): { readonly header: CrlHeader; readonly entries: DerNode | undefined } {
  const outer = derFields(readDer(der, CRL_LIMITS))
  const tbsNode = outer.take(TAG.sequence, 'the list')
  const algorithm = parseAlgorithm(outer.take(TAG.sequence, 'the signature algorithm'))
  const signature = bitStringOctets(outer.take(TAG.bitString, 'the signature'))
  outer.end()

  const tbs = derFields(tbsNode)
  const version = tbs.maybe(TAG.integer)
  if (version !== undefined && smallInteger(version) !== 1) throw new DerError('version 2 is expected', version.offset)
  if (!sameBytes(parseAlgorithm(tbs.take(TAG.sequence, 'the algorithm')).der, algorithm.der)) {
    throw new DerError('the two signature algorithms differ', tbsNode.offset)
  }
  const issuer = tbs.take(TAG.sequence, 'the issuer').bytes
  const thisUpdate = timeValue(tbs.takeAny('thisUpdate'))
  const nextUpdateNode = tbs.maybe(TAG.utcTime) ?? tbs.maybe(TAG.generalizedTime)
  const entries = tbs.maybe(TAG.sequence)
  const extensionList = tbs.maybe(contextTag(0))
  tbs.end()
  const extensions = extensionList === undefined ? [] : parseExtensions(derInside(extensionList))
  const valueOf = (wanted: string): DerNode | undefined => {
    const extension = extensions.find(({ oid }) => oid === wanted)
    return extension && derInside(extension.value)
  }
  const number = valueOf(OID.crlNumber)
  const deltaBase = valueOf(OID.deltaCrlIndicator)
  const keyId = valueOf(OID.authorityKeyIdentifier)
  const authorityKeyId = keyId && derFields(keyId).maybe(contextTag(0, 'primitive'))
  const header: CrlHeader = {
    issuer,
    number: number === undefined ? '' : integerHex(number),
    thisUpdate,
    hasUnknownCritical: extensions.some(({ oid, isCritical }) => isCritical && !KNOWN_CRITICAL.has(oid)),
    tbs: tbsNode.bytes,
    algorithm: algorithm.oid,
    signature,
    ...(nextUpdateNode === undefined ? {} : { nextUpdate: timeValue(nextUpdateNode) }),
    ...(deltaBase === undefined ? {} : { deltaBase: integerHex(deltaBase) }),
    ...(authorityKeyId === undefined ? {} : { authorityKeyId: hexOf(authorityKeyId.content) }),
  }
  return { header, entries }
}

/**
 * A hash table of entry positions over the raw octets: half a million entries take a few megabytes and are not read
 * until one is asked for.
 */
function* indexEntries(entries: DerNode) {
  const { content } = entries
  const positions = new Int32Array(Math.floor(content.length / SHORTEST_ENTRY))
  let count = 0
  for (let position = 0; position < content.length;) {
    const { tag, end } = readDerHeader(content, position, content.length, entries.offset)
    if (tag !== TAG.sequence) throw new DerError('an entry is expected', entries.offset + position)
    if (end - position < SHORTEST_ENTRY) throw new DerError('an entry is too short', entries.offset + position)
    positions[count] = position
    count += 1
    position = end
    if (count % PIECE_ENTRIES === 0) yield
  }
  const size = 2 ** Math.ceil(Math.log2(count * 2 + 1))
  // Positions from 1, so that 0 is an empty slot and the memory is touched only where it is used.
  const slots = new Int32Array(size)
  const serialAt = (position: number): Uint8Array => {
    const entry = readDerHeader(content, position, content.length, entries.offset)
    const serial = readDerHeader(content, entry.contentStart, entry.end, entries.offset)
    if (serial.tag !== TAG.integer) throw new DerError('a serial number is expected', entries.offset + position)
    const skipsZero = content[serial.contentStart] === 0 && serial.end - serial.contentStart > 1
    return content.subarray(serial.contentStart + (skipsZero ? 1 : 0), serial.end)
  }
  // Serial numbers are random; their last four octets spread well, and a crowded slot only costs another step.
  const slotOf = (serial: Uint8Array): number => {
    let hash = 0
    for (const octet of serial.subarray(-4)) hash = Math.imul(hash, 257) + octet
    return hash & (size - 1)
  }
  for (const [place, position] of positions.subarray(0, count).entries()) {
    let slot = slotOf(serialAt(position))
    let steps = 0
    while (slots[slot] !== 0) {
      steps += 1
      if (steps > MAX_STEPS) throw new DerError('too many entries are alike', entries.offset + position)
      slot = (slot + 1) & (size - 1)
    }
    slots[slot] = position + 1
    if (place % PIECE_ENTRIES === 0) yield
  }
  const find = (serial: Uint8Array): Revocation | undefined => {
    for (let slot = slotOf(serial); ; slot = (slot + 1) & (size - 1)) {
      const position = (slots[slot] ?? 0) - 1
      if (position < 0) return undefined
      if (!sameBytes(serialAt(position), serial)) continue
      const { end } = readDerHeader(content, position, content.length, entries.offset)
      return parseEntry(content.subarray(position, end))
    }
  }
  return { size: count, find }
}

function* hashInPieces(octets: Uint8Array): Generator<void, string> {
  const hash = createHash('sha256')
  for (let offset = 0; offset < octets.length; offset += PIECE_OCTETS) {
    hash.update(octets.subarray(offset, offset + PIECE_OCTETS))
    yield
  }
  return hash.digest('hex')
}

function parseEntry(bytes: Uint8Array): Revocation {
  const fields = derFields(readDer(bytes, CRL_LIMITS))
  fields.take(TAG.integer, 'the serial number')
  const at = timeValue(fields.takeAny('the time of revocation'))
  const extensionNode = fields.maybe(TAG.sequence)
  fields.end()
  const extensions = extensionNode === undefined ? [] : parseExtensions(extensionNode)
  const reasonExtension = extensions.find(({ oid }) => oid === OID.reasonCode)
  const reason = reasonExtension && revocationReason(smallInteger(derInside(reasonExtension.value), TAG.enumerated))
  return { at, ...(reason === undefined ? {} : { reason }) }
}
