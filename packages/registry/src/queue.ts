import type { CaseEvent } from '@qyzmet/casework'

/** A list of people who wait: each provider keeps its own, one for each category. */
export interface QueueList {
  readonly providerId: string
  readonly list: string
}

/** A place taken in a list. What decides the place is `completeAt` and `number`; the position itself is never kept. */
export interface QueueEntry extends QueueList {
  readonly caseId: string
  /** Moment at which the application with all documents was accepted. */
  readonly completeAt: Temporal.Instant
  /** Number given to the application; decides between applications of one moment. */
  readonly number: string
}

/** What happened to a list. Entering again replaces the place a case had in the list. */
export type QueueFact =
  | ({ readonly type: 'entered' } & QueueEntry)
  | ({ readonly type: 'left'; readonly caseId: string } & QueueList)

/** What an event of a case means for the queue; undefined for all other events. */
export function queueFactOf(
  event: CaseEvent,
  { caseId, providerId }: { readonly caseId: string; readonly providerId: string },
): QueueFact | undefined {
  if (event.type !== 'QueueEntered') return undefined
  const { list, completeAt, number } = event
  return { type: 'entered', caseId, providerId, list, completeAt, number }
}

/** The places that are taken after all facts, in no order. */
export function entriesOf(facts: Iterable<QueueFact>): readonly QueueEntry[] {
  const entries = new Map<string, QueueEntry>()
  for (const fact of facts) {
    const key = JSON.stringify([fact.providerId, fact.list, fact.caseId])
    if (fact.type === 'left') entries.delete(key)
    else {
      const { providerId, list, caseId, completeAt, number } = fact
      entries.set(key, { providerId, list, caseId, completeAt, number })
    }
  }
  return [...entries.values()]
}

/**
 * The entries of one list in their legal order: by the moment of the application with all documents, then by number.
 *
 * Source: Law on Housing Relations art. 74
 */
export function orderOf(entries: Iterable<QueueEntry>): readonly QueueEntry[] {
  return [...entries].toSorted(compareEntries)
}

/** Place of a case in its list, counted from 1; undefined when it is not in the list. */
export function positionOf(
  entries: Iterable<QueueEntry>,
  { providerId, list, caseId }: QueueList & { readonly caseId: string },
): number | undefined {
  const own = [...entries].filter((entry) => entry.providerId === providerId && entry.list === list)
  const index = orderOf(own).findIndex((entry) => entry.caseId === caseId)
  return index < 0 ? undefined : index + 1
}

/** Legal order of two entries of one list; entries alike in moment and number are told apart by their case. */
export function compareEntries(a: QueueEntry, b: QueueEntry): number {
  return (
    Temporal.Instant.compare(a.completeAt, b.completeAt) ||
    compareNumbers(a.number, b.number) ||
    compareText(a.caseId, b.caseId)
  )
}

/** Numbers as people count them: `Ж-9` comes before `Ж-10`. Text that differs is never equal. */
export function compareNumbers(a: string, b: string): number {
  if (a === b) return 0
  const [left, right] = [partsOf(a), partsOf(b)]
  for (const [index, part] of left.entries()) {
    const other = right[index]
    if (other === undefined) return 1
    const order = compareParts(part, other)
    if (order !== 0) return order
  }
  return left.length - right.length || compareText(a, b)
}

function partsOf(number: string): readonly string[] {
  return number.match(/\d+|\D+/g) ?? []
}

function compareParts(a: string, b: string): number {
  if (!isDigits(a) || !isDigits(b)) return compareText(a, b)
  const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')]
  return left.length - right.length || compareText(left, right)
}

function isDigits(part: string): boolean {
  return /^\d/.test(part)
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
