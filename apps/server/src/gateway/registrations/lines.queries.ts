import type { DeliveryState, PortalState } from '@qyzmet/gateway'
import { instantOf, instantOrNone } from '../../database/instants.ts'
import type { Sql } from '../../database/connect.ts'
import { likeText } from '../../database/like.ts'
import { many } from '../../database/query.ts'

/** What the portal can be told of an application. */
export const TOLD_STATES = [
  'REGISTERED',
  'IN_PROCESSING',
  'FINISHED',
  'REFUSED',
  'NOT_ACCEPTED',
] as const satisfies readonly PortalState[]

/**
 * What may be wrong with a registration: the portal believes otherwise than it was told, a message to it did not leave,
 * a document is not in E-akimat by a refusal or because it could not be sent, or waits for its number there.
 */
export const TROUBLES = ['different', 'untold', 'unfiled', 'unregistered'] as const

export type RegistrationState = (typeof TOLD_STATES)[number] | (typeof TROUBLES)[number]

/** The last message to the portal about an application, and how it went. */
export interface LastTold {
  readonly sending: 'waiting' | 'sent' | 'set-aside' | 'given-up'
  readonly sentAt: Temporal.Instant | undefined
  readonly delivery: DeliveryState | undefined
  readonly failure: string | undefined
}

/** An e-document that was registered, with what the portal was told of it and believes; nothing of whom it is about. */
export interface RegistrationLine {
  readonly caseId: string
  readonly number: string
  readonly registeredAt: Temporal.Instant
  readonly regulation: string
  /** Number on the state portal, for what came from there. */
  readonly requestNumber: string | undefined
  readonly toldState: PortalState | undefined
  readonly toldAt: Temporal.Instant | undefined
  readonly last: LastTold | undefined
  /** Present when the portal was asked after it was last told, and believes otherwise; undefined state: it knows none. */
  readonly difference: { readonly believed: PortalState | undefined; readonly at: Temporal.Instant } | undefined
}

export interface RegistrationFilter {
  readonly state?: RegistrationState
  /** How our number, the portal's or that of E-akimat begins. */
  readonly number?: string
  /** Where the page begins: after this case. */
  readonly after?: string
}

/** Registrations of a provider, the latest first. */
export async function registrationLines(
  sql: Sql,
  providerId: string,
  filter: RegistrationFilter,
  limit: number,
): Promise<readonly RegistrationLine[]> {
  const state = filter.state ?? null
  const told = TOLD_STATES.find((one) => one === state) ?? null
  const pattern = filter.number === undefined ? null : `${likeText(filter.number)}%`
  const rows = await many(sql<LineRow[]>`
    select registration.case_id, number, registered_at, regulation, request_number, told_state, told_at, believed_state,
      compared_at, compared_at > told_at and believed_state is distinct from told_state as is_different,
      message.state as sending, message.sent_at, message.delivery, message.failure
    from gateway_registration registration
    left join lateral (
      select state, sent_at, delivery, failure from message_out
      where message_out.case_id = registration.case_id and kind = 'portal-status' order by position desc limit 1
    ) as message on true
    where registration.provider_id = ${providerId}
      and (${filter.after ?? null}::uuid is null or (registered_at, registration.case_id) < (
        select cursor.registered_at, cursor.case_id from gateway_registration cursor
        where cursor.case_id = ${filter.after ?? null} and cursor.provider_id = ${providerId}))
      and (${pattern}::text is null or number like ${pattern} or request_number like ${pattern} or exists (
        select from esedo_document filed
        where filed.provider_id = ${providerId} and filed.case_id = registration.case_id
          and filed.registered_number like ${pattern}))
      and (${told}::text is null or told_state = ${told})
      and (${state}::text is distinct from 'different'
        or compared_at > told_at and believed_state is distinct from told_state)
      and (${state}::text is distinct from 'untold' or message.state in ('waiting', 'set-aside', 'given-up'))
      and (${state}::text is distinct from 'unfiled' and ${state}::text is distinct from 'unregistered' or exists (
        select from esedo_document filed join message_out sent on sent.id = filed.exchange
        where filed.provider_id = ${providerId} and filed.case_id = registration.case_id
          and case ${state}
            when 'unfiled' then filed.state = 'refused'
              or filed.state in ('waiting', 'delivered') and sent.state in ('set-aside', 'given-up')
            else filed.state in ('waiting', 'delivered') and sent.state in ('waiting', 'sent') end))
    order by registered_at desc, registration.case_id desc limit ${limit}`)
  return rows.map(lineOf)
}

interface LineRow {
  readonly case_id: string
  readonly number: string
  readonly registered_at: Date
  readonly regulation: string
  readonly request_number: string | null
  readonly told_state: PortalState | null
  readonly told_at: Date | null
  readonly believed_state: PortalState | null
  readonly compared_at: Date | null
  readonly is_different: boolean | null
  readonly sending: LastTold['sending'] | null
  readonly sent_at: Date | null
  readonly delivery: DeliveryState | null
  readonly failure: string | null
}

function lineOf(row: LineRow): RegistrationLine {
  return {
    caseId: row.case_id,
    number: row.number,
    registeredAt: instantOf(row.registered_at),
    regulation: row.regulation,
    requestNumber: row.request_number ?? undefined,
    toldState: row.told_state ?? undefined,
    toldAt: instantOrNone(row.told_at),
    last:
      row.sending === null
        ? undefined
        : {
            sending: row.sending,
            sentAt: instantOrNone(row.sent_at),
            delivery: row.delivery ?? undefined,
            failure: row.failure ?? undefined,
          },
    difference:
      row.is_different === true && row.compared_at !== null
        ? { believed: row.believed_state ?? undefined, at: instantOf(row.compared_at) }
        : undefined,
  }
}
