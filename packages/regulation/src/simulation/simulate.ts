import type { Regulation } from '../model.ts'
import type { TermClock } from '../time/clock.ts'
import { CalendarGapError } from '../time/day-table.ts'
import { firstDayOfYear, toEpochDay, weekdayOf } from '../time/epoch-day.ts'
import { APPLICANT_DAYS, EFFORT_SPREAD, SESSION } from './assumptions.ts'
import { createCases } from './cases.ts'
import { createEventQueue } from './event-queue.ts'
import { MINUTES_PER_DAY, officeTime } from './office-time.ts'
import type { Plan, PlannedStep } from './plan.ts'
import { createPosts } from './posts.ts'
import { createChance, effortFactors, exponential } from './random.ts'
import type { SimulationResult } from './result.ts'
import { createRecord } from './record.ts'

export interface SimulationOptions {
  readonly regulation: Regulation
  readonly plan: Plan
  readonly clock: TermClock
  /** First day on which applications come. */
  readonly from: Temporal.PlainDate
  /** Applications a day by channel: on every day through the portal, on working days at a counter. */
  readonly arrivals: ReadonlyMap<string, number>
  /** How many applications come in all. */
  readonly cases: number
  /** How many people hold a post; for a commission, how often it meets in a week (1 to 5). */
  readonly staff: ReadonlyMap<string, number>
  readonly casesPerSession?: number
  readonly seed: number
  /** Called now and then with the share of applications that have come. */
  readonly onProgress?: (share: number) => void
}

/** Kinds of events; an event is one of these and the number of the case, commission or channel. */
const DONE = 0
const COMES = 1
const SESSION_OPENS = 2
const ARRIVAL = 3
const TIMED_OUT = 4
const KINDS = 8

/** Days before the end of the calendar at which a run stops, so that every term still has an end in it. */
const RESERVE_DAYS = 150
const PROGRESS_EVERY = 8192

/** Longest chain of systems that answer one another before a case needs a person. */
const LONGEST_CHAIN = 1000

/**
 * Runs applications through the channels of a regulation with the people given, and measures what becomes of them.
 * The same options give the same result to the last digit.
 *
 * Work is done in the hours of the provider, first come, first served; terms run as in casework.
 *
 * @throws {CalendarGapError} when the calendar has no table for the first day
 */
