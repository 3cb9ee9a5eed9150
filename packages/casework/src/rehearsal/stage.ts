import type { ProcessGraph, Step } from '@qyzmet/regulation'
import type { CaseCommand, Party } from '../commands.ts'
import type { CaseContext } from '../contract.ts'
import { decide } from '../decide.ts'
import type { CaseEvent } from '../events.ts'
import { evolve, fold } from '../evolve.ts'
import type { CaseState, OpenedCase } from '../state.ts'
import { HASH, membersOf } from './cast.ts'
import type { Duration } from './passing-time.ts'
import { momentAfter, momentFor } from './passing-time.ts'
import type { Halt, Rehearsal, RehearsalOptions } from './rehearsal.ts'

const MEMBERS = 3

/** Ends a rehearsal that cannot go on; caught by `rehearse`, so nobody else sees it. */
export class Halted extends Error {
  override readonly name = 'Halted'
  readonly halt: Halt

  constructor(halt: Halt) {
    super(halt.code)
    this.halt = halt
  }
}

/** The case of a rehearsal with its clock: where commands are given and time passes. */
export interface Stage {
  readonly options: RehearsalOptions
  readonly graph: ProcessGraph
  readonly events: readonly CaseEvent[]
  readonly taken: Rehearsal['taken']
  readonly now: () => Temporal.Instant
  readonly state: () => CaseState
  readonly opened: () => OpenedCase
  readonly context: () => CaseContext
  readonly give: (step: string, command: CaseCommand, party: Party) => void
  /** Waits until whoever does the step may do it. */
  readonly awaitHours: (step: Step) => void
  readonly pass: (duration: Duration, step: Step) => void
  readonly goTo: (moment: Temporal.Instant) => void
  readonly seat: (members: number) => void
}

export function newStage(options: RehearsalOptions, graph: ProcessGraph): Stage {
  const { regulation, clock, pace } = options
  const events: CaseEvent[] = []
  const taken: { command: CaseCommand; party: Party; at: Temporal.Instant }[] = []
  let now = options.startedAt
  let state = fold([])
  let members = membersOf(MEMBERS)
  const context = (): CaseContext => ({
    regulation,
    graph,
    clock,
    commissionMembers: members,
    minutesSha256: HASH,
    draftSha256: HASH,
    reportSha256: HASH,
    now,
  })
  const stage: Stage = {
    options,
    graph,
    events,
    taken,
    now: () => now,
    state: () => state,
    opened() {
      if (state.status === 'none') throw new TypeError('a rehearsed step before its case')
      return state
    },
    context,
    give(step, command, party) {
      const decision = decide(state, command, party, context())
      if (!decision.accepted) {
        const { rejection } = decision
        throw new Halted({ step, code: rejection.code, parameters: rejection.parameters, rejection })
      }
      for (const event of decision.events) state = evolve(state, event)
      events.push(...decision.events)
      taken.push({ command, party, at: now })
      now = now.add(pace.pause)
    },
    awaitHours: (step) => void (now = momentFor(step, now, pace, clock, regulation)),
    pass(duration, step) {
      now = momentAfter(duration, step, now, clock, regulation)
      stage.awaitHours(step)
    },
    goTo: (moment) => void (now = Temporal.Instant.compare(moment, now) > 0 ? moment : now),
    seat: (count) => void (members = membersOf(count)),
  }
  return stage
}
