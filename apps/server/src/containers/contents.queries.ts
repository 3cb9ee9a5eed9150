import type { Sql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'

/** The case with this number, or undefined. */
export async function findCaseByNumber(sql: Sql, number: string): Promise<string | undefined> {
  const row = await maybeOne(sql<{ case_id: string }[]>`
    select case_id from case_head where number = ${number} order by case_id limit 1`)
  return row?.case_id
}

/** Signatures handed in for a case that have a verdict, in the order in which they came. */
export async function signatureIdsOfCase(sql: Sql, caseId: string): Promise<readonly string[]> {
  const rows = await many(sql<{ id: string }[]>`
    select id from signature
    where case_id = ${caseId} and exists (select from signature_verdict where signature_id = signature.id)
    order by received_at, id`)
  return rows.map(({ id }) => id)
}

export interface PreparedRow {
  readonly kind: string
  readonly number: string
  readonly locale: string
  readonly pdf_sha256: string
  readonly is_issued: boolean
}

/** Papers made for a case, in the order in which they were made. */
export function papersOfCase(sql: Sql, caseId: string): Promise<readonly PreparedRow[]> {
  return many(sql<PreparedRow[]>`
    select p.kind, p.number, p.locale, encode(p.pdf_sha256, 'hex') as pdf_sha256,
      exists (select from issued_document i where i.document_id = p.id) as is_issued
    from prepared_document p where p.case_id = ${caseId} order by p.prepared_at, p.id`)
}

/** Whether the case has exactly this event at this place: the hash tells of all that came before it too. */
export async function hasEvent(sql: Sql, caseId: string, version: number, hash: string): Promise<boolean> {
  const row = await maybeOne(sql<{ found: boolean }[]>`
    select true as found from event
    where stream_id = ${caseId} and version = ${version} and hash = decode(${hash}, 'hex')`)
  return row !== undefined
}

/** The texts that an edition is compiled from. */
export async function findEditionTexts(
  sql: Sql,
  sha256: string,
): Promise<{ readonly mainFile: string; readonly files: Readonly<Record<string, string>> } | undefined> {
  const row = await maybeOne(sql<{ main_file: string; files: Record<string, string> }[]>`
    select main_file, files from regulation_edition where sha256 = ${sha256}`)
  return row && { mainFile: row.main_file, files: row.files }
}
