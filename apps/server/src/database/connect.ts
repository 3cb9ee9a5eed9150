import postgres from 'postgres'

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
  return postgres(url, {
    max: options.max ?? 8,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: { application_name: 'qyzmet', TimeZone: 'UTC', ...(options.role ? { role: options.role } : {}) },
  })
}
