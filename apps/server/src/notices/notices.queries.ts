import type { Sql } from '../database/connect.ts'
import { many } from '../database/query.ts'

/** What news is of; its words are in the messages of the cabinet. */
export type NoticeCode = 'accepted' | 'not-accepted' | 'result-ready' | 'overdue'

export interface Notice {
  readonly caseId: string
  /** Version of the case at the event the notice tells of. */
  readonly version: number
  readonly accountId: string
  readonly code: NoticeCode
  readonly writtenAt: Temporal.Instant
}

/** Writes a notice; writing it again changes nothing. */
export async function insertNotice(sql: Sql, notice: Notice): Promise<void> {
  await sql`
    insert into notice (case_id, version, account_id, code, written_at)
    values (
      ${notice.caseId}, ${notice.version}, ${notice.accountId}, ${notice.code}, ${notice.writtenAt.toString()}
    )
    on conflict (case_id, version) do nothing`
}

/** Notices the person has not seen yet, newest first. */
export async function unseenNotices(sql: Sql, accountId: string): Promise<readonly Notice[]> {
  const rows = await many(sql<
    { case_id: string; version: number; account_id: string; code: NoticeCode; written_at: Date }[]
  >`
    select case_id, version, account_id, code, written_at from notice
    where account_id = ${accountId} and seen_at is null
    order by written_at desc limit 50`)
  return rows.map((row) => ({
    caseId: row.case_id,
    version: row.version,
    accountId: row.account_id,
    code: row.code,
    writtenAt: Temporal.Instant.fromEpochMilliseconds(row.written_at.getTime()),
  }))
}

/** The person looked at the case: its notices are news no more. */
export async function markSeen(sql: Sql, caseId: string, accountId: string, at: Temporal.Instant): Promise<void> {
  await sql`
    update notice set seen_at = ${at.toString()}
    where case_id = ${caseId} and account_id = ${accountId} and seen_at is null`
}
