import type { CaseId } from '../../cases/case-id.ts'
import type { Sql, TransactionSql } from '../../database/connect.ts'
import { instantOf } from '../../database/instants.ts'
import { many, maybeOne } from '../../database/query.ts'
import type { DraftId } from '../drafts/draft.ts'

/** What became of a signed application that waited for others; `complete`: everybody has signed it. */
export type CoSigningOutcome = 'complete' | 'withdrawn' | 'declined' | 'expired' | 'refuted' | 'failed'

/** An application that its applicant has signed and that waits, or has waited, for others. */
export interface CoSigning {
  readonly caseId: CaseId
  readonly draftId: DraftId
  readonly applicant: { readonly accountId: string; readonly iin: string; readonly name: string }
  readonly editionSha256: string
  /** SHA-256 of the bytes that everybody signs, hexadecimal. */
  readonly requestSha256: string
  readonly signedInAt: Temporal.Instant
  /** When the applicant signed. */
  readonly signedAt: Temporal.Instant
  readonly outcome?: CoSigningOutcome
  readonly detail?: string
  readonly finishedAt?: Temporal.Instant
  /** When it is looked at again, as the database writes it: only to see whether somebody has changed it since. */
  readonly nextLook: string
  /** In the order of the standard and the form. */
  readonly signers: readonly CoSigner[]
}

export interface CoSigner {
  readonly iin: string
  /** Place in the order, from 1. */
  readonly place: number
  /** The entry of the standard that asks for the signature. */
  readonly entry: string
  readonly name?: string
  readonly halfAt: Temporal.Instant
  readonly lastDayAt: Temporal.Instant
  /** The first instant at which it is too late. */
  readonly dueAt: Temporal.Instant
  /** How often the person was told of it: 0 to 3. */
  readonly told: number
  /** Handed in, and not refuted. */
  readonly signatureId?: string
  /** When it was found valid. */
  readonly signedAt?: Temporal.Instant
  /** Why the last one was refuted. */
  readonly finding?: string
  readonly declined?: { readonly at: Temporal.Instant; readonly reason: string }
  readonly isApplicantTold: boolean
}

interface CoSigningRow {
  readonly case_id: CaseId
  readonly draft_id: DraftId
  readonly account_id: string
  readonly applicant_iin: string
  readonly applicant_name: string
  readonly edition_sha256: string
  readonly request_sha256: string
  readonly signed_in_at: Date
  readonly signed_at: Date
  readonly outcome: CoSigningOutcome | null
  readonly detail: string | null
  readonly finished_at: Date | null
  readonly next_look: string
  readonly signers: readonly CoSignerRow[]
}

/** As `json_build_object` gives it; instants are text. */
interface CoSignerRow {
  readonly iin: string
  readonly place: number
  readonly entry: string
  readonly name: string | null
  readonly half_at: string
  readonly last_day_at: string
  readonly due_at: string
  readonly told: number
  readonly signature_id: string | null
  readonly signed_at: string | null
  readonly finding: string | null
  readonly declined_at: string | null
  readonly decline_reason: string | null
  readonly is_applicant_told: boolean
}

export type NewCoSigning = Pick<
  CoSigning,
  'caseId' | 'draftId' | 'applicant' | 'editionSha256' | 'requestSha256' | 'signedInAt' | 'signedAt'
> & {
  readonly signers: readonly Pick<CoSigner, 'iin' | 'place' | 'entry' | 'name' | 'halfAt' | 'lastDayAt' | 'dueAt'>[]
}

/** Begins to wait; a second time for the same case changes nothing. */
export async function insertCoSigning(sql: TransactionSql, coSigning: NewCoSigning): Promise<void> {
  const { caseId, draftId, applicant, editionSha256, requestSha256, signedInAt, signedAt, signers } = coSigning
  const rows = await many(sql<{ case_id: string }[]>`
    insert into co_signing (
      case_id, draft_id, account_id, applicant_iin, applicant_name, edition_sha256, request_sha256, signed_in_at,
      signed_at, next_at
    ) values (
      ${caseId}, ${draftId}, ${applicant.accountId}, ${applicant.iin}, ${applicant.name},
      ${editionSha256}, decode(${requestSha256}, 'hex'), ${signedInAt.toString()}, ${signedAt.toString()}, ${signedAt.toString()}
    )
    on conflict (case_id) do nothing returning case_id`)
  if (rows.length === 0) return
  for (const { iin, place, entry, name, halfAt, lastDayAt, dueAt } of signers) {
    await sql`
      insert into co_signer (case_id, iin, place, entry, name, half_at, last_day_at, due_at)
      values (
        ${caseId}, ${iin}, ${place}, ${entry}, ${name ?? null}, ${halfAt.toString()}, ${lastDayAt.toString()},
        ${dueAt.toString()}
      )`
  }
}

