import { createHash } from 'node:crypto'
import type { AlgorithmSuite } from './algorithm-suite.ts'
import { sameBytes } from './bytes.ts'
import { parseAlgorithm, parseExtensions, type Certificate } from './certificate.ts'
import { contextTag, derFields, derInside, DerError, readDer, readDerHeader, TAG, type DerNode } from './der.ts'
import { bitStringOctets, integerHex, smallInteger, timeValue } from './der-values.ts'
import { runToEnd } from './in-pieces.ts'
import { isBefore } from './instants.ts'
import { OID } from './object-identifiers.ts'
import { revocationReason, type Revocation } from './revocation.ts'

/** A list of revoked certificates with an index by serial number; its signature is checked by `checkCrl`. */
export interface Crl {
  readonly issuer: Uint8Array
  /** Number of the list, lower-case hexadecimal; empty when it bears none. */
  readonly number: string
  readonly sha256: string
  readonly thisUpdate: Temporal.Instant
  readonly nextUpdate?: Temporal.Instant
  /** A delta list says only what changed since a base list and is never taken for one. */
  readonly isDelta: boolean
  readonly hasUnknownCritical: boolean
  readonly size: number
  readonly tbs: Uint8Array
  readonly algorithm: string
  readonly signature: Uint8Array
  /** @param serial lower-case hexadecimal without a leading zero octet @throws {DerError} for a malformed entry */
  find(serial: string): Revocation | undefined
}

export type CrlFinding =
  | { readonly status: 'good'; readonly crl: Crl }
  | { readonly status: 'revoked'; readonly revocation: Revocation; readonly crl: Crl }
  | { readonly status: 'unusable'; readonly why: CrlFault }

export type CrlFault = 'malformed' | 'other-issuer' | 'delta' | 'stale' | 'signature-wrong'

/** The production list has over 20 MB. */
const CRL_LIMITS = { maxBytes: 128 * 1024 * 1024, maxDepth: 16, maxChildren: 64 }

/** @throws {DerError} */
export function parseCrl(der: Uint8Array): Crl {
  return runToEnd(parseInPieces(der))
}

/** Entries and octets looked at in one piece, in a few milliseconds. */
const PIECE_ENTRIES = 8192
const PIECE_OCTETS = 2 * 1024 * 1024

function* parseInPieces(der: Uint8Array): Generator<void, Crl> {
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
  const numberExtension = extensions.find(({ oid }) => oid === OID.crlNumber)
  const index = entries === undefined ? undefined : yield* indexEntries(entries)
  return {
    issuer,
    number: numberExtension === undefined ? '' : integerHex(derInside(numberExtension.value)),
    sha256: yield* hashInPieces(der),
    thisUpdate,
    isDelta: extensions.some(({ oid }) => oid === OID.deltaCrlIndicator),
    hasUnknownCritical: extensions.some(
      ({ oid, isCritical }) => isCritical && oid !== OID.deltaCrlIndicator && oid !== OID.crlNumber,
    ),
    size: index?.size ?? 0,
    tbs: tbsNode.bytes,
    algorithm: algorithm.oid,
    signature,
    find: (serial) => index?.find(Buffer.from(serial, 'hex')),
    ...(nextUpdateNode === undefined ? {} : { nextUpdate: timeValue(nextUpdateNode) }),
  }
}

/**
 * A hash table of entry positions over the raw octets: half a million entries take a few megabytes and are not read
 * until one is asked for.
 */
function* indexEntries(entries: DerNode) {
  const { content } = entries
  const positions: number[] = []
  for (let position = 0; position < content.length;) {
    const { tag, end } = readDerHeader(content, position, content.length, entries.offset)
    if (tag !== TAG.sequence) throw new DerError('an entry is expected', entries.offset + position)
    positions.push(position)
    position = end
    if (positions.length % PIECE_ENTRIES === 0) yield
  }
  const size = 2 ** Math.ceil(Math.log2(positions.length * 2 + 1))
  const slots = new Int32Array(size).fill(-1)
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
  for (const [place, position] of positions.entries()) {
    let slot = slotOf(serialAt(position))
    while (slots[slot] !== -1) slot = (slot + 1) & (size - 1)
    slots[slot] = position
    if (place % PIECE_ENTRIES === 0) yield
  }
  const find = (serial: Uint8Array): Revocation | undefined => {
    for (let slot = slotOf(serial); ; slot = (slot + 1) & (size - 1)) {
      const position = slots[slot] ?? -1
      if (position === -1) return undefined
      if (!sameBytes(serialAt(position), serial)) continue
      const { end } = readDerHeader(content, position, content.length, entries.offset)
      return parseEntry(content.subarray(position, end))
    }
  }
  return { size: positions.length, find }
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
    const crl = parsed.get(der) ?? (yield* parseInPieces(der))
    parsed.set(der, crl)
    yield* suite.prepareDigest?.(crl.algorithm, crl.tbs) ?? []
  } catch (error) {
    if (!(error instanceof DerError)) throw error
  }
}

/**
 * Judges a base list and looks the certificate up in it.
 *
 * The octets of `der` must not change afterwards: what was learnt from the array is kept with it.
 */
export function checkCrl(
  der: Uint8Array,
  question: {
    readonly certificate: Certificate
    readonly issuer: Certificate
    readonly at: Temporal.Instant
    readonly clockSkew: Temporal.Duration
    readonly suite: AlgorithmSuite
  },
): CrlFinding {
  const { certificate, issuer, at, clockSkew, suite } = question
  try {
    const crl = parsed.get(der) ?? parseCrl(der)
    parsed.set(der, crl)
    if (crl.hasUnknownCritical) return { status: 'unusable', why: 'malformed' }
    if (crl.isDelta) return { status: 'unusable', why: 'delta' }
    if (!sameBytes(crl.issuer, issuer.subjectName.der) || !issuer.keyUsage.has('cRLSign')) {
      return { status: 'unusable', why: 'other-issuer' }
    }
    if (isBefore(at.add(clockSkew), crl.thisUpdate) || !crl.nextUpdate || isBefore(crl.nextUpdate, at)) {
      return { status: 'unusable', why: 'stale' }
    }
    if (signedBy.get(crl) !== issuer) {
      if (suite.verifySignature(crl.algorithm, issuer.publicKey, crl.tbs, crl.signature) !== 'right') {
        return { status: 'unusable', why: 'signature-wrong' }
      }
      signedBy.set(crl, issuer)
    }
    const revocation = crl.find(certificate.serial)
    return revocation === undefined ? { status: 'good', crl } : { status: 'revoked', revocation, crl }
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return { status: 'unusable', why: 'malformed' }
  }
}
