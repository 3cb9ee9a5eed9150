import type { Sql } from '../database/connect.ts'
import { one } from '../database/query.ts'
import { repeatUntil } from '../jobs/repeat-until.ts'

const EVERY_MS = 6 * 60 * 60_000

export interface CounterUpkeepOptions {
  readonly sql: Sql
  readonly now: () => Temporal.Instant
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}

/** Removes counters of past days that count nothing any more, some times a day until aborted. */
export async function keepCountersInOrder({ sql, now, signal, onError }: CounterUpkeepOptions): Promise<void> {
  await repeatUntil({ signal, onError, pauseMs: EVERY_MS }, () =>
    removeSpentCounters(sql, now().toZonedDateTimeISO('UTC').toPlainDate()),
  )
}

/**
 * Removes the counters that count nothing and whose day is over, so that reading an inbox does not get slower with the
 * years. Steps wait for it for a moment, and only when there is something to remove.
 *
 * @returns how many rows were removed
 */
export async function removeSpentCounters(sql: Sql, today: Temporal.PlainDate): Promise<number> {
  const day = today.toString()
  const { any } = await one(sql<{ any: boolean }[]>`
    select exists (
      select from inbox_count where due_on < ${day} group by office_id, assignee_id, actor, due_on having sum(open) = 0
    ) as any`)
  if (!any) return 0
  return sql.begin(async (transaction) => {
    await transaction`lock table inbox_count in share row exclusive mode`
    const removed = await transaction`
      delete from inbox_count as total using (
        select office_id, assignee_id, actor, due_on from inbox_count where due_on < ${day}
        group by office_id, assignee_id, actor, due_on having sum(open) = 0
      ) as spent
      where (total.office_id, total.assignee_id, total.actor, total.due_on)
        = (spent.office_id, spent.assignee_id, spent.actor, spent.due_on)`
    return removed.count
  })
}
