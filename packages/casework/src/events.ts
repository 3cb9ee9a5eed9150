import type { Limit } from '@qyzmet/regulation'
import type {
  AnswerBytes,
  CaseRequest,
  GivenNotice,
  NamedExecutor,
  PassedStep,
  RegisterOutcome,
  SignatureRef,
  TermMark,
} from './commands.ts'

/** On every event: who did it, when, in which step and by which item of the act. */
export interface EventMeta {
  readonly at: Temporal.Instant
  readonly by: EventActor
  /** Item of the act, such as `5(3)`; empty only where no step is concerned. */
  readonly item: string
}

export type EventActor =
  | { readonly kind: 'applicant'; readonly accountId: string; readonly name: string }
  | {
      readonly kind: 'staff'
      readonly accountId: string
      readonly name: string
      readonly actor: string
      /** The absent person whose role it is. */
      readonly substitutes?: NamedExecutor
    }
  | { readonly kind: 'system'; readonly name: string }

/** What happened to a case, without who and when. Facts in the past tense; a new one stops the compiler in `evolve`. */
export type CaseFact =
  | (CaseRequest & {
      readonly type: 'CaseOpened'
      /** Office of the service centre that took the application in; absent when no operator did. */
      readonly centreId?: string
      readonly passed: readonly PassedStep[]
    })
  /** A step is before its actor. `assignee` when one person answers for it. */
  | { readonly type: 'StepOpened'; readonly step: string; readonly actor: string; readonly assignee?: NamedExecutor }
  /** `ground` with `reason` when the outcome establishes a ground of refusal. */
  | {
      readonly type: 'StepCompleted'
      readonly step: string
      readonly outcome: string
      readonly ground?: string
      readonly reason?: string
    }
  | { readonly type: 'TermStarted'; readonly term: string; readonly limit: Limit | 'unstated' }
  | { readonly type: 'TermStopped'; readonly term: string }
  | { readonly type: 'TermMarked'; readonly term: string; readonly mark: TermMark }
  | { readonly type: 'SignatureConfirmed'; readonly step: string }
  | { readonly type: 'SignatureRefuted'; readonly step: string; readonly findings: readonly string[] }
  /** `signature` when who took the request in signed it for the applicant, `copies` under each attached copy. */
  | {
      readonly type: 'RequestAccepted'
      readonly number: string
      readonly signature?: SignatureRef
      readonly copies?: readonly SignatureRef[]
    }
  /** The request has left for the provider's workstation, which numbers it in a step of its own. */
  | { readonly type: 'RequestSent'; readonly signature?: SignatureRef; readonly copies?: readonly SignatureRef[] }
  | { readonly type: 'RequestRegistered'; readonly journalNumber: string }
  | { readonly type: 'ExecutorNamed'; readonly executor: NamedExecutor; readonly reason?: string }
  | {
      readonly type: 'DocumentsChecked'
      readonly compliant: boolean
      readonly ground?: string
      readonly reason?: string
    }
  | { readonly type: 'SessionPrepared'; readonly opinion: string }
  /** `signature` over the act that says the report; absent in cases of the time before acts were signed. */
  | {
      readonly type: 'HomeInspected'
      readonly step: string
      readonly report: string
      readonly signature?: SignatureRef
    }
  /** `sumTenge`: what the applicant has to pay, whole tenge as text. */
  | { readonly type: 'DwellingValued'; readonly step: string; readonly sumTenge: string }
  | {
      readonly type: 'VoteCast'
      readonly step: string
      readonly choice: 'positive' | 'negative' | 'conflict'
      readonly ground?: string
      readonly reason?: string
    }
  | {
      readonly type: 'ConclusionReached'
      readonly step: string
      readonly conclusion: 'positive' | 'negative'
      readonly ground?: string
      readonly reason?: string
    }
  | { readonly type: 'MinutesSigned'; readonly step: string; readonly signature: SignatureRef }
  | {
      readonly type: 'RegisterAnswered'
      readonly step: string
      readonly register: string
      /** Whom or what was asked about, as the form has it; absent: the applicant. */
      readonly subject?: string
      readonly outcome: RegisterOutcome
      readonly receiptId: string
      /** What went out and what came back, so that neither can be changed later; absent when nothing came back. */
      readonly bytes?: AnswerBytes
      readonly note?: string
      /** Why it was entered by hand; only where staff did it. */
      readonly reason?: string
    }
  | { readonly type: 'ResultDrafted'; readonly result: string }
  | { readonly type: 'ResultReturned'; readonly reason: string }
  | { readonly type: 'ResultSigned'; readonly result: string; readonly signature: SignatureRef }
  /** The legal outcomes, written with the signature that makes them so. */
  | { readonly type: 'ServiceGranted'; readonly result: string }
  | { readonly type: 'ServiceRefused'; readonly result: string; readonly ground: string; readonly reason: string }
  /** Place in a list is a function of these; it is never stored. */
  | {
      readonly type: 'QueueEntered'
      readonly list: string
      readonly completeAt: Temporal.Instant
      readonly number: string
    }
  | { readonly type: 'ResultDispatched'; readonly result: string; readonly journalNumber: string }
  /** The applicant was told that the result is ready; what it says was not told. */
  | { readonly type: 'ResultAnnounced'; readonly step: string }
  | { readonly type: 'ResultDelivered'; readonly result: string; readonly documentSha256: string }
  /** The applicant has signed the contract that the provider signed before. */
  | { readonly type: 'ContractConcluded'; readonly result: string; readonly signature: SignatureRef }
  /** Entered in the list that the service keeps, under the number of the request. */
  | { readonly type: 'ListEntered'; readonly list: string; readonly number: string }
  /** A person was told of something that happened: by which way, since when, and what exactly, by its hash. */
  | ({ readonly type: 'NoticeGiven' } & GivenNotice)
  | { readonly type: 'RefusalReported'; readonly step: string; readonly reasons: readonly string[] }
  | { readonly type: 'CaseClosed'; readonly end: string; readonly closes: 'granted' | 'refused' | 'stopped' }

export type CaseEvent = EventMeta & CaseFact

export type CaseEventType = CaseEvent['type']
