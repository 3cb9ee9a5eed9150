import type { Sql } from '../database/connect.ts'
import { maybeOne } from '../database/query.ts'
import type { Sha256 } from '../documents/blobs.ts'

/** Notes what an act says and who wrote it; the words written last are those to sign. */
export async function insertReport(
  sql: Sql,
  written: {
    readonly documentId: string
    readonly accountId: string
    readonly report: string
    readonly at: Temporal.Instant
  },
): Promise<void> {
  await sql`
    insert into inspection_report (document_id, account_id, report, written_at)
    values (${written.documentId}, ${written.accountId}, ${written.report}, ${written.at.toString()})
    on conflict (document_id, written_at) do nothing`
}

/**
 * The act that the person wrote last in this case, with its words.
 *
 * @param since an earlier one is of another visit to the step
 */
export function findLatestReport(
  sql: Sql,
  caseId: string,
  accountId: string,
  since: Temporal.Instant,
): Promise<{ readonly basis: string; readonly report: string } | undefined> {
  return maybeOne(sql<{ basis: string; report: string }[]>`
    select document.basis, written.report
    from inspection_report written join prepared_document document on document.id = written.document_id
    where document.case_id = ${caseId} and written.account_id = ${accountId} and written.written_at >= ${since.toString()}
    order by written.written_at desc limit 1`)
}

/** The act of the case that is exactly these bytes, with its words. */
export function findWrittenReport(
  sql: Sql,
  caseId: string,
  pdfSha256: Sha256,
): Promise<{ readonly basis: string; readonly report: string } | undefined> {
  return maybeOne(sql<{ basis: string; report: string }[]>`
    select document.basis, written.report
    from inspection_report written join prepared_document document on document.id = written.document_id
    where document.case_id = ${caseId} and document.pdf_sha256 = decode(${pdfSha256}, 'hex')
    order by written.written_at desc limit 1`)
}
