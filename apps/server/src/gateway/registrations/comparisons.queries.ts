import { instantOf, instantOrNone } from '../../database/instants.ts'
import type { Sql } from '../../database/connect.ts'
import { many, maybeOne } from '../../database/query.ts'
import type { Reconciliation } from '../reconcile.ts'

/** The last comparison with the portal that the staff of a provider asked for. */
export interface Comparison {
  readonly askedAt: Temporal.Instant
  readonly askedBy: string
  /** Absent while it runs, and when its server died. */
  readonly result?: Reconciliation
}

/** Begins a comparison. @returns false when one was begun after `before` */
export async function beginComparison(
  sql: Sql,
  asked: {
    readonly providerId: string
    readonly accountId: string
    readonly at: Temporal.Instant
    readonly before: Temporal.Instant
  },
): Promise<boolean> {
  const rows = await many(sql<{ provider_id: string }[]>`
    insert into gateway_comparison (provider_id, asked_at, asked_by)
    values (${asked.providerId}, ${asked.at.toString()}, ${asked.accountId})
    on conflict (provider_id) do update set asked_at = excluded.asked_at, asked_by = excluded.asked_by,
      ended_at = null, compared = null, repaired = null, failure = null
    where gateway_comparison.asked_at <= ${asked.before.toString()}
    returning provider_id`)
  return rows.length > 0
}

/** Keeps what came of the comparison that was begun at a moment, unless another was begun since. */
export async function endComparison(
  sql: Sql,
  ended: {
    readonly providerId: string
    readonly askedAt: Temporal.Instant
    readonly at: Temporal.Instant
    readonly result: Reconciliation
  },
): Promise<void> {
  const { result } = ended
  const counts = 'failure' in result ? undefined : result
  await sql`
    update gateway_comparison set ended_at = ${ended.at.toString()}, compared = ${counts?.compared ?? null},
      repaired = ${counts?.repaired ?? null}, failure = ${'failure' in result ? result.failure : null}
    where provider_id = ${ended.providerId} and asked_at = ${ended.askedAt.toString()}`
}

export async function findComparison(sql: Sql, providerId: string): Promise<Comparison | undefined> {
  const row = await maybeOne(sql<
    {
      asked_at: Date
      name: string | null
      ended_at: Date | null
      compared: number | null
      repaired: number | null
      failure: string | null
    }[]
  >`
    select asked_at, account.name, ended_at, compared, repaired, failure
    from gateway_comparison join account on account.id = asked_by
    where provider_id = ${providerId}`)
  if (!row) return undefined
  const { compared, repaired, failure } = row
  const common = { askedAt: instantOf(row.asked_at), askedBy: row.name ?? '' }
  if (!instantOrNone(row.ended_at)) return common
  if (compared === null || repaired === null) return { ...common, result: { failure: failure ?? '' } }
  return { ...common, result: { compared, repaired } }
}
