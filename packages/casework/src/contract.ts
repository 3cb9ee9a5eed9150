import type { Input, ProcessGraph, Regulation, Step, TermClock, Text } from '@qyzmet/regulation'
import type { CaseCommand, Party } from './commands.ts'
import type { CaseEvent } from './events.ts'
import type { CaseState, OpenedCase } from './state.ts'

/** All a decision depends on beside the case and the command. */
export interface CaseContext {
  readonly regulation: Regulation
  readonly graph: ProcessGraph
  readonly clock: TermClock
  /** Members of the provider's commission today, for `decide-in-session`. */
  readonly commissionMembers: readonly { readonly accountId: string; readonly name: string }[]
  readonly now: Temporal.Instant
}

export type Decision =
  | { readonly accepted: true; readonly events: readonly [CaseEvent, ...CaseEvent[]] }
  | { readonly accepted: false; readonly rejection: Rejection }

/** A command that was not accepted. Codes are stable; docs/errors.md lists them. */
export interface Rejection {
  readonly code:
    | 'already-open'
    | 'not-open'
    | 'case-closed'
    | 'unknown-channel'
    | 'passed-steps-do-not-lead-here'
    | 'step-not-current'
    | 'unknown-outcome'
    | 'outcome-not-allowed-now'
    | 'not-your-step'
    | 'other-provider'
    | 'not-the-executor'
    | 'missing-input'
    | 'ground-not-allowed-here'
    | 'already-voted'
    | 'voting-closed'
    | 'voting-open'
    | 'not-a-member'
    | 'quorum-impossible'
    | 'already-signed'
    | 'register-answer-missing'
    | 'term-not-running'
    | 'already-marked'
    | 'signature-of-other-document'
  readonly parameters: Readonly<Record<string, string>>
}

export type Decide = (state: CaseState, command: CaseCommand, party: Party, context: CaseContext) => Decision
export type Evolve = (state: CaseState, event: CaseEvent) => CaseState

/** What a party may do with a case now; buttons and rights both come from this. */
export interface AllowedAction {
  readonly step: Step
  readonly kind: 'complete' | 'vote' | 'sign-minutes' | 'reassign'
  /** Outcomes that may be chosen, with what each must bring; empty for votes and minutes. */
  readonly outcomes: readonly {
    readonly id: string
    readonly title: Text
    readonly inputs: readonly Input[]
    readonly drafts?: string
  }[]
  /** Grounds of the standard that may be established at this step. */
  readonly grounds: readonly string[]
}

export type AllowedActions = (state: OpenedCase, party: Party, context: CaseContext) => readonly AllowedAction[]
