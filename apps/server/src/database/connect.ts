import postgres from 'postgres'
import { ARRAY_TYPES, nameArrayTypes } from './array-types.ts'

export type Sql = postgres.Sql
export type TransactionSql = postgres.TransactionSql

export interface ConnectOptions {
  /** Connections at the most; default 8. */
  readonly max?: number
  /** Role taken on every connection, for a login that is more than the application needs. */
  readonly role?: string
}

/** A pool of connections; opens them when first used. Instants come back as `Date` and are parsed at the edge. */
export function connect(url: string, options: ConnectOptions = {}): Sql {
  const sql = postgres(url, {
    max: options.max ?? 8,
    connect_timeout: 10,
    // Seconds. The driver counts every connection that is cut, so with its own rule a restart of PostgreSQL costs 20.
    backoff: (failures) => Math.min(0.05 * 2 ** failures, 1),
    onnotice: () => undefined,
    fetch_types: false,
    types: ARRAY_TYPES,
    connection: { application_name: 'qyzmet', TimeZone: 'UTC', ...(options.role ? { role: options.role } : {}) },
  })
  return nameArrayTypes(sql)
}
