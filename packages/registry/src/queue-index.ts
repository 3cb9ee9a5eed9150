import type { QueueEntry, QueueList } from './queue.ts'
import type { QueueBlocks, QueueKey } from './queue-blocks.ts'
import { createQueueBlocks } from './queue-blocks.ts'

/**
 * The order of all lists, held in memory so that a place among a million is found
 * in microseconds. It is a cache: rebuilt from the facts at any time, it must give
 * the order of `orderOf`.
 */
export interface QueueIndex {
  /** False when the entry is there already. */
  readonly insert: (entry: QueueEntry) => boolean
  /** False when there is no such entry; moment and number have to be those it entered with. */
  readonly remove: (entry: QueueEntry) => boolean
  /** Place in its list, counted from 1; undefined when the entry is not in the list. */
  readonly position: (entry: QueueEntry) => number | undefined
  readonly count: (list: QueueList) => number
  /**
   * Entries in order.
   *
   * @param offset how many entries of the list to pass over
   */
  readonly page: (list: QueueList, offset: number, limit: number) => readonly QueueEntry[]
}

/** An index of the given entries; quickest when they come in order. */
export function createQueueIndex(entries: Iterable<QueueEntry> = []): QueueIndex {
  const providers = new Map<string, Map<string, QueueBlocks>>()
  const find = ({ providerId, list }: QueueList) => providers.get(providerId)?.get(list)

  function open({ providerId, list }: QueueList): QueueBlocks {
    const lists = providers.get(providerId) ?? new Map<string, QueueBlocks>()
    providers.set(providerId, lists)
    const blocks = lists.get(list) ?? createQueueBlocks()
    lists.set(list, blocks)
    return blocks
  }

  const index: QueueIndex = {
    insert: (entry) => open(entry).insert(keyOf(entry)),
    remove: (entry) => find(entry)?.remove(keyOf(entry)) ?? false,
    position(entry) {
      const rank = find(entry)?.rank(keyOf(entry))
      return rank === undefined ? undefined : rank + 1
    },
    count: (list) => find(list)?.size() ?? 0,
    page(list, offset, limit) {
      if (!(offset >= 0) || !(limit >= 0)) throw new RangeError(`page of ${limit} entries from ${offset}`)
      const keys = find(list)?.slice(offset, limit) ?? []
      return keys.map((key) => entryOf(list, key))
    },
  }
  for (const entry of entries) index.insert(entry)
  return index
}

function keyOf({ completeAt, number, caseId }: QueueEntry): QueueKey {
  const ms = completeAt.epochMilliseconds
  return { ms, ns: Number(completeAt.epochNanoseconds - BigInt(ms) * NS_PER_MS), number, caseId }
}

function entryOf({ providerId, list }: QueueList, { ms, ns, number, caseId }: QueueKey): QueueEntry {
  const completeAt = Temporal.Instant.fromEpochNanoseconds(BigInt(ms) * NS_PER_MS + BigInt(ns))
  return { providerId, list, caseId, completeAt, number }
}

const NS_PER_MS = 1_000_000n
