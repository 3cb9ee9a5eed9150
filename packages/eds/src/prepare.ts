import type { AlgorithmSuite } from './algorithm-suite.ts'
import { buildChain } from './chain.ts'
import { parseSignedData } from './cms.ts'
import { DerError } from './der.ts'
import type { SignatureRules } from './rules.ts'
import type { TrustAnchors } from './trust-anchors.ts'

/** Work on the anchors that the first signature would otherwise wait for: their keys, and the paths between them. */
export function* prepareAnchors(anchors: TrustAnchors, suite: AlgorithmSuite): Generator<void, void> {
  for (const { publicKey } of [...anchors.roots, ...anchors.intermediates, ...anchors.stampers]) {
    suite.prepareKey?.(publicKey)
    yield
  }
  for (const certificate of [...anchors.intermediates, ...anchors.stampers]) {
    buildChain(certificate, anchors, suite)
    yield
  }
}

/** Hashes a document ahead with the hashes that a signature names; a signature that cannot be read names none. */
export function* prepareDocument(
  cms: Uint8Array,
  document: Uint8Array,
  { maxCmsBytes }: SignatureRules,
  suite: AlgorithmSuite,
): Generator<void, void> {
  for (const algorithm of digestAlgorithms(cms, maxCmsBytes + document.length)) {
    yield* suite.prepareDigest?.(algorithm, document) ?? []
  }
}

function digestAlgorithms(cms: Uint8Array, maxBytes: number): ReadonlySet<string> {
  try {
    return new Set(parseSignedData(cms, maxBytes).signers.map(({ digestAlgorithm }) => digestAlgorithm))
  } catch (error) {
    if (!(error instanceof DerError)) throw error
    return new Set()
  }
}
