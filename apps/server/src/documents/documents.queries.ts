import type { Text } from '@qyzmet/regulation'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'
import type { Sha256 } from './blobs.ts'
import type { CheckCode } from './check-code.ts'
import type { DocumentKind } from './kinds.ts'
import type { DocumentLocale } from './sheet.ts'
import { instantOf } from '../database/instants.ts'

/** A document whose exact bytes are fixed and kept, with what its public check will tell. */
export interface PreparedDocument {
  readonly id: string
  readonly caseId: string
  readonly kind: DocumentKind
  readonly locale: DocumentLocale
  readonly basis: string
  readonly code: CheckCode
  readonly number: string
  readonly datedOn: Temporal.PlainDate
  readonly title: Text
  readonly provider: Text
  readonly applicantMasked: string
  readonly training: boolean
  readonly pdfSha256: Sha256
  readonly preparedAt: Temporal.Instant
}

/** A prepared document that is in force, or was. */
export interface IssuedDocument extends PreparedDocument {
  readonly issuedAt: Temporal.Instant
  readonly isSuperseded: boolean
  readonly signatureIds: readonly string[]
}

interface PreparedColumns {
  readonly id: string
  readonly case_id: string
  readonly kind: DocumentKind
  readonly locale: DocumentLocale
  readonly basis: string
  readonly code: CheckCode
  readonly number: string
  readonly dated_on: string
  readonly title: Text
  readonly provider: Text
  readonly applicant_masked: string
  readonly training: boolean
  readonly pdf_sha256: Sha256
  readonly prepared_at: Date
}

interface IssuedColumns extends PreparedColumns {
  readonly issued_at: Date
  readonly is_superseded: boolean
  readonly signature_ids: readonly string[]
}

/** Keeps a prepared document; false when another one was prepared on its basis first. */
export async function insertPrepared(sql: Sql | TransactionSql, document: PreparedDocument): Promise<boolean> {
  const row = await maybeOne(
    sql<{ id: string }[]>`
    insert into prepared_document
      (id, case_id, kind, locale, basis, code, number, dated_on, title, provider, applicant_masked, training, pdf_sha256,
       prepared_at)
    values
      (${document.id}, ${document.caseId}, ${document.kind}, ${document.locale}, ${document.basis}, ${document.code}, ${document.number},
       ${document.datedOn.toString()}, ${sql.json(document.title)}, ${sql.json(document.provider)},
       ${document.applicantMasked}, ${document.training}, decode(${document.pdfSha256}, 'hex'),
       ${document.preparedAt.toString()})
    on conflict (case_id, kind, basis) do nothing
    returning id`,
  )
  return row !== undefined
}

export async function findPreparedDocument(
  sql: Sql | TransactionSql,
  caseId: string,
  kind: DocumentKind,
  basis: string,
): Promise<PreparedDocument | undefined> {
  const row = await maybeOne(
    sql<PreparedColumns[]>`
      select ${preparedColumns(sql)}
      from prepared_document p
      where p.case_id = ${caseId} and p.kind = ${kind} and p.basis = ${basis}`,
  )
  return row && preparedOf(row)
}

/** Puts a prepared document in force; false when it is none, or when what it replaces is not of its case and kind. */
export async function insertIssued(
  sql: Sql | TransactionSql,
  issue: {
    readonly documentId: string
    readonly signatureIds: readonly string[]
    readonly at: Temporal.Instant
    readonly supersedes?: string
  },
): Promise<boolean> {
  const { documentId, at, supersedes = null } = issue
  const row = await maybeOne(
    sql<{ document_id: string }[]>`
      with issued as (
        insert into issued_document (document_id, issued_at, supersedes)
        select p.id, ${at.toString()}, old.id
        from prepared_document p
        left join prepared_document old on old.id = ${supersedes} and old.case_id = p.case_id and old.kind = p.kind
        where p.id = ${documentId} and (old.id is not null or ${supersedes}::uuid is null)
        on conflict (document_id) do nothing
        returning document_id
      ), signed as (
        insert into document_signature (document_id, signature_id)
        select document_id, signature_id from issued, unnest(${[...issue.signatureIds]}::uuid[]) as signature_id
      )
      select document_id from issued`,
  )
  return row !== undefined
}

export async function issuedOfCase(sql: Sql | TransactionSql, caseId: string): Promise<readonly IssuedDocument[]> {
  const rows = await many(
    sql<IssuedColumns[]>`${selectIssued(sql)} where p.case_id = ${caseId} order by i.issued_at desc, i.document_id`,
  )
  return rows.map(issuedOf)
}

export async function findIssuedByCode(
  sql: Sql | TransactionSql,
  code: CheckCode,
): Promise<IssuedDocument | undefined> {
  const row = await maybeOne(sql<IssuedColumns[]>`${selectIssued(sql)} where p.code = ${code}`)
  return row && issuedOf(row)
}

export async function findIssuedByPdf(sql: Sql | TransactionSql, sha256: Sha256): Promise<IssuedDocument | undefined> {
  const row = await maybeOne(sql<IssuedColumns[]>`${selectIssued(sql)} where p.pdf_sha256 = decode(${sha256}, 'hex')`)
  return row && issuedOf(row)
}

function preparedColumns(sql: Sql | TransactionSql) {
  return sql`
    p.id, p.case_id, p.kind, p.locale, p.basis, p.code, p.number, p.dated_on::text, p.title, p.provider, p.applicant_masked,
    p.training, encode(p.pdf_sha256, 'hex') as pdf_sha256, p.prepared_at`
}

function selectIssued(sql: Sql | TransactionSql) {
  return sql`
    select
      ${preparedColumns(sql)}, i.issued_at,
      exists (select from issued_document later where later.supersedes = i.document_id) as is_superseded,
      array(
        select s.signature_id from document_signature s where s.document_id = i.document_id order by s.signature_id
      ) as signature_ids
    from issued_document i
    join prepared_document p on p.id = i.document_id`
}

function preparedOf(row: PreparedColumns): PreparedDocument {
  return {
    id: row.id,
    caseId: row.case_id,
    kind: row.kind,
    locale: row.locale,
    basis: row.basis,
    code: row.code,
    number: row.number,
    datedOn: Temporal.PlainDate.from(row.dated_on),
    title: row.title,
    provider: row.provider,
    applicantMasked: row.applicant_masked,
    training: row.training,
    pdfSha256: row.pdf_sha256,
    preparedAt: instantOf(row.prepared_at),
  }
}

function issuedOf(row: IssuedColumns): IssuedDocument {
  return {
    ...preparedOf(row),
    issuedAt: instantOf(row.issued_at),
    isSuperseded: row.is_superseded,
    signatureIds: row.signature_ids,
  }
}