export async function findCoSigning(sql: Sql | TransactionSql, caseId: CaseId): Promise<CoSigning | undefined> {
  const row = await maybeOne(sql<CoSigningRow[]>`
    select ${columns(sql)} from co_signing where case_id = ${caseId}`)
  return row && coSigningOf(row)
}

/** The same, and until the transaction ends nobody else decides anything about it. */
export async function lockCoSigning(sql: TransactionSql, caseId: CaseId): Promise<CoSigning | undefined> {
  await sql`select from co_signing where case_id = ${caseId} for update`
  // Read after the lock is had, so that what others have written meanwhile is seen.
  return findCoSigning(sql, caseId)
}

/** The last time that this draft was signed and had to wait. */
export async function findLastCoSigning(sql: Sql, draftId: DraftId): Promise<CoSigning | undefined> {
  const row = await maybeOne(sql<CoSigningRow[]>`
    select ${columns(sql)} from co_signing where draft_id = ${draftId} order by signed_at desc, case_id limit 1`)
  return row && coSigningOf(row)
}

/** Applications of the account that wait for others, last signed first. */
export async function waitingOfAccount(sql: Sql, accountId: string): Promise<readonly CoSigning[]> {
  const rows = await many(sql<CoSigningRow[]>`
    select ${columns(sql)} from co_signing where account_id = ${accountId} and outcome is null
    order by signed_at desc limit 100`)
  return rows.map(coSigningOf)
}

/** Applications that wait for the signature of this person, the nearest end first. */
export async function awaitedOf(sql: Sql, iin: string): Promise<readonly CoSigning[]> {
  const rows = await many(sql<CoSigningRow[]>`
    select ${columns(sql)} from co_signing
    where outcome is null and case_id in (
      select case_id from co_signer where iin = ${iin} and signature_id is null and declined_at is null
    )
    order by signed_at limit 100`)
  return rows.map(coSigningOf)
}

/**
 * Takes those whose moment has come, so that other servers leave them alone until `leasedUntil`; a server that dies with
 * them loses nothing.
 */
export async function takeDue(
  sql: Sql,
  at: Temporal.Instant,
  leasedUntil: Temporal.Instant,
  limit: number,
): Promise<readonly CaseId[]> {
  const rows = await many(sql<{ case_id: CaseId }[]>`
    update co_signing set next_at = ${leasedUntil.toString()}
    where case_id in (
      select case_id from co_signing where finished_at is null and next_at <= ${at.toString()}
      order by next_at limit ${limit} for update skip locked
    )
    returning case_id`)
  return rows.map(({ case_id }) => case_id)
}

/** Puts off the next look; one for which somebody has set another moment since it was read is left alone. */
export async function setNextLook(
  sql: Sql,
  { caseId, nextLook }: Pick<CoSigning, 'caseId' | 'nextLook'>,
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    update co_signing set next_at = ${at.toString()}
    where case_id = ${caseId} and next_at = ${nextLook}::text::timestamptz and finished_at is null`
}

/** A signature was handed in and is to be looked at now; what became of an earlier one is forgotten. */
export async function setSignature(
  sql: TransactionSql,
  caseId: CaseId,
  { iin, signatureId, at }: { readonly iin: string; readonly signatureId: string; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`update co_signing set next_at = ${at.toString()} where case_id = ${caseId}`
  await sql`
    update co_signer set signature_id = ${signatureId}, finding = null
    where case_id = ${caseId} and iin = ${iin} and signature_id is null`
}

export async function markSigned(
  sql: Sql,
  caseId: CaseId,
  { iin, signatureId, at }: { readonly iin: string; readonly signatureId: string; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    update co_signer set signed_at = ${at.toString()}
    where case_id = ${caseId} and iin = ${iin} and signature_id = ${signatureId} and signed_at is null`
}

