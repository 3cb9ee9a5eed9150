import type { AsyncRoad } from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import { repeatUntil } from '../jobs/repeat-until.ts'
import { inboxWork, type InboxOptions, type IntakeOptions, takeMessage } from './inbox.ts'
import { type FetchingOptions, letterFileWork } from './letters/fetch-files.ts'
import { type OutboxOptions, outboxWork } from './outbox.ts'
import { recordDelivery, undelivered } from './outgoing.queries.ts'
import { reconcile, type ReconcileOptions } from './reconcile.ts'
import { forgetFiles } from './storage.ts'
import { keepDoing } from './take-work.ts'
import { dropOldWords } from './traffic.queries.ts'

export interface ExchangeOptions {
  readonly sql: Sql
  readonly now: () => Temporal.Instant
  readonly outbox: OutboxOptions
  readonly inbox: InboxOptions
  readonly intake: IntakeOptions
  /** Of letters. */
  readonly files: FetchingOptions
  readonly road: AsyncRoad
  readonly reconciliation: ReconcileOptions
  /** Whether waiting messages are fetched; otherwise the gateway brings them. */
  readonly pulls: boolean
  /** Days for which words and bytes are kept. */
  readonly messageDays: number
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}

/** Messages fetched at a time. */
const AMOUNT = 50
const LONGEST_WAIT = Temporal.Duration.from({ seconds: 60 })
const PAUSES_MS = {
  messages: 1000,
  files: 1000,
  pull: 3000,
  deliveries: 60_000,
  reconciliation: 3_600_000,
  upkeep: 86_400_000,
}

/** Keeps messages moving in both directions until aborted; any number of servers may do this at once. */
export async function exchangeUntil(options: ExchangeOptions): Promise<void> {
  const { sql, now, pulls, messageDays } = options
  await Promise.all([
    keepDoing(outboxWork(options.outbox), { ...options, pauseMs: PAUSES_MS.messages }),
    keepDoing(inboxWork(options.inbox), { ...options, pauseMs: PAUSES_MS.messages }),
    keepDoing(letterFileWork(options.files), { ...options, pauseMs: PAUSES_MS.files }),
    pulls
      ? repeatUntil(
          { ...options, pauseMs: PAUSES_MS.pull },
          () => pullMessages(options),
          (count) => count === AMOUNT,
        )
      : undefined,
    repeatUntil({ ...options, pauseMs: PAUSES_MS.deliveries }, () => askDeliveries(options)),
    repeatUntil({ ...options, pauseMs: PAUSES_MS.reconciliation }, () => reconcile(options.reconciliation)),
    repeatUntil({ ...options, pauseMs: PAUSES_MS.upkeep }, async () => {
      await dropOldWords(sql, now().subtract({ hours: 24 * messageDays }))
      await forgetFiles(sql, now())
    }),
  ])
}

/** Fetches what waits at the gateway, and tells it of each message whether it was taken. */
async function pullMessages(options: Pick<ExchangeOptions, 'now' | 'intake' | 'road' | 'signal'>): Promise<number> {
  const { road, intake, now, signal } = options
  let count = 0
  for (const serviceId of intake.services) {
    for (const { message, bytes } of await road.pull(serviceId, AMOUNT, now().add(LONGEST_WAIT))) {
      if (signal.aborted) return count
      count += 1
      // The seal of the whole answer was right, or there would be no messages.
      const taken = await takeMessage(intake, { message, bytes, signature: 'valid', transport: road.transport })
      const { messageId } = message
      if (messageId === undefined) continue
      const outcome = taken.accepted
        ? { accepted: true, resend: false }
        : { accepted: false, resend: false, reason: taken.why }
      await road.confirm({ messageId, serviceId }, outcome, now().add(LONGEST_WAIT))
    }
  }
  return count
}

async function askDeliveries({ sql, now, road, signal }: ExchangeOptions): Promise<void> {
  const at = now()
  for (const { roadMessageId } of await undelivered(sql, at.subtract({ minutes: 1 }), AMOUNT)) {
    if (signal.aborted) return
    const state = await road.statusOf(roadMessageId, now().add(LONGEST_WAIT))
    if (state) await recordDelivery(sql, roadMessageId, state, now())
  }
}
