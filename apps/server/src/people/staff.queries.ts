import type { Text } from '@qyzmet/regulation'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'

export interface Provider {
  readonly id: string
  readonly title: Text
  readonly timeZone: string
  /** Business identification number, which certificates of its authorised people name; absent until it is entered. */
  readonly bin?: string
}

interface ProviderRow {
  id: string
  title_kk: string
  title_ru: string
  title_en: string
  time_zone: string
  bin: string | null
}

/** Adds a body; one that is there keeps its words, and is given the number it lacked. */
export async function insertProvider(sql: Sql | TransactionSql, provider: Provider): Promise<void> {
  await sql`
    insert into provider (id, title_kk, title_ru, title_en, time_zone, bin)
    values (
      ${provider.id}, ${provider.title.kk}, ${provider.title.ru}, ${provider.title.en}, ${provider.timeZone},
      ${provider.bin ?? null}
    )
    on conflict (id) do update set bin = coalesce(provider.bin, excluded.bin)`
}

export async function findProvider(sql: Sql, id: string): Promise<Provider | undefined> {
  const row = await maybeOne(sql<ProviderRow[]>`
    select id, title_kk, title_ru, title_en, time_zone, bin from provider where id = ${id}`)
  return row && providerOf(row)
}

function providerOf(row: ProviderRow): Provider {
  return {
    id: row.id,
    title: { kk: row.title_kk, ru: row.title_ru, en: row.title_en },
    timeZone: row.time_zone,
    ...(row.bin === null ? {} : { bin: row.bin }),
  }
}

/** Lets a body give a service: new cases of the regulation may go to it. Saying it twice changes nothing. */
export async function insertService(sql: Sql | TransactionSql, providerId: string, regulation: string): Promise<void> {
  await sql`
    insert into provider_service (provider_id, regulation) values (${providerId}, ${regulation})
    on conflict (provider_id, regulation) do nothing`
}

/** The bodies that give each service, in the order of their ids. */
export async function providersByService(sql: Sql): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await many(sql<{ regulation: string; providers: string[] }[]>`
    select regulation, array_agg(provider_id order by provider_id) as providers
    from provider_service group by regulation`)
  return new Map(rows.map(({ regulation, providers }) => [regulation, providers]))
}

/** All providers, in the order of their ids. */
export async function listProviders(sql: Sql): Promise<readonly Provider[]> {
  const rows = await many(sql<ProviderRow[]>`
    select id, title_kk, title_ru, title_en, time_zone, bin from provider order by id`)
  return rows.map(providerOf)
}

export interface NewPost {
  readonly id: string
  readonly accountId: string
  readonly providerId: string
  readonly actor: string
  readonly from: Temporal.PlainDate
  /** First day on which the post is no longer held. */
  readonly until?: Temporal.PlainDate
}

export async function insertPost(sql: Sql | TransactionSql, post: NewPost): Promise<void> {
  await sql`
    insert into staff_post (id, account_id, provider_id, actor, from_on, until_on)
    values (
      ${post.id}, ${post.accountId}, ${post.providerId}, ${post.actor},
      ${post.from.toString()}, ${post.until?.toString() ?? null}
    )`
}

/** Ends a post; `until` is the first day on which it is no longer held. */
export async function endPost(sql: Sql, id: string, until: Temporal.PlainDate): Promise<void> {
  await sql`
    update staff_post set until_on = ${until.toString()}
    where id = ${id} and (until_on is null or until_on > ${until.toString()})`
}

export interface NewSubstitution {
  readonly id: string
  readonly providerId: string
  readonly absentAccountId: string
  readonly substituteAccountId: string
  readonly from: Temporal.PlainDate
  /** First day on which the absent person acts again. */
  readonly until: Temporal.PlainDate
  readonly reason: string
}

export async function insertSubstitution(sql: Sql | TransactionSql, substitution: NewSubstitution): Promise<void> {
  await sql`
    insert into substitution (id, provider_id, absent_account_id, substitute_account_id, from_on, until_on, reason)
    values (
      ${substitution.id}, ${substitution.providerId}, ${substitution.absentAccountId},
      ${substitution.substituteAccountId}, ${substitution.from.toString()}, ${substitution.until.toString()},
      ${substitution.reason}
    )`
}

/** The absent person is back earlier; `until` is the first day on which they act again, after the first day of absence. */
export async function endSubstitution(sql: Sql, id: string, until: Temporal.PlainDate): Promise<void> {
  await sql`
    update substitution set until_on = ${until.toString()}
    where id = ${id} and until_on > ${until.toString()} and from_on < ${until.toString()}`
}

export interface HeldPost {
  readonly provider_id: string
  readonly actor: string
  readonly holder_id: string
  readonly holder_name: string | null
}

/** Posts in which this person acts at the moment: own ones, and those of absent people they substitute. */
export function postsInHandsOf(sql: Sql, accountId: string, now: Temporal.Instant): Promise<readonly HeldPost[]> {
  return many(sql<HeldPost[]>`
    select hand.provider_id, hand.actor, hand.holder_id, holder.name as holder_name
    from post_hand(${now.toString()}::timestamptz) hand
    join account holder on holder.id = hand.holder_id
    where hand.hand_id = ${accountId}
    order by (hand.holder_id <> hand.hand_id), hand.provider_id, hand.actor, holder.name, hand.holder_id`)
}

export interface Hand {
  readonly account_id: string
  readonly name: string | null
  readonly holder_id: string
  readonly holder_name: string | null
}

/** People who act in a post of the provider at the moment; the holder is another person when the holder is absent. */
export function handsAt(sql: Sql, providerId: string, actor: string, now: Temporal.Instant): Promise<readonly Hand[]> {
  return many(sql<Hand[]>`
    select hand.hand_id as account_id, account.name, hand.holder_id, holder.name as holder_name
    from post_hand(${now.toString()}::timestamptz) hand
    join account on account.id = hand.hand_id
    join account holder on holder.id = hand.holder_id
    where hand.provider_id = ${providerId} and hand.actor = ${actor} and account.blocked_at is null
    order by account.name, hand.hand_id, (hand.holder_id <> hand.hand_id)`)
}

export interface AbsenceRow {
  readonly provider_id: string
  readonly substitute_name: string | null
  /** Last day of the absence, as ISO date. */
  readonly last_on: string
}

/** Where the person is recorded as absent at the moment, and who acts instead. */
export function absencesOf(sql: Sql, accountId: string, now: Temporal.Instant): Promise<readonly AbsenceRow[]> {
  return many(sql<AbsenceRow[]>`
    select substitution.provider_id, substitute.name as substitute_name, (substitution.until_on - 1)::text as last_on
    from substitution
    join provider on provider.id = substitution.provider_id
    join account substitute on substitute.id = substitution.substitute_account_id
    cross join lateral (select (${now.toString()}::timestamptz at time zone provider.time_zone)::date as day) today
    where substitution.absent_account_id = ${accountId}
      and substitution.from_on <= today.day and substitution.until_on > today.day
    order by substitution.provider_id`)
}
