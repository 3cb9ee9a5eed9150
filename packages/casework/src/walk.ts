import type { Regulation, TermClock } from '@qyzmet/regulation'
import type { Rejection } from './contract.ts'
import type { CaseEvent } from './events.ts'
import { rehearse } from './rehearsal/rehearse.ts'
import type { Rehearsal } from './rehearsal/rehearsal.ts'
import type { CaseState } from './state.ts'

export interface WalkOptions {
  readonly regulation: Regulation
  readonly channel: string
  readonly clock: TermClock
  readonly startedAt: Temporal.Instant
  /** Outcome to take at each step, visit by visit; where none is named, the first that is open. */
  readonly choices?: Readonly<Record<string, readonly string[]>>
  /** Step before which the walk stops, when it comes there. */
  readonly until?: string
  /** Time between two commands. */
  readonly pause?: Temporal.Duration
}

export interface Walk {
  readonly state: CaseState
  readonly events: readonly CaseEvent[]
  readonly taken: Rehearsal['taken']
  /** The end that was reached before there was a case. */
  readonly endedEarly?: string
}

/** A walk met a command that was not accepted, or did not come to an end. */
export class WalkError extends Error {
  override readonly name = 'WalkError'
  readonly rejection: Rejection | undefined

  constructor(message: string, rejection?: Rejection) {
    super(message)
    this.rejection = rejection
  }
}

const A_MINUTE = Temporal.Duration.from({ minutes: 1 })

/**
 * Walks a case by outcomes alone, without regard to working hours: the short form of `rehearse`, for tests and benches.
 *
 * @throws {WalkError} when a command is not accepted, a choice is not open, or the walk runs in a circle
 */
export function walk(options: WalkOptions): Walk {
  const { choices = {}, pause = A_MINUTE, ...rest } = options
  if (!options.regulation.channels.has(options.channel)) throw new WalkError(`no channel "${options.channel}"`)
  const visits = new Map<string, number>()
  const walking = rehearse({ ...rest, request: { training: true }, pace: { pause, keepsHours: false } })
  let at = walking.next({})
  while (at.done !== true) {
    const { id } = at.value.step
    const visit = visits.get(id) ?? 0
    visits.set(id, visit + 1)
    const outcome = choices[id]?.[visit]
    at = walking.next(outcome === undefined ? {} : { outcome })
  }
  const { state, events, taken, end, halt } = at.value
  if (halt !== undefined) {
    throw new WalkError(`${halt.step}: ${halt.code} ${JSON.stringify(halt.parameters)}`, halt.rejection)
  }
  return { state, events, taken, ...(end !== undefined && state.status === 'none' ? { endedEarly: end.id } : {}) }
}
