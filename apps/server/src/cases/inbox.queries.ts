import type { Sql } from '../database/connect.ts'
import { many, maybeOne, one } from '../database/query.ts'
import type { CaseId } from './case-id.ts'

/** Whose inbox is shown. */
export interface InboxPerson {
  readonly accountId: string
  /** Provider, or office of the centre, where the person works. */
  readonly officeId: string
  /** Own roles, and those of absent people whom the person substitutes today. */
  readonly roles: readonly { readonly actor: string; readonly substitutes?: { readonly accountId: string } }[]
}

/** `mine`: tasks that name the person or whom they substitute. `pool`: tasks that any holder of the role may take. */
export type InboxList = 'mine' | 'pool'

export const INBOX_GROUPS = ['overdue', 'today', 'soon', 'later'] as const
/** By what is left of the term: over, ends today, ends within a week, ends later or never. */
export type InboxGroup = (typeof INBOX_GROUPS)[number]

const SOON_DAYS = 7

/** The moment an inbox is looked at, in the zone of the provider. */
export interface InboxMoment {
  readonly now: Temporal.Instant
  readonly timeZone: string
}

export interface InboxTask {
  readonly caseId: CaseId
  readonly regulation: string
  readonly editionSha256: string
  readonly channel: string
  readonly category: string
  readonly training: boolean
  readonly number: string | undefined
  readonly applicantName: string
  readonly step: string
  readonly actor: string
  readonly assigneeId: string | undefined
  readonly since: Temporal.Instant
  /** First instant at which the term has run out; undefined when the act states no limit. Derive it anew before relying on it. */
  readonly dueAt: Temporal.Instant | undefined
  readonly group: InboxGroup
  /** True when the person has done their share of a task of many. */
  readonly actedByMe: boolean
}

/** Where the next page begins: after this task. */
export interface InboxKey {
  /** As PostgreSQL writes it; `infinity` for a task without a limit. */
  readonly dueAt: string
  readonly caseId: string
}

export interface InboxPage {
  readonly tasks: readonly InboxTask[]
  /** Absent on the last page. */
  readonly next?: InboxKey
}

export interface InboxQuery extends InboxMoment {
  readonly person: InboxPerson
  readonly list: InboxList
  /** All groups when absent. */
  readonly group?: InboxGroup
  readonly after?: InboxKey
  /** Default 50. */
  readonly limit?: number
}

/** One page of an inbox, what ends first on top. */
export async function inboxPage(sql: Sql, query: InboxQuery): Promise<InboxPage> {
  const { person, list, after } = query
  const limit = query.limit ?? 50
  const { from, until } = boundsOf(query, query.group)
  const slots = slotsOf(person, list)
  const rows = await many(sql<TaskRow[]>`
    select task.*, head.regulation, edition.sha256 as edition_sha256, head.channel, head.category, head.training,
      head.number, head.applicant_name
    from (
      select task.* from unnest(${slots.actors}::text[], ${slots.assignees}::text[]) as slot (actor, assignee_id)
      cross join lateral (
        select case_id, step, actor, assignee_id, opened_at::text, due_at::text, acted_by
        from inbox as task
        where task.office_id = ${person.officeId} and task.assignee_id = slot.assignee_id and task.actor = slot.actor
          and task.due_at > ${from}::text::timestamptz and task.due_at <= ${until}::text::timestamptz
          and (task.due_at, task.case_id) > (${after?.dueAt ?? '-infinity'}::text::timestamptz, ${after?.caseId ?? NIL}::uuid)
        order by task.due_at, task.case_id limit ${limit + 1}
      ) as task
      order by task.due_at::timestamptz, task.case_id limit ${limit + 1}
    ) as task
    join case_head as head using (case_id)
    join regulation_edition as edition on edition.number = head.edition_number
    order by task.due_at::timestamptz, task.case_id`)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    tasks: shown.map((row) => taskOf(row, person, query)),
    ...(rows.length > limit && last ? { next: { dueAt: last.due_at, caseId: last.case_id } } : {}),
  }
}

export type InboxCounts = Readonly<Record<InboxGroup, number>>

/** How many tasks each group of a list holds, from counters; only what ends today is looked at one by one. */
export async function inboxCounts(
  sql: Sql,
  { person, list, now, timeZone }: InboxMoment & { readonly person: InboxPerson; readonly list: InboxList },
): Promise<InboxCounts> {
  const slots = slotsOf(person, list)
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  const days = { today: today.toString(), soon: today.add({ days: SOON_DAYS }).toString() }
  return one(sql<InboxCounts[]>`
    with slot as (
      select * from unnest(${slots.actors}::text[], ${slots.assignees}::text[]) as slot (actor, assignee_id)
    ), total as (
      select due_on, sum(open) as open from inbox_count join slot using (actor, assignee_id)
      where office_id = ${person.officeId} group by due_on
    ), late as (
      select count(*) as count from inbox join slot using (actor, assignee_id)
      where office_id = ${person.officeId} and due_on = ${days.today} and due_at <= ${now.toString()}::text::timestamptz
        and due_at > ${days.today}::date - interval '1 day'
    )
    select
      (coalesce(sum(open) filter (where due_on < ${days.today}), 0) + late.count)::int as overdue,
      (coalesce(sum(open) filter (where due_on = ${days.today}), 0) - late.count)::int as today,
      coalesce(sum(open) filter (where due_on > ${days.today} and due_on <= ${days.soon}), 0)::int as soon,
      coalesce(sum(open) filter (where due_on > ${days.soon}), 0)::int as later
    from late left join total on true group by late.count`)
}

