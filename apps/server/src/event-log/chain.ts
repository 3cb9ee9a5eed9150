import { hash } from 'node:crypto'

/** What stands before the first event of a stream in the chain. */
export const CHAIN_START = '0'.repeat(64)

/**
 * Hash of one event, hexadecimal: SHA-256 over four lines of text, which are the hash of the event before it, the
 * stream, the version and the canonical data.
 */
export function chainHash(previous: string, streamId: string, version: number, data: string): string {
  return hash('sha256', `${previous}\n${streamId}\n${version}\n${data}`, 'hex')
}

export interface ChainedEvent {
  readonly streamId: string
  readonly version: number
  readonly data: string
  /** As stored, hexadecimal. */
  readonly hash: string
}

/** Where a chain does not hold. */
export interface ChainFault {
  readonly streamId: string
  readonly version: number
  /** `gap`: a version is missing before this one. `hash`: the event or one before it was changed. */
  readonly fault: 'gap' | 'hash'
}

/** Goes through the events of one stream from its first and names the first fault; undefined when all of them hold. */
export function findChainFault(events: readonly ChainedEvent[]): ChainFault | undefined {
  let previous = CHAIN_START
  let version = 0
  for (const event of events) {
    version += 1
    const { streamId } = event
    if (event.version !== version) return { streamId, version, fault: 'gap' }
    if (chainHash(previous, streamId, version, event.data) !== event.hash) return { streamId, version, fault: 'hash' }
    previous = event.hash
  }
  return undefined
}
