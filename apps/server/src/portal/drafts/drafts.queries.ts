import type { Answers, Locale } from '@qyzmet/regulation'
import type { Sql, TransactionSql } from '../../database/connect.ts'
import { many, maybeOne } from '../../database/query.ts'
import { type Draft, type DraftAttachment, type DraftId, parseAnswers } from './draft.ts'
import { instantOf } from '../../database/instants.ts'

/** A draft as the database gives it. */
export interface DraftRow {
  readonly id: DraftId
  readonly account_id: string
  readonly regulation: string
  readonly edition_sha256: string
  readonly locale: Locale
  readonly answers: unknown
  readonly pages_done: readonly string[]
  readonly submit_token: string
  readonly request_sha256: string | null
  readonly case_id: string | null
  readonly created_at: Date
  readonly updated_at: Date
  readonly expires_at: Date
  readonly submitted_at: Date | null
  readonly attachments: readonly AttachmentRow[]
}

/** As `json_build_object` gives it; the instant is text. */
interface AttachmentRow {
  readonly id: string
  readonly document_id: string
  readonly sha256: string
  readonly file_name: string
  readonly media_type: string
  readonly size: number
  readonly added_at: string
}

export interface NewDraft {
  readonly id: string
  readonly accountId: string
  readonly regulation: string
  readonly editionSha256: string
  readonly locale: Locale
  readonly answers: Answers
  readonly submitToken: string
  readonly at: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

export async function insertDraft(sql: Sql | TransactionSql, draft: NewDraft): Promise<void> {
  const at = draft.at.toString()
  await sql`
    insert into application_draft (
      id, account_id, regulation, edition_sha256, locale, answers, submit_token, created_at, updated_at, expires_at
    ) values (
      ${draft.id}, ${draft.accountId}, ${draft.regulation}, ${draft.editionSha256}, ${draft.locale},
      ${sql.json(draft.answers)}, ${draft.submitToken}, ${at}, ${at}, ${draft.expiresAt.toString()}
    )`
}

/** The draft, if it belongs to the account and has not expired; somebody else's is not found. */
export async function findDraft(
  sql: Sql,
  id: DraftId,
  accountId: string,
  now: Temporal.Instant,
): Promise<Draft | undefined> {
  const row = await maybeOne(sql<DraftRow[]>`
    select ${draftColumns(sql)} from application_draft draft
    where id = ${id} and account_id = ${accountId}
      and (submitted_at is not null or expires_at > ${now.toString()})`)
  return row && draftOf(row)
}

/** The draft that opened the case, for its owner. */
export async function findDraftOfCase(sql: Sql, caseId: string, accountId: string): Promise<Draft | undefined> {
  const row = await maybeOne(sql<DraftRow[]>`
    select ${draftColumns(sql)} from application_draft draft where case_id = ${caseId} and account_id = ${accountId}`)
  return row && draftOf(row)
}

/** Drafts of the account that can still be gone on with, last changed first. */
export async function listDrafts(sql: Sql, accountId: string, now: Temporal.Instant): Promise<readonly Draft[]> {
  const rows = await many(sql<DraftRow[]>`
    select ${draftColumns(sql)} from application_draft draft
    where account_id = ${accountId} and submitted_at is null and expires_at > ${now.toString()}
    order by updated_at desc limit 100`)
  return rows.map(draftOf)
}

export interface PageSaved {
  /** Fields of the page; what is not among the answers is forgotten. */
  readonly fields: readonly string[]
  readonly answers: Answers
  readonly page: string
  readonly done: boolean
  readonly locale: Locale
  readonly at: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

/** Saves one page of answers and leaves the others alone; false when the draft was sent meanwhile. */
export async function savePage(sql: Sql, id: DraftId, saved: PageSaved): Promise<boolean> {
  const rows = await many(sql<{ id: string }[]>`
    update application_draft set
      answers = (answers - ${[...saved.fields]}::text[]) || ${sql.json(saved.answers)}::jsonb,
      pages_done = case when ${saved.done} then array_append(array_remove(pages_done, ${saved.page}), ${saved.page})
        else array_remove(pages_done, ${saved.page}) end,
      locale = ${saved.locale}, updated_at = ${saved.at.toString()}, expires_at = ${saved.expiresAt.toString()}
    where id = ${id} and submitted_at is null
    returning id`)
  return rows.length === 1
}

/** Adds a file; false when the draft was sent meanwhile. */
export async function insertAttachment(sql: Sql, draftId: DraftId, attachment: DraftAttachment): Promise<boolean> {
  const rows = await many(sql<{ id: string }[]>`
    with draft as (
      update application_draft set updated_at = ${attachment.addedAt.toString()}
      where id = ${draftId} and submitted_at is null
      returning id
    )
    insert into draft_attachment (id, draft_id, document_id, sha256, file_name, media_type, size, added_at)
    select ${attachment.id}, id, ${attachment.documentId}, decode(${attachment.sha256}, 'hex'), ${attachment.fileName},
      ${attachment.mediaType}, ${attachment.size}, ${attachment.addedAt.toString()}
    from draft
    returning id`)
  return rows.length === 1
}

/** Says for which documents files were given, by their ids; false when the draft was sent meanwhile. */
export async function sortAttachments(
  sql: Sql,
  draftId: DraftId,
  sorted: readonly { readonly id: string; readonly documentId: string }[],
): Promise<boolean> {
  const rows = await many(sql<{ id: string }[]>`
    with draft as (select id from application_draft where id = ${draftId} and submitted_at is null for update),
    sorted as (
      update draft_attachment file set document_id = said.document_id
      from draft, unnest(${sorted.map(({ id }) => id)}::uuid[], ${sorted.map(({ documentId }) => documentId)}::text[])
        as said (id, document_id)
      where file.id = said.id and file.draft_id = draft.id
    )
    select id from draft`)
  return rows.length === 1
}

/** Takes a file away; false when it is not there or the draft was sent meanwhile. */
export async function deleteAttachment(sql: Sql, draftId: DraftId, attachmentId: string): Promise<boolean> {
  const rows = await many(sql<{ id: string }[]>`
    delete from draft_attachment using application_draft draft
    where draft_attachment.id = ${attachmentId} and draft_id = ${draftId}
      and draft.id = draft_id and draft.submitted_at is null
    returning draft_attachment.id`)
  return rows.length === 1
}

/** Remembers which bytes are put before the applicant to sign. */
export async function saveRequest(sql: Sql, id: DraftId, sha256: string, locale: Locale): Promise<void> {
  await sql`
    update application_draft set request_sha256 = decode(${sha256}, 'hex'), locale = ${locale}
    where id = ${id} and submitted_at is null`
}

/**
 * Reserves the case that the signed form will open. Sending the same form again finds the same case.
 *
 * @param caseId taken when none was reserved yet
 * @returns the reserved case; undefined when the form is not the one last shown or the bytes have changed
 */
export async function reserveCase(
  sql: Sql,
  id: DraftId,
  form: { readonly submitToken: string; readonly requestSha256: string; readonly caseId: string },
): Promise<string | undefined> {
  const row = await maybeOne(sql<{ case_id: string }[]>`
    update application_draft set case_id = coalesce(case_id, ${form.caseId})
    where id = ${id} and submit_token = ${form.submitToken}
      and request_sha256 = decode(${form.requestSha256}, 'hex') and submitted_at is null
    returning case_id`)
  return row?.case_id
}

/** The signed application is a case now: the draft cannot be changed or sent again. */
export async function markSubmitted(
  sql: Sql | TransactionSql,
  id: DraftId,
  caseId: string,
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    update application_draft set submitted_at = ${at.toString()}
    where id = ${id} and case_id = ${caseId} and submitted_at is null`
}

/** The case ended without the application being sent: the draft is open again, and signing it opens another case. */
export async function reopenDraft(
  sql: Sql | TransactionSql,
  id: DraftId,
  caseId: string,
  change: { readonly newToken: string; readonly at: Temporal.Instant; readonly expiresAt: Temporal.Instant },
): Promise<void> {
  await sql`
    update application_draft set case_id = null, submitted_at = null, submit_token = ${change.newToken},
      updated_at = ${change.at.toString()}, expires_at = ${change.expiresAt.toString()}
    where id = ${id} and case_id = ${caseId}`
}

/** Removes a draft at its owner's wish; false when it is not theirs or was sent. */
export async function deleteDraft(sql: Sql, id: DraftId, accountId: string): Promise<boolean> {
  const rows = await many(sql<{ id: string }[]>`
    delete from application_draft where id = ${id} and account_id = ${accountId} and submitted_at is null
    returning id`)
  return rows.length === 1
}

/** Removes drafts nobody has touched for long, with the lists of their files; how many. */
export async function deleteExpiredDrafts(sql: Sql, now: Temporal.Instant, limit = 500): Promise<number> {
  const rows = await many(sql<{ id: string }[]>`
    delete from application_draft where id in (
      select id from application_draft where submitted_at is null and expires_at <= ${now.toString()}
      order by expires_at limit ${limit} for update skip locked
    ) returning id`)
  return rows.length
}

/** What `draftOf` reads of a row of `application_draft draft`. */
export function draftColumns(sql: Sql): ReturnType<Sql> {
  return sql`
    id, account_id, regulation, edition_sha256, locale, answers, pages_done, submit_token,
    encode(request_sha256, 'hex') as request_sha256, case_id, created_at, updated_at, expires_at, submitted_at,
    coalesce((
      select json_agg(json_build_object(
        'id', file.id, 'document_id', document_id, 'sha256', encode(sha256, 'hex'), 'file_name', file_name,
        'media_type', media_type, 'size', size, 'added_at', added_at
      ) order by added_at, file.id) from draft_attachment file where draft_id = draft.id
    ), '[]'::json) as attachments`
}

export function draftOf(row: DraftRow): Draft {
  return {
    id: row.id,
    accountId: row.account_id,
    regulation: row.regulation,
    editionSha256: row.edition_sha256,
    locale: row.locale,
    answers: parseAnswers(row.answers),
    pagesDone: row.pages_done,
    attachments: row.attachments.map((file) => ({
      id: file.id,
      documentId: file.document_id,
      sha256: file.sha256,
      fileName: file.file_name,
      mediaType: file.media_type,
      size: file.size,
      addedAt: Temporal.Instant.from(file.added_at),
    })),
    submitToken: row.submit_token,
    ...(row.request_sha256 === null ? {} : { requestSha256: row.request_sha256 }),
    ...(row.case_id === null ? {} : { caseId: row.case_id }),
    createdAt: instantOf(row.created_at),
    updatedAt: instantOf(row.updated_at),
    expiresAt: instantOf(row.expires_at),
    ...(row.submitted_at === null ? {} : { submittedAt: instantOf(row.submitted_at) }),
  }
}
