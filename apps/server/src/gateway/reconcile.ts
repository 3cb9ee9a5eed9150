import { randomUUIDv7 } from 'node:crypto'
import {
  ifReadable,
  type PortalBelief,
  readReconciliationAnswer,
  type SyncRoad,
  writeReconciliationQuestion,
} from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import { recordBelief, registrationsToCompare, repeatLast } from './registrations.queries.ts'
import { PORTAL_STATES } from './services.ts'

export interface ReconcileOptions {
  readonly sql: Sql
  readonly now: () => Temporal.Instant
  readonly road: SyncRoad
}

/** Applications of one question at the most. */
const BATCH = 100
/** A message on its way is no difference: what was told later than this is not compared. */
const SETTLED = Temporal.Duration.from({ minutes: 10 })
const LONGEST_WAIT = Temporal.Duration.from({ seconds: 60 })

export type Reconciliation =
  | { readonly compared: number; readonly repaired: number }
  /** A code for why the portal could not be asked. */
  | { readonly failure: string }

export interface Compared {
  /** What was told within this time is not compared; default 10 minutes. */
  readonly settled?: Temporal.Duration
  /** Only applications to this provider. */
  readonly providerId?: string
}

/**
 * Asks the portal what it believes of applications, and tells again where it believes otherwise: a status that was
 * sent in time and never arrived.
 */
export async function reconcile(
  { sql, now, road }: ReconcileOptions,
  { settled = SETTLED, providerId }: Compared = {},
): Promise<Reconciliation> {
  const at = now()
  const open = await registrationsToCompare(sql, {
    before: at.subtract(settled),
    limit: BATCH,
    ...(providerId === undefined ? {} : { providerId }),
  })
  if (open.length === 0) return { compared: 0, repaired: 0 }
  const beliefs = await ask(
    road,
    open.map(({ requestNumber }) => requestNumber),
    at,
  )
  if ('failure' in beliefs) return beliefs
  const believed = new Map(beliefs.map(({ requestNumber, state }) => [requestNumber, state]))
  let repaired = 0
  for (const { caseId, requestNumber, toldState } of open) {
    const state = believed.get(requestNumber)
    await recordBelief(sql, caseId, state, at)
    if (state === toldState) continue
    await repeatLast(sql, { caseId, id: randomUUIDv7(), at })
    repaired += 1
  }
  return { compared: open.length, repaired }
}

async function ask(
  road: SyncRoad,
  requestNumbers: readonly string[],
  at: Temporal.Instant,
): Promise<readonly PortalBelief[] | { readonly failure: string }> {
  const answer = await road.send({
    messageId: randomUUIDv7(),
    serviceId: PORTAL_STATES,
    data: writeReconciliationQuestion(requestNumbers),
    deadline: at.add(LONGEST_WAIT),
  })
  if (answer.kind !== 'answered') return { failure: answer.kind === 'fault' ? `fault ${answer.code}` : answer.detail }
  if (!answer.data) return { failure: `status ${answer.status.code}` }
  const { data } = answer
  return ifReadable(() => readReconciliationAnswer(data)) ?? { failure: 'malformed' }
}
