import type { Limit, TermClock, TermEnd, TermLine } from '@qyzmet/regulation'
import { addWorkingMs, dueInstant, endOfTerm, workingDaysBetween, workingMsBetween } from '@qyzmet/regulation'
import type { TermMark } from './commands.ts'
import type { Due, LedgerEntry } from './ledger.ts'
import { TOTAL_TERM } from './ledger.ts'
import { runningTerms } from './running-terms.ts'

/**
 * When a term ends, and why, by its latest start; undefined when it never started.
 *
 * A step without a limit in the act has no `at`; the total term bounds it and is named in its line.
 *
 * @throws {CalendarGapError} when the calendar lacks a year the term runs through
 *
 * Source: Civil Code arts 172, 173, 175, 176; APPC art. 76
 */
export function dueOf(ledger: readonly LedgerEntry[], term: string, clock: TermClock): Due | undefined {
  const start = latestStart(ledger, term)
  if (!start) return undefined
  const { at: startedAt, limit, item } = start.entry
  const stop = ledger.find((line, index) => index > start.index && isStopOf(line, term))
  const total = term === TOTAL_TERM ? undefined : totalBeside(ledger, start.index)
  const before: TermLine = { rule: 'starts', source: `item ${item}`, values: { at: startedAt.toString(), item } }
  const after: readonly TermLine[] = stop
    ? [{ rule: 'stopped', source: `item ${stop.item}`, values: { at: stop.at.toString() } }]
    : []
  const base = { term, startedAt, ...(stop ? { stoppedAt: stop.at } : {}) }
  if (limit === 'unstated') {
    return { ...base, countsFrom: startedAt, marks: [], lines: [before, unstatedLine(item, total, clock), ...after] }
  }
  const { lines: counted, ...end } = dueInstant(limit, startedAt, clock)
  const lines = counted.map((line) => withLimitSource(line, term, item))
  return {
    ...base,
    ...end,
    marks: marksOf(end, clock),
    lines: [before, ...withTotal(lines, end, total, clock), ...after],
  }
}

/** The total term when it runs, then the running terms of steps in the order of their start. */
export function duesOf(ledger: readonly LedgerEntry[], clock: TermClock): readonly Due[] {
  return runningTotalFirst(ledger).flatMap((term) => dueOf(ledger, term, clock) ?? [])
}

/**
 * Share of the term used at `now`: working time passed of the working time between the first day that counts and the
 * last. 0.5 is half; above 1 the term is overdue, or its last working hour has passed and only the evening is left.
 *
 * @returns undefined when the act states no limit
 */
export function usedShare(due: Due, now: Temporal.Instant, clock: TermClock): number | undefined {
  if (!due.at) return undefined
  const until = due.stoppedAt ?? now
  if (Temporal.Instant.compare(until, due.countsFrom) <= 0) return 0
  return workingMsBetween(due.countsFrom, until, clock) / workingMsBetween(due.countsFrom, due.at, clock)
}

/** True when the term has run out: at `now` for a running term, before it was stopped for a stopped one. */
export function isOverdue(due: Due, now: Temporal.Instant): boolean {
  return due.at !== undefined && Temporal.Instant.compare(due.stoppedAt ?? now, due.at) >= 0
}

/**
 * Working days from today to the last day of the term: 0 on the last day, negative when it is over.
 *
 * @returns undefined when the act states no limit
 */
export function workingDaysLeft(due: Due, now: Temporal.Instant, clock: TermClock): number | undefined {
  if (!due.at) return undefined
  const dayOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(clock.timeZone).toPlainDate()
  return workingDaysBetween(dayOf(due.stoppedAt ?? now), due.on ?? dayOf(due.at), clock.calendar)
}

/** Marks that have fallen due by `now` and are not written since the term last started, earliest first. */
export function marksDue(due: Due, ledger: readonly LedgerEntry[], now: Temporal.Instant): readonly TermMark[] {
  return unwrittenMarks(due, ledger)
    .filter(({ at }) => Temporal.Instant.compare(at, now) <= 0)
    .map(({ mark }) => mark)
}

/** When the next unwritten mark of the term falls; undefined when all are written, or the term is stopped or has no limit. */
export function nextMarkAt(due: Due, ledger: readonly LedgerEntry[]): Temporal.Instant | undefined {
  return unwrittenMarks(due, ledger)[0]?.at
}

