import { decodeEvent } from '@qyzmet/casework'
import { createQueueIndex, type QueueEntry, queueFactOf, type QueueList } from '@qyzmet/registry'
import type { Sql } from '../database/connect.ts'
import { type Checkpoint, LOG_START, readAfter } from '../event-log/follow.ts'

/** Place of an entry in its list, counted from 1, and how long the list is. */
export interface Place {
  readonly place: number
  readonly total: number
}

/** The waiting lists as the event log tells them; nothing of them is stored anywhere else. */
export interface Queue {
  /** Place that the entry has, or would have when it entered now. */
  readonly placeOf: (entry: Omit<QueueEntry, 'caseId'> & { readonly caseId?: string }) => Promise<Place>
  /** Lists in which the case waits, with its place in each. */
  readonly ofCase: (caseId: string) => Promise<readonly (Place & QueueEntry)[]>
  readonly page: (
    list: QueueList,
    offset: number,
    limit: number,
  ) => Promise<{ readonly entries: readonly QueueEntry[]; readonly total: number }>
  /** Place of the application with this number in a list; undefined when it is not there. */
  readonly findNumber: (list: QueueList, number: string) => Promise<number | undefined>
  /** Lists that hold anybody, in no order. */
  readonly lists: () => Promise<readonly QueueList[]>
}

/** Sorts after every case, so that a prospective entry comes behind an equal one. */
const NO_CASE = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Follows the event log: every question first takes in what has happened since the last one. */
export function createQueue(sql: Sql): Queue {
  const index = createQueueIndex()
  const entries = new Map<string, readonly QueueEntry[]>()
  const numbers = new Map<string, readonly QueueEntry[]>()
  const lists = new Map<string, QueueList>()
  let checkpoint: Checkpoint = LOG_START
  let reading: Promise<void> | undefined

  const take = (entry: QueueEntry): void => {
    const own = entries.get(entry.caseId) ?? []
    const before = own.find((known) => isSameList(known, entry))
    if (before) index.remove(before)
    index.insert(entry)
    numbers.set(entry.number, [...(numbers.get(entry.number) ?? []).filter((known) => known !== before), entry])
    entries.set(entry.caseId, [...own.filter((known) => known !== before), entry])
    lists.set(JSON.stringify([entry.providerId, entry.list]), { providerId: entry.providerId, list: entry.list })
  }

  const readOn = async (): Promise<void> => {
    for (;;) {
      const batch = await readAfter(sql, checkpoint, { types: ['QueueEntered'], limit: 5000 })
      for (const stored of batch.events) {
        const ids = { caseId: stored.streamId, providerId: stored.providerId }
        const fact = queueFactOf(decodeEvent(JSON.parse(stored.data)), ids)
        if (fact?.type === 'entered') take(entryOf(fact))
      }
      checkpoint = batch.checkpoint
      if (batch.caughtUp) return
    }
  }

  /** One reader at a time; a question that comes meanwhile waits for a reading that began after it. */
  const catchUp = async (): Promise<void> => {
    while (reading) await reading.catch(() => undefined)
    reading = readOn().finally(() => {
      reading = undefined
    })
    await reading
  }

  return {
    async placeOf(asked) {
      await catchUp()
      const entry: QueueEntry = { ...asked, caseId: asked.caseId ?? NO_CASE }
      const known = index.position(entry)
      if (known !== undefined) return { place: known, total: index.count(entry) }
      index.insert(entry)
      const place = index.position(entry) ?? 1
      const total = index.count(entry)
      index.remove(entry)
      return { place, total }
    },
    async ofCase(caseId) {
      await catchUp()
      return (entries.get(caseId) ?? []).map((entry) => ({
        ...entry,
        place: index.position(entry) ?? 0,
        total: index.count(entry),
      }))
    },
    async page(list, offset, limit) {
      await catchUp()
      return { entries: index.page(list, offset, limit), total: index.count(list) }
    },
    async findNumber(list, number) {
      await catchUp()
      const entry = numbers.get(number)?.find((known) => isSameList(known, list))
      return entry && index.position(entry)
    },
    async lists() {
      await catchUp()
      return [...lists.values()]
    },
  }
}

function isSameList(a: QueueList, b: QueueList): boolean {
  return a.providerId === b.providerId && a.list === b.list
}

function entryOf({ caseId, providerId, list, completeAt, number }: QueueEntry): QueueEntry {
  return { caseId, providerId, list, completeAt, number }
}
