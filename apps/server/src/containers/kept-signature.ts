import type { KeptSignature } from '@qyzmet/evidence'
import type { Sql } from '../database/connect.ts'
import { findEvidence, findRevocationList, findSignature, findVerdict } from '../signatures/signatures.queries.ts'

/** A case lacks something that its events speak of: bytes were taken away from the database. */
export class CaseIncompleteError extends Error {
  override readonly name = 'CaseIncompleteError'
}

/**
 * A signature with all that its verdict rests on.
 *
 * @throws {CaseIncompleteError} when it, its verdict or its evidence is not kept
 */
export async function keptSignature(sql: Sql, id: string): Promise<KeptSignature> {
  const [signature, verdict, evidence] = await Promise.all([
    findSignature(sql, id),
    findVerdict(sql, id),
    findEvidence(sql, id),
  ])
  if (!signature || !verdict || !evidence) throw new CaseIncompleteError(`The signature ${id} is not kept.`)
  const { facts } = evidence
  const nonce = facts['ocspNonce']
  const listOf = async (hash: string | null | undefined) => (hash ? findRevocationList(sql, hash) : undefined)
  const [crl, deltaCrl] = await Promise.all([listOf(facts['crlSha256']), listOf(facts['deltaCrlSha256'])])
  return {
    id,
    purpose: signature.purpose,
    documentSha256: signature.documentSha256,
    expectedIin: signature.expectedIin,
    ...(signature.expectedCertificate && { expectedBin: signature.expectedCertificate.bin }),
    ...(signature.expectedCertificate?.roles && { expectedRoles: signature.expectedCertificate.roles }),
    cms: signature.cms,
    receivedAt: signature.receivedAt,
    checkedAt: Temporal.Instant.from(facts['checkedAt'] ?? signature.receivedAt.toString()),
    verdict: verdict.verdict,
    rules: facts['rules'] ?? '',
    anchorSet: facts['anchorSet'] ?? '',
    ...(evidence.ocspAnswer ? { ocspAnswer: evidence.ocspAnswer } : {}),
    ...(nonce ? { ocspNonce: Buffer.from(nonce, 'hex') } : {}),
    ...(crl ? { crl } : {}),
    ...(deltaCrl ? { deltaCrl } : {}),
    ...(evidence.timeStamp ? { timeStamp: evidence.timeStamp } : {}),
    certificates: evidence.certificates,
  }
}
