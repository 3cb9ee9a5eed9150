import type { Cases } from './cases.ts'
import { createHistogram } from './histogram.ts'
import { MINUTES_PER_DAY, type OfficeTime } from './office-time.ts'
import type { Plan, PlannedStep } from './plan.ts'
import type { SimulationResult } from './result.ts'

const LONGEST_DAYS = 1000
/** Due moment of a term at a counter while the applicant still stands in line: it runs from the first word. */
const NOT_YET = -1

/** Measures a run while it goes on; what it keeps does not grow with the number of cases. */
export interface RunRecord {
  readonly advance: (now: number) => void
  readonly entered: (cases: Cases, slot: number, step: PlannedStep, now: number) => void
  /** Somebody has begun to work at the step. */
  readonly begun: (cases: Cases, slot: number, step: PlannedStep, now: number) => void
  readonly left: (cases: Cases, slot: number, step: PlannedStep, now: number) => void
  readonly waited: (step: number, minutes: number) => void
  readonly worked: (line: number, minutes: number) => void
  readonly lineChanged: (line: number, now: number, by: 1 | -1) => void
  readonly arrived: (now: number) => void
  /** So many cases could be decided in a meeting, while applications still come. */
  readonly sessionHeld: (session: number, places: number) => void
  readonly sessionLineChanged: (session: number, now: number, by: 1 | -1) => void
  readonly given: (cases: Cases, slot: number, now: number) => void
  readonly ended: (cases: Cases, slot: number, end: number, now: number) => void
  readonly result: (run: Pick<SimulationResult, 'arrived' | 'stillOpen' | 'asked' | 'staff'>) => SimulationResult
}

/** Length of one line over time. */
interface Line {
  length: number
  max: number
  area: number
  since: number
  readonly byDay: number[]
}

/** @param peopleOf lines of a post: one for each executor, one for all others */
export function createRecord(plan: Plan, office: OfficeTime, peopleOf: (actor: string) => number): RunRecord {
  const terms = plan.terms.map(() => ({ passed: 0, late: 0 }))
  const waits = plan.steps.map(() => createHistogram())
  const spent = plan.steps.map(() => createHistogram())
  const actors = [...plan.posts.map(({ actor }) => actor), ...plan.sessions]
  const lines = actors.map((): Line => ({ length: 0, max: 0, area: 0, since: 0, byDay: [] }))
  const busy = new Float64Array(actors.length)
  const actorOfLine = plan.posts.flatMap(({ actor, isOwn }, index) =>
    Array.from({ length: isOwn ? peopleOf(actor) : 1 }, () => index),
  )
  const closes = { granted: 0, refused: 0, stopped: 0 }
  const days = new Float64Array(LONGEST_DAYS + 1)
  let given = 0
  let givenLate = 0
  let today = 0
  let last = 0
  let lastArrival = 0
  const places = new Float64Array(plan.sessions.length)
  const joined = new Float64Array(plan.sessions.length)

  const change = (index: number, now: number, by: 1 | -1): void => {
    const line = lines[index]
    if (line === undefined) return
    line.area += line.length * (now - line.since)
    line.since = now
    line.length += by
    if (line.length > line.max) line.max = line.length
  }
  const dueOf = ({ limit }: PlannedStep, now: number): number =>
    limit === undefined ? Number.POSITIVE_INFINITY : office.dueOf(limit, now)
  const closeTerm = (cases: Cases, slot: number, now: number): void => {
    const term = terms[cases.term(slot)]
    if (term === undefined) return
    term.passed += 1
    if (cases.termDue(slot) !== NOT_YET && now > cases.termDue(slot)) term.late += 1
  }

  return {
    advance: (now) => {
      last = now
      const day = Math.floor(now / MINUTES_PER_DAY)
      for (; today < day; today += 1) for (const line of lines) line.byDay.push(line.length)
    },
    entered: (cases, slot, step, now) => {
      if (cases.term(slot) === step.term) return
      closeTerm(cases, slot, now)
      cases.startTerm(slot, step.term, step.isAtCounter ? NOT_YET : dueOf(step, now))
    },
    begun: (cases, slot, step, now) => {
      if (cases.termDue(slot) === NOT_YET) cases.startTerm(slot, step.term, dueOf(step, now))
    },
    left: (cases, slot, _step, now) => spent[cases.step(slot)]?.add(now - cases.enteredAt(slot)),
    waited: (step, minutes) => waits[step]?.add(minutes),
    worked: (line, minutes) => {
      const actor = actorOfLine[line] ?? 0
      busy[actor] = (busy[actor] ?? 0) + minutes
    },
    lineChanged: (line, now, by) => change(actorOfLine[line] ?? 0, now, by),
    arrived: (now) => {
      lastArrival = now
    },
    sessionHeld: (session, count) => {
      places[session] = (places[session] ?? 0) + count
    },
    sessionLineChanged: (session, now, by) => {
      if (by > 0) joined[session] = (joined[session] ?? 0) + 1
      change(plan.posts.length + session, now, by)
    },
    given: (cases, slot, now) => {
      const start = cases.totalStart(slot)
      if (start < 0) return
      given += 1
      if (now > cases.totalDue(slot)) givenLate += 1
      const passed = Math.floor(now / MINUTES_PER_DAY) - Math.floor(start / MINUTES_PER_DAY)
      const index = Math.min(passed, LONGEST_DAYS)
      days[index] = (days[index] ?? 0) + 1
      cases.endTotal(slot)
    },
    ended: (cases, slot, end, now) => {
      closeTerm(cases, slot, now)
      const how = plan.ends[end]?.closes
      if (how !== undefined) closes[how] += 1
    },
    result: (run) => {
      const quantile = (share: number): number => {
        let left = Math.ceil(given * share)
        for (const [day, count] of days.entries()) {
          left -= count
          if (left <= 0 && count > 0) return day
        }
        return 0
      }
      const worked = office.workedAt(lastArrival)
      const share = (amount: number, of: number): number => (of > 0 ? amount / of : 0)
      return {
        ...run,
        ...closes,
        given,
        givenLate,
        daysToResult: [...days.subarray(0, days.findLastIndex((count) => count > 0) + 1)],
        daysMedian: quantile(0.5),
        daysP95: quantile(0.95),
        days: today,
        steps: plan.steps.map((step, index) => {
          const term = terms[step.term]
          return {
            channel: step.channel,
            step: step.step.id,
            passed: spent[index]?.count() ?? 0,
            late: step.limit === undefined || !term || term.passed === 0 ? undefined : term.late / term.passed,
            waitMedian: waits[index]?.quantile(0.5) ?? 0,
            waitP95: waits[index]?.quantile(0.95) ?? 0,
            spentMedian: spent[index]?.quantile(0.5) ?? 0,
            spentP95: spent[index]?.quantile(0.95) ?? 0,
          }
        }),
        posts: actors.map((actor, index) => {
          const count = run.staff.get(actor) ?? 1
          const line = lines[index]
          return {
            actor,
            count,
            load:
              index < plan.posts.length
                ? share(busy[index] ?? 0, worked * count)
                : share(joined[index - plan.posts.length] ?? 0, places[index - plan.posts.length] ?? 0),
            lineMean: last > 0 ? ((line?.area ?? 0) + (line?.length ?? 0) * (last - (line?.since ?? 0))) / last : 0,
            lineMax: line?.max ?? 0,
            lineByDay: line?.byDay ?? [],
          }
        }),
      }
    },
  }
}
