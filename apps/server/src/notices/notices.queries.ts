import type { Sql, TransactionSql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'
import type { NoticeCode } from './notice-code.ts'
import { instantOf } from '../database/instants.ts'

export interface Notice {
  readonly caseId: string
  /** Version of the case at the event the notice tells of; nought and below before there is a case. */
  readonly version: number
  readonly accountId: string
  readonly code: NoticeCode
  readonly writtenAt: Temporal.Instant
}

/** Writes a notice into the person's cabinet; false when it is there already. */
export async function insertNotice(sql: Sql | TransactionSql, notice: Notice): Promise<boolean> {
  const row = await maybeOne(sql<{ version: number }[]>`
    insert into notice (case_id, version, account_id, code, written_at)
    values (
      ${notice.caseId}, ${notice.version}, ${notice.accountId}, ${notice.code}, ${notice.writtenAt.toString()}
    )
    on conflict (case_id, version, account_id) do nothing
    returning version`)
  return row !== undefined
}

interface NoticeRow {
  readonly case_id: string
  readonly version: number
  readonly account_id: string
  readonly code: NoticeCode
  readonly written_at: Date
  readonly seen_at: Date | null
}

/** Notices the person has not seen yet, newest first. */
export async function unseenNotices(sql: Sql, accountId: string): Promise<readonly Notice[]> {
  const rows = await many(sql<NoticeRow[]>`
    select case_id, version, account_id, code, written_at, seen_at from notice
    where account_id = ${accountId} and seen_at is null
    order by written_at desc limit 50`)
  return rows.map(noticeOf)
}

/** Notices of a case, and when they were seen, oldest first. */
export async function noticesOfCase(
  sql: Sql,
  caseId: string,
): Promise<readonly (Notice & { readonly seenAt?: Temporal.Instant })[]> {
  const rows = await many(sql<NoticeRow[]>`
    select case_id, version, account_id, code, written_at, seen_at from notice
    where case_id = ${caseId} order by version, account_id`)
  return rows.map((row) => ({
    ...noticeOf(row),
    ...(row.seen_at ? { seenAt: instantOf(row.seen_at) } : {}),
  }))
}

function noticeOf(row: NoticeRow): Notice {
  return {
    caseId: row.case_id,
    version: row.version,
    accountId: row.account_id,
    code: row.code,
    writtenAt: instantOf(row.written_at),
  }
}

/** The person looked at the case: its notices are news no more. */
export async function markSeen(sql: Sql, caseId: string, accountId: string, at: Temporal.Instant): Promise<void> {
  await sql`
    update notice set seen_at = ${at.toString()}
    where case_id = ${caseId} and account_id = ${accountId} and seen_at is null`
}
