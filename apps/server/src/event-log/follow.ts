import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { maybeOne, one } from '../database/query.ts'
import type { StoredEvent } from './read.ts'

/** How far a follower has read: all events of earlier transactions, and those of this one up to the position. */
export interface Checkpoint {
  readonly transactionId: string
  readonly position: string
}

/** Before the first event. */
export const LOG_START: Checkpoint = { transactionId: '0', position: '0' }

export interface FollowedEvent extends StoredEvent {
  readonly providerId: string
  readonly recordedAt: string
  readonly checkpoint: Checkpoint
}

export interface Batch {
  readonly events: readonly FollowedEvent[]
  readonly checkpoint: Checkpoint
  /** True when the follower has caught up with every finished transaction. */
  readonly caughtUp: boolean
}

export interface ReadOptions {
  /** Only events of these types; all when absent. */
  readonly types?: readonly string[]
  /** Events at the most; default 1000. */
  readonly limit?: number
}

/**
 * The events after a checkpoint in the one order that loses nothing: by transaction and position, and only of
 * transactions below which none is still running. By position alone a follower would step over an event whose
 * transaction took its number early and committed late.
 */
export async function readAfter(
  sql: Sql | TransactionSql,
  checkpoint: Checkpoint,
  options: ReadOptions = {},
): Promise<Batch> {
  const limit = options.limit ?? 1000
  const types = options.types ?? null
  const rows = await sql<(FollowedRow & { edge: string })[]>`
    select edge::text, event.* from pg_snapshot_xmin(pg_current_snapshot()) as edge
    left join lateral (
      select stream_id as "streamId", version, type, data::text as data, encode(hash, 'hex') as hash,
        command_key as "commandKey", provider_id as "providerId", recorded_at::text as "recordedAt",
        transaction_id::text as "transactionId", position::text as position
      from event
      where transaction_id < edge
        and (transaction_id, position) > (${checkpoint.transactionId}::xid8, ${checkpoint.position}::bigint)
        and (${types}::text[] is null or type = any(${types}::text[]))
      order by event.transaction_id, event.position limit ${limit}
    ) as event on true`
  const events = rows.filter((row) => row.streamId !== null).map(followedEvent)
  const caughtUp = events.length < limit
  const last = events.at(-1)
  const edge = rows[0]?.edge ?? checkpoint.transactionId
  return {
    events,
    caughtUp,
    checkpoint: caughtUp || last === undefined ? { transactionId: edge, position: '0' } : last.checkpoint,
  }
}

type FollowedRow = Omit<FollowedEvent, 'checkpoint'> & Checkpoint

function followedEvent(row: FollowedRow): FollowedEvent {
  const { streamId, version, type, data, hash, commandKey, providerId, recordedAt, transactionId, position } = row
  const checkpoint = { transactionId, position }
  return { streamId, version, type, data, hash, commandKey, providerId, recordedAt, checkpoint }
}

export interface FollowOptions extends ReadOptions {
  readonly from: Checkpoint
  /** Called with one batch after another, also with an empty one when the follower has caught up for the first time. */
  readonly onBatch: (batch: Batch) => void | Promise<void>
  readonly onError: (error: unknown) => void
  readonly signal: AbortSignal
  /** Wait between looks when nothing is new; default 200. */
  readonly pollMs?: number
}

/** Follows the log until aborted. A failed look is told to `onError` and repeated; a batch is never skipped. */
export async function follow(sql: Sql, options: FollowOptions): Promise<void> {
  const { onBatch, onError, signal, pollMs = 200 } = options
  let checkpoint = options.from
  let first = true
  while (!signal.aborted) {
    let caughtUp = true
    try {
      const batch = await readAfter(sql, checkpoint, options)
      if (batch.events.length > 0 || first) await onBatch(batch)
      first = false
      ;({ checkpoint, caughtUp } = batch)
    } catch (error) {
      if (!signal.aborted) onError(error)
    }
    if (caughtUp) await sleep(pollMs, undefined, { signal, ref: false }).catch(() => undefined)
  }
}

/** Where the named follower stopped; the start of the log for a new one. */
export async function readCheckpoint(sql: Sql | TransactionSql, name: string): Promise<Checkpoint> {
  const found = await maybeOne(sql<Checkpoint[]>`
    select transaction_id::text as "transactionId", position::text as position from follower where name = ${name}`)
  return found ?? LOG_START
}

/** Keeps the place of the named follower; in the transaction that keeps what the follower made of the events. */
export async function saveCheckpoint(sql: Sql | TransactionSql, name: string, checkpoint: Checkpoint): Promise<void> {
  await one(sql`
    insert into follower (name, transaction_id, position)
    values (${name}, ${checkpoint.transactionId}::xid8, ${checkpoint.position}::bigint)
    on conflict (name) do update set transaction_id = excluded.transaction_id, position = excluded.position
    returning name`)
}
