import type { Sql } from '../database/connect.ts'
import { instantOf } from '../database/instants.ts'
import { type ConsentRow, consentsOfScopes } from './consents.queries.ts'
import type { RegisterServices } from './services.ts'

/** The latest request for a person's leave to read their data, as the person may be told of it. */
export interface AskedConsent {
  /** The case, or the account, that the consent serves. */
  readonly scope: string
  /** Registers of the standards that the consent opens. */
  readonly registers: readonly string[]
  readonly iin: string
  readonly state: ConsentRow['state']
  /** Who asks, by the name that stands in the message to the person. */
  readonly asker: string
  readonly askedAt: Temporal.Instant
  /** Until when the person may answer; after that they are asked anew. */
  readonly answerUntil: Temporal.Instant
}

/** When a request made then can be answered no more: no answer lives longer than the consent it would give. */
export function answerUntil(askedAt: Temporal.Instant, { consent }: Pick<RegisterServices, 'consent'>) {
  return askedAt.add({ minutes: consent.lifetimeMinutes })
}

/** The latest request of each service to each person within the scopes. One that nobody answered in time is "expired" whether or not it was asked about since. */
export async function findAskedConsents(
  sql: Sql,
  services: RegisterServices,
  scopes: readonly string[],
  now: Temporal.Instant,
): Promise<readonly AskedConsent[]> {
  if (scopes.length === 0) return []
  const guarded = Object.entries(services.registers).filter(([, { consent }]) => consent === true)
  const rows = await consentsOfScopes(sql, scopes)
  return rows.map(({ scope, service, iin, state, asked_at }) => {
    const askedAt = instantOf(asked_at)
    const until = answerUntil(askedAt, services)
    const isUnanswered = state === 'waiting' && Temporal.Instant.compare(until, now) <= 0
    return {
      scope,
      registers: guarded.filter(([, { serviceId }]) => serviceId === service).map(([id]) => id),
      iin,
      state: isUnanswered ? 'expired' : state,
      asker: services.requester.name,
      askedAt,
      answerUntil: until,
    }
  })
}
