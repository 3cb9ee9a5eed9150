import type { CaseLetter } from '../gateway/letters/CaseLetters.tsx'
import type { FilingView } from '../gateway/esedo/filing-view.ts'
import type { Urgency } from '../ui/Deadline.tsx'
import type { PageError } from '../ui/ErrorSummary.tsx'
import type { TimelineEntry } from '../ui/Timeline.tsx'
import type { RegisterView } from './register-view.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
}

/** One question of the decision form, asked because the action says the outcome needs it. */
export type AskedInput = 'ground' | 'reason' | 'executor' | 'opinion' | 'report' | 'sum'

export interface DecisionForm {
  readonly step: string
  /** Outcomes to choose from, each with what must come with it. */
  readonly outcomes: readonly (Choice & { readonly inputs: readonly AskedInput[] })[]
  readonly grounds: readonly Choice[]
  readonly executors: readonly Choice[]
  /** Title of the executor's role in the regulation. */
  readonly executorTitle: string
  readonly values: Readonly<Record<string, string>>
  readonly errors: readonly PageError[]
  readonly version: number
}

/** What the person before the case may do with it now. */
export type Task =
  | { readonly kind: 'none'; readonly waitsFor: string; readonly assignee: string | undefined }
  /** The system waits for a silent register, and the reader may enter what it does not say. */
  | { readonly kind: 'help' }
  | { readonly kind: 'closed'; readonly end: string }
  | { readonly kind: 'decide'; readonly form: DecisionForm }
  /** `pdf` where the act is written and waits for the inspector's signature. */
  | {
      readonly kind: 'inspect'
      readonly form: DecisionForm
      readonly pdf: string | undefined
      readonly pending: boolean
    }
  /** A request that was taken in on paper waits to be signed with its copies, and sent. */
  | { readonly kind: 'send-package'; readonly copies: number; readonly pending: boolean }
  /** `returns` is present where the draft may also be sent back. */
  | {
      readonly kind: 'sign-result'
      readonly pdf: string
      readonly returns: DecisionForm | undefined
      readonly pending: boolean
    }
  | { readonly kind: 'vote'; readonly form: DecisionForm; readonly voted: number; readonly members: number }
  | { readonly kind: 'voted'; readonly voted: number; readonly members: number; readonly isConcluded: boolean }
  | {
      readonly kind: 'sign-minutes'
      readonly pdf: string
      readonly conclusion: string
      readonly pending: boolean
    }
  /** `missing`: members who have not voted, or not signed, and would not be waited for any more. */
  | {
      readonly kind: 'close-session'
      readonly step: string
      readonly version: number
      readonly missing: readonly string[]
      readonly isConcluded: boolean
    }

export interface FileLink {
  readonly title: string
  readonly fileName: string
  readonly href: string
  readonly size: string
}

/** What was found at the home; `signature` where the act is signed. */
export interface InspectionView {
  readonly report: string
  readonly signature:
    | {
        readonly by: string
        readonly at: string
        readonly serial: string
        readonly pdf: string
        readonly training: boolean
      }
    | undefined
}

/** The minutes of the commission: who has signed them, and who has not. */
export interface MinutesView {
  /** Absent while nobody has had the minutes before them. */
  readonly pdf: string | undefined
  /** The minutes with all signatures and their evidence in one file; absent while nobody has signed. */
  readonly container: string | undefined
  readonly signed: readonly { readonly name: string; readonly at: string }[]
  readonly missing: readonly string[]
}

export interface TermView {
  readonly title: string
  readonly starts: string
  readonly ends: string
  readonly urgency: Urgency
  readonly words: string
  readonly running: boolean
  readonly lines: readonly string[]
}

export type CaseTab = 'task' | 'application' | 'documents' | 'history' | 'terms'

/** What a case page of the provider shows; every member is drawn. */
export type CaseView =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  | {
      readonly kind: 'ready'
      readonly caseId: string
      readonly tab: CaseTab
      readonly number: string | undefined
      readonly service: string
      readonly applicant: string | undefined
      readonly stage: string
      readonly item: string | undefined
      readonly instruction: string | undefined
      readonly due: { readonly date: string | undefined; readonly words: string; readonly urgency: Urgency } | undefined
      readonly totalDue: string | undefined
      readonly task: Task
      readonly reassign: DecisionForm | undefined
      /** Draft or result as it stands, where the role may see it. */
      readonly preview: string | undefined
      readonly registers: readonly RegisterView[]
      readonly opinion: string | undefined
      readonly inspection: InspectionView | undefined
      readonly minutes: MinutesView | undefined
      /** What the dwelling costs, with its currency. */
      readonly valuation: string | undefined
      readonly answers: readonly {
        readonly title: string
        readonly rows: readonly { readonly label: string; readonly value: string }[]
      }[]
      readonly files: readonly FileLink[]
      /** Where its documents stand in E-akimat; none where its provider keeps none there. */
      readonly filings: readonly FilingView[]
      /** Letters of other bodies about the case. */
      readonly letters: readonly CaseLetter[]
      readonly history: readonly TimelineEntry[]
      /** Where the whole case is taken out as evidence, for whom may do so. */
      readonly container: string | undefined
      readonly terms: readonly TermView[]
      readonly notice: string | undefined
      readonly problem: string | undefined
    }
