import type { AlgorithmSuite } from './algorithm-suite.ts'
import { sameBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { isBefore } from './instants.ts'
import type { TrustAnchors } from './trust-anchors.ts'

export type Chain =
  /** From the holder to the root; dates are not judged here. */
  | { readonly isTrusted: true; readonly links: readonly [Certificate, Certificate, ...Certificate[]] }
  | { readonly isTrusted: false; readonly reason: 'chain-untrusted' | 'algorithm-not-supported' }

/**
 * The path from a certificate to a pinned root, over pinned issuing authorities only: certificates that come with a
 * signature, and addresses inside certificates, play no part.
 */
export function buildChain(leaf: Certificate, anchors: TrustAnchors, suite: AlgorithmSuite): Chain {
  if (leaf.unknownCritical.length > 0) return { isTrusted: false, reason: 'chain-untrusted' }
  let reason: 'chain-untrusted' | 'algorithm-not-supported' = 'chain-untrusted'
  const climb = (links: readonly Certificate[], child: Certificate): readonly Certificate[] | undefined => {
    for (const issuer of [...anchors.roots, ...anchors.intermediates]) {
      // Authorities below this one, the holder not counted.
      const authoritiesBelow = links.length - 1
      if (links.includes(issuer) || !mayIssue(issuer, child, authoritiesBelow)) continue
      const check = checkIssued(child, issuer, suite)
      if (check === 'algorithm-not-supported') reason = check
      if (check !== 'right') continue
      if (anchors.roots.includes(issuer)) return [...links, issuer]
      const whole = climb([...links, issuer], issuer)
      if (whole !== undefined) return whole
    }
    return undefined
  }
  const [holder, issuer, ...others] = climb([leaf], leaf) ?? []
  return holder === undefined || issuer === undefined
    ? { isTrusted: false, reason }
    : { isTrusted: true, links: [holder, issuer, ...others] }
}

function mayIssue(issuer: Certificate, child: Certificate, authoritiesBelow: number): boolean {
  return (
    sameBytes(issuer.subjectName.der, child.issuerName.der) &&
    (issuer.subjectKeyId === undefined ||
      child.authorityKeyId === undefined ||
      issuer.subjectKeyId === child.authorityKeyId) &&
    issuer.authority !== undefined &&
    (issuer.authority.maxPathLength ?? Infinity) >= authoritiesBelow &&
    issuer.keyUsage.has('keyCertSign') &&
    issuer.unknownCritical.length === 0
  )
}

// The links between authorities come again with every signature; a link once checked stays checked.
const checkedLinks = new WeakMap<Certificate, WeakSet<Certificate>>()

function checkIssued(child: Certificate, issuer: Certificate, suite: AlgorithmSuite) {
  const known = checkedLinks.get(issuer) ?? new WeakSet()
  if (known.has(child)) return 'right'
  const check = suite.verifySignature(child.algorithm.oid, issuer.publicKey, child.tbs, child.signature)
  if (check === 'right') checkedLinks.set(issuer, known.add(child))
  return check
}

/** Whether `issuer` signed `child` and may do so; for certificates that answer for revocation. */
export function isIssuedBy(child: Certificate, issuer: Certificate, suite: AlgorithmSuite): boolean {
  return mayIssue(issuer, child, 0) && checkIssued(child, issuer, suite) === 'right'
}

/** Both ends of the validity count as inside it. */
export function isValidAt(certificate: Certificate, at: Temporal.Instant): boolean {
  return !isBefore(at, certificate.notBefore) && !isBefore(certificate.notAfter, at)
}
