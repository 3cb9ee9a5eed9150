import type { Sql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'

export interface CircuitRow {
  readonly service: string
  readonly failures: number
  readonly last_detail: string
  readonly silent_at: Date
  readonly next_try_at: Date | null
}

export function findCircuit(sql: Sql, service: string): Promise<CircuitRow | undefined> {
  return maybeOne(sql<CircuitRow[]>`
    select service, failures, last_detail, silent_at, next_try_at from register_circuit where service = ${service}`)
}

/** Silent services, the longest first. */
export function listCircuits(sql: Sql): Promise<readonly CircuitRow[]> {
  return many(sql<CircuitRow[]>`
    select service, failures, last_detail, silent_at, next_try_at from register_circuit
    order by silent_at, service`)
}

/** Takes the one question that goes ahead when the pause is over; false when another has taken it. */
export async function takeProbe(
  sql: Sql,
  service: string,
  { now, until }: { readonly now: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<boolean> {
  const rows = await many(sql<{ service: string }[]>`
    update register_circuit set next_try_at = ${until.toString()}
    where service = ${service} and next_try_at <= ${now.toString()}
    returning service`)
  return rows.length === 1
}

/**
 * Counts a failure. From `threshold` failures of different questions on, and after every question that went ahead in
 * vain, there is a pause that doubles each time.
 */
export async function countFailure(
  sql: Sql,
  failure: {
    readonly service: string
    readonly key: string
    readonly detail: string
    readonly now: Temporal.Instant
    readonly threshold: number
    readonly firstPauseSeconds: number
    readonly longestPauseSeconds: number
  },
): Promise<void> {
  const { service, key, detail, threshold, firstPauseSeconds, longestPauseSeconds } = failure
  const now = failure.now.toString()
  // One statement, so that servers that fail at the same moment count one after another.
  await sql`
    insert into register_circuit as circuit (service, failures, last_key, last_detail, silent_at)
    values (${service}, 1, ${key}, ${detail}, ${now})
    on conflict (service) do update set
      failures = circuit.failures + (circuit.last_key <> ${key} or circuit.next_try_at is not null)::int,
      last_key = ${key},
      last_detail = ${detail},
      next_try_at = case
        when circuit.failures + (circuit.last_key <> ${key} or circuit.next_try_at is not null)::int >= ${threshold}
        then ${now}::text::timestamptz + interval '1 second' * least(
          ${longestPauseSeconds},
          ${firstPauseSeconds} * 2 ^ least(20, circuit.failures + 1 - ${threshold})
        )
      end`
}

/** The service has answered. @returns whether it had been left alone before */
export async function closeCircuit(sql: Sql, service: string): Promise<boolean> {
  const row = await maybeOne(sql<Pick<CircuitRow, 'next_try_at'>[]>`
    delete from register_circuit where service = ${service} returning next_try_at`)
  return row !== undefined && row.next_try_at !== null
}
