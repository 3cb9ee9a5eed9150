import type { CaseRequest, NamedExecutor, PassedStep, RegisterOutcome, SignatureRef } from './commands.ts'
import type { EventActor } from './events.ts'
import type { LedgerEntry } from './ledger.ts'

/** A case as its events tell it. `version` counts the events. */
export type CaseState = NoCase | OpenedCase

export interface NoCase {
  readonly status: 'none'
  readonly version: 0
}

/** A result that reached the applicant while the case went on to the next one. */
export interface GivenResult {
  readonly result: string
  readonly signature: SignatureRef
  readonly signedAt: Temporal.Instant
  readonly documentSha256: string
  readonly deliveredAt: Temporal.Instant
}

/** What a register has said about somebody. */
export interface RegisterAnswer {
  readonly register: string
  /** Absent: the applicant. */
  readonly subject?: string
  readonly outcome: RegisterOutcome
  readonly receiptId: string
  readonly at: Temporal.Instant
  readonly note?: string
  /** What somebody entered while the register was silent; it stays when the register answers later. */
  readonly byHand?: {
    readonly outcome: RegisterOutcome
    readonly receiptId: string
    readonly at: Temporal.Instant
    readonly by: EventActor
    readonly reason: string
  }
}

export interface OpenedCase extends CaseRequest {
  readonly status: 'open' | 'closed'
  readonly version: number
  /** Office of the service centre that took the application in. */
  readonly centreId?: string
  readonly openedAt: Temporal.Instant
  /** Number of the request; absent until the provider's workstation accepted it. */
  readonly number?: string
  /** Moment at which the complete request was accepted. */
  readonly acceptedAt?: Temporal.Instant
  readonly journalNumber?: string
  /** The step now open; absent when the case is closed. */
  readonly current?: {
    readonly step: string
    readonly actor: string
    readonly since: Temporal.Instant
    readonly assignee?: NamedExecutor
  }
  readonly executor?: NamedExecutor
  /** Steps done, oldest first; `by` is who did it. */
  readonly passed: readonly (PassedStep & {
    readonly by: EventActor
    readonly reason?: string
  })[]
  /** Last outcome of each step. */
  readonly outcomes: ReadonlyMap<string, string>
  readonly ledger: readonly LedgerEntry[]
  readonly votes: readonly {
    readonly step: string
    readonly member: NamedExecutor
    readonly choice: 'positive' | 'negative' | 'conflict'
    readonly ground?: string
    readonly reason?: string
    readonly at: Temporal.Instant
  }[]
  readonly conclusion?: {
    readonly step: string
    readonly conclusion: 'positive' | 'negative'
    readonly ground?: string
    readonly reason?: string
    readonly at: Temporal.Instant
  }
  readonly minutesSignatures: readonly {
    readonly step: string
    readonly member: NamedExecutor
    readonly signature: SignatureRef
    readonly at: Temporal.Instant
  }[]
  readonly opinion?: string
  /** What was found at the home, by the latest inspection, and the signature under the act of it. */
  readonly inspection?: {
    readonly step: string
    readonly report: string
    readonly at: Temporal.Instant
    readonly by: EventActor
    readonly signature?: SignatureRef
  }
  /** What the dwelling costs the applicant, whole tenge as text. */
  readonly valuation?: { readonly sumTenge: string; readonly at: Temporal.Instant; readonly by: EventActor }
  /** Latest answer of each register about each person, by `answerKey`; one that was given is not undone by a later silence. */
  readonly registerAnswers: ReadonlyMap<string, RegisterAnswer>
  /** Ground and reason established so far for a refusal. */
  readonly refusal?: { readonly ground: string; readonly reason: string; readonly step: string }
  readonly signatureFindings?: readonly string[]
  readonly draft?: { readonly result: string; readonly at: Temporal.Instant; readonly by: EventActor }
  readonly signed?: {
    readonly result: string
    readonly signature: SignatureRef
    readonly at: Temporal.Instant
    readonly by: EventActor
  }
  readonly dispatched?: { readonly result: string; readonly journalNumber: string; readonly at: Temporal.Instant }
  /** Results given before the one now in work, oldest first, where a case gives several. */
  readonly given: readonly GivenResult[]
  /** The contract with the applicant's own signature. */
  readonly contract?: { readonly result: string; readonly signature: SignatureRef; readonly at: Temporal.Instant }
  /** Place in the list that the service keeps. */
  readonly listed?: { readonly list: string; readonly number: string; readonly at: Temporal.Instant }
  /** The step at which the applicant was told that the result is ready. */
  readonly announced?: { readonly step: string; readonly at: Temporal.Instant }
  readonly delivered?: { readonly result: string; readonly documentSha256: string; readonly at: Temporal.Instant }
  /** What the applicant was told by the system when the process could not go on. */
  readonly reported?: { readonly step: string; readonly reasons: readonly string[]; readonly at: Temporal.Instant }
  /** The decision on the service, once it is signed. */
  readonly decision?: {
    readonly decision: 'granted' | 'refused'
    readonly result: string
    readonly ground?: string
    readonly reason?: string
    readonly at: Temporal.Instant
  }
  readonly queue?: { readonly list: string; readonly completeAt: Temporal.Instant; readonly number: string }
  readonly closed?: {
    readonly end: string
    readonly closes: 'granted' | 'refused' | 'stopped'
    readonly at: Temporal.Instant
  }
}
