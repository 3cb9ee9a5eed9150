import type { ArrivedMessage, Receipt } from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import type { Vault } from '../vault/vault.ts'
import { UnreadableMessageError } from './content.ts'
import {
  claimIncoming,
  type Incoming,
  insertIncoming,
  insertRefused,
  recordApplied,
  recordNotApplied,
  type Subject,
} from './incoming.queries.ts'
import { growingPause } from '../jobs/growing-pause.ts'
import { PAUSES } from './pauses.ts'
import type { Work } from './take-work.ts'

/** Why a message is not taken; it is never asked for again. */
export type Refusal =
  | 'message-id-missing'
  | 'message-id-reused'
  | 'signature-absent'
  | 'signature-invalid'
  | 'date-too-old'
  | 'date-ahead'
  | 'service-unknown'
  | 'unreadable'

export type Intake =
  | { readonly accepted: true; readonly repeated: boolean }
  | { readonly accepted: false; readonly why: Refusal }

/** A message as it came from the road, and how its seal stood. */
export interface Arrived {
  /** What the seal covered; undefined when it could not be read. */
  readonly message: ArrivedMessage | undefined
  readonly bytes: Uint8Array
  readonly signature: Receipt['signature']
  readonly transport: Receipt['transport']
}

export interface IntakeOptions {
  readonly sql: Sql
  readonly vault: Vault
  readonly now: () => Temporal.Instant
  /** Services whose messages somebody here knows. */
  readonly services: ReadonlySet<string>
  /** Refusals are told to whoever looks after the installation. */
  readonly onRefused: (why: Refusal, message: ArrivedMessage | undefined) => void
  /** Age at which a message is too old to be new; default 10 days. Must be less than messages are kept. */
  readonly longestDelay?: Temporal.Duration
}

const LONGEST_DELAY = Temporal.Duration.from({ hours: 240 })
/** How far the clock of another system may run ahead. */
const CLOCK_DIFFERENCE = Temporal.Duration.from({ minutes: 10 })
/** What is kept of a message that nobody vouches for. */
const MOST_OF_REFUSED_BYTES = 64 * 1024

/**
 * Takes a message into the inbox once. The road may deliver it as often as it likes: a repetition is acknowledged and
 * goes no further. A message without a right seal, with a date that is not of now, or with the id of another message
 * is refused, and stays as evidence with the reason.
 */
export async function takeMessage(options: IntakeOptions, arrived: Arrived): Promise<Intake> {
  const { sql, vault, now, onRefused } = options
  const { message, bytes, signature, transport } = arrived
  const at = now()
  const why = refusalOf(options, arrived, at)
  if (why === undefined && message && isNamed(message)) {
    const taken = await insertIncoming(sql, vault, { message, bytes, signature, transport, at })
    if (taken.taken || taken.isSame) return { accepted: true, repeated: !taken.taken }
  }
  const refusal = why ?? 'message-id-reused'
  onRefused(refusal, message)
  await insertRefused(sql, vault, {
    ...(message ? { message } : {}),
    bytes: bytes.subarray(0, MOST_OF_REFUSED_BYTES),
    signature,
    transport,
    why: refusal,
    at,
  })
  return { accepted: false, why: refusal }
}

function refusalOf(options: IntakeOptions, arrived: Arrived, at: Temporal.Instant): Refusal | undefined {
  const { message, signature } = arrived
  if (signature === 'invalid') return 'signature-invalid'
  if (signature === 'absent') return 'signature-absent'
  if (!message) return 'unreadable'
  if (!isNamed(message)) return 'message-id-missing'
  if (!options.services.has(message.serviceId)) return 'service-unknown'
  const oldest = at.subtract(options.longestDelay ?? LONGEST_DELAY)
  if (Temporal.Instant.compare(message.messageDate, oldest) < 0) return 'date-too-old'
  if (Temporal.Instant.compare(message.messageDate, at.add(CLOCK_DIFFERENCE)) > 0) return 'date-ahead'
  return undefined
}

type Named = ArrivedMessage & { readonly messageId: string; readonly correlationId: string }

function isNamed(message: ArrivedMessage): message is Named {
  return Boolean(message.messageId) && Boolean(message.correlationId)
}

export type Applied =
  | ({ readonly kind: 'applied' } & Subject)
  /** Cannot be done yet, by no fault of the message; `why` is a code. */
  | { readonly kind: 'later'; readonly why: string }

/**
 * Does what a message asks for; doing it again changes nothing.
 *
 * @throws {UnreadableMessageError} when it can never be done
 */
export type Apply = (incoming: Incoming) => Promise<Applied>

export interface InboxOptions {
  readonly sql: Sql
  readonly vault: Vault
  readonly now: () => Temporal.Instant
  /** Who applies the messages of each service. */
  readonly services: ReadonlyMap<string, Apply>
  readonly onError: (error: unknown) => void
  /** Faults after which a message waits for a person; default 5. */
  readonly mostFaults?: number
}

const LEASE = Temporal.Duration.from({ minutes: 3 })

/** What waits to be applied and may be applied now. Any number of servers may do this at once. */
export function inboxWork(options: InboxOptions): Work<Incoming> {
  const { sql, vault, now } = options
  return {
    claim: (limit) => {
      const at = now()
      return claimIncoming(sql, vault, { at, until: at.add(LEASE), limit })
    },
    perform: (incoming) => applyOne(options, incoming),
  }
}

async function applyOne(options: InboxOptions, incoming: Incoming): Promise<void> {
  const { sql, now, services, onError, mostFaults = 5 } = options
  const fail = async (failure: string, isFault: boolean, isOver: boolean): Promise<void> => {
    const at = now()
    const nextAt = isOver ? undefined : at.add(growingPause(incoming.attempts + 1, PAUSES))
    await recordNotApplied(sql, incoming.id, { failure, isFault, nextAt, at })
  }
  const apply = services.get(incoming.message.serviceId)
  if (!apply) return fail('service-unknown', true, true)
  try {
    const applied = await apply(incoming)
    if (applied.kind === 'applied') await recordApplied(sql, incoming.id, applied, now())
    else await fail(applied.why, false, false)
  } catch (error) {
    if (error instanceof UnreadableMessageError) return fail(error.code, true, true)
    onError(error)
    await fail(error instanceof Error ? error.name : 'unknown', true, incoming.faults + 1 >= mostFaults)
  }
}
