import type { Limit, Regulation, Step, TermClock } from '@qyzmet/regulation'
import { addWorkingDays, addWorkingTime, nextOpening } from '@qyzmet/regulation'
import { getActor } from '../graph.ts'

/** How long somebody takes: hours of people at work run in working hours, days keep the time of day. */
export type Duration = Pick<Limit, 'amount' | 'unit'>

/** How fast a rehearsal runs when nothing is said. */
export interface Pace {
  /** Time between two commands. */
  readonly pause: Temporal.Duration
  /** Whether people at work wait for the working hours of the provider. */
  readonly keepsHours: boolean
}

/** One thing a second, by people who keep working hours: nobody is late by the rehearsal itself. */
export const ORDINARY_PACE: Pace = { pause: Temporal.Duration.from({ seconds: 1 }), keepsHours: true }

/** The first moment at or after `now` at which whoever does the step may do it. */
export function momentFor(
  step: Step,
  now: Temporal.Instant,
  pace: Pace,
  clock: TermClock,
  regulation: Regulation,
): Temporal.Instant {
  return pace.keepsHours && worksByTheClock(step, regulation) ? nextOpening(now, clock) : now
}

/** The moment at which `duration` has passed for whoever does the step. */
export function momentAfter(
  duration: Duration,
  step: Step,
  now: Temporal.Instant,
  clock: TermClock,
  regulation: Regulation,
): Temporal.Instant {
  const { amount, unit } = duration
  const local = now.toZonedDateTimeISO(clock.timeZone)
  switch (unit) {
    case 'calendar-day':
      return local.add({ days: amount }).toInstant()
    case 'working-day':
      return addWorkingDays(local.toPlainDate(), amount, clock.calendar)
        .toZonedDateTime({ timeZone: clock.timeZone, plainTime: local.toPlainTime() })
        .toInstant()
    case 'second':
    case 'minute':
    case 'hour': {
      const passed = Temporal.Duration.from({ [`${unit}s`]: amount })
      return worksByTheClock(step, regulation) ? addWorkingTime(now, passed.total('minutes'), clock) : now.add(passed)
    }
  }
}

function worksByTheClock(step: Step, regulation: Regulation): boolean {
  switch (getActor(regulation, step).kind) {
    case 'staff':
    case 'operator':
    case 'commission':
      return true
    case 'applicant':
    case 'system':
      return false
  }
}
