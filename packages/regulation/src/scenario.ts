import type { Limit } from './model.ts'
import type { Locale, Text } from './text.ts'

/** The five answers that a state register may give to a question. */
export const REGISTER_ANSWERS = ['found', 'not-found', 'pending', 'refused', 'no-answer'] as const
export type ScenarioAnswer = (typeof REGISTER_ANSWERS)[number]

export const SCENARIO_VOTES = ['positive', 'negative', 'conflict'] as const
export type ScenarioVote = (typeof SCENARIO_VOTES)[number]

/** A place in a scenario file, as a person looks for it. */
export interface ScenarioPlace {
  readonly file: string
  readonly line: number
}

/** What somebody does at a step. Whatever is left out is the ordinary. */
export interface ScenarioMove {
  readonly step: string
  readonly outcome?: string
  /** How long after the step was opened it is done. */
  readonly after?: Pick<Limit, 'amount' | 'unit'>
  readonly ground?: string
  readonly answers: ReadonlyMap<string, readonly ScenarioAnswer[]>
  readonly votes?: readonly ScenarioVote[]
  readonly at: ScenarioPlace
}

/** A due moment that is expected: a day, or a moment where the term runs in hours. Local to the provider. */
export interface ExpectedDue {
  /** A step whose term it is, or `total`. */
  readonly term: string
  readonly on: Temporal.PlainDate
  readonly time?: Temporal.PlainTime
  readonly at: ScenarioPlace
}

/** What must have come of it. What is absent is not looked at; lateness always is. */
export interface Expectation {
  readonly end: string
  readonly result?: string
  readonly ground?: string
  readonly due: readonly ExpectedDue[]
  /** Steps that are done late, and `total` for the service as a whole; nothing else is. */
  readonly late: readonly string[]
  /** Steps whose message the applicant was told, in order. */
  readonly told?: readonly string[]
  readonly at: ScenarioPlace
}

/** A case told before it happens: what is given, what people do, and what must come of it. */
export interface Scenario {
  readonly id: string
  readonly title: Text
  readonly channel: string
  readonly given: {
    /** Local moment at which the applicant begins; the first working morning of the edition when absent. */
    readonly start?: Temporal.PlainDateTime
    readonly category?: string
    readonly locale?: Locale
  }
  readonly when: readonly ScenarioMove[]
  readonly then: Expectation
  readonly at: ScenarioPlace
}
