import { zipSync, type Zippable } from 'fflate'
import { MANIFEST, manifestOf, STAMP } from './manifest.ts'
import { unzip, type ZipEntry, ZipError } from './unzip.ts'

/** Tells what a container is to programs that look at its first octets. */
export const MEDIA_TYPE = 'application/vnd.etsi.asic-e+zip'
const MIMETYPE = 'mimetype'

/** The moment that every file of a container bears: the true times are inside, and the same contents give the same octets. */
const FILE_TIME = '1980-01-01T00:00:00'

/** A file is no container of ours, or would take more room than any container may. */
export class ContainerError extends Error {
  override readonly name = 'ContainerError'
  readonly code: 'not-a-container' | 'too-large' | 'bad-name'

  constructor(code: ContainerError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/**
 * Packs files into an ASiC-E container with a list of them all and, when there is one, a time stamp over the list.
 *
 * @param stamp asks for an RFC 3161 token over the SHA-256 of these octets; none when no stamper answers
 *
 * Source: ETSI EN 319 162-1, clause 4.4
 */
export async function packContainer(
  files: ReadonlyMap<string, Uint8Array>,
  stamp: (manifest: Uint8Array) => Promise<Uint8Array | undefined>,
): Promise<Uint8Array> {
  for (const name of files.keys()) assertPlainName(name)
  const manifest = manifestOf(files)
  const token = await stamp(manifest)
  const packed: Zippable = {
    [MIMETYPE]: [new TextEncoder().encode(MEDIA_TYPE), { level: 0, mtime: FILE_TIME }],
    ...Object.fromEntries([...files].map(([name, bytes]) => [name, [bytes, { level: 6, mtime: FILE_TIME }]])),
    [MANIFEST]: [manifest, { level: 6, mtime: FILE_TIME }],
    ...(token ? { [STAMP]: [token, { level: 0, mtime: FILE_TIME }] } : {}),
  }
  return zipSync(packed)
}

export interface OpenedContainer {
  /** What the list has to cover: every file but the list itself, the stamp and the type. */
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly manifest: Uint8Array | undefined
  readonly stamp: Uint8Array | undefined
}

export interface ContainerLimits {
  readonly maxBytes: number
  readonly maxFiles: number
}

const LIMITS: ContainerLimits = { maxBytes: 512 * 1024 * 1024, maxFiles: 5000 }

/**
 * Opens a container without writing anything anywhere.
 *
 * @throws {ContainerError} for what is no container, for names that lead elsewhere or come twice, and for contents
 *   larger than the limits, which hold whatever the archive says of itself
 */
export function openContainer(bytes: Uint8Array, limits: ContainerLimits = LIMITS): OpenedContainer {
  const seen = new Set<string>()
  let total = 0
  const accept = ({ name, size }: ZipEntry): boolean => {
    if (name.endsWith('/')) return false
    assertPlainName(name)
    if (seen.has(name)) throw new ContainerError('bad-name', `the name ${name} comes twice`)
    seen.add(name)
    total += size
    if (total > limits.maxBytes || seen.size > limits.maxFiles) {
      throw new ContainerError('too-large', 'the contents are larger than any container')
    }
    return true
  }
  const unpacked = unpack(bytes, accept)
  const type = unpacked.get(MIMETYPE)
  if (type === undefined || new TextDecoder().decode(type) !== MEDIA_TYPE) {
    throw new ContainerError('not-a-container', 'the file does not say that it is a container')
  }
  const files = new Map([...unpacked].filter(([name]) => name !== MIMETYPE && name !== MANIFEST && name !== STAMP))
  return { files, manifest: unpacked.get(MANIFEST), stamp: unpacked.get(STAMP) }
}

function unpack(bytes: Uint8Array, accept: (entry: ZipEntry) => boolean): ReadonlyMap<string, Uint8Array> {
  try {
    return unzip(bytes, accept)
  } catch (cause) {
    if (!(cause instanceof ZipError)) throw cause
    throw new ContainerError('not-a-container', 'the file cannot be opened as a ZIP archive', { cause })
  }
}

/** Names are short paths of plain letters, so that they mean the same to every program that unpacks them. */
function assertPlainName(name: string): void {
  const isPlain = /^[\w.-]+(?:\/[\w.-]+)*$/.test(name) && name.length <= 200
  if (!isPlain || name.split('/').some((part) => /^\.+$/.test(part))) {
    throw new ContainerError(
      'bad-name',
      `the name ${JSON.stringify(name.slice(0, 60))} is none that a container may hold`,
    )
  }
}
