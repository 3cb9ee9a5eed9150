import type { PortalState } from '@qyzmet/gateway'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { many, maybeOne, one } from '../database/query.ts'
import { instantOf } from '../database/instants.ts'

/** An e-document taken in by the workstation. */
export interface Registration {
  readonly caseId: string
  readonly number: string
  readonly registeredAt: Temporal.Instant
  readonly providerId: string
  readonly regulation: string
  /** Present for an application that came from the state portal. */
  readonly portal?: PortalChain
}

/** How the state portal knows the application. */
export interface PortalChain {
  readonly correlationId: string
  readonly requestNumber: string
  readonly requestedAt: Temporal.Instant
}

/** Registers an e-document; one that is registered keeps its number and moment, which are returned. */
export async function insertRegistration(sql: Sql | TransactionSql, registration: Registration): Promise<Registration> {
  const { portal } = registration
  await sql`
    insert into gateway_registration (
      case_id, number, registered_at, provider_id, regulation, origin, correlation_id, request_number, requested_at
    ) values (
      ${registration.caseId}, ${registration.number}, ${registration.registeredAt.toString()},
      ${registration.providerId}, ${registration.regulation}, ${portal ? 'state-portal' : 'own'},
      ${portal?.correlationId ?? null}, ${portal?.requestNumber ?? null}, ${portal?.requestedAt.toString() ?? null}
    )
    on conflict (case_id) do nothing`
  return registrationOf(
    await one(sql<RegistrationRow[]>`
    select ${columns(sql)} from gateway_registration where case_id = ${registration.caseId}`),
  )
}

export async function findRegistration(sql: Sql, caseId: string): Promise<Registration | undefined> {
  const row = await maybeOne(sql<RegistrationRow[]>`
    select ${columns(sql)} from gateway_registration where case_id = ${caseId}`)
  return row && registrationOf(row)
}

/** A registration in the hands of one server: nobody else tells the portal of the case meanwhile. */
export interface Followed {
  readonly registration: Registration & { readonly portal: PortalChain }
  /** Version of the case up to which the portal was told. */
  readonly followed: number
}

/** @returns undefined for a case that did not come from the state portal */
export async function lockRegistration(sql: TransactionSql, caseId: string): Promise<Followed | undefined> {
  const row = await maybeOne(sql<(RegistrationRow & { readonly followed: number })[]>`
    select ${columns(sql)}, followed from gateway_registration
    where case_id = ${caseId} and origin = 'state-portal' for update`)
  const registration = row && registrationOf(row)
  const portal = registration?.portal
  return row && portal && { registration: { ...registration, portal }, followed: row.followed }
}

export async function recordFollowed(
  sql: TransactionSql,
  caseId: string,
  told: { readonly version: number; readonly state?: PortalState; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    update gateway_registration set followed = greatest(followed, ${told.version}),
      told_state = coalesce(${told.state ?? null}, told_state),
      told_at = case when ${told.state ?? null}::text is null then told_at else ${told.at.toString()}::timestamptz end
    where case_id = ${caseId}`
}

/** Applications of the portal of which it was told something before `before`, those compared longest ago first. */
export async function registrationsToCompare(
  sql: Sql,
  asked: { readonly before: Temporal.Instant; readonly limit: number; readonly providerId?: string },
): Promise<readonly { readonly caseId: string; readonly requestNumber: string; readonly toldState: PortalState }[]> {
  const before = asked.before.toString()
  const rows = await many(sql<{ case_id: string; request_number: string; told_state: PortalState }[]>`
    select case_id, request_number, told_state from gateway_registration
    where origin = 'state-portal' and told_at < ${before} and (compared_at is null or compared_at < ${before})
      and (${asked.providerId ?? null}::text is null or provider_id = ${asked.providerId ?? null})
      and (compared_at is null or compared_at < told_at or believed_state is distinct from told_state
        or told_state not in ('FINISHED', 'REFUSED', 'NOT_ACCEPTED'))
      and not exists (
        select from message_out
        where case_id = gateway_registration.case_id and kind = 'portal-status' and state in ('waiting', 'set-aside'))
    order by compared_at nulls first, case_id limit ${asked.limit}`)
  return rows.map((row) => ({ caseId: row.case_id, requestNumber: row.request_number, toldState: row.told_state }))
}

/** What the portal said it believes. */
export async function recordBelief(
  sql: Sql,
  caseId: string,
  believed: PortalState | undefined,
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    update gateway_registration set believed_state = ${believed ?? null}, compared_at = ${at.toString()}
    where case_id = ${caseId}`
}

/** The first message to the portal about a case that has not left; the later ones wait behind it. */
export async function openPortalMessage(
  sql: TransactionSql,
  caseId: string,
): Promise<{ readonly id: string; readonly state: 'waiting' | 'set-aside' } | undefined> {
  return maybeOne(sql<{ id: string; state: 'waiting' | 'set-aside' }[]>`
    select id, state from message_out
    where case_id = ${caseId} and kind = 'portal-status' and state in ('waiting', 'set-aside')
    order by position limit 1`)
}

/**
 * Puts the last message to the portal about a case into the outbox once more, under a new id.
 *
 * @returns its id; undefined when nothing was told yet
 */
export async function repeatLast(
  sql: Sql | TransactionSql,
  repeat: { readonly caseId: string; readonly id: string; readonly at: Temporal.Instant },
): Promise<string | undefined> {
  const row = await maybeOne(sql<{ id: string }[]>`
    with counted as (
      update gateway_registration set repairs = repairs + 1 where case_id = ${repeat.caseId} returning repairs
    )
    insert into message_out (
      id, key, chain, kind, road, service_id, message_type, correlation_id, route_id, provider_id, case_id, content,
      queued_at, next_at
    )
    select ${repeat.id}, key || ' again ' || counted.repairs, chain, kind, road, service_id, message_type,
      correlation_id, route_id, provider_id, case_id, content, ${repeat.at.toString()}, ${repeat.at.toString()}
    from message_out, counted
    where case_id = ${repeat.caseId} and kind = 'portal-status' and content is not null
    order by position desc limit 1
    returning id`)
  return row?.id
}

interface RegistrationRow {
  readonly case_id: string
  readonly number: string
  readonly registered_at: Date
  readonly provider_id: string
  readonly regulation: string
  readonly correlation_id: string | null
  readonly request_number: string | null
  readonly requested_at: Date | null
}

function columns(sql: Sql | TransactionSql) {
  return sql`case_id, number, registered_at, provider_id, regulation, correlation_id, request_number, requested_at`
}

function registrationOf(row: RegistrationRow): Registration {
  const { correlation_id: correlationId, request_number: requestNumber, requested_at: requestedAt } = row
  return {
    caseId: row.case_id,
    number: row.number,
    registeredAt: instantOf(row.registered_at),
    providerId: row.provider_id,
    regulation: row.regulation,
    ...(correlationId === null || requestNumber === null || requestedAt === null
      ? {}
      : {
          portal: {
            correlationId,
            requestNumber,
            requestedAt: instantOf(requestedAt),
          },
        }),
  }
}