/** The earliest unwritten mark of all running terms of a case: what a timer waits for. */
export function nextMark(
  ledger: readonly LedgerEntry[],
  clock: TermClock,
): { readonly term: string; readonly mark: TermMark; readonly at: Temporal.Instant } | undefined {
  return runningTotalFirst(ledger)
    .flatMap((term) => {
      const limit = latestStart(ledger, term)?.entry
      if (!limit || limit.limit === 'unstated') return []
      const marks = marksOf(endOfTerm(limit.limit, limit.at, clock), clock)
      const written = writtenMarks(ledger, term)
      return marks
        .filter(({ mark }) => !written.has(mark))
        .slice(0, 1)
        .map(({ mark, at }) => ({ term, mark, at }))
    })
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))[0]
}

type Started = Extract<LedgerEntry, { readonly type: 'started' }>

function latestStart(
  ledger: readonly LedgerEntry[],
  term: string,
): { readonly entry: Started; readonly index: number } | undefined {
  const index = ledger.findLastIndex((line) => line.type === 'started' && line.term === term)
  const entry = ledger[index]
  return entry?.type === 'started' ? { entry, index } : undefined
}

function isStopOf(line: LedgerEntry, term: string): boolean {
  return line.type === 'stopped' && line.term === term
}

function runningTotalFirst(ledger: readonly LedgerEntry[]): readonly string[] {
  const running = runningTerms(ledger)
  return [...running.filter((term) => term === TOTAL_TERM), ...running.filter((term) => term !== TOTAL_TERM)]
}

/** The total term as it ran beside a step's term: started at all, and not stopped before that term started. */
function totalBeside(ledger: readonly LedgerEntry[], stepStart: number): StatedStart | undefined {
  const total = latestStart(ledger, TOTAL_TERM)
  if (!total || total.entry.limit === 'unstated') return undefined
  const isOver = ledger.some((line, index) => index > total.index && index < stepStart && isStopOf(line, TOTAL_TERM))
  return isOver ? undefined : { at: total.entry.at, limit: total.entry.limit }
}

interface StatedStart {
  readonly at: Temporal.Instant
  readonly limit: Limit
}

function unstatedLine(item: string, total: StatedStart | undefined, clock: TermClock): TermLine {
  const source = `item ${item}`
  if (!total) return { rule: 'unstated', source, values: {} }
  const { amount, unit } = total.limit
  return {
    rule: 'unstated',
    source,
    values: { total: { amount, unit, ...endValues(endOfTerm(total.limit, total.at, clock)) } },
  }
}

/** How long the term is, is said by the act or the standard; the code only says how it is counted. */
function withLimitSource(line: TermLine, term: string, item: string): TermLine {
  if (line.rule !== 'counts' && line.rule !== 'runs-out') return line
  return { ...line, source: `${term === TOTAL_TERM ? 'standard' : `item ${item}`}; ${line.source}` }
}

/** Tells before the last line that the total term ends first, where it does. */
function withTotal(
  lines: readonly TermLine[],
  end: TermEnd,
  total: StatedStart | undefined,
  clock: TermClock,
): readonly TermLine[] {
  const totalEnd = total && endOfTerm(total.limit, total.at, clock)
  if (!totalEnd || Temporal.Instant.compare(totalEnd.at, end.at) >= 0) return lines
  const line: TermLine = { rule: 'total-ends-first', source: 'standard', values: endValues(totalEnd) }
  return [...lines.slice(0, -1), line, ...lines.slice(-1)]
}

function endValues({ at, on }: TermEnd): { readonly at: string; readonly on?: string } {
  return { at: at.toString(), ...(on ? { on: on.toString() } : {}) }
}

/** Half and three quarters of the working time of the term, then its end. */
function marksOf({ at, countsFrom }: TermEnd, clock: TermClock): Due['marks'] {
  const whole = workingMsBetween(countsFrom, at, clock)
  return [
    { mark: 'half', at: addWorkingMs(countsFrom, Math.ceil(whole / 2), clock) },
    { mark: 'three-quarters', at: addWorkingMs(countsFrom, Math.ceil((whole * 3) / 4), clock) },
    { mark: 'overdue', at },
  ]
}

function unwrittenMarks(due: Due, ledger: readonly LedgerEntry[]): Due['marks'] {
  if (due.stoppedAt) return []
  const written = writtenMarks(ledger, due.term)
  return due.marks.filter(({ mark }) => !written.has(mark))
}

function writtenMarks(ledger: readonly LedgerEntry[], term: string): ReadonlySet<TermMark> {
  const start = latestStart(ledger, term)?.index ?? 0
  return new Set(
    ledger.slice(start).flatMap((line) => (line.type === 'marked' && line.term === term ? [line.mark] : [])),
  )
}
