// The step that one would write by hand for nothing but speed: the yardstick for the application service.
// Same writes as a step of the product (event with hash chain, case, inbox, timer, outbox), but one event a step, no
// decision, no rights, no terms to derive, no counters.
import { hash } from 'node:crypto'
import type { Sql } from '../apps/server/src/database/connect.ts'
import { createGroupCommit } from '../apps/server/src/event-log/group-commit.ts'

/** Steps of one ideal case, its opening and its end included. */
const STEPS = 7

export interface IdealCase {
  readonly id: string
  version: number
  hash: Buffer
}

export interface Ideal {
  /** Takes one step of a case; undefined opens a new one. Answers undefined after the last step. */
  readonly step: (current: IdealCase | undefined) => Promise<IdealCase | undefined>
}

const DATA = JSON.stringify({
  at: '2026-11-22T10:00:00.000Z',
  decision: 'ok',
  note: 'checked against register, no objections found',
  fields: { a: 1, b: 'text', c: [1, 2, 3] },
})
const MESSAGE = JSON.stringify({ to: 'citizen', template: 'step-done' })
const ZERO = Buffer.alloc(32)

const SCHEMA = `
drop schema if exists ideal cascade;
create schema ideal;
create sequence ideal.case_number cache 100;
create table ideal.case_state (id bigint primary key, number text not null, state text not null, version int not null, head bytea not null, due_at timestamptz, updated_at timestamptz not null default now()) with (fillfactor = 80);
create table ideal.case_event (case_id bigint not null, version int not null, kind text not null, actor text not null, at timestamptz not null default now(), data jsonb not null, previous_hash bytea not null, hash bytea not null, primary key (case_id, version));
create table ideal.inbox (case_id bigint primary key, task text not null, grp int not null, due_at timestamptz not null) with (fillfactor = 80);
create index on ideal.inbox (grp, due_at, case_id);
create table ideal.timer (case_id bigint not null, kind smallint not null, due_at timestamptz not null, primary key (case_id, kind)) with (fillfactor = 80);
create index on ideal.timer (due_at);
create table ideal.outbox (id bigint generated always as identity primary key, case_id bigint not null, version int not null, topic text not null, data jsonb not null)`

/** Makes the tables, with some open cases in them. */
export async function prepareIdeal(sql: Sql, cases: number): Promise<void> {
  await sql.unsafe(SCHEMA)
  await sql`
    insert into ideal.case_state
    select -i, 'N-' || i, 's2', 5, ${ZERO}, now() + (i % 43200) * interval '1 minute' from generate_series(1, ${cases}::int) i`
  await sql`
    insert into ideal.case_event
    select -i, s, 'step.done', 'clerk-17', now(), ${DATA}::text::jsonb, ${ZERO}, ${ZERO}
    from generate_series(1, ${cases}::int) i, generate_series(1, 5) s`
  await sql`
    insert into ideal.inbox
    select -i, 'review', i % 50, now() + (i % 43200) * interval '1 minute' from generate_series(1, ${cases}::int) i`
  await sql`
    insert into ideal.timer
    select -i, 1, now() + (i % 43200) * interval '1 minute' from generate_series(1, ${cases}::int) i`
}

interface Write {
  readonly id: string
  readonly version: number
  readonly previous: Buffer
  readonly hash: Buffer
  /** True when the case ends with this step. */
  readonly ends: boolean
}

const PARTS = `
ev as (
  insert into ideal.case_event (case_id, version, kind, actor, data, previous_hash, hash)
  select id, version, kind, 'clerk-17', data, previous, hash from ok
), ib as (
  insert into ideal.inbox (case_id, task, grp, due_at) select id, 'review', version % 50, due from ok where not ends
  on conflict (case_id) do update set task = excluded.task, grp = excluded.grp, due_at = excluded.due_at
), ix as (
  delete from ideal.inbox where case_id in (select id from ok where ends)
), tm as (
  insert into ideal.timer (case_id, kind, due_at) select id, 1, due from ok where not ends
  on conflict (case_id, kind) do update set due_at = excluded.due_at
), tx as (
  delete from ideal.timer where kind = 1 and case_id in (select id from ok where ends)
), ob as (
  insert into ideal.outbox (case_id, version, topic, data) select id, version, 'notify', message from ok
)
select id from ok`

