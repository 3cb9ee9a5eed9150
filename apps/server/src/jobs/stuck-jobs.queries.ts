import type { Sql } from '../database/connect.ts'
import { many } from '../database/query.ts'

/** Work that keeps failing and needs a person. */
export interface StuckJob {
  readonly id: string
  readonly task: string
  readonly attempts: number
  /** True when it is not tried again by itself. */
  readonly isGivenUp: boolean
  readonly lastError: string
  readonly nextTryAt: Temporal.Instant
  readonly payload: unknown
}

/** Jobs that failed at least `attempts` times, oldest first, at most 200. */
export async function stuckJobs(sql: Sql, attempts = 3): Promise<readonly StuckJob[]> {
  const rows = await many(sql<StuckRow[]>`
    select job.id::text as id, task.identifier as task, job.attempts, job.attempts >= job.max_attempts as given_up,
      job.last_error, job.run_at::text as run_at, job.payload
    from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
    where job.attempts >= ${attempts} and job.last_error is not null order by job.id limit 200`)
  return rows.map((row) => ({
    id: row.id,
    task: row.task,
    attempts: row.attempts,
    isGivenUp: row.given_up,
    lastError: row.last_error,
    nextTryAt: Temporal.Instant.from(row.run_at),
    payload: row.payload,
  }))
}

interface StuckRow {
  readonly id: string
  readonly task: string
  readonly attempts: number
  readonly given_up: boolean
  readonly last_error: string
  readonly run_at: string
  readonly payload: unknown
}

/** Lets jobs be tried again at once, also those that were given up. */
export async function retryJobs(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql`select graphile_worker.reschedule_jobs(${ids}::bigint[], run_at := now(), attempts := 0)`
}

/** Lets work of a kind that failed be tried again at once, where the text of a field is one of these. @returns how many jobs */
export async function hastenJobs(
  sql: Sql,
  work: { readonly task: string; readonly field: string; readonly values: readonly string[] },
): Promise<number> {
  const { task, field, values } = work
  const rows = await many(sql<{ id: string }[]>`
    select id::text as id from graphile_worker.reschedule_jobs(
      array(
        select job.id
        from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
        where task.identifier = ${task} and job.locked_at is null and job.last_error is not null
          and job.attempts between 1 and job.max_attempts - 1 and job.run_at > now()
          and exists (
            select from json_array_elements(
              case json_typeof(job.payload) when 'array' then job.payload else json_build_array(job.payload) end) as item
            where item ->> ${field} = any(${values}::text[]))),
      run_at := now())`)
  return rows.length
}

/** Tries of one job before it waits for a person: with pauses of ten minutes, some weeks. */
const MOST_TRIES = 4000

/**
 * Lets no job that failed wait longer than so many seconds for its next try. graphile-worker by itself doubles its pauses
 * up to six hours, for which everybody would wait after a neighbour is long back, and gives up after four days.
 */
export async function shortenPauses(sql: Sql, longestSeconds: number): Promise<number> {
  const rows = await many(sql<{ id: string }[]>`
    select id::text as id from graphile_worker.reschedule_jobs(
      array(
        select id from graphile_worker._private_jobs
        where locked_at is null and last_error is not null and attempts between 1 and max_attempts - 1
          and run_at > now() + make_interval(secs => ${longestSeconds})),
      run_at := now() + make_interval(secs => ${longestSeconds}), max_attempts := ${MOST_TRIES})`)
  return rows.length
}
