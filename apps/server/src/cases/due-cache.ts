import { dueOf, type LedgerEntry, type TermMark } from '@qyzmet/casework'
import { isDayLimit, type TermClock } from '@qyzmet/regulation'

/** A moment as the store needs it: to compare, and to write. */
export interface Moment {
  readonly ms: number
  /** ISO 8601, UTC. */
  readonly text: string
}

/** What the store needs of a term's end: not the lines that explain it. */
export interface TermEnd {
  /** First instant at which the term has run out; absent when the act states no limit. */
  readonly at?: Moment
  /** Last local day that is still within the term; absent with `at`. */
  readonly lastDay?: string
  /** When each mark falls, earliest first. */
  readonly marks: readonly { readonly mark: TermMark; readonly at: Moment }[]
}

export type Started = Extract<LedgerEntry, { type: 'started' }>

export type EndOf = (start: Started) => TermEnd

/** Zones differ from UTC by whole quarters of an hour, so instants of one quarter fall on one local day. */
const QUARTER_MS = 15 * 60_000
const KEPT = 20_000
const NO_END: TermEnd = { marks: [] }

/**
 * Ends of terms that have started, remembered: a term of days ends the same for all that start on the same day.
 */
export function createDueCache(clock: TermClock): EndOf {
  const known = new Map<string, TermEnd>()
  return (start) => {
    const { limit, at } = start
    if (limit === 'unstated') return NO_END
    const moment = isDayLimit(limit) ? Math.floor(at.epochMilliseconds / QUARTER_MS) : `${at.epochMilliseconds}ms`
    const key = `${limit.amount} ${limit.unit} ${moment}`
    const found = known.get(key)
    if (found) return found
    const end = endOf(start, clock)
    if (known.size >= KEPT) known.clear()
    known.set(key, end)
    return end
  }
}

function endOf(start: Started, clock: TermClock): TermEnd {
  const due = dueOf([start], start.term, clock)
  if (!due?.at) return NO_END
  const lastMoment = due.at.subtract({ nanoseconds: 1 })
  const lastDay = lastMoment.toZonedDateTimeISO(clock.timeZone).toPlainDate().toString()
  return { at: momentOf(due.at), lastDay, marks: due.marks.map(({ mark, at }) => ({ mark, at: momentOf(at) })) }
}

export function momentOf(instant: Temporal.Instant): Moment {
  return { ms: instant.epochMilliseconds, text: instant.toString() }
}
