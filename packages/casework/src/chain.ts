import { utf8 } from './json.ts'

/** SHA-256, 32 bytes; passed in, since packages have no platform. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

/** One event of a chain: its canonical bytes and the hash stored with it. */
export interface ChainLink {
  readonly bytes: Uint8Array
  readonly hash: Uint8Array
}

export type ChainVerdict = { readonly intact: true } | { readonly intact: false; readonly brokenAt: number }

/** What stands before the first event. It depends on the case, so that a chain cannot be passed off as another case's. */
export function chainStart(caseId: string, sha256: Sha256): Uint8Array {
  return sha256(utf8(caseId))
}

/** Hash of an event together with everything before it. */
export function chainHash(previous: Uint8Array, bytes: Uint8Array, sha256: Sha256): Uint8Array {
  const joined = new Uint8Array(previous.length + bytes.length)
  joined.set(previous, 0)
  joined.set(bytes, previous.length)
  return sha256(joined)
}

/**
 * Whether every event is as it was written, in its place. Events cut off at
 * the end leave an intact chain: compare the last hash with one kept elsewhere.
 *
 * @returns index of the first link that does not hold
 */
export function verifyChain(caseId: string, links: Iterable<ChainLink>, sha256: Sha256): ChainVerdict {
  let previous = chainStart(caseId, sha256)
  let index = 0
  for (const link of links) {
    const expected = chainHash(previous, link.bytes, sha256)
    if (!isEqual(expected, link.hash)) return { intact: false, brokenAt: index }
    previous = expected
    index += 1
  }
  return { intact: true }
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
