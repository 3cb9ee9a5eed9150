import type { AlgorithmSuite, SignatureCheck } from '../algorithm-suite.ts'
import { createBoundedCache } from '../bounded-cache.ts'
import { latin1 } from '../bytes.ts'
import type { Certificate } from '../certificate.ts'
import { GOST_FAMILIES, type GostFamily } from './families.ts'
import { combMultiplier, windowMultiplier, type Multiplier } from './point-sums.ts'
import { numberOf, readPublicKey, type GostPublicKey } from './public-key.ts'
import { isSignatureRight } from './signature.ts'

/** Keys remembered at a time: those of citizens pass by, those of authorities stay. */
const KEPT_KEYS = 256
/** Tables kept at a time, about 100 KB each. */
const KEPT_TABLES = 32
/** Checks remembered at a time, a kilobyte each. */
const KEPT_CHECKS = 512
/** Octets hashed at a stretch, in two to five milliseconds. */
const PIECE_OCTETS = 64 * 1024
/** From which use on a key is worth a table: making one costs as much as it saves in two checks. */
const USES_WORTH_A_TABLE = 3

/**
 * GOST R 34.10-2015 with 512 and 256 bits and GOST 34.310-2004, each with the hash Kazakhstan joins to it. Signatures
 * are r and s, each with its lowest octet first.
 *
 * A check costs milliseconds and its result can never change, so results are remembered: the certificates of an
 * authority's responder and stamper, which come along with each answer, are checked once.
 */
export function createGostSuite(): AlgorithmSuite {
  const keys = createBoundedCache<string, KnownKey>(KEPT_KEYS)
  const tables = createBoundedCache<string, Multiplier>(KEPT_TABLES)
  const checks = createBoundedCache<string, SignatureCheck>(KEPT_CHECKS)
  const digests = new WeakMap<Uint8Array, Map<GostFamily, Uint8Array>>()

  const find = (publicKey: Certificate['publicKey']): KnownKey | undefined => {
    const name = latin1(publicKey.spki)
    const known = keys.get(name)
    if (known !== undefined) return known
    const key = readPublicKey(publicKey)
    if (key === undefined) return undefined
    const fresh: KnownKey = { ...key, name, uses: 0 }
    keys.set(name, fresh)
    return fresh
  }

  const tableOf = (key: KnownKey): Multiplier => {
    const table = tables.get(key.name) ?? combMultiplier(key.family.curve, key.point)
    tables.set(key.name, table)
    return table
  }

  const multiplierOf = (key: KnownKey): Multiplier => {
    key.uses += 1
    const isWorthATable = key.uses >= USES_WORTH_A_TABLE || tables.get(key.name) !== undefined
    return isWorthATable ? tableOf(key) : windowMultiplier(key.family.curve, key.point)
  }

  const hashOf = (family: GostFamily, data: Uint8Array): Uint8Array => {
    const known = digests.get(data)?.get(family)
    if (known !== undefined) return known
    const hash = family.createHash()
    hash.update(data)
    return hash.digest()
  }

  return {
    verifySignature(algorithm, publicKey, data, signature, digestAlgorithm) {
      const key = find(publicKey)
      if (key === undefined) return 'algorithm-not-supported'
      const { family } = key
      const namesFamily = algorithm === family.signature || (algorithm === family.key && digestAlgorithm !== undefined)
      if (!namesFamily || (digestAlgorithm ?? family.digest) !== family.digest) return 'algorithm-not-supported'
      const { octets } = family.curve
      if (signature.length !== octets * 2) return 'wrong'

      const digest = hashOf(family, data)
      const question = key.name + latin1(digest) + latin1(signature)
      const known = checks.get(question)
      if (known !== undefined) return known
      const numbers = { r: numberOf(signature.subarray(0, octets)), s: numberOf(signature.subarray(octets)) }
      const isRight = isSignatureRight(family.curve, numberOf(digest), numbers, family.base, multiplierOf(key))
      const check = isRight ? 'right' : 'wrong'
      checks.set(question, check)
      return check
    },
    digest(algorithm, data) {
      const family = GOST_FAMILIES.find((candidate) => candidate.digest === algorithm)
      return family && hashOf(family, data)
    },
    *prepareDigest(algorithm, data) {
      const family = GOST_FAMILIES.find(({ digest, signature }) => digest === algorithm || signature === algorithm)
      if (family === undefined || digests.get(data)?.has(family) === true) return
      const hash = family.createHash()
      for (let offset = 0; offset < data.length; offset += PIECE_OCTETS) {
        hash.update(data.subarray(offset, offset + PIECE_OCTETS))
        yield
      }
      digests.set(data, (digests.get(data) ?? new Map<GostFamily, Uint8Array>()).set(family, hash.digest()))
    },
    prepareKey(publicKey) {
      const key = find(publicKey)
      if (key !== undefined) tableOf(key)
    },
  }
}

export const gostSuite: AlgorithmSuite = createGostSuite()

interface KnownKey extends GostPublicKey {
  /** The octets of the key, which tell it from all others. */
  readonly name: string
  uses: number
}
