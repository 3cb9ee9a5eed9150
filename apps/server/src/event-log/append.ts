import postgres from 'postgres'
import type { Sql } from '../database/connect.ts'
import type { CaseId } from '../cases/case-id.ts'
import { createGroupCommit } from './group-commit.ts'

/** An event ready to be stored. */
export interface NewEvent {
  readonly version: number
  readonly type: string
  /** Canonical JSON; stored byte for byte. */
  readonly data: string
  /** Chain hash, hexadecimal. */
  readonly hash: string
  /** ISO 8601, UTC. */
  readonly at: string
}

/** What never changes in a case; written with its first event. */
export interface OpeningRow {
  readonly provider_id: string
  readonly regulation: string
  readonly edition_number: number
  readonly channel: string
  readonly category: string
  readonly training: boolean
  readonly applicant_account_id: string
  readonly applicant_iin: string
  readonly applicant_name: string
  readonly opened_at: string
}

/** What changes with the steps of a case. Names are those of the columns, moments are ISO 8601 in UTC. */
export interface HeadRow {
  readonly number: string | null
  readonly step: string | null
  readonly actor: string | null
  readonly assignee_id: string
  readonly closes: string | null
  readonly accepted_at: string | null
  readonly closed_at: string | null
}

/** The task before its actor, and when time next does something to the case. */
export interface TaskRow {
  readonly office_id: string
  /** In whose list it stands: mostly those of the step, or who helps the system on at it. */
  readonly task_actor: string
  readonly task_assignee_id: string
  readonly step_since: string
  readonly due_at: string
  readonly due_on: string
  readonly acted_by: readonly string[]
  readonly next_at: string | null
}

export interface NewJob {
  readonly task: string
  readonly payload: Readonly<Record<string, string | number>>
}

/** One accepted command: everything that is written for it, or nothing. */
export interface Entry {
  readonly caseId: CaseId
  /** Version of the case that the command was decided on; 0 for a case that is not there yet. */
  readonly expected: number
  readonly events: readonly [NewEvent, ...NewEvent[]]
  /** Key under which a repeated submit finds this entry. */
  readonly commandKey?: string
  /** Present exactly when `expected` is 0. */
  readonly opening?: OpeningRow
  readonly head: HeadRow
  /** Absent: the task stays as it is. Ignored when the head has no step. */
  readonly task?: TaskRow
  readonly jobs: readonly NewJob[]
}

/** `conflict`: the case has moved on since it was read, and nothing was written. */
export type Appended = 'appended' | 'conflict'

/** The connection broke before the answer came: the entry may be stored or not; only a look at the log tells. */
export class AppendOutcomeUnknownError extends Error {
  override readonly name = 'AppendOutcomeUnknownError'
}

export interface AppenderOptions {
  /** Entries of one transaction at the most; default 256. */
  readonly maxEntries?: number
  /** Transactions under way at the same time; default 2. */
  readonly maxInFlight?: number
}

/** Stores one entry; see `createAppender`. */
export type Append = (entry: Entry) => Promise<Appended>

/**
 * The only writer of events. Each entry costs one round trip, which checks the version and writes the events, the
 * projections and the outbox. Entries of different cases that arrive together share the statement and its
 * transaction, and are still accepted or turned down one by one.
 *
 * A caller must not add a second entry of a case before the first one is answered.
 */
export function createAppender(sql: Sql, options: AppenderOptions = {}): Append {
  const group = createGroupCommit<Entry, Appended>({
    maxItems: options.maxEntries ?? 256,
    maxInFlight: options.maxInFlight ?? 2,
    failsAll: (error) => error instanceof AppendOutcomeUnknownError,
    write: async (entries) => {
      const conflicts = await writeEntries(sql, entries)
      return entries.map((entry) => (conflicts.has(entry.caseId) ? 'conflict' : 'appended'))
    },
  })
  return group.add
}

async function writeEntries(sql: Sql, group: readonly Entry[]): Promise<ReadonlySet<string>> {
  const entries = group.toSorted((a, b) => (a.caseId < b.caseId ? -1 : 1))
  const parameters = [
    `[${entries.map(commandRow).join(',')}]`,
    entries.map(eventLines).join('\n'),
    entries.flatMap(jobLines).join('\n'),
  ]
  try {
    const rows = await sql.unsafe<{ conflicts: string[] | null }[]>(APPEND, parameters, { prepare: true })
    return new Set(rows[0]?.conflicts)
  } catch (error) {
    if (isConnectionFailure(error)) throw new AppendOutcomeUnknownError('the connection broke', { cause: error })
    throw error
  }
}

function commandRow(entry: Entry): string {
  const { caseId, expected, head, opening, task } = entry
  const last = entry.events[entry.events.length - 1] ?? entry.events[0]
  return JSON.stringify({
    case_id: caseId,
    expected,
    version: last.version,
    head_hash: last.hash,
    ...head,
    ...opening,
    ...task,
  })
}

/**
 * One line for each event, fields between tabs. JSON has neither tabs nor line ends in it, so the key of a command,
 * which anybody may have made up, is written as JSON too.
 */
function eventLines({ caseId, events, commandKey }: Entry): string {
  const key = commandKey === undefined ? '' : JSON.stringify(commandKey)
  return events
    .map(
      ({ version, type, at, hash, data }, index) =>
        `${caseId}\t${version}\t${type}\t${at}\t${hash}\t${index === 0 ? key : ''}\t${data}`,
    )
    .join('\n')
}

