import type { Receipt } from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'

export interface ConsentRow {
  readonly id: string
  readonly state: 'waiting' | 'granted' | 'refused' | 'expired'
  readonly token: string | null
  readonly public_key: string | null
  readonly asked_at: Date
  readonly valid_until: Date | null
}

/** What a consent opens, of whom, and for what. */
export interface ConsentKey {
  readonly service: string
  readonly iin: string
  readonly scope: string
}

/** The consent that was asked for last and is not over. */
export function findConsent(sql: Sql, { service, iin, scope }: ConsentKey): Promise<ConsentRow | undefined> {
  return maybeOne(sql<ConsentRow[]>`
    select id, state, token, public_key, asked_at, valid_until from register_consent
    where service = ${service} and iin = ${iin} and scope = ${scope} and state <> 'expired'`)
}

/** Of each service and person the request that was made last, within each scope. */
export function consentsOfScopes(
  sql: Sql,
  scopes: readonly string[],
): Promise<readonly (ConsentKey & Pick<ConsentRow, 'state' | 'asked_at'>)[]> {
  return many(sql<(ConsentKey & Pick<ConsentRow, 'state' | 'asked_at'>)[]>`
    select distinct on (scope, service, iin) scope, service, iin, state, asked_at from register_consent
    where scope = any(${scopes}::text[])
    order by scope, service, iin, asked_at desc, (state = 'expired')`)
}

/** Begins to ask for consent; false when another server has begun meanwhile. */
export async function insertConsent(
  sql: Sql,
  { service, iin, scope, id, askedAt }: ConsentKey & { readonly id: string; readonly askedAt: Temporal.Instant },
): Promise<boolean> {
  const rows = await many(sql<{ id: string }[]>`
    insert into register_consent (id, service, iin, scope, state, asked_at)
    values (${id}, ${service}, ${iin}, ${scope}, 'waiting', ${askedAt.toString()})
    on conflict (service, iin, scope) where state <> 'expired' do nothing
    returning id`)
  return rows.length === 1
}

export interface ConsentNews {
  readonly state: ConsentRow['state']
  readonly token?: string
  readonly publicKey?: string
  readonly validUntil?: Temporal.Instant
  /** Absent when only time has passed. */
  readonly receipt?: Receipt
}

/** Puts down what became of a request that is still open; what was decided before is left as it is. */
export async function updateConsent(sql: Sql, id: string, news: ConsentNews): Promise<void> {
  const { receipt } = news
  await sql`
    update register_consent set
      state = ${news.state},
      token = ${news.token ?? null},
      public_key = ${news.publicKey ?? null},
      valid_until = ${news.validUntil?.toString() ?? null},
      answered_at = coalesce(${receipt?.answeredAt.toString() ?? null}, answered_at),
      transport = coalesce(${receipt?.transport ?? null}, transport),
      request_bytes = coalesce(${receipt?.requestBytes ?? null}, request_bytes),
      answer_bytes = coalesce(${receipt?.answerBytes ?? null}, answer_bytes)
    where id = ${id} and (state = 'waiting' or ${news.state} = 'expired')`
}
