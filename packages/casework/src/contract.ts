import type { Input, ProcessGraph, Regulation, Step, TermClock, Text } from '@qyzmet/regulation'
import type { CaseEvent } from './events.ts'

/** All a decision depends on beside the case and the command. */
export interface CaseContext {
  readonly regulation: Regulation
  readonly graph: ProcessGraph
  readonly clock: TermClock
  /** Members of the provider's commission today, for `decide-in-session`. */
  readonly commissionMembers: readonly { readonly accountId: string; readonly name: string }[]
  /** People who hold the executor's role at the provider today. When given, nobody else can be named; when not, the caller has checked. */
  readonly executors?: readonly { readonly accountId: string; readonly name: string }[]
  /** Hash of the minutes as they stand, for `sign-minutes`; without it nothing can be signed. */
  readonly minutesSha256?: string
  /** Hash of the drafted document, for `sign-result`; without it nothing can be signed. */
  readonly draftSha256?: string
  /** Hash of the act that says this very report of this person, for `inspect`; without it nothing can be signed. */
  readonly reportSha256?: string
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
    | 'unknown-category'
    /** The edition does not apply today and the case is not opened for training. */
    | 'edition-not-in-force'
    | 'other-provider'
    | 'not-the-executor'
    /** There is no executor to replace: none is named yet, or no step of theirs is left. */
    | 'no-executor-to-replace'
    /** The person named cannot be the executor: holds no such role, or is the executor already. */
    | 'not-a-candidate'
    | 'missing-input'
    | 'ground-not-allowed-here'
    | 'already-voted'
    | 'voting-closed'
    | 'voting-open'
    | 'not-a-member'
    | 'quorum-impossible'
    | 'already-signed'
    /** Members of today who voted have yet to sign the minutes. */
    | 'signatures-missing'
    | 'register-answer-missing'
    | 'register-not-consulted'
    /** The register has answered, or was not asked yet: there is nothing to enter by hand. */
    | 'register-not-silent'
    | 'term-not-running'
    | 'already-marked'
    | 'term-not-due'
    | 'signature-of-other-document'
    /** The standard wants somebody else to sign the application too, who is not named or has not signed it. */
    | 'co-signature-missing'
  readonly parameters: Readonly<Record<string, string>>
}

/** What a party may do with a case now; buttons and rights both come from this. */
export interface AllowedAction {
  readonly step: Step
  readonly kind: 'complete' | 'vote' | 'sign-minutes' | 'close-session' | 'reassign'
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
