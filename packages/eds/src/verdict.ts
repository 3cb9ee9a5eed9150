import type { Certificate } from './certificate.ts'

/** Reason codes of a verdict; each has a sentence for the citizen in three languages. */
export type SignatureFinding =
  | 'malformed'
  | 'too-large'
  | 'no-signer'
  | 'several-signers'
  | 'signer-repeated'
  | 'signer-certificate-missing'
  | 'content-differs'
  | 'digest-mismatch'
  | 'signature-wrong'
  | 'signing-certificate-mismatch'
  | 'algorithm-not-supported'
  | 'chain-untrusted'
  | 'certificate-not-yet-valid'
  | 'certificate-expired'
  | 'key-usage-wrong'
  | 'role-wrong'
  | 'policy-wrong'
  | 'iin-mismatch'
  | 'bin-mismatch'
  | 'system-mismatch'
  | 'iin-missing'
  | 'certificate-revoked'
  | 'revocation-unknown'
  | 'stamp-wrong'
  | 'stamp-untrusted'

/** What became of a signature. INDETERMINATE is pending and asked again; it never counts as valid. */
export type Verdict =
  | {
      readonly verdict: 'VALID'
      readonly signer: Certificate
      /** The instant the signature is proved to have existed: `evidence.judgedAt`. */
      readonly signedAt: Temporal.Instant
      readonly evidence: Evidence
    }
  | {
      readonly verdict: 'INVALID'
      readonly reason: SignatureFinding
      readonly signer?: Certificate
      readonly evidence: Evidence
    }
  | {
      readonly verdict: 'INDETERMINATE'
      readonly reason: SignatureFinding
      readonly signer?: Certificate
      readonly evidence: Evidence
    }

/** A list of revoked certificates; keep its octets once, by their hash. */
export interface KeptList {
  /** Lower-case hexadecimal. */
  readonly number: string
  readonly sha256: string
  readonly bytes: Uint8Array
}

/** What the verdict rests on, so that it can be judged again without a network. */
export interface Evidence {
  readonly documentSha256: string
  readonly cms: Uint8Array
  /** The chain from the signer to the root, then the responder's and the stamper's, each once. */
  readonly certificates: readonly Uint8Array[]
  readonly ocspResponse?: Uint8Array
  readonly ocspNonce?: Uint8Array
  /** The list that was asked when OCSP was silent. */
  readonly crl?: KeptList
  /** What changed since that list, when the verdict rests on this too. */
  readonly deltaCrl?: KeptList
  readonly timeStamp?: Uint8Array
  /** When the signature reached us. */
  readonly receivedAt: Temporal.Instant
  /** When revocation was asked; the age of the answer is counted to this moment. */
  readonly checkedAt: Temporal.Instant
  /** The instant at which dates and revocation were judged: the stamp's, else the receipt's. */
  readonly judgedAt: Temporal.Instant
  readonly anchorSet: string
  readonly rules: string
}
