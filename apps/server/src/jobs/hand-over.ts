import type { Sql } from '../database/connect.ts'
import { one } from '../database/query.ts'
import type { WakeUp } from './wake-up.ts'

/** Pieces of work taken from the outbox in one transaction at the most. */
const TAKEN = 1000
/** Pieces of work of one job at the most; a job is tried again as far as it failed. */
const BATCH = 50

/**
 * Moves work from the outbox to the job queue, many pieces in one job. Any number of servers may do this at once.
 *
 * @returns how many pieces were moved
 */
export async function handOver(sql: Sql): Promise<number> {
  const { taken } = await one(sql<{ taken: number }[]>`
    with taken as (
      delete from outbox
      where id in (select id from outbox order by id limit ${TAKEN} for update skip locked)
      returning id, task, payload
    ), numbered as (
      select id, task, payload, (row_number() over (partition by task order by id) - 1) / ${BATCH} as batch from taken
    ), job as (
      select (task, json_agg(payload order by id), null, null, null, null, null, null)::graphile_worker.job_spec as spec
      from numbered group by task, batch
    ), added as (
      select count(*) from (select array_agg(spec) as specs from job having count(*) > 0) as jobs
      cross join lateral graphile_worker.add_jobs(jobs.specs)
    )
    select (select count(*)::int from taken) as taken, (select count from added) as jobs`)
  return taken
}

export interface HandOverOptions {
  readonly sql: Sql
  /** Woken when this process has put work out. */
  readonly wakeUp: WakeUp
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
  /** Looks for work that a killed process left; default 1000. */
  readonly pauseMs?: number
}

/** Hands over until aborted. */
export async function handOverUntil({ sql, wakeUp, signal, onError, pauseMs = 1000 }: HandOverOptions): Promise<void> {
  while (!signal.aborted) {
    let taken = 0
    try {
      taken = await handOver(sql)
    } catch (error) {
      onError(error)
    }
    if (taken < TAKEN) await wakeUp.wait(pauseMs, signal)
  }
}