function jobLines({ caseId, jobs }: Entry): readonly string[] {
  return jobs.map(({ task, payload }) => `${caseId}\t${task}\t${JSON.stringify({ caseId, ...payload })}`)
}

/** SQLSTATE classes in which the server itself went away. */
const SERVER_GONE = /^(?:08|57P0)/

/** True when the failure is the connection's or the server's, not the statement's. */
export function isConnectionFailure(error: unknown): boolean {
  if (error instanceof postgres.PostgresError) return SERVER_GONE.test(error.code)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('CONNECT') || /^E(?:CONN|PIPE|TIMEDOUT|HOST)/.test(code)
}

// Parameters go in as text and are cast, because the driver would otherwise wrap JSON in JSON. Entries come in the
// order of their ids, so that two servers with the same cases in hand lock them in the same order. What `opened` and
// `advanced` let through decides for every other part; parts of one statement see one snapshot.
const APPEND = String.raw`
with command as materialized (
  select * from json_to_recordset($1::text::json) as row (
    case_id uuid, expected integer, version integer, head_hash text,
    provider_id text, regulation text, edition_number integer, channel text, category text, training boolean,
    applicant_account_id text, applicant_iin text, applicant_name text, opened_at timestamptz,
    number text, step text, actor text, assignee_id text, closes text, accepted_at timestamptz, closed_at timestamptz,
    office_id text, task_actor text, task_assignee_id text, step_since timestamptz, due_at timestamptz, due_on date, acted_by text[], next_at timestamptz)
), opened as (
  insert into case_head (
    case_id, version, head_hash, provider_id, regulation, edition_number, channel, category, training,
    applicant_account_id, applicant_iin, applicant_name, opened_at,
    number, step, actor, assignee_id, closes, accepted_at, closed_at)
  select case_id, version, decode(head_hash, 'hex'), provider_id, regulation, edition_number, channel, category,
    training, applicant_account_id, applicant_iin, applicant_name, opened_at,
    number, step, actor, assignee_id, closes, accepted_at, closed_at
  from command where expected = 0
  on conflict (case_id) do nothing
  returning case_id, provider_id, edition_number
), advanced as (
  update case_head head set
    version = command.version, head_hash = decode(command.head_hash, 'hex'), number = command.number,
    step = command.step, actor = command.actor, assignee_id = command.assignee_id, closes = command.closes,
    accepted_at = command.accepted_at, closed_at = command.closed_at
  from command where command.expected > 0 and head.case_id = command.case_id and head.version = command.expected
  returning head.case_id, head.provider_id, head.edition_number
), accepted as materialized (
  select written.case_id, written.provider_id, written.edition_number,
    step, task_actor as actor, task_assignee_id as assignee_id, office_id, step_since, due_at, due_on, acted_by, next_at
  from (select * from opened union all select * from advanced) as written join command using (case_id)
), logged as (
  insert into event (stream_id, version, type, provider_id, edition_number, data, hash, command_key, recorded_at)
  select line.case_id, line.version, line.type, accepted.provider_id, accepted.edition_number,
    line.data, line.hash, line.key, line.at
  from (
    select field[1]::uuid as case_id, field[2]::integer as version, field[3] as type, field[4]::timestamptz as at,
      decode(field[5], 'hex') as hash, nullif(field[6], '')::jsonb #>> '{}' as key, field[7]::json as data
    from string_to_table($2, E'\n') as line cross join lateral string_to_array(line, E'\t') as field
  ) as line
  join accepted using (case_id)
  order by line.case_id, line.version
), task as (
  insert into inbox as task (
    case_id, office_id, actor, assignee_id, step, opened_at, due_at, due_on, acted_by, next_at)
  select case_id, office_id, actor, assignee_id, step, step_since, due_at, due_on, acted_by, next_at
  from accepted where office_id is not null
  on conflict (case_id) do update set
    office_id = excluded.office_id, actor = excluded.actor, assignee_id = excluded.assignee_id,
    step = excluded.step, opened_at = excluded.opened_at, due_at = excluded.due_at, due_on = excluded.due_on,
    acted_by = excluded.acted_by, next_at = excluded.next_at, leased_until = '-infinity',
    reserved_by = null, reserved_until = null
  returning old.case_id as old_case, old.office_id as old_office, old.assignee_id as old_assignee,
    old.actor as old_actor, old.due_on as old_due, new.office_id, new.assignee_id, new.actor, new.due_on
), ended as (
  delete from inbox where case_id in (select case_id from accepted where step is null)
  returning office_id, assignee_id, actor, due_on
), change as (
  select office_id, assignee_id, actor, due_on, 1 as by from task
  union all select old_office, old_assignee, old_actor, old_due, -1 from task where old_case is not null
  union all select office_id, assignee_id, actor, due_on, -1 from ended
), counted as (
  insert into inbox_count as total (office_id, assignee_id, actor, due_on, slot, open)
  select office_id, assignee_id, actor, due_on, (pg_backend_pid() % 16)::smallint, sum(by) from change
  group by 1, 2, 3, 4 having sum(by) <> 0 order by 1, 2, 3, 4
  on conflict (office_id, assignee_id, actor, due_on, slot) do update set open = total.open + excluded.open
), put_out as (
  insert into outbox (task, payload)
  select field[2], field[3]::json
  from string_to_table($3, E'\n') as line cross join lateral string_to_array(line, E'\t') as field
  join accepted on accepted.case_id = field[1]::uuid
)
select case when count(*) < (select count(*) from command) then array(
  select case_id::text from command where case_id not in (select case_id from accepted)) end as conflicts
from accepted`
