import type { Limit, Outcome, Step, TermClock, TimeOut } from '@qyzmet/regulation'
import { endOfTerm } from '@qyzmet/regulation'
import type { CaseContext } from './contract.ts'
import type { Objection } from './decision.ts'
import { rejection } from './decision.ts'
import type { OpenedCase } from './state.ts'

/** First instant at which the current step has stood open for so long that it takes its outcome by itself. */
export function timeOutAt(state: OpenedCase, step: Step, clock: TermClock): Temporal.Instant | undefined {
  if (step.timeOut === undefined || state.current?.step !== step.id) return undefined
  return timeOutAfter(state.current.since, step.timeOut, clock)
}

export function isTimeOut(step: Step, outcome: Outcome): boolean {
  return step.timeOut?.outcome === outcome.id
}

/** An outcome that time brings cannot be brought by anybody earlier. */
export function objectionToTime(state: OpenedCase, step: Step, outcome: Outcome, context: CaseContext): Objection {
  if (!isTimeOut(step, outcome)) return undefined
  const at = timeOutAt(state, step, context.clock)
  if (at !== undefined && Temporal.Instant.compare(context.now, at) >= 0) return undefined
  return rejection('term-not-due', { step: step.id, outcome: outcome.id })
}

/**
 * First instant at which a step open since `since` takes its outcome by itself. Months end with the day of the
 * same number, or with the last day of a shorter month.
 *
 * Source: Civil Code art. 174
 */
export function timeOutAfter(since: Temporal.Instant, { amount, unit }: TimeOut, clock: TermClock): Temporal.Instant {
  // Only machines are held to seconds, and machines work at night.
  if (unit === 'second') return since.add({ seconds: amount })
  if (unit !== 'month') return endOfTerm({ amount, unit } satisfies Limit, since, clock).at
  const lastDay = since.toZonedDateTimeISO(clock.timeZone).toPlainDate().add({ months: amount })
  return lastDay.add({ days: 1 }).toZonedDateTime(clock.timeZone).toInstant()
}
