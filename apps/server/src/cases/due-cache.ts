import { type Due, dueOf, type LedgerEntry } from '@qyzmet/casework'
import { isDayLimit, type TermClock } from '@qyzmet/regulation'

/** What the store needs of a term's end: not the lines that explain it. */
export type TermEnd = Pick<Due, 'at' | 'marks'>

export type Started = Extract<LedgerEntry, { type: 'started' }>

export type EndOf = (start: Started) => TermEnd

/** Zones differ from UTC by whole quarters of an hour, so instants of one quarter fall on one local day. */
const QUARTER_MS = 15 * 60_000
const KEPT = 20_000

/**
 * Ends of terms that have started, remembered: a term of days ends the same for all that start on the same day.
 */
export function createDueCache(clock: TermClock): EndOf {
  const known = new Map<string, TermEnd>()
  return (start) => {
    const { limit, at } = start
    if (limit === 'unstated') return { marks: [] }
    const moment = isDayLimit(limit) ? Math.floor(at.epochMilliseconds / QUARTER_MS) : `${at.epochMilliseconds}ms`
    const key = `${limit.amount} ${limit.unit} ${moment}`
    const found = known.get(key)
    if (found) return found
    const due = dueOf([start], start.term, clock)
    const end: TermEnd = due ? { ...(due.at ? { at: due.at } : {}), marks: due.marks } : { marks: [] }
    if (known.size >= KEPT) known.clear()
    known.set(key, end)
    return end
  }
}
