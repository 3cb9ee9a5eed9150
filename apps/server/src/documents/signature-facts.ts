import type { RecordedVerdict } from '../signatures/signatures.queries.ts'

/** What the public check tells of one signature: always all of these fields, and never an IIN. */
export interface SignatureFacts {
  /** Null when the certificate could not be read. */
  readonly signerName: string | null
  readonly organisation: string | null
  readonly certificateSerial: string | null
  readonly verdict: 'VALID' | 'INVALID' | 'INDETERMINATE'
  /** Reason code of a verdict that is not VALID. */
  readonly reason: string | null
  /** The instant at which the signature was judged: the stamp's, else the receipt's. */
  readonly judgedAt: Temporal.Instant
  readonly training: boolean
}

/** Finds what is known of a signature. */
export type SignatureOf = (signatureId: string) => Promise<SignatureFacts | undefined>

export function signatureFacts(verdict: RecordedVerdict): SignatureFacts {
  return {
    signerName: verdict.signer?.name ?? null,
    organisation: verdict.signer?.organisation ?? null,
    certificateSerial: verdict.signer?.serial ?? null,
    verdict: verdict.verdict,
    reason: verdict.reason ?? null,
    judgedAt: verdict.judgedAt,
    training: verdict.training,
  }
}