export function simulate(options: SimulationOptions): SimulationResult {
  const { plan, clock, regulation, staff, onProgress } = options
  const firstDay = toEpochDay(options.from)
  const lastDay = firstDayOfYear(Math.max(...clock.calendar.years) + 1) - 1
  if (lastDay - firstDay < RESERVE_DAYS) throw new CalendarGapError(clock.calendar.id, options.from.year + 1)
  const office = officeTime(clock, firstDay, lastDay)
  const stopAt = (office.days - RESERVE_DAYS) * MINUTES_PER_DAY
  const chance = createChance(options.seed)
  const factorOf = effortFactors(EFFORT_SPREAD)
  const events = createEventQueue()
  const cases = createCases(plan.memory)
  const posts = createPosts(plan, staff)
  const record = createRecord(plan, office, (actor) => staff.get(actor) ?? 1)
  let arrived = 0

  const draw = (slot: number): number => chance.of(cases.number(slot), cases.nextDraw(slot))
  const stepAt = (index: number): PlannedStep => {
    const found = plan.steps[index]
    if (found === undefined) throw new RangeError(`no step ${index}`)
    return found
  }

  const startWork = (slot: number, now: number): void => {
    const step = stepAt(cases.step(slot))
    record.waited(cases.step(slot), now - cases.enteredAt(slot))
    record.begun(cases, slot, step, now)
    const effort = step.effort * factorOf(draw(slot))
    const begun = office.workedAt(now)
    record.worked(cases.post(slot), effort)
    events.put(Math.max(now, office.momentOf(begun + effort)), slot * KINDS + DONE)
  }
  /** The line whose person has just done a step at a counter, and serves the same applicant on. */
  let serving = -1
  const goToPost = (slot: number, now: number): void => {
    const step = stepAt(cases.step(slot))
    if (serving >= 0 && step.isAtCounter && posts.lineOf(step) === serving) {
      serving = -1
      return startWork(slot, now)
    }
    if (posts.take(cases, slot, step)) startWork(slot, now)
    else record.lineChanged(cases.post(slot), now, 1)
  }

  /** Lets a case stand at a step until somebody or something does it; systems do it at once. */
  const enter = (slot: number, from: number, now: number): void => {
    let next = from
    for (let chain = 0; chain < LONGEST_CHAIN; chain += 1) {
      if (next < 0) {
        record.ended(cases, slot, -1 - next, now)
        cases.close(slot)
        return
      }
      const step = stepAt(next)
      cases.moveTo(slot, next, now)
      record.entered(cases, slot, step, now)
      if (step.doer.kind === 'post' && !step.applicantComes) return goToPost(slot, now)
      if (step.doer.kind === 'session') {
        record.sessionLineChanged(posts.joinSession(slot, step.doer.actor), now, 1)
        return
      }
      const waitsForApplicant = step.applicantComes || (step.doer.kind === 'applicant' && cases.totalStart(slot) >= 0)
      if (waitsForApplicant) {
        const delay = exponential(APPLICANT_DAYS, draw(slot)) * MINUTES_PER_DAY
        const patience = (step.timeOutDays ?? Number.POSITIVE_INFINITY) * MINUTES_PER_DAY
        events.put(now + Math.min(delay, patience), slot * KINDS + (delay < patience ? COMES : TIMED_OUT))
        return
      }
      next = leave(slot, step, now, false)
    }
    throw new RangeError('systems answer one another without end')
  }

  /** Takes an outcome of the step at which a case stands; returns where it leads. */
  const leave = (slot: number, step: PlannedStep, now: number, isTimeOut: boolean): number => {
    const outcome = cases.choose(slot, step, isTimeOut ? undefined : draw(slot))
    record.left(cases, slot, step, now)
    if (step.startsTotal) {
      cases.startTotal(slot, now, office.dueOf(regulation.standard.totalLimit, now))
    }
    if (step.endsTotal) record.given(cases, slot, now)
    return outcome
  }

  const finish = (slot: number, now: number): void => {
    const step = stepAt(cases.step(slot))
    const post = cases.post(slot)
    serving = step.isAtCounter ? post : -1
    enter(slot, leave(slot, step, now, false), now)
    if (step.isAtCounter && serving < 0) return
    serving = -1
    const waiting = posts.release(post)
    if (waiting < 0) return
    record.lineChanged(post, now, -1)
    startWork(waiting, now)
  }

  const comeOrGo = (slot: number, now: number, isTimeOut: boolean): void => {
    const step = stepAt(cases.step(slot))
    if (!isTimeOut && step.doer.kind === 'post') return goToPost(slot, now)
    return enter(slot, leave(slot, step, now, isTimeOut), now)
  }

  const hold = (session: number, now: number): void => {
    const end = now + (SESSION.endsAt - SESSION.opensAt)
    const places = options.casesPerSession ?? SESSION.casesPerSession
    for (let count = places; count > 0; count -= 1) {
      const slot = posts.nextInSession(session)
      if (slot < 0) break
      record.waited(cases.step(slot), now - cases.enteredAt(slot))
      record.sessionLineChanged(session, now, -1)
      cases.setPost(slot, -1)
      events.put(end, slot * KINDS + DONE)
    }
    if (arrived < options.cases) record.sessionHeld(session, places)
    planSession(session, now)
  }
  const planSession = (session: number, now: number): void => {
    const perWeek = posts.meetingsOf(session)
    let day = Math.floor(now / MINUTES_PER_DAY)
    do day += 1
    while (!isMeetingDay(weekdayOf(firstDay + day), perWeek))
    const opens = office.nextWorkingDay(day) * MINUTES_PER_DAY + SESSION.opensAt
    const isNeeded = arrived < options.cases || cases.open() > 0
    if (isNeeded && opens < stopAt) events.put(opens, session * KINDS + SESSION_OPENS)
  }

  const planArrival = (channel: number, now: number): void => {
    const planned = plan.channels[channel]
    const perDay = options.arrivals.get(planned?.id ?? '') ?? 0
    if (planned === undefined || perDay <= 0 || arrived >= options.cases) return
    const gap = chance.of(arrivalsOf[channel] ?? 0, -1 - channel)
    arrivalsOf[channel] = (arrivalsOf[channel] ?? 0) + 1
    const next = planned.isCounter
      ? Math.max(now, office.momentOf(office.workedAt(now) + exponential(office.minutesPerDay / perDay, gap)))
      : now + exponential(MINUTES_PER_DAY / perDay, gap)
    if (next < stopAt) events.put(next, channel * KINDS + ARRIVAL)
  }
  const arrivalsOf = new Float64Array(plan.channels.length)
  const arrive = (channel: number, now: number): void => {
    if (arrived >= options.cases) return
    const slot = cases.add(arrived, channel, now)
    arrived += 1
    record.arrived(now)
    if (arrived % PROGRESS_EVERY === 0) onProgress?.(arrived / options.cases)
    planArrival(channel, now)
    enter(slot, plan.channels[channel]?.start ?? -1, now)
  }

  for (const index of plan.channels.keys()) planArrival(index, 0)
  for (const index of plan.sessions.keys()) planSession(index, 0)
  while (events.take()) {
    const now = events.moment()
    if (now >= stopAt) break
    record.advance(now)
    const kind = events.what() % KINDS
    const subject = (events.what() - kind) / KINDS
    if (kind === DONE) finish(subject, now)
    else if (kind === ARRIVAL) arrive(subject, now)
    else if (kind === SESSION_OPENS) hold(subject, now)
    else comeOrGo(subject, now, kind === TIMED_OUT)
  }
  onProgress?.(1)
  return record.result({ arrived, stillOpen: cases.open(), asked: options.cases, staff: posts.staff() })
}

/** On how many and which weekdays a commission meets that meets so often in a week. */
function isMeetingDay(weekday: number, perWeek: number): boolean {
  const days = MEETING_DAYS[Math.min(perWeek, MEETING_DAYS.length) - 1] ?? [SESSION.weekday]
  return days.includes(weekday)
}

const MEETING_DAYS: readonly (readonly number[])[] = [
  [SESSION.weekday],
  [2, 4],
  [1, 3, 5],
  [1, 2, 4, 5],
  [1, 2, 3, 4, 5],
]
