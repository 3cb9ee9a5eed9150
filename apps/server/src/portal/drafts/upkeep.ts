import { repeatUntil } from '../../jobs/repeat-until.ts'
import type { Sql } from '../../database/connect.ts'
import { deleteExpiredDrafts } from './drafts.queries.ts'

const EVERY_MS = 60 * 60 * 1000

/** Removes expired drafts every hour until the signal; several servers may do so at once. */
export async function keepDraftsInOrder(options: {
  readonly sql: Sql
  readonly now: () => Temporal.Instant
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}): Promise<void> {
  const { sql, now, signal, onError } = options
  await repeatUntil({ signal, onError, pauseMs: EVERY_MS }, () => deleteExpiredDrafts(sql, now()))
}
