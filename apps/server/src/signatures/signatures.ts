import type { Certificate, ExpectedSigner, Verdict } from '@qyzmet/eds'
import type { SignatureRef } from '@qyzmet/casework'
import type { Sql } from '../database/connect.ts'
import {
  findEvidence,
  findSignature,
  findVerdict,
  insertSignature,
  insertVerdict,
  keepRevocationList,
  type KeptEvidence,
  type RecordedVerdict,
  type SignerFacts,
  type SubmittedSignature,
} from './signatures.queries.ts'

/** Verifies one signature over bytes the server kept; asks OCSP, CRL and time stamp as configured. */
export type Verify = (question: {
  readonly cms: Uint8Array
  readonly document: Uint8Array
  readonly expected: ExpectedSigner
  readonly receivedAt: Temporal.Instant
  /** The stamp kept from an earlier attempt, so that another is not asked for. */
  readonly timeStamp?: Uint8Array
}) => Promise<Verdict>

export interface SignaturesDependencies {
  readonly sql: Sql
  readonly verify: Verify
  /** True when the trust anchors are those of the simulator. */
  readonly training: boolean
  /** The exact bytes by their SHA-256, as kept by the server. */
  readonly documentBytes: (sha256: string) => Promise<Uint8Array | undefined>
}

/** A signature of somebody outside, over bytes that the asker keeps. */
export type StrangersSignature = Omit<Parameters<Verify>[0], 'expected'>

/** A verdict that its asker keeps. */
export interface Judged {
  readonly verdict: Omit<RecordedVerdict, 'signatureId' | 'attempt'>
  readonly evidence: KeptEvidence
}

/** The bytes that were signed are not kept here: the question cannot be answered. */
export class SignedBytesMissingError extends Error {
  override readonly name = 'SignedBytesMissingError'
}

export interface Signatures {
  /** Keeps a signature before anything is decided about it, so that nothing is lost. */
  readonly submit: (signature: SubmittedSignature) => Promise<void>
  /** Judges a kept signature now and records the verdict; a final verdict is not asked again. */
  readonly judge: (signatureId: string) => Promise<RecordedVerdict>
  /** Judges whoever signed, with or without an account here, and records nothing of it but lists of revoked certificates. */
  readonly judgeStranger: (signature: StrangersSignature) => Promise<Judged>
  readonly find: (signatureId: string) => Promise<SubmittedSignature | undefined>
  readonly verdictOf: (signatureId: string) => Promise<RecordedVerdict | undefined>
}

/** The store of signatures and their verdicts. */
export function createSignatures({ sql, verify, training, documentBytes }: SignaturesDependencies): Signatures {
  const judge = async (signatureId: string): Promise<RecordedVerdict> => {
    const known = await findVerdict(sql, signatureId)
    if (known && known.verdict !== 'INDETERMINATE') return known
    const signature = await findSignature(sql, signatureId)
    const document = signature && (await documentBytes(signature.documentSha256))
    if (!signature || !document) throw new SignedBytesMissingError(`Nothing is kept for signature ${signatureId}.`)
    const timeStamp = known && (await findEvidence(sql, signatureId))?.timeStamp
    const { verdict, evidence } = await judged({
      cms: signature.cms,
      document,
      expected: expectedSigner(signature),
      receivedAt: signature.receivedAt,
      ...(timeStamp ? { timeStamp } : {}),
    })
    return record({ ...verdict, signatureId }, evidence)
  }

  const judged = async (question: Parameters<Verify>[0]): Promise<Judged> => {
    const verdict = await verify(question)
    const { crl, deltaCrl } = verdict.evidence
    for (const list of [crl, deltaCrl]) if (list) await keepRevocationList(sql, list.sha256, list.bytes)
    return {
      verdict: {
        verdict: verdict.verdict,
        ...(verdict.verdict === 'VALID' ? {} : { reason: verdict.reason }),
        ...(verdict.signer ? { signer: signerFacts(verdict.signer) } : {}),
        training,
        judgedAt: verdict.evidence.judgedAt,
      },
      evidence: keptEvidence(verdict),
    }
  }

  /** A page and a job may judge at once: the verdict that is final first is the one everybody gets. */
  const record = async (
    verdict: Omit<RecordedVerdict, 'attempt'>,
    evidence: KeptEvidence,
  ): Promise<RecordedVerdict> => {
    for (;;) {
      const attempt = await insertVerdict(sql, verdict, evidence)
      if (attempt !== undefined) return { ...verdict, attempt }
      const other = await findVerdict(sql, verdict.signatureId)
      if (other && other.verdict !== 'INDETERMINATE') return other
    }
  }
  return {
    submit: (signature) => insertSignature(sql, signature),
    judge,
    judgeStranger: (signature) => judged({ ...signature, expected: {} }),
    find: (signatureId) => findSignature(sql, signatureId),
    verdictOf: (signatureId) => findVerdict(sql, signatureId),
  }
}

/** The reference that events carry; only a valid signature has one. */
export function signatureRef(signature: SubmittedSignature, verdict: RecordedVerdict): SignatureRef | undefined {
  if (verdict.verdict !== 'VALID' || !verdict.signer) return undefined
  return {
    signatureId: signature.id,
    documentSha256: signature.documentSha256,
    signerName: verdict.signer.name,
    certificateSerial: verdict.signer.serial,
    training: verdict.training,
  }
}

function expectedSigner({ expectedIin, expectedCertificate }: SubmittedSignature): ExpectedSigner & { iin: string } {
  return {
    iin: expectedIin,
    ...(expectedCertificate && { bin: expectedCertificate.bin, role: expectedCertificate.roles }),
  }
}

function signerFacts(certificate: Certificate): SignerFacts {
  return {
    name: certificate.commonName,
    ...(certificate.iin === undefined ? {} : { iin: certificate.iin }),
    ...(certificate.bin === undefined ? {} : { bin: certificate.bin }),
    ...(certificate.organisation === undefined ? {} : { organisation: certificate.organisation }),
    serial: certificate.serial,
    issuer: certificate.issuer,
    validFrom: certificate.notBefore.toString(),
    validUntil: certificate.notAfter.toString(),
  }
}

function keptEvidence({ evidence }: Verdict): KeptEvidence {
  return {
    facts: {
      anchorSet: evidence.anchorSet,
      rules: evidence.rules,
      receivedAt: evidence.receivedAt.toString(),
      checkedAt: evidence.checkedAt.toString(),
      ocspNonce: evidence.ocspNonce ? Buffer.from(evidence.ocspNonce).toString('hex') : null,
      crlNumber: evidence.crl?.number ?? null,
      crlSha256: evidence.crl?.sha256 ?? null,
      deltaCrlSha256: evidence.deltaCrl?.sha256 ?? null,
    },
    ...(evidence.ocspResponse ? { ocspAnswer: evidence.ocspResponse } : {}),
    ...(evidence.timeStamp ? { timeStamp: evidence.timeStamp } : {}),
    certificates: evidence.certificates,
  }
}
