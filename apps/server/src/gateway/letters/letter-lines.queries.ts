import type { EsedoDocument } from '@qyzmet/gateway'
import type { Sql } from '../../database/connect.ts'
import { likeText } from '../../database/like.ts'
import { many, maybeOne, one } from '../../database/query.ts'
import { chainOfLetter, type LetterState } from './letters.queries.ts'

/** Whose letters somebody sees: all of a provider, or those that were given to them. */
export interface LetterScope {
  readonly providerId: string
  readonly executorId?: string
}

/** A letter in a list: nothing of what it says. */
export interface LetterLine {
  readonly id: string
  readonly kind: EsedoDocument['kind']
  readonly sender: string
  readonly number: string
  readonly datedOn: Temporal.PlainDate
  readonly dueOn: Temporal.PlainDate | undefined
  readonly state: LetterState
  readonly isOverdue: boolean
}

export interface LetterFilter {
  readonly state?: LetterState | 'overdue'
  /** How the sender's number or ours begins, or a part of the sender's name. */
  readonly text?: string
  /** Where the page begins: after this letter. */
  readonly after?: string
}

/**
 * Letters that wait to be registered, then those to be carried out, each by the last day for it; then those that are
 * over, the latest first.
 */
export async function letterLines(
  sql: Sql,
  { providerId, executorId }: LetterScope,
  filter: LetterFilter,
  { today, limit }: { readonly today: Temporal.PlainDate; readonly limit: number },
): Promise<readonly LetterLine[]> {
  const { state, text } = filter
  const begins = text === undefined ? null : `${likeText(text)}%`
  const holds = text === undefined ? null : `%${likeText(text)}%`
  const overdue = sql`coalesce(due_on < ${today.toString()}::date and state in ('arrived', 'registered', 'executing'), false)`
  const rows = await many(sql<LineRow[]>`
    select id, kind, sender, number, dated_on::text, due_on::text, state, ${overdue} as is_overdue
    from letter
    where provider_id = ${providerId} and (${executorId ?? null}::uuid is null or executor_id = ${executorId ?? null})
      and (${filter.after ?? null}::uuid is null or (${order(sql)}) > (
        select ${order(sql)} from letter where id = ${filter.after ?? null} and provider_id = ${providerId}))
      and (${begins}::text is null or number like ${begins} or registered_number like ${begins}
        or sender ilike ${holds})
      and (${state ?? null}::text is null or state = ${state ?? null} or ${state === 'overdue'} and ${overdue})
    order by ${order(sql)} limit ${limit}`)
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    sender: row.sender,
    number: row.number,
    datedOn: Temporal.PlainDate.from(row.dated_on),
    dueOn: row.due_on === null ? undefined : Temporal.PlainDate.from(row.due_on),
    state: row.state,
    isOverdue: row.is_overdue,
  }))
}

function order(sql: Sql) {
  return sql`
    case state when 'arrived' then 0 when 'registered' then 1 when 'executing' then 1 else 2 end,
    case when state in ('finished', 'refused') then 'infinity'::date else coalesce(due_on, 'infinity'::date) end,
    case when state in ('finished', 'refused') then - extract(epoch from received_at)
      else extract(epoch from received_at) end,
    id`
}

/** Whether a letter was given to somebody at the provider. */
export async function hasLetters(sql: Sql, of: Required<LetterScope>): Promise<boolean> {
  const rows = await many(sql<{ id: string }[]>`
    select id from letter where executor_id = ${of.executorId} and provider_id = ${of.providerId} limit 1`)
  return rows.length > 0
}

/** How many letters wait for somebody: to be registered, or, for whoever they were given to, to be carried out. */
export async function waitingLetters(sql: Sql, { providerId, executorId }: LetterScope): Promise<number> {
  const { count } = await one(sql<{ count: number }[]>`
    select count(*)::int as count from letter
    where provider_id = ${providerId} and (${executorId ?? null}::uuid is null or executor_id = ${executorId ?? null})
      and state = ${executorId === undefined ? 'arrived' : 'executing'}`)
  return count
}

/** Why a message to the sender of a letter waits for a person; undefined when none does. */
export async function untoldFailure(sql: Sql, letterId: string): Promise<string | undefined> {
  const row = await maybeOne(sql<{ failure: string | null }[]>`
    select failure from message_out where chain = ${chainOfLetter(letterId)} and state = 'set-aside'
    order by position limit 1`)
  return row?.failure ?? undefined
}

interface LineRow {
  readonly id: string
  readonly kind: EsedoDocument['kind']
  readonly sender: string
  readonly number: string
  readonly dated_on: string
  readonly due_on: string | null
  readonly state: LetterState
  readonly is_overdue: boolean
}
