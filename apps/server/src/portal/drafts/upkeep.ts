import { setTimeout as sleep } from 'node:timers/promises'
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
  while (!signal.aborted) {
    await deleteExpiredDrafts(sql, now()).catch(onError)
    await sleep(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined)
  }
}
