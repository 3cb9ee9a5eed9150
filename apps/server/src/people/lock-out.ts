import type { Sql } from '../database/connect.ts'
import { maybeOne } from '../database/query.ts'
import { instantOf } from '../database/instants.ts'

/** Wrong attempts that cost nothing; the next one starts the pauses. */
export const FREE_ATTEMPTS = 4
const LONGEST_PAUSE_MINUTES = 60
const FORGOTTEN_AFTER_HOURS = 24

export type Attempt =
  | { readonly allowed: true; readonly attemptsLeft: number }
  | { readonly allowed: false; readonly until: Temporal.Instant }

/**
 * Counts an attempt before its password is looked at, in one statement, so that attempts at
 * the same time, on any server, cannot slip past. From the fifth wrong one on, each brings a
 * pause twice as long as the last: 1, 2, 4 … 60 minutes. Attempts during a pause are not
 * looked at and do not lengthen it. IINs without an account are treated the same.
 */
export async function beginAttempt(sql: Sql, iin: string, now: Temporal.Instant): Promise<Attempt> {
  const counted = await maybeOne(sql<{ wrong_count: number }[]>`
    insert into login_attempt as attempt (iin, wrong_count, last_at)
    values (${iin}, 1, ${now.toString()})
    on conflict (iin) do update
    set (wrong_count, last_at, locked_until) = (
      select counted, excluded.last_at,
        case when counted > ${FREE_ATTEMPTS}::int
          then excluded.last_at
            + least(${LONGEST_PAUSE_MINUTES}::int, power(2, least(counted - ${FREE_ATTEMPTS}::int - 1, 20))::int)
              * interval '1 minute'
        end
      from (
        select case
          when attempt.last_at <= excluded.last_at - make_interval(hours => ${FORGOTTEN_AFTER_HOURS}) then 1
          else attempt.wrong_count + 1
        end as counted
      ) as count
    )
    where attempt.locked_until is null or attempt.locked_until <= excluded.last_at
    returning wrong_count`)
  if (counted) return { allowed: true, attemptsLeft: Math.max(0, FREE_ATTEMPTS + 1 - counted.wrong_count) }
  return { allowed: false, until: (await pauseOf(sql, iin)) ?? now }
}

/** End of the pause that the attempts so far have brought; undefined when there is none. */
export async function pauseOf(sql: Sql, iin: string): Promise<Temporal.Instant | undefined> {
  const row = await maybeOne(sql<{ locked_until: Date | null }[]>`
    select locked_until from login_attempt where iin = ${iin}`)
  return row?.locked_until ? instantOf(row.locked_until) : undefined
}

/** The right password was given: earlier wrong ones no longer count. */
export async function forgetAttempts(sql: Sql, iin: string): Promise<void> {
  await sql`delete from login_attempt where iin = ${iin}`
}

/** Drops counts that no longer matter; for the daily job. */
export async function dropOldAttempts(sql: Sql, now: Temporal.Instant): Promise<void> {
  await sql`
    delete from login_attempt
    where last_at <= ${now.subtract({ hours: FORGOTTEN_AFTER_HOURS }).toString()}`
}
