import type { Sql } from '../database/connect.ts'
import { many } from '../database/query.ts'

export interface NewRead {
  readonly accountId?: string
  readonly readerName: string
  readonly readerKind: 'applicant' | 'staff' | 'system'
  readonly providerId?: string
  readonly actor?: string
  readonly substitutes?: string
  readonly caseId: string
  readonly step?: string
  readonly purpose: string
  readonly fields: readonly string[]
  readonly at: Temporal.Instant
}

export async function insertRead(sql: Sql, read: NewRead): Promise<void> {
  await sql`
    insert into read_audit (
      account_id, reader_name, reader_kind, provider_id, actor, substitutes, case_id, step, purpose, fields, read_at
    ) values (
      ${read.accountId ?? null}, ${read.readerName}, ${read.readerKind}, ${read.providerId ?? null},
      ${read.actor ?? null}, ${read.substitutes ?? null}, ${read.caseId}, ${read.step ?? null}, ${read.purpose},
      ${[...read.fields]}, ${read.at.toString()}
    )`
}

export interface ReadRow {
  readonly account_id: string | null
  readonly reader_name: string
  readonly reader_kind: 'applicant' | 'staff' | 'system'
  readonly provider_id: string | null
  readonly actor: string | null
  readonly substitutes: string | null
  readonly step: string | null
  readonly purpose: string
  readonly fields: string[]
  readonly read_at: Date
}

export function listReads(sql: Sql, caseId: string, limit: number): Promise<readonly ReadRow[]> {
  return many(sql<ReadRow[]>`
    select account_id, reader_name, reader_kind, provider_id, actor, substitutes, step, purpose, fields, read_at
    from read_audit
    where case_id = ${caseId}
    order by read_at desc, id desc
    limit ${limit}`)
}
