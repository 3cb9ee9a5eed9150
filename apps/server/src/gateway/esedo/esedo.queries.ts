import type { EsedoState } from '@qyzmet/gateway'
import { instantOf, instantOrNone } from '../../database/instants.ts'
import type { Sql, TransactionSql } from '../../database/connect.ts'
import { many, maybeOne } from '../../database/query.ts'
import type { DocumentKind } from '../../documents/kinds.ts'
import type { EsedoStage, Heard, Standing } from './standing.ts'

/** What stands in a row of E-akimat that is no issued document of ours. */
export const APPLICATION = 'application'

/** Lets a body keep its documents in E-akimat from now on. Saying it twice changes nothing. */
export async function insertEsedoProvider(
  sql: Sql | TransactionSql,
  provider: { readonly providerId: string; readonly routeId: string },
): Promise<void> {
  await sql`
    insert into esedo_provider (provider_id, route_id) values (${provider.providerId}, ${provider.routeId})
    on conflict (provider_id) do nothing`
}

/** The route under which the provider's E-akimat is reached; undefined for one that keeps no documents there. */
export async function findEsedoRoute(sql: Sql | TransactionSql, providerId: string): Promise<string | undefined> {
  const row = await maybeOne(sql<{ route_id: string }[]>`
    select route_id from esedo_provider where provider_id = ${providerId}`)
  return row?.route_id
}

/** The provider whose documents come under a route; undefined for a route of nobody, and for one of several. */
export async function findProviderOfRoute(sql: Sql, routeId: string): Promise<string | undefined> {
  const [only, another] = await many(sql<{ provider_id: string }[]>`
    select provider_id from esedo_provider where route_id = ${routeId} limit 2`)
  return another ? undefined : only?.provider_id
}

/** A document of a case that is to be registered. */
export interface NewEsedoDocument {
  readonly id: string
  readonly providerId: string
  readonly caseId: string
  /** `APPLICATION`, or the id of an issued document. */
  readonly source: string
  readonly kind: DocumentKind
  readonly number: string
  readonly datedOn: Temporal.PlainDate
  /** Id of the message in which it goes. */
  readonly exchange: string
  readonly at: Temporal.Instant
}

export async function insertEsedoDocument(sql: TransactionSql, document: NewEsedoDocument): Promise<void> {
  await sql`
    insert into esedo_document (id, provider_id, case_id, source, kind, number, dated_on, exchange, filed_at)
    values (
      ${document.id}, ${document.providerId}, ${document.caseId}, ${document.source}, ${document.kind},
      ${document.number}, ${document.datedOn.toString()}, ${document.exchange}, ${document.at.toString()}
    )`
}

/** A document that is, or is to be, in E-akimat. */
export interface EsedoDocumentRow {
  readonly id: string
  readonly providerId: string
  readonly caseId: string
  readonly source: string
  readonly stage: EsedoStage
  readonly exchange: string
  readonly formerExchanges: readonly string[]
  readonly sending: Sending
}

/** State of the message in which a document goes. */
export type Sending = 'waiting' | 'sent' | 'set-aside' | 'given-up'

