import { repeatUntil } from '../jobs/repeat-until.ts'
import type { Sql } from '../database/connect.ts'
import { KEPT_TABLES, resealRows } from './reseal.queries.ts'
import type { Vault, VaultError } from './vault.ts'

const EVERY_MS = 24 * 60 * 60 * 1000
const BATCH = 20
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/**
 * Puts what was kept in the clear, or under an earlier key, under the key that seals now; once a day until the signal.
 * Several servers may do so at once.
 */
export async function keepVaultInOrder(options: {
  readonly sql: Sql
  readonly vault: Vault
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}): Promise<void> {
  const { sql, vault, signal, onError } = options
  await repeatUntil({ signal, onError, pauseMs: EVERY_MS }, () => resealAll(sql, vault, onError, signal))
}

/** @param onUnreadable told of each row that does not open */
export async function resealAll(
  sql: Sql,
  vault: Vault,
  onUnreadable: (error: VaultError) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (const table of KEPT_TABLES) {
    let after: string | undefined = BEFORE_ALL
    while (after !== undefined && signal?.aborted !== true) {
      after = await resealRows(sql, vault, { table, after, limit: BATCH }, onUnreadable)
    }
  }
}