/** The signature is worth nothing: another may be handed in. */
export async function dropSignature(
  sql: Sql,
  caseId: CaseId,
  { iin, signatureId, finding }: { readonly iin: string; readonly signatureId: string; readonly finding: string },
): Promise<void> {
  await sql`
    update co_signer set signature_id = null, finding = ${finding}
    where case_id = ${caseId} and iin = ${iin} and signature_id = ${signatureId} and signed_at is null`
}

export async function markDeclined(
  sql: TransactionSql,
  caseId: CaseId,
  { iin, reason, at }: { readonly iin: string; readonly reason: string; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    update co_signer set declined_at = ${at.toString()}, decline_reason = ${reason}
    where case_id = ${caseId} and iin = ${iin} and signature_id is null and declined_at is null`
}

export async function markTold(sql: Sql, caseId: CaseId, iin: string, told: number): Promise<void> {
  await sql`update co_signer set told = ${told} where case_id = ${caseId} and iin = ${iin} and told < ${told}`
}

export async function markApplicantTold(sql: Sql, caseId: CaseId, iin: string): Promise<void> {
  await sql`update co_signer set is_applicant_told = true where case_id = ${caseId} and iin = ${iin}`
}

/** Decides what became of it; under the lock. */
export async function settleCoSigning(
  sql: TransactionSql,
  caseId: CaseId,
  settled: { readonly outcome: CoSigningOutcome; readonly detail?: string; readonly at: Temporal.Instant },
): Promise<void> {
  const at = settled.at.toString()
  await sql`
    update co_signing set outcome = ${settled.outcome}, detail = ${settled.detail ?? null}, settled_at = ${at},
      next_at = ${at}
    where case_id = ${caseId} and finished_at is null`
}

export async function markFinished(sql: Sql, caseId: CaseId, at: Temporal.Instant): Promise<void> {
  await sql`
    update co_signing set finished_at = ${at.toString()}
    where case_id = ${caseId} and outcome is not null and finished_at is null`
}

function columns(sql: Sql | TransactionSql): ReturnType<Sql> {
  return sql`
    case_id, draft_id, account_id, applicant_iin, applicant_name, edition_sha256, encode(request_sha256, 'hex') as request_sha256,
    signed_in_at, signed_at, outcome, detail, finished_at, next_at::text as next_look,
    (
      select json_agg(json_build_object(
        'iin', iin, 'place', place, 'entry', entry, 'name', name, 'half_at', half_at, 'last_day_at', last_day_at,
        'due_at', due_at, 'told', told, 'signature_id', signature_id, 'signed_at', signer.signed_at,
        'finding', finding, 'declined_at', declined_at, 'decline_reason', decline_reason,
        'is_applicant_told', is_applicant_told
      ) order by place) from co_signer signer where signer.case_id = co_signing.case_id
    ) as signers`
}

function coSigningOf(row: CoSigningRow): CoSigning {
  return {
    caseId: row.case_id,
    draftId: row.draft_id,
    applicant: { accountId: row.account_id, iin: row.applicant_iin, name: row.applicant_name },
    editionSha256: row.edition_sha256,
    requestSha256: row.request_sha256,
    signedInAt: instantOf(row.signed_in_at),
    signedAt: instantOf(row.signed_at),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    ...(row.detail === null ? {} : { detail: row.detail }),
    ...(row.finished_at === null ? {} : { finishedAt: instantOf(row.finished_at) }),
    nextLook: row.next_look,
    signers: row.signers.map(coSignerOf),
  }
}

function coSignerOf(row: CoSignerRow): CoSigner {
  const at = (text: string): Temporal.Instant => Temporal.Instant.from(text)
  return {
    iin: row.iin,
    place: row.place,
    entry: row.entry,
    ...(row.name === null ? {} : { name: row.name }),
    halfAt: at(row.half_at),
    lastDayAt: at(row.last_day_at),
    dueAt: at(row.due_at),
    told: row.told,
    ...(row.signature_id === null ? {} : { signatureId: row.signature_id }),
    ...(row.signed_at === null ? {} : { signedAt: at(row.signed_at) }),
    ...(row.finding === null ? {} : { finding: row.finding }),
    ...(row.declined_at === null || row.decline_reason === null
      ? {}
      : { declined: { at: at(row.declined_at), reason: row.decline_reason } }),
    isApplicantTold: row.is_applicant_told,
  }
}