export async function findEsedoDocument(sql: Sql, id: string): Promise<EsedoDocumentRow | undefined> {
  return documentOf(await maybeOne(sql<DocumentRow[]>`${selectDocument(sql)} where document.id = ${id}`))
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockEsedoDocument(sql: TransactionSql, id: string): Promise<EsedoDocumentRow | undefined> {
  return documentOf(
    await maybeOne(sql<DocumentRow[]>`${selectDocument(sql)} where document.id = ${id} for update of document`),
  )
}

/** Keeps what was said of a document; the same message says it once. */
export async function insertEsedoState(
  sql: TransactionSql,
  said: Heard & { readonly id: string; readonly documentId: string; readonly receivedAt: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into esedo_state (id, document_id, exchange, state, number, said_on, words, said_at, received_at)
    values (
      ${said.id}, ${said.documentId}, ${said.exchange}, ${said.state}, ${said.number ?? null},
      ${said.on?.toString() ?? null}, ${said.words ?? null}, ${said.saidAt.toString()}, ${said.receivedAt.toString()}
    )
    on conflict (id) do nothing`
}

/** All that was said of a document, in the order in which it came. */
export async function statesOfEsedoDocument(sql: Sql | TransactionSql, documentId: string): Promise<readonly Heard[]> {
  const rows = await many(sql<
    {
      exchange: string
      state: EsedoState['state']
      number: string | null
      said_on: string | null
      words: string | null
      said_at: Date
    }[]
  >`
    select exchange, state, number, said_on::text, words, said_at from esedo_state
    where document_id = ${documentId} order by received_at, id`)
  return rows.map((row) => ({
    exchange: row.exchange,
    state: row.state,
    ...(row.number === null ? {} : { number: row.number }),
    ...(row.said_on === null ? {} : { on: Temporal.PlainDate.from(row.said_on) }),
    ...(row.words === null ? {} : { words: row.words }),
    saidAt: instantOf(row.said_at),
  }))
}

export async function recordStanding(sql: TransactionSql, id: string, standing: Standing): Promise<void> {
  const { stage, at, registered, reason } = standing
  await sql`
    update esedo_document set state = ${stage}, state_at = ${at?.toString() ?? null}, reason = ${reason ?? null},
      registered_number = ${registered?.number ?? null}, registered_on = ${registered?.on.toString() ?? null}
    where id = ${id}`
}

/** The document goes once more, in another message; what was said of the one before counts no longer. */
export async function recordRepeated(
  sql: TransactionSql,
  id: string,
  repeat: { readonly exchange: string; readonly accountId: string; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    update esedo_document set exchange = ${repeat.exchange}, former_exchanges = former_exchanges || exchange,
      repeated_by = ${repeat.accountId}, repeated_at = ${repeat.at.toString()}
    where id = ${id}`
}

/** A message whose answer was lost has arrived after all: what was said of its document names it. */
export async function recordArrived(sql: TransactionSql, exchange: string, at: Temporal.Instant): Promise<void> {
  await sql`
    update message_out set state = 'sent', failure = null, sent_at = ${at.toString()}, leased_until = '-infinity'
    where id = ${exchange} and state in ('waiting', 'set-aside')`
}

/** A message that has not left is not to leave any more: another one goes in its place. */
export async function withdrawMessage(
  sql: TransactionSql,
  exchange: string,
  withdrawn: { readonly accountId: string; readonly decision: string; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    update message_out set state = 'given-up', decision = ${withdrawn.decision}, decided_by = ${withdrawn.accountId},
      decided_at = ${withdrawn.at.toString()}
    where id = ${exchange} and state in ('waiting', 'set-aside')`
}

/** A document as the staff see it: where it stands there, and how the sending goes. */
export interface EsedoLine {
  readonly id: string
  readonly caseId: string
  readonly kind: DocumentKind
  readonly number: string
  readonly stage: EsedoStage
  readonly stageAt: Temporal.Instant | undefined
  readonly registered: { readonly number: string; readonly on: Temporal.PlainDate } | undefined
  readonly reason: string | undefined
  readonly filedAt: Temporal.Instant
  readonly sending: Sending
  /** Why the message did not go at the last try. */
  readonly failure: string | undefined
}

/** The documents of cases that are, or are to be, in E-akimat, in the order in which they were put there. */
export async function esedoDocumentsOf(sql: Sql, caseIds: readonly string[]): Promise<readonly EsedoLine[]> {
  if (caseIds.length === 0) return []
  const rows = await many(sql<LineRow[]>`
    select document.id, document.case_id, document.kind, document.number, document.state, document.state_at,
      registered_number, registered_on::text, reason, filed_at, message.state as sending, message.failure
    from esedo_document document
    join message_out message on message.id = document.exchange
    where document.case_id = any(${[...caseIds]}::uuid[])
    order by filed_at, document.id`)
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    kind: row.kind,
    number: row.number,
    stage: row.state,
    stageAt: instantOrNone(row.state_at),
    registered:
      row.registered_number === null || row.registered_on === null
        ? undefined
        : { number: row.registered_number, on: Temporal.PlainDate.from(row.registered_on) },
    reason: row.reason ?? undefined,
    filedAt: instantOf(row.filed_at),
    sending: row.sending,
    failure: row.failure ?? undefined,
  }))
}

interface DocumentRow {
  readonly id: string
  readonly provider_id: string
  readonly case_id: string
  readonly source: string
  readonly state: EsedoStage
  readonly exchange: string
  readonly former_exchanges: readonly string[]
  readonly sending: Sending
}

interface LineRow {
  readonly id: string
  readonly case_id: string
  readonly kind: DocumentKind
  readonly number: string
  readonly state: EsedoStage
  readonly state_at: Date | null
  readonly registered_number: string | null
  readonly registered_on: string | null
  readonly reason: string | null
  readonly filed_at: Date
  readonly sending: Sending
  readonly failure: string | null
}

function selectDocument(sql: Sql | TransactionSql) {
  return sql`
    select document.id, document.provider_id, document.case_id, source, document.state, exchange, former_exchanges,
      message.state as sending
    from esedo_document document join message_out message on message.id = document.exchange`
}

function documentOf(row: DocumentRow | undefined): EsedoDocumentRow | undefined {
  return (
    row && {
      id: row.id,
      providerId: row.provider_id,
      caseId: row.case_id,
      source: row.source,
      stage: row.state,
      exchange: row.exchange,
      formerExchanges: row.former_exchanges,
      sending: row.sending,
    }
  )
}