const ACCEPT = `
st as (
  update ideal.case_state c set state = 's' || i.version, version = i.version, head = i.hash, due_at = i.due, updated_at = now()
  from i where c.id = i.id and c.version = i.version - 1 and i.version > 1 returning c.id
), nw as (
  insert into ideal.case_state (id, number, state, version, head, due_at)
  select id, 'N-' || id, 's1', version, hash, due from i where version = 1 returning id
), ok as materialized (select i.* from i join (select id from st union all select id from nw) s using (id)),`

const ONE = `with i as materialized (
  select $1::bigint as id, $2::int as version, 'step.done' as kind, $3::text::jsonb as data, $4::bytea as previous,
    $5::bytea as hash, $6::boolean as ends, $7::text::timestamptz as due, $8::text::jsonb as message
), ${ACCEPT} ${PARTS}`

const MANY = `with i as materialized (
  select id, version, 'step.done' as kind, data, previous, hash, ends, due, message from unnest(
    $1::text::bigint[], $2::text::int[], $3::text::jsonb[], $4::text::bytea[], $5::text::bytea[], $6::text::boolean[],
    $7::text::timestamptz[], $8::text::jsonb[]) as t (id, version, data, previous, hash, ends, due, message)
), ${ACCEPT} ${PARTS}`

const dueIn30Days = (): string => Temporal.Now.instant().add({ hours: 720 }).toString()
const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
const hex = (bytes: Buffer): string => `"\\\\x${bytes.toString('hex')}"`
const list = (items: readonly (string | number | boolean)[]): string => `{${items.join(',')}}`

/** One statement and one transaction for each step. */
export function idealFull(sql: Sql): Ideal {
  return idealOf(sql, async (write) => {
    const rows = await sql.unsafe(
      ONE,
      [write.id, write.version, DATA, write.previous, write.hash, write.ends, dueIn30Days(), MESSAGE],
      { prepare: true },
    )
    if (rows.length !== 1) throw new Error('lost step')
  })
}

/** The same writes, group commit in the application: one statement for all steps that arrive together. */
export function idealGrouped(sql: Sql, maxInFlight: number): Ideal {
  const group = createGroupCommit<Write, boolean>({
    maxItems: 256,
    maxInFlight,
    failsAll: () => true,
    write: async (writes) => {
      const due = quoted(dueIn30Days())
      const rows = await sql.unsafe<{ id: string }[]>(
        MANY,
        [
          list(writes.map(({ id }) => id)),
          list(writes.map(({ version }) => version)),
          list(writes.map(() => quoted(DATA))),
          list(writes.map(({ previous }) => hex(previous))),
          list(writes.map((write) => hex(write.hash))),
          list(writes.map(({ ends }) => ends)),
          list(writes.map(() => due)),
          list(writes.map(() => quoted(MESSAGE))),
        ],
        { prepare: true },
      )
      const done = new Set(rows.map(({ id }) => id))
      return writes.map(({ id }) => done.has(id))
    },
  })
  return idealOf(sql, async (write) => {
    if (!(await group.add(write))) throw new Error('lost step')
  })
}

function idealOf(sql: Sql, store: (write: Write) => Promise<void>): Ideal {
  let numbers: string[] = []
  let fetching: Promise<void> | undefined
  const fetchNumbers = async (): Promise<void> => {
    const rows = await sql<{ n: string }[]>`
      select nextval('ideal.case_number')::text as n from generate_series(1, 2000)`
    numbers = rows.map(({ n }) => n)
    fetching = undefined
  }
  const newId = async (): Promise<string> => {
    for (;;) {
      const id = numbers.pop()
      if (id !== undefined) return id
      fetching ??= fetchNumbers()
      await fetching
    }
  }
  return {
    step: async (current) => {
      const { id, version, hash: previous } = current ?? { id: await newId(), version: 0, hash: ZERO }
      const next = hash('sha256', Buffer.concat([previous, Buffer.from(DATA)]), 'buffer')
      const ends = version + 1 === STEPS
      await store({ id, version: version + 1, previous, hash: next, ends })
      return ends ? undefined : { id, version: version + 1, hash: next }
    },
  }
}
