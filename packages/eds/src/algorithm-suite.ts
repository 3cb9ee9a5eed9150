import { createHash, createPublicKey, createVerify, verify, type KeyObject, type Verify } from 'node:crypto'
import { createBoundedCache } from './bounded-cache.ts'
import { latin1 } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { derFields, readDer, TAG } from './der.ts'
import { integerHex } from './der-values.ts'
import { OID } from './object-identifiers.ts'

export type SignatureCheck = 'right' | 'wrong' | 'algorithm-not-supported'

/**
 * The cryptography behind a verdict. A suite for another family of algorithms takes the same shape and is joined by
 * `combineSuites`; nothing else in this package knows an algorithm.
 */
export interface AlgorithmSuite {
  /**
   * Whether the key made the signature over `data`.
   *
   * @param algorithm object identifier of the signature algorithm, or of the bare key algorithm as CMS may name it
   * @param digestAlgorithm the hash CMS names beside it; must be the one inside `algorithm` when that names one
   */
  verifySignature(
    algorithm: string,
    publicKey: Certificate['publicKey'],
    data: Uint8Array,
    signature: Uint8Array,
    digestAlgorithm?: string,
  ): SignatureCheck
  /** The hash of `data`, or undefined for a hash this suite does not know. */
  digest(algorithm: string, data: Uint8Array): Uint8Array | undefined
  /**
   * Hashes long data ahead, a few milliseconds in each piece. When the last is done, the two functions above have the
   * hash of this very array at hand; its octets must not change afterwards. Left out where hashing is quick.
   *
   * @param algorithm of a hash, or of a signature that is over one
   */
  prepareDigest?(algorithm: string, data: Uint8Array): Iterable<void>
  /** Makes ahead what speeds up checks by this key, such as an authority's. Left out where nothing does. */
  prepareKey?(publicKey: Certificate['publicKey']): void
}

const HASHES: Readonly<Record<string, string>> = {
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
}

const RSA_SIGNATURES: Readonly<Record<string, string>> = {
  [OID.sha256WithRsa]: OID.sha256,
  [OID.sha384WithRsa]: OID.sha384,
  [OID.sha512WithRsa]: OID.sha512,
}

const MIN_RSA_BITS = 2048

/** RSA PKCS#1 v1.5 with SHA-2, keys of 2048 bits and more. */
export const rsaSuite: AlgorithmSuite = {
  verifySignature(algorithm, publicKey, data, signature, digestAlgorithm) {
    if (publicKey.algorithm !== OID.rsaEncryption) return 'algorithm-not-supported'
    const hashOid = algorithm === OID.rsaEncryption ? digestAlgorithm : RSA_SIGNATURES[algorithm]
    const hash = hashOid === undefined ? undefined : HASHES[hashOid]
    if (hash === undefined || (digestAlgorithm !== undefined && digestAlgorithm !== hashOid)) {
      return 'algorithm-not-supported'
    }
    const key = rsaKey(publicKey)
    if (key === undefined) return 'algorithm-not-supported'
    const ahead = hashedAhead.get(data)
    // What was hashed ahead serves once.
    if (ahead?.hash === hash) hashedAhead.delete(data)
    const isRight = ahead?.hash === hash ? ahead.check.verify(key, signature) : verify(hash, data, key, signature)
    return isRight ? 'right' : 'wrong'
  },
  digest(algorithm, data) {
    const hash = HASHES[algorithm]
    return hash === undefined ? undefined : new Uint8Array(createHash(hash).update(data).digest())
  },
  *prepareDigest(algorithm, data) {
    const hash = HASHES[RSA_SIGNATURES[algorithm] ?? '']
    if (hash === undefined || data.length <= HASHED_AT_A_STRETCH) return
    const check = createVerify(hash)
    for (let offset = 0; offset < data.length; offset += HASHED_AT_A_STRETCH) {
      check.update(data.subarray(offset, offset + HASHED_AT_A_STRETCH))
      yield
    }
    hashedAhead.set(data, { hash, check })
  },
}

/** Octets of a list of megabytes that are hashed in one piece, in a few milliseconds. */
const HASHED_AT_A_STRETCH = 2 * 1024 * 1024
const hashedAhead = new WeakMap<Uint8Array, { readonly hash: string; readonly check: Verify }>()

/** Asks each suite in turn; the first that knows the algorithm answers. */
export function combineSuites(...suites: readonly AlgorithmSuite[]): AlgorithmSuite {
  return {
    verifySignature(...question) {
      for (const suite of suites) {
        const check = suite.verifySignature(...question)
        if (check !== 'algorithm-not-supported') return check
      }
      return 'algorithm-not-supported'
    },
    digest(algorithm, data) {
      for (const suite of suites) {
        const digest = suite.digest(algorithm, data)
        if (digest !== undefined) return digest
      }
      return undefined
    },
    *prepareDigest(...question) {
      for (const suite of suites) yield* suite.prepareDigest?.(...question) ?? []
    },
    prepareKey(publicKey) {
      for (const suite of suites) suite.prepareKey?.(publicKey)
    },
  }
}

// A key object costs more to make than a signature to check. The authorities' keys come again with every signature, in
// the same object; those of holders may come again in another.
const rsaKeys = createBoundedCache<string, KeyObject | 'unusable'>(256)
const rsaKeysByObject = new WeakMap<Certificate['publicKey'], KeyObject | 'unusable'>()

function rsaKey(publicKey: Certificate['publicKey']): KeyObject | undefined {
  let key = rsaKeysByObject.get(publicKey)
  if (key === undefined) {
    const name = latin1(publicKey.spki)
    key = rsaKeys.get(name) ?? makeRsaKey(publicKey) ?? 'unusable'
    rsaKeys.set(name, key)
    rsaKeysByObject.set(publicKey, key)
  }
  return key === 'unusable' ? undefined : key
}

function makeRsaKey({ spki, octets }: Certificate['publicKey']): KeyObject | undefined {
  try {
    if (modulusBits(octets) < MIN_RSA_BITS) return undefined
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}

/** @throws {DerError} */
function modulusBits(octets: Uint8Array): number {
  const digits = integerHex(derFields(readDer(octets)).take(TAG.integer, 'the modulus'))
  return digits.length * 4 - (Math.clz32(Number.parseInt(digits.slice(0, 2), 16)) - 24)
}
