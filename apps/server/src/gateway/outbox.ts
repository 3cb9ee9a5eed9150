import type { AsyncRoad, MessageData, Property, Receipt, RoadAnswer, SyncRoad } from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import type { Vault } from '../vault/vault.ts'
import { UnreadableMessageError } from './content.ts'
import { claimOutgoing, type Outgoing, recordFailure, recordSent } from './outgoing.queries.ts'
import { growingPause } from '../jobs/growing-pause.ts'
import { PAUSES } from './pauses.ts'
import type { Work } from './take-work.ts'

/** The roads on which messages leave; one that an installation does not have leaves its messages waiting. */
export interface Roads {
  readonly sync?: SyncRoad
  readonly async?: AsyncRoad
}

/** What goes onto the road, in the words of the other side. */
export interface Composed {
  readonly data: MessageData
  readonly properties?: readonly Property[]
}

/** Knows one kind of message. */
export interface OutgoingKind {
  /**
   * Puts a message into words, with what it needs from elsewhere (a file that must lie in a store first).
   *
   * @returns a code for why it cannot be done yet
   * @throws {UnreadableMessageError} when it never can
   */
  readonly compose: (message: Outgoing) => Promise<Composed | { readonly later: string }>
  /** Whether an answer of the synchronous channel means that the message was taken; by default its code says so. */
  readonly isTaken?: (answer: SyncAnswer) => boolean
  /** Keeps what an answer of the synchronous channel says beyond that; done again when the message is sent again. */
  readonly heard?: (message: Outgoing, answer: SyncAnswer) => Promise<void>
}

export type SyncAnswer = Extract<RoadAnswer, { kind: 'answered' }>

export interface OutboxOptions {
  readonly sql: Sql
  readonly vault: Vault
  readonly now: () => Temporal.Instant
  readonly roads: Roads
  readonly kinds: ReadonlyMap<string, OutgoingKind>
  /** Under which name this installation is known to the road. */
  readonly senderId: string
  /** Refusals by the other side after which a message waits for a person; default 3. */
  readonly mostRefusals?: number
}

const LONGEST_SEND = Temporal.Duration.from({ seconds: 60 })
/** Longer than a message can be under way: a server that died lets go of its messages by itself. */
const LEASE = Temporal.Duration.from({ minutes: 3 })
/** Property that tells the receiver a repetition from a second message. */
const OUR_ID = 'senderMessageId'
/** The code of a success on both channels. */
const SUCCESS = 'SCSS001'

/** What waits to be sent and may go now. Any number of servers may do this at once. */
export function outboxWork(options: OutboxOptions): Work<Outgoing> {
  const { sql, now } = options
  return {
    claim: (limit) => {
      const at = now()
      return claimOutgoing(sql, { at, until: at.add(LEASE), limit })
    },
    perform: (message) => sendOne(options, message),
  }
}

type Sent =
  | { readonly kind: 'sent'; readonly roadMessageId: string; readonly receipt: Receipt }
  /** `refused`: the other side said no, or the message can never be sent as it is. */
  | { readonly kind: 'failed'; readonly failure: string; readonly refused: boolean; readonly receipt?: Receipt }
  | { readonly kind: 'poison'; readonly failure: string }

async function sendOne(options: OutboxOptions, message: Outgoing): Promise<void> {
  const { sql, vault, now, mostRefusals = 3 } = options
  const sent = await attempt(options, message)
  const at = now()
  if (sent.kind === 'sent') {
    await recordSent(sql, vault, message.id, { at, roadMessageId: sent.roadMessageId, receipt: sent.receipt })
    return
  }
  const refused = sent.kind === 'poison' || sent.refused
  const isOver = sent.kind === 'poison' || (refused && message.refusals + 1 >= mostRefusals)
  await recordFailure(sql, vault, message.id, {
    at,
    failure: sent.failure,
    refused,
    nextAt: isOver ? undefined : at.add(growingPause(message.attempts + 1, PAUSES)),
    ...(sent.kind === 'failed' && sent.receipt ? { receipt: sent.receipt } : {}),
  })
}

async function attempt(options: OutboxOptions, message: Outgoing): Promise<Sent> {
  const { kinds, roads, now } = options
  const kind = kinds.get(message.kind)
  if (!kind) return { kind: 'poison', failure: 'kind-unknown' }
  try {
    const composed = await kind.compose(message)
    if ('later' in composed) return { kind: 'failed', failure: composed.later, refused: false }
    const deadline = now().add(LONGEST_SEND)
    const { way } = message
    if (way.road === 'sync') {
      if (!roads.sync) return { kind: 'failed', failure: 'no-road', refused: false }
      const answer = await roads.sync.send({
        messageId: message.id,
        serviceId: message.serviceId,
        ...(message.routeId === undefined ? {} : { routeId: message.routeId }),
        ...(composed.properties ? { properties: composed.properties } : {}),
        data: composed.data,
        deadline,
      })
      const sent = answered(answer, message.id, kind.isTaken)
      if (sent.kind === 'sent' && answer.kind === 'answered') await kind.heard?.(message, answer)
      return sent
    }
    if (!roads.async) return { kind: 'failed', failure: 'no-road', refused: false }
    const answer = await roads.async.send(
      {
        messageId: message.id,
        ...(way.correlationId === undefined ? {} : { correlationId: way.correlationId }),
        serviceId: message.serviceId,
        messageType: way.messageType,
        ...(message.routeId === undefined ? {} : { routeId: message.routeId }),
        messageDate: message.queuedAt,
        senderId: options.senderId,
        properties: [...(composed.properties ?? []), { key: OUR_ID, value: message.id }],
        data: composed.data,
      },
      deadline,
    )
    return answer.kind === 'sent'
      ? { kind: 'sent', roadMessageId: answer.messageId, receipt: answer.receipt }
      : failed(answer)
  } catch (error) {
    if (error instanceof UnreadableMessageError) return { kind: 'poison', failure: error.code }
    return { kind: 'failed', failure: error instanceof Error ? error.name : 'unknown', refused: true }
  }
}

function answered(answer: RoadAnswer, messageId: string, isTaken: OutgoingKind['isTaken'] = isSuccess): Sent {
  if (answer.kind !== 'answered') return failed(answer)
  const { receipt, status } = answer
  return isTaken(answer)
    ? { kind: 'sent', roadMessageId: messageId, receipt }
    : { kind: 'failed', failure: `status ${status.code}`, refused: true, receipt }
}

/** Whether the code of an answer is that of a success. */
export function isSuccess({ status }: SyncAnswer): boolean {
  return status.code === SUCCESS
}

function failed(answer: Exclude<RoadAnswer, { kind: 'answered' }>): Sent {
  if (answer.kind === 'fault') {
    return { kind: 'failed', failure: `fault ${answer.code}`, refused: true, receipt: answer.receipt }
  }
  const { detail, retryable, receipt } = answer
  return { kind: 'failed', failure: detail, refused: !retryable, ...(receipt ? { receipt } : {}) }
}
