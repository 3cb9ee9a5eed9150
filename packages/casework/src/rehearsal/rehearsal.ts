import type { Edge, End, Outcome, ProcessGraph, Regulation, Step, TermClock } from '@qyzmet/regulation'
import type { CaseCommand, Party, RegisterOutcome } from '../commands.ts'
import type { Rejection } from '../contract.ts'
import type { CaseEvent } from '../events.ts'
import type { Due } from '../ledger.ts'
import type { CaseState } from '../state.ts'
import type { Request } from './cast.ts'
import type { Duration, Pace } from './passing-time.ts'

export interface RehearsalOptions {
  readonly regulation: Regulation
  readonly channel: string
  readonly clock: TermClock
  readonly startedAt: Temporal.Instant
  readonly request: Request
  readonly pace: Pace
  /** Step before which the rehearsal stops, when it comes there. */
  readonly until?: string
}

/** Where a rehearsed case stands, before whoever is to act has chosen. */
export interface Situation {
  readonly step: Step
  /** Outcomes that may be chosen; the one that time brings is among them. */
  readonly open: readonly Outcome[]
  /** The earliest moment at which the step can be done. */
  readonly at: Temporal.Instant
  readonly due?: Due
  /** Grounds that may be established here. */
  readonly grounds: readonly string[]
  /** Registers whose answers come at this step. */
  readonly asked: readonly string[]
}

/** What is done at a step. Whatever is left out is the ordinary: the first outcome, at once, registers that know the person. */
export interface Choice {
  readonly outcome?: string
  readonly after?: Duration
  readonly ground?: string
  /** What each register answers, one answer after another until it is a final one. */
  readonly answers?: ReadonlyMap<string, readonly RegisterOutcome[]>
  /** Votes of the commission, one a member. */
  readonly votes?: readonly ('positive' | 'negative' | 'conflict')[]
}

export interface GivenAnswer {
  readonly register: string
  readonly outcome: RegisterOutcome
}

/** A step of a rehearsed case, done. */
export interface RehearsedStep {
  readonly step: Step
  readonly outcome: Outcome
  readonly edge: Edge
  readonly openedAt: Temporal.Instant
  readonly doneAt: Temporal.Instant
  /** The term that was running, as it stood before the step was done. */
  readonly due?: Due
  readonly isLate: boolean
  readonly isTimeOut: boolean
  readonly answers: readonly GivenAnswer[]
  readonly votes: Choice['votes']
  /** Empty for steps done before there is a case. */
  readonly events: readonly CaseEvent[]
}

/** Why a rehearsal could not go on: a command was not accepted, a choice is not there, or there is no end. */
export interface Halt {
  readonly step: string
  readonly code: Rejection['code'] | 'no-outcome-open' | 'no-conclusion' | 'no-end'
  readonly parameters: Readonly<Record<string, string>>
  readonly rejection?: Rejection
}

export interface Rehearsal {
  readonly graph: ProcessGraph
  readonly steps: readonly RehearsedStep[]
  /** The events by which the case was opened; empty when there was none. */
  readonly opening: readonly CaseEvent[]
  readonly state: CaseState
  readonly events: readonly CaseEvent[]
  readonly taken: readonly { readonly command: CaseCommand; readonly party: Party; readonly at: Temporal.Instant }[]
  readonly end?: End
  /** The total term as it stood at the end; absent when it never began. */
  readonly total?: Due
  readonly isTotalLate: boolean
  readonly halt?: Halt
}
