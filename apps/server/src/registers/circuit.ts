import type { RoadAnswer, RoadRequest, SyncRoad } from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import { type CircuitRow, closeCircuit, countFailure, findCircuit, listCircuits, takeProbe } from './circuit.queries.ts'
import { instantOf } from '../database/instants.ts'

/** A service that does not answer. */
export interface Silence {
  /** Road and code of the service, such as `shep GBDFL`. */
  readonly service: string
  readonly since: Temporal.Instant
  /** Failures one after another, of different questions. */
  readonly failures: number
  /** Code of the last failure. */
  readonly detail: string
  /** Before this moment nobody asks; absent while questions are still put. */
  readonly nextTryAt?: Temporal.Instant
}

/** Failures of different questions after which a service is left alone for a while. */
const THRESHOLD = 5
const FIRST_PAUSE_SECONDS = 30
const LONGEST_PAUSE_SECONDS = 600
/** For so long after its deadline the question that went ahead may still say how it went. */
const PROBE_GRACE_SECONDS = 5

export interface Circuit {
  /** Sends unless the service is silent; then it is left alone, but for one question after each pause. */
  send(road: SyncRoad, request: RoadRequest): Promise<RoadAnswer>
  silenceOf(service: string): Promise<Silence | undefined>
  silences(): Promise<readonly Silence[]>
}

/**
 * Spares services that are silent, and the people who would wait for them.
 *
 * The state is in the database and so the same for all servers: a server that starts, or is one of many, does not try
 * a dead service again by itself, and an administrator sees one state. It costs one short query for each question.
 */
export function createCircuit({
  sql,
  clock,
  ownFaults,
  onBack,
}: {
  readonly sql: Sql
  readonly clock: () => Temporal.Instant
  /** Codes of faults that lie with a question and say nothing against the service. */
  readonly ownFaults: readonly string[]
  /** Called when a service answers that was left alone, with its name. */
  readonly onBack: (service: string) => Promise<void>
}): Circuit {
  /** Whether the service may be asked now. */
  const mayAsk = async (service: string, deadline: Temporal.Instant): Promise<boolean> => {
    const row = await findCircuit(sql, service)
    if (!row?.next_try_at) return true
    const now = clock()
    if (Temporal.Instant.compare(instantOf(row.next_try_at), now) > 0) return false
    return takeProbe(sql, service, { now, until: deadline.add({ seconds: PROBE_GRACE_SECONDS }) })
  }

  return {
    send: async (road, request) => {
      const service = serviceName(road.transport === 'xroad' ? 'xroad' : 'shep', request)
      if (!(await mayAsk(service, request.deadline))) {
        return { kind: 'no-answer', retryable: true, detail: 'open-circuit' }
      }
      const answer = await road.send(request)
      if (answer.kind === 'answered' || (answer.kind === 'fault' && ownFaults.includes(answer.code))) {
        if (await closeCircuit(sql, service)) await onBack(service)
      } else {
        await countFailure(sql, {
          service,
          key: request.messageId,
          detail: answer.kind === 'fault' ? `fault ${answer.code}` : answer.detail,
          now: clock(),
          threshold: THRESHOLD,
          firstPauseSeconds: FIRST_PAUSE_SECONDS,
          longestPauseSeconds: LONGEST_PAUSE_SECONDS,
        })
      }
      return answer
    },
    silenceOf: async (service) => {
      const row = await findCircuit(sql, service)
      return row && silenceOf(row)
    },
    silences: async () => (await listCircuits(sql)).map(silenceOf),
  }
}

/** Under which name the state of a service is kept. */
export function serviceName(
  road: 'shep' | 'xroad',
  { serviceId, routeId }: Pick<RoadRequest, 'serviceId' | 'routeId'>,
): string {
  return [road, serviceId, ...(routeId === undefined ? [] : [routeId])].join(' ')
}

function silenceOf(row: CircuitRow): Silence {
  return {
    service: row.service,
    since: instantOf(row.silent_at),
    failures: row.failures,
    detail: row.last_detail,
    ...(row.next_try_at && { nextTryAt: instantOf(row.next_try_at) }),
  }
}
