import type { Sql, TransactionSql } from '../database/connect.ts'
import { many } from '../database/query.ts'
import type { OpeningRow } from '../event-log/append.ts'
import type { CaseId } from './case-id.ts'
import type { CaseProjection } from './case-projection.ts'

/** A row of a projection, column by column; moments in ISO 8601 as `Temporal.Instant` writes them. */
export type Row = Readonly<Record<string, string | number | boolean | null>>

export interface ProjectedRows {
  readonly case_head: Row
  readonly inbox?: Row
}

/** The rows of a case as its projection says they are. */
export function rowsOf(
  { version, hash }: { readonly version: number; readonly hash: string },
  opening: OpeningRow,
  { head, task }: CaseProjection,
): ProjectedRows {
  return {
    case_head: { ...opening, ...head, version, head_hash: hash },
    ...(task && head.step !== null
      ? {
          inbox: {
            office_id: task.office_id,
            actor: task.task_actor,
            assignee_id: task.task_assignee_id,
            step: head.step,
            opened_at: task.step_since,
            due_at: task.due_at,
            due_on: task.due_on,
            acted_by: JSON.stringify(task.acted_by),
            next_at: task.next_at,
          },
        }
      : {}),
  }
}

/** The rows of some cases as they are in the tables. */
export async function liveRowsOf(
  sql: Sql | TransactionSql,
  caseIds: readonly CaseId[],
): Promise<ReadonlyMap<CaseId, Partial<ProjectedRows>>> {
  const heads = await many(sql<Found[]>`
    select case_id, to_json(row) as row from (
      select case_id, provider_id, regulation, edition_number, channel, category, training, applicant_account_id,
        applicant_iin, applicant_name, opened_at::text, number, step, actor, assignee_id, closes, accepted_at::text,
        closed_at::text, version, encode(head_hash, 'hex') as head_hash
      from case_head where case_id = any(${caseIds}::uuid[])) as row`)
  const tasks = await many(sql<Found[]>`
    select case_id, to_json(row) as row from (
      select case_id, office_id, actor, assignee_id, step, opened_at::text, due_at::text, due_on::text,
        replace(to_json(acted_by)::text, ', ', ',') as acted_by, next_at::text
      from inbox where case_id = any(${caseIds}::uuid[])) as row`)
  const rows = new Map<CaseId, Partial<ProjectedRows>>()
  const put = (found: readonly Found[], table: keyof ProjectedRows): void => {
    for (const { case_id, row } of found) rows.set(case_id, { ...rows.get(case_id), [table]: normalised(row) })
  }
  put(heads, 'case_head')
  put(tasks, 'inbox')
  return rows
}

/** Puts the rows of one case in place of those that are there. Counters are not touched, and who was offered the task is forgotten. */
export async function writeRows(
  sql: TransactionSql,
  caseId: CaseId,
  { case_head, inbox }: ProjectedRows,
): Promise<void> {
  await sql`delete from inbox where case_id = ${caseId}`
  const head = { ...case_head, case_id: caseId, head_hash: `\\x${case_head['head_hash']}` }
  await sql`
    with row as (select * from json_populate_record(null::case_head, ${JSON.stringify(head)}::text::json))
    insert into case_head as head select * from row
    on conflict (case_id) do update set
      version = excluded.version, head_hash = excluded.head_hash, number = excluded.number, step = excluded.step,
      actor = excluded.actor, assignee_id = excluded.assignee_id, closes = excluded.closes,
      accepted_at = excluded.accepted_at, closed_at = excluded.closed_at, provider_id = excluded.provider_id,
      regulation = excluded.regulation, edition_number = excluded.edition_number, channel = excluded.channel,
      category = excluded.category, training = excluded.training,
      applicant_account_id = excluded.applicant_account_id, applicant_iin = excluded.applicant_iin,
      applicant_name = excluded.applicant_name, opened_at = excluded.opened_at`
  if (inbox) {
    const task = { ...inbox, case_id: caseId, acted_by: JSON.parse(String(inbox['acted_by'])) as unknown }
    await sql`
      insert into inbox (case_id, office_id, actor, assignee_id, step, opened_at, due_at, due_on, acted_by, next_at)
      select case_id, office_id, actor, assignee_id, step, opened_at, due_at, due_on, acted_by, next_at
      from json_populate_record(null::inbox, ${JSON.stringify(task)}::text::json)`
  }
}

interface Found {
  readonly case_id: CaseId
  readonly row: Row
}

const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/

/** The columns beside the id, with moments as ISO 8601. */
function normalised(row: Row): Row {
  const columns = Object.entries(row).filter(([name]) => name !== 'case_id')
  return Object.fromEntries(
    columns.map(([name, value]) => [
      name,
      typeof value === 'string' && name.endsWith('_at') && MOMENT.test(value)
        ? Temporal.Instant.from(value).toString()
        : value,
    ]),
  )
}
