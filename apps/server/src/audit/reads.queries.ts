import type { Sql } from '../database/connect.ts'
import { many } from '../database/query.ts'

export interface Reader {
  readonly accountId?: string
  readonly readerName: string
  readonly readerKind: 'applicant' | 'staff' | 'system'
  readonly providerId?: string
  readonly actor?: string
  readonly substitutes?: string
}

export interface NewRead extends Reader {
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

export interface ListedReads extends Reader {
  readonly purpose: string
  readonly fields: readonly string[]
  readonly cases: readonly { readonly caseId: string; readonly step: string | undefined }[]
  readonly at: Temporal.Instant
}

/** Writes one look for each case, but for those at which the reader looked for the same purpose in the last 24 hours. */
export async function insertListed(sql: Sql, listed: ListedReads): Promise<void> {
  const { cases, at } = listed
  await sql`
    insert into read_audit (
      account_id, reader_name, reader_kind, provider_id, actor, substitutes, case_id, step, purpose, fields, read_at
    )
    select
      ${listed.accountId ?? null}::uuid, ${listed.readerName}, ${listed.readerKind}, ${listed.providerId ?? null},
      ${listed.actor ?? null}, ${listed.substitutes ?? null}, seen.case_id, nullif(seen.step, ''), ${listed.purpose},
      ${[...listed.fields]}::text[], ${at.toString()}::timestamptz
    from unnest(${cases.map(({ caseId }) => caseId)}::uuid[], ${cases.map(({ step }) => step ?? '')}::text[])
      as seen (case_id, step)
    where not exists (
      select from read_audit known
      where known.case_id = seen.case_id and known.read_at > ${at.subtract({ hours: 24 }).toString()}::timestamptz
        and known.account_id = ${listed.accountId ?? null}::uuid and known.purpose = ${listed.purpose}
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
