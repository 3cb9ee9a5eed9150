import type { Sql, TransactionSql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'
import { type ExpectedCertificate, parseExpectedCertificate } from './certificate-rule.ts'
import { instantOf } from '../database/instants.ts'

export type SignaturePurpose = 'request' | 'co-signature' | 'result' | 'minutes' | 'inspection' | 'package' | 'password'

/** Largest detached signature that is kept, in octets; the table has the same limit. */
export const MAX_CMS_BYTES = 128 * 1024

/** A signature as it was handed in. */
export interface SubmittedSignature {
  readonly id: string
  readonly purpose: SignaturePurpose
  /** Absent for signatures outside a case. */
  readonly caseId?: string
  readonly step?: string
  readonly accountId: string
  readonly expectedIin: string
  /** Absent: any certificate of the person's own. */
  readonly expectedCertificate?: ExpectedCertificate
  /** SHA-256 of the signed bytes, hexadecimal. */
  readonly documentSha256: string
  readonly cms: Uint8Array
  readonly receivedAt: Temporal.Instant
}

/** The certificate's facts that pages and documents show. */
export interface SignerFacts {
  readonly name: string
  readonly iin?: string
  readonly bin?: string
  readonly organisation?: string
  readonly serial: string
  readonly issuer: string
  readonly validFrom: string
  readonly validUntil: string
}

export interface RecordedVerdict {
  readonly signatureId: string
  readonly attempt: number
  readonly verdict: 'VALID' | 'INVALID' | 'INDETERMINATE'
  readonly reason?: string
  readonly signer?: SignerFacts
  readonly training: boolean
  /** The instant at which dates and revocation were judged. */
  readonly judgedAt: Temporal.Instant
}

/** What the verdict rests on, kept beside it. */
export interface KeptEvidence {
  readonly facts: Readonly<Record<string, string | null>>
  readonly ocspAnswer?: Uint8Array
  readonly timeStamp?: Uint8Array
  readonly certificates: readonly Uint8Array[]
}

/** Keeps a list of revoked certificates once, by its hash; lists are large and many verdicts rest on one. */
export async function keepRevocationList(sql: Sql, sha256: string, bytes: Uint8Array): Promise<void> {
  const known = await maybeOne(sql<{ sha256: string }[]>`
    select encode(sha256, 'hex') as sha256 from revocation_list where sha256 = decode(${sha256}, 'hex')`)
  if (known) return
  await sql`
    insert into revocation_list (sha256, bytes) values (decode(${sha256}, 'hex'), ${Buffer.from(bytes)})
    on conflict (sha256) do nothing`
}

/** A list of revoked certificates by its hash, hexadecimal. */
export async function findRevocationList(sql: Sql, sha256: string): Promise<Uint8Array | undefined> {
  const row = await maybeOne(sql<{ bytes: Buffer }[]>`
    select bytes from revocation_list where sha256 = decode(${sha256}, 'hex')`)
  return row?.bytes
}

/** Keeps a signature; handing in the same one twice changes nothing. */
export async function insertSignature(sql: Sql | TransactionSql, signature: SubmittedSignature): Promise<void> {
  await sql`
    insert into signature (
      id, purpose, case_id, step, account_id, expected_iin, expected_bin, expected_roles, document_sha256, cms, received_at
    ) values (
      ${signature.id}, ${signature.purpose}, ${signature.caseId ?? null}, ${signature.step ?? null},
      ${signature.accountId}, ${signature.expectedIin}, ${signature.expectedCertificate?.bin ?? null},
      ${signature.expectedCertificate?.roles ? [...signature.expectedCertificate.roles] : null}::text[],
      ${signature.documentSha256}, ${Buffer.from(signature.cms)}, ${signature.receivedAt.toString()}
    )
    on conflict (id) do nothing`
}

interface SignatureRow {
  id: string
  purpose: SignaturePurpose
  case_id: string | null
  step: string | null
  account_id: string
  expected_iin: string
  expected_bin: string | null
  expected_roles: string[] | null
  document_sha256: string
  cms: Buffer
  received_at: Date
}

/** The signature as it was handed in; undefined when there is none of this id. */
export async function findSignature(sql: Sql, id: string): Promise<SubmittedSignature | undefined> {
  const row = await maybeOne(sql<SignatureRow[]>`
    select id, purpose, case_id, step, account_id, expected_iin, expected_bin, expected_roles, document_sha256, cms,
      received_at
    from signature where id = ${id}`)
  return (
    row && {
      id: row.id,
      purpose: row.purpose,
      ...(row.case_id === null ? {} : { caseId: row.case_id }),
      ...(row.step === null ? {} : { step: row.step }),
      accountId: row.account_id,
      expectedIin: row.expected_iin,
      ...(row.expected_bin === null
        ? {}
        : { expectedCertificate: parseExpectedCertificate(row.expected_bin, row.expected_roles) }),
      documentSha256: row.document_sha256,
      cms: row.cms,
      receivedAt: instantOf(row.received_at),
    }
  )
}

/**
 * Adds the next verdict of a signature, unless a final one is there.
 *
 * @returns the attempt's number, from 1; undefined when another process was faster and nothing was written
 */
export async function insertVerdict(
  sql: Sql,
  verdict: Omit<RecordedVerdict, 'attempt'>,
  evidence: KeptEvidence,
): Promise<number | undefined> {
  const row = await maybeOne(sql<{ attempt: number }[]>`
    insert into signature_verdict (
      signature_id, attempt, verdict, reason, signer, evidence, ocsp_answer, time_stamp, certificates, training, judged_at
    )
    select
      ${verdict.signatureId}, coalesce(max(attempt), 0) + 1, ${verdictValues(sql, verdict, evidence)}
    from signature_verdict where signature_id = ${verdict.signatureId}
    having bool_and(verdict = 'INDETERMINATE') is not false
    on conflict (signature_id, attempt) do nothing
    returning attempt`)
  return row?.attempt
}

/**
 * What a verdict and its evidence are kept as, for the columns verdict, reason, signer, evidence, ocsp_answer, time_stamp,
 * certificates, training and judged_at.
 */
export function verdictValues(
  sql: Sql,
  verdict: Omit<RecordedVerdict, 'signatureId' | 'attempt'>,
  evidence: KeptEvidence,
) {
  return sql`
    ${verdict.verdict}, ${verdict.reason ?? null},
    ${verdict.signer ? sql.json({ ...verdict.signer }) : null}, ${sql.json(evidence.facts)},
    ${evidence.ocspAnswer ? Buffer.from(evidence.ocspAnswer) : null},
    ${evidence.timeStamp ? Buffer.from(evidence.timeStamp) : null},
    array(
      select decode(hex, 'hex')
      from unnest(${hexOf(evidence.certificates)}::text[]) with ordinality as given (hex, place) order by place
    ),
    ${verdict.training}, ${verdict.judgedAt.toString()}::timestamptz`
}

/** A list of bytes as a list of texts: the driver knows no lists of bytes. */
function hexOf(values: readonly Uint8Array[]): string[] {
  return values.map((bytes) => Buffer.from(bytes).toString('hex'))
}

interface VerdictRow {
  signature_id: string
  attempt: number
  verdict: RecordedVerdict['verdict']
  reason: string | null
  signer: SignerFacts | null
  training: boolean
  judged_at: Date
}

/** The verdict that counts now: the last one. Undefined while the signature has not been judged. */
export async function findVerdict(sql: Sql, signatureId: string): Promise<RecordedVerdict | undefined> {
  const row = await maybeOne(sql<VerdictRow[]>`
    select signature_id, attempt, verdict, reason, signer, training, judged_at
    from signature_verdict where signature_id = ${signatureId}
    order by attempt desc limit 1`)
  return (
    row && {
      signatureId: row.signature_id,
      attempt: row.attempt,
      verdict: row.verdict,
      ...(row.reason === null ? {} : { reason: row.reason }),
      ...(row.signer === null ? {} : { signer: row.signer }),
      training: row.training,
      judgedAt: instantOf(row.judged_at),
    }
  )
}

/** The evidence of the verdict that counts. */
export async function findEvidence(sql: Sql, signatureId: string): Promise<KeptEvidence | undefined> {
  const row = await maybeOne(sql<
    {
      evidence: Record<string, string | null>
      ocsp_answer: Buffer | null
      time_stamp: Buffer | null
      certificates: string[]
    }[]
  >`
    select evidence, ocsp_answer, time_stamp, array(
      select encode(bytes, 'hex') from unnest(certificates) with ordinality as kept (bytes, place) order by place
    ) as certificates
    from signature_verdict where signature_id = ${signatureId}
    order by attempt desc limit 1`)
  return (
    row && {
      facts: row.evidence,
      ...(row.ocsp_answer === null ? {} : { ocspAnswer: row.ocsp_answer }),
      ...(row.time_stamp === null ? {} : { timeStamp: row.time_stamp }),
      certificates: row.certificates.map((hex) => Buffer.from(hex, 'hex')),
    }
  )
}

/**
 * The latest signature of the person in this case, for this purpose, over each document.
 *
 * @param since earlier ones are of another visit to the step
 */
export async function findLatestSignatures(
  sql: Sql,
  caseId: string,
  accountId: string,
  purpose: SignaturePurpose,
  since: Temporal.Instant,
): Promise<readonly { readonly id: string; readonly documentSha256: string }[]> {
  const rows = await many(sql<{ id: string; document_sha256: string }[]>`
    select distinct on (document_sha256) id, document_sha256
    from signature
    where case_id = ${caseId} and account_id = ${accountId} and purpose = ${purpose}
      and received_at >= ${since.toString()}
    order by document_sha256, received_at desc, id`)
  return rows.map((row) => ({ id: row.id, documentSha256: row.document_sha256 }))
}

/**
 * The latest signature of the person in this case, for this purpose, that still waits for a final verdict.
 *
 * @param since an earlier one is over something that has been made anew since
 */
export async function findPendingSignature(
  sql: Sql,
  caseId: string,
  accountId: string,
  purpose: SignaturePurpose,
  since: Temporal.Instant,
): Promise<string | undefined> {
  const row = await maybeOne(sql<{ id: string }[]>`
    select signature.id
    from signature
    left join lateral (
      select verdict from signature_verdict
      where signature_id = signature.id order by attempt desc limit 1
    ) last on true
    where case_id = ${caseId} and account_id = ${accountId} and purpose = ${purpose}
      and received_at >= ${since.toString()}
      and coalesce(last.verdict, 'INDETERMINATE') = 'INDETERMINATE'
    order by received_at desc limit 1`)
  return row?.id
}
