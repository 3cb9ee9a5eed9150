import type { CaseId } from '../cases/case-id.ts'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { many } from '../database/query.ts'

/** An event as it lies in the log. */
export interface StoredEvent {
  readonly streamId: CaseId
  readonly version: number
  readonly type: string
  /** Canonical JSON, byte for byte as it was written. */
  readonly data: string
  /** Chain hash, hexadecimal. */
  readonly hash: string
  /** Key of the command that wrote this event and those after it; on the first event of a command only. */
  readonly commandKey: string | null
}

/** Events of one stream in order, those after version `after`. */
export function readStream(sql: Sql | TransactionSql, streamId: CaseId, after = 0): Promise<readonly StoredEvent[]> {
  return many(sql<StoredEvent[]>`
    select stream_id as "streamId", version, type, data::text as data, encode(hash, 'hex') as hash,
      command_key as "commandKey"
    from event where stream_id = ${streamId} and version > ${after} order by version`)
}
