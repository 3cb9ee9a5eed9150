import { crc32, inflateRawSync } from 'node:zlib'

/** One file of an archive, before it is unpacked. */
export interface ZipEntry {
  readonly name: string
  /** Octets that it will take when unpacked; unpacking stops there. */
  readonly size: number
}

/** Octets are no ZIP archive that means the same to every program. */
export class ZipError extends Error {
  override readonly name = 'ZipError'
}

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const CENTRAL_BYTES = 46
const LOCAL_BYTES = 30
const MAX_COMMENT_BYTES = 0xffff
const ENCRYPTED = 0x0001
const STORED = 0
const DEFLATED = 8

/**
 * Unpacks an archive into memory, without believing any size it names: a file that turns out larger than it said, files
 * that share octets, and names that differ between the two lists of an archive are all refused.
 *
 * @param accept sees every file of the list before anything is unpacked, and throws for what it does not want; false
 *   leaves a file out
 * @throws {ZipError}
 *
 * Source: PKWARE APPNOTE 6.3.10, 4.3
 */
export function unzip(bytes: Uint8Array, accept: (entry: ZipEntry) => boolean): ReadonlyMap<string, Uint8Array> {
  const archive = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const files = readList(archive)
  const wanted = files.filter(accept)
  const places = wanted.map((file) => ({ file, ...placeOf(archive, file) })).toSorted((a, b) => a.from - b.from)
  for (const [at, { from }] of places.entries()) {
    if (from < (places[at - 1]?.end ?? 0)) throw new ZipError('two files share the same octets')
  }
  return new Map(places.map(({ file, data, end }) => [file.name, unpack(file, bytes.subarray(data, end))]))
}

interface ListedFile extends ZipEntry {
  readonly method: number
  readonly crc: number
  readonly packedSize: number
  readonly at: number
  /** Where the list begins: no file reaches beyond. */
  readonly listAt: number
}

function readList(archive: DataView): readonly ListedFile[] {
  const end = findEnd(archive)
  const count = archive.getUint16(end + 10, true)
  const listAt = archive.getUint32(end + 16, true)
  if (archive.getUint32(end + 4, true) !== 0 || archive.getUint16(end + 8, true) !== count) {
    throw new ZipError('the archive is in several parts')
  }
  if (listAt + archive.getUint32(end + 12, true) !== end) throw new ZipError('the list is not where it should be')
  const files: ListedFile[] = []
  let at = listAt
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_BYTES > end || archive.getUint32(at, true) !== CENTRAL) throw new ZipError('the list is broken')
    const nameBytes = archive.getUint16(at + 28, true)
    const next = at + CENTRAL_BYTES + nameBytes + archive.getUint16(at + 30, true) + archive.getUint16(at + 32, true)
    if (next > end) throw new ZipError('the list is broken')
    if ((archive.getUint16(at + 8, true) & ENCRYPTED) !== 0) throw new ZipError('a file is encrypted')
    files.push({
      name: textAt(archive, at + CENTRAL_BYTES, nameBytes),
      method: archive.getUint16(at + 10, true),
      crc: archive.getUint32(at + 16, true),
      packedSize: archive.getUint32(at + 20, true),
      size: archive.getUint32(at + 24, true),
      at: archive.getUint32(at + 42, true),
      listAt,
    })
    at = next
  }
  return files
}

/** The end of the list stands last in the archive, before a comment of known length. */
function findEnd(archive: DataView): number {
  const last = archive.byteLength - END_BYTES
  for (let at = last; at >= 0 && at >= last - MAX_COMMENT_BYTES; at -= 1) {
    if (archive.getUint32(at, true) === END && at + END_BYTES + archive.getUint16(at + 20, true) === archive.byteLength)
      return at
  }
  throw new ZipError('there is no end of a list')
}

function placeOf(archive: DataView, { name, at, packedSize, listAt }: ListedFile) {
  if (at + LOCAL_BYTES > listAt || archive.getUint32(at, true) !== LOCAL) throw new ZipError(`${name} is not there`)
  const nameBytes = archive.getUint16(at + 26, true)
  const data = at + LOCAL_BYTES + nameBytes + archive.getUint16(at + 28, true)
  const end = data + packedSize
  if (end > listAt) throw new ZipError(`${name} is cut off`)
  if (textAt(archive, at + LOCAL_BYTES, nameBytes) !== name) throw new ZipError(`${name} has two names`)
  return { from: at, data, end }
}

function unpack({ name, method, size, crc }: ListedFile, packed: Uint8Array): Uint8Array {
  const bytes = method === STORED ? packed : method === DEFLATED ? inflate(name, packed, size) : undefined
  if (bytes === undefined) throw new ZipError(`${name} is packed in a way nobody uses`)
  if (bytes.length !== size || crc32(bytes) !== crc) throw new ZipError(`${name} is not what the list says`)
  return bytes
}

function inflate(name: string, packed: Uint8Array, size: number): Uint8Array {
  try {
    return new Uint8Array(inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) }))
  } catch (cause) {
    throw new ZipError(`${name} cannot be unpacked`, { cause })
  }
}

function textAt(archive: DataView, at: number, length: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      new Uint8Array(archive.buffer, archive.byteOffset + at, length),
    )
  } catch (cause) {
    throw new ZipError('a name is no text', { cause })
  }
}
