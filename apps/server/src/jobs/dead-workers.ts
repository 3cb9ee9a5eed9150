import { setTimeout as sleep } from 'node:timers/promises'
import type { ReservedSql } from 'postgres'
import type { Sql } from '../database/connect.ts'
import { many } from '../database/query.ts'

export interface DeadWorkersOptions {
  readonly sql: Sql
  /** Name under which this process locks jobs. */
  readonly workerId: string
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
  /** Pause between looks; default 5000. */
  readonly pauseMs?: number
}

/**
 * Gives the jobs of killed servers back at once; graphile-worker by itself would wait four hours.
 *
 * Each process holds an advisory lock in its name on a connection of its own, which PostgreSQL drops together with the
 * process. Who can take the lock of a name that still holds jobs knows that nobody works under it. A job that was given
 * back wrongly (its server lost the connection, not its life) is done twice, which every job must bear anyway.
 */
export async function freeJobsOfDeadWorkers(options: DeadWorkersOptions): Promise<void> {
  const { sql, workerId, signal, onError, pauseMs = 5000 } = options
  let own: ReservedSql | undefined
  while (!signal.aborted) {
    try {
      own ??= await holdName(sql, workerId)
      await own`select 1`
      await freeJobs(sql, workerId)
    } catch (error) {
      own?.release()
      own = undefined
      onError(error)
    }
    await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined)
  }
  if (!own) return
  await own`select pg_advisory_unlock(hashtextextended(${workerId}, 0))`.catch(() => undefined)
  own.release()
}

async function holdName(sql: Sql, workerId: string): Promise<ReservedSql> {
  const reserved = await sql.reserve()
  await reserved`select pg_try_advisory_lock(hashtextextended(${workerId}, 0))`
  return reserved
}

/** Gives back the jobs of all names that nobody holds; answers with the names. */
export async function freeJobs(sql: Sql, workerId: string): Promise<readonly string[]> {
  return sql.begin(async (transaction) => {
    const dead = await many(transaction<{ name: string }[]>`
      with holder as materialized (
        select distinct locked_by as name from graphile_worker._private_jobs
        where locked_by is not null and locked_by <> ${workerId}
      )
      select name from holder where pg_try_advisory_xact_lock(hashtextextended(name, 0))`)
    const names = dead.map(({ name }) => name)
    if (names.length > 0) await transaction`select graphile_worker.force_unlock_workers(${names}::text[])`
    return names
  })
}
