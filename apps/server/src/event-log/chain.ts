import { hash } from 'node:crypto'
import { chainStart } from '@qyzmet/casework'
import type { CaseId } from '../cases/case-id.ts'
import type { StoredEvent } from './read.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer')

/** What stands before the first event of a stream, hexadecimal. */
export function hashBefore(streamId: CaseId): string {
  return hex(chainStart(streamId, sha256))
}

/** Hash of an event together with everything before it, hexadecimal: `chainHash` of casework over texts. */
export function hashAfter(previous: string, data: string): string {
  const bytes = Buffer.allocUnsafe(HASH_BYTES + data.length * 3)
  bytes.write(previous, 0, 'hex')
  const length = HASH_BYTES + bytes.write(data, HASH_BYTES)
  return hash('sha256', bytes.subarray(0, length), 'hex')
}

/** Length of a SHA-256. */
const HASH_BYTES = 32

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

/** Where a stream is not as it was written. */
export interface ChainFault {
  readonly streamId: CaseId
  readonly version: number
  /** `gap`: versions are missing before this one. `hash`: this event or its hash was changed. `columns`: they contradict the data. */
  readonly fault: 'gap' | 'hash' | 'columns'
}

/** Goes through the events of one stream from its first and names the first fault; undefined when all of them hold. */
export function findChainFault(events: readonly StoredEvent[]): ChainFault | undefined {
  let previous = ''
  for (const [index, event] of events.entries()) {
    const { streamId, version, data } = event
    if (version !== index + 1) return { streamId, version, fault: 'gap' }
    const expected = hashAfter(index === 0 ? hashBefore(streamId) : previous, data)
    if (expected !== event.hash) return { streamId, version, fault: 'hash' }
    const { type }: { readonly type?: unknown } = JSON.parse(data)
    if (type !== event.type) return { streamId, version, fault: 'columns' }
    previous = expected
  }
  return undefined
}
