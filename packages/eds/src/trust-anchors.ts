import type { AlgorithmSuite } from './algorithm-suite.ts'
import { hexOf, sameBytes, sha256 } from './bytes.ts'
import { parseCertificate, type Certificate } from './certificate.ts'
import { DerError } from './der.ts'
import { nationalSuite } from './national-suite.ts'
import { OID } from './object-identifiers.ts'

/** The authorities a verdict may rest on. They come from the operator's configuration and nowhere else. */
export interface TrustAnchors {
  /** Version of the set: the same certificates and policies always give the same id. */
  readonly id: string
  /** Whether the set is of a test or training hierarchy, whose signatures bind nobody. */
  readonly training: boolean
  readonly roots: readonly Certificate[]
  /** Issuing authorities between a root and the holders. */
  readonly intermediates: readonly Certificate[]
  /** Certificates of time-stamping authorities, for tokens that do not carry their own. */
  readonly stampers: readonly Certificate[]
  /** Policy arcs a signing certificate must lie under. */
  readonly policies: readonly string[]
}

export class AnchorsError extends Error {
  override readonly name = 'AnchorsError'
}

export interface AnchorOptions {
  /** A production set with a test or training certificate in it is not loaded. Default: production. */
  readonly profile?: 'production' | 'training'
  /** Default: the Authority's arc 1.2.398.3.3.2. */
  readonly policies?: readonly string[]
  readonly suite?: AlgorithmSuite
}

const PEM_BLOCK = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g
const TRAINING_MARK = /\bTEST\b|\bTRAINING\b|ОҚУ/u
/** SHA-256 of published test roots whose names do not say what they are. */
const UNMARKED_TEST_ROOTS: ReadonlySet<string> = new Set([
  'e76d2ba06ba15f28b590f9452a7a5f1150c68dd11d09842f0b63041339048056',
])

/**
 * Reads the anchors from one PEM text in any order: self-issued authorities are roots, other authorities issue, and
 * certificates for time stamping are those of stampers.
 *
 * @throws {AnchorsError} for an empty set, a broken or other certificate, a root that did not sign itself, or a test
 *   or training certificate in a production set
 */
export function parseAnchors(pem: string, options: AnchorOptions = {}): TrustAnchors {
  const { profile = 'production', policies = [OID.policyArc], suite = nationalSuite } = options
  const certificates = [...pem.matchAll(PEM_BLOCK)].map(([, body = ''], index) => readAnchor(body, index + 1))
  const training = certificates.some(
    ({ subject, fingerprint }) => TRAINING_MARK.test(subject) || UNMARKED_TEST_ROOTS.has(fingerprint),
  )
  if (training && profile === 'production') {
    throw new AnchorsError('a test or training certificate cannot be an anchor in production')
  }
  const authorities = certificates.filter(({ authority }) => authority !== undefined)
  const isRoot = ({ subjectName, issuerName }: Certificate): boolean => sameBytes(subjectName.der, issuerName.der)
  const roots = authorities.filter(isRoot)
  const intermediates = authorities.filter((certificate) => !isRoot(certificate))
  const stampers = certificates.filter(({ extendedKeyUsage }) => extendedKeyUsage.oids.includes(OID.timeStamping))
  if (roots.length === 0) throw new AnchorsError('no root certificate among the anchors')
  for (const root of roots) {
    if (suite.verifySignature(root.algorithm.oid, root.publicKey, root.tbs, root.signature) === 'wrong') {
      throw new AnchorsError(`the root "${root.subject}" did not sign itself`)
    }
  }
  for (const certificate of certificates) {
    if (!authorities.includes(certificate) && !stampers.includes(certificate)) {
      throw new AnchorsError(`"${certificate.subject}" is neither an authority nor a time stamper`)
    }
  }
  const version = [...certificates.map(({ fingerprint }) => fingerprint).toSorted(), ...policies.toSorted()].join('\n')
  return {
    id: hexOf(sha256(new TextEncoder().encode(version))).slice(0, 16),
    training,
    roots,
    intermediates,
    stampers,
    policies,
  }
}

function readAnchor(base64: string, place: number): Certificate {
  try {
    return parseCertificate(new Uint8Array(Buffer.from(base64, 'base64')))
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    throw new AnchorsError(`anchor ${String(place)} is not a certificate`, { cause: error })
  }
}