/** How long an offered task is kept from others. */
const RESERVED_FOR = '10 minutes'

/**
 * The task the person should do next: an own one first, else one of the pool, what ends first on top. A task of the
 * pool is kept from others for a while, so that two who ask at once do not get the same.
 *
 * @returns undefined when there is nothing to do
 */
export async function takeNext(
  sql: Sql,
  { person, now }: { readonly person: InboxPerson; readonly now: Temporal.Instant },
): Promise<CaseId | undefined> {
  const at = now.toString()
  for (const list of ['mine', 'pool'] as const) {
    const slots = slotsOf(person, list)
    const taken = await maybeOne(sql<{ case_id: CaseId }[]>`
      update inbox set reserved_by = ${person.accountId}, reserved_until = ${at}::text::timestamptz + ${RESERVED_FOR}::interval
      where case_id = (
        select case_id from inbox as task
        join unnest(${slots.actors}::text[], ${slots.assignees}::text[]) as slot (actor, assignee_id)
          using (actor, assignee_id)
        where office_id = ${person.officeId} and not (acted_by @> array[${person.accountId}])
          and (reserved_by is null or reserved_by = ${person.accountId} or reserved_until <= ${at}::text::timestamptz)
        order by reserved_by is not distinct from ${person.accountId} desc, due_at, case_id
        limit 1 for update of task skip locked)
      returning case_id`)
    if (taken) return taken.case_id
  }
  return undefined
}

const NIL = '00000000-0000-0000-0000-000000000000'

interface TaskRow {
  readonly case_id: CaseId
  readonly step: string
  readonly actor: string
  readonly assignee_id: string
  readonly opened_at: string
  readonly due_at: string
  readonly acted_by: readonly string[]
  readonly regulation: string
  readonly edition_sha256: string
  readonly channel: string
  readonly category: string
  readonly training: boolean
  readonly number: string | null
  readonly applicant_name: string
}

/** Pairs of actor and assignee under which the tasks of a list are kept; the pool is kept under no assignee. */
function slotsOf(
  { accountId, roles }: InboxPerson,
  list: InboxList,
): { readonly actors: readonly string[]; readonly assignees: readonly string[] } {
  const pairs = new Map(
    roles.map(({ actor, substitutes }) => {
      const assignee = list === 'pool' ? '' : (substitutes?.accountId ?? accountId)
      return [`${actor} ${assignee}`, { actor, assignee }] as const
    }),
  )
  const slots = [...pairs.values()]
  return { actors: slots.map(({ actor }) => actor), assignees: slots.map(({ assignee }) => assignee) }
}

/** Ends of terms that fall into a group: after `from`, until and including `until`. */
function boundsOf(
  { now, timeZone }: InboxMoment,
  group: InboxGroup | undefined,
): { readonly from: string; readonly until: string } {
  const tomorrow = now.toZonedDateTimeISO(timeZone).startOfDay().add({ days: 1 })
  const week = tomorrow.add({ days: SOON_DAYS }).toInstant().toString()
  const endOfToday = tomorrow.toInstant().toString()
  switch (group) {
    case undefined:
      return { from: '-infinity', until: 'infinity' }
    case 'overdue':
      return { from: '-infinity', until: now.toString() }
    case 'today':
      return { from: now.toString(), until: endOfToday }
    case 'soon':
      return { from: endOfToday, until: week }
    case 'later':
      return { from: week, until: 'infinity' }
  }
}

function taskOf(row: TaskRow, person: InboxPerson, moment: InboxMoment): InboxTask {
  const dueAt = row.due_at === 'infinity' ? undefined : Temporal.Instant.from(row.due_at)
  return {
    caseId: row.case_id,
    regulation: row.regulation,
    editionSha256: row.edition_sha256,
    channel: row.channel,
    category: row.category,
    training: row.training,
    number: row.number ?? undefined,
    applicantName: row.applicant_name,
    step: row.step,
    actor: row.actor,
    assigneeId: row.assignee_id || undefined,
    since: Temporal.Instant.from(row.opened_at),
    dueAt,
    group: groupOf(dueAt, moment),
    actedByMe: row.acted_by.includes(person.accountId),
  }
}

function groupOf(dueAt: Temporal.Instant | undefined, moment: InboxMoment): InboxGroup {
  if (dueAt === undefined) return 'later'
  const isWithin = (group: InboxGroup): boolean =>
    Temporal.Instant.compare(dueAt, Temporal.Instant.from(boundsOf(moment, group).until)) <= 0
  if (isWithin('overdue')) return 'overdue'
  if (isWithin('today')) return 'today'
  return isWithin('soon') ? 'soon' : 'later'
}
