import type { Receipt } from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'
import type { KeptPlace, Vault } from '../vault/vault.ts'

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
export async function findConsent(
  sql: Sql,
  vault: Vault,
  { service, iin, scope }: ConsentKey,
): Promise<ConsentRow | undefined> {
  const row = await maybeOne(sql<ConsentRow[]>`
    select id, state, token, public_key, asked_at, valid_until from register_consent
    where service = ${service} and iin = ${iin} and scope = ${scope} and state <> 'expired'`)
  const opened = (column: 'token' | 'public_key'): string | null => {
    const kept = row?.[column] ?? null
    return kept && vault.openText(kept, placeOf(column, row?.id ?? ''))
  }
  return row && { ...row, token: opened('token'), public_key: opened('public_key') }
}

function placeOf(column: string, id: string): KeptPlace {
  return { table: 'register_consent', column, id }
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
export async function updateConsent(sql: Sql, vault: Vault, id: string, news: ConsentNews): Promise<void> {
  const { receipt, token, publicKey } = news
  const text = (column: string, value: string | undefined): string | null =>
    value === undefined ? null : vault.sealText(value, placeOf(column, id))
  const bytes = (column: string, value: Uint8Array | undefined): Uint8Array | null =>
    value === undefined ? null : vault.seal(value, placeOf(column, id))
  await sql`
    update register_consent set
      state = ${news.state},
      token = ${text('token', token)},
      public_key = ${text('public_key', publicKey)},
      valid_until = ${news.validUntil?.toString() ?? null},
      answered_at = coalesce(${receipt?.answeredAt.toString() ?? null}, answered_at),
      transport = coalesce(${receipt?.transport ?? null}, transport),
      request_bytes = coalesce(${bytes('request_bytes', receipt?.requestBytes)}, request_bytes),
      answer_bytes = coalesce(${bytes('answer_bytes', receipt?.answerBytes)}, answer_bytes),
      key_id = coalesce(${receipt ? vault.keyId : null}, key_id)
    where id = ${id} and (state = 'waiting' or ${news.state} = 'expired')`
}
