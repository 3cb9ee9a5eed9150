import type { Regulation, Scenario, TermClock } from '@qyzmet/regulation'
import { nextWorkingDay } from '@qyzmet/regulation'
import { differencesOf } from './difference.ts'
import type { Difference } from './difference.ts'
import { ORDINARY_PACE } from './passing-time.ts'
import { rehearse } from './rehearse.ts'
import type { Choice, Rehearsal, Situation } from './rehearsal.ts'

/** A scenario that was rehearsed, with everything that came out otherwise than it says. */
export interface PlayedScenario {
  readonly scenario: Scenario
  readonly rehearsal: Rehearsal
  readonly differences: readonly Difference[]
}

/**
 * Rehearses a scenario. Its moves are taken in order, each when the case comes to its step; every other step is done as
 * usual, by people who keep working hours. The case is a real one, so the edition must be in force when it is opened.
 *
 * @throws {CalendarGapError} when the calendar lacks a year on the way
 */
export function playScenario(scenario: Scenario, regulation: Regulation, clock: TermClock): PlayedScenario {
  const { start, category, locale } = scenario.given
  const playing = rehearse({
    regulation,
    channel: scenario.channel,
    clock,
    startedAt: start?.toZonedDateTime(clock.timeZone).toInstant() ?? firstMorning(regulation, clock),
    request: {
      ...(category === undefined ? {} : { category }),
      ...(locale === undefined ? {} : { locale }),
      training: false,
    },
    pace: ORDINARY_PACE,
  })
  let made = 0
  const choose = ({ step }: Situation): Choice => {
    const move = scenario.when[made]
    if (move?.step !== step.id) return {}
    made += 1
    return move
  }
  let at = playing.next({})
  while (at.done !== true) at = playing.next(choose(at.value))
  const rehearsal = at.value
  return { scenario, rehearsal, differences: differencesOf(scenario, rehearsal, scenario.when.slice(made), clock) }
}

const AFTER_OPENING = { minutes: 30 }

/** Half an hour after opening on the first working day of the edition. */
export function firstMorning({ edition }: Regulation, { calendar, hours, timeZone }: TermClock): Temporal.Instant {
  return nextWorkingDay(edition.period.from, calendar)
    .toZonedDateTime({ timeZone, plainTime: hours.from })
    .add(AFTER_OPENING)
    .toInstant()
}
