import type { Urgency } from '../ui/Deadline.tsx'

export interface InboxTask {
  readonly caseId: string
  readonly number: string | undefined
  readonly step: string
  readonly service: string
  /** Absent when the reader's step does not need to know who applies. */
  readonly applicant: string | undefined
  readonly assignee: string | undefined
  /** True when a document waits for a signature at the step. */
  readonly isToSign: boolean
  /** Since when the reader's own signature under minutes is waited for. */
  readonly waits: string | undefined
  readonly due: { readonly date: string | undefined; readonly words: string; readonly urgency: Urgency }
}

export type InboxGroupName = 'overdue' | 'today' | 'soon' | 'later'

/** What the list of work shows; every member is drawn. */
export type InboxView =
  | { readonly kind: 'no-roles' }
  | {
      readonly kind: 'ready'
      readonly tab: 'mine' | 'all'
      /** Roles of today, those of absent people with their names. */
      readonly roles: readonly string[]
      /** True for those who may see what goes over the gateway. */
      readonly isAdministrator: boolean
      /** True for those who keep the journal of the workstation. */
      readonly keepsRegistrations: boolean
      /** How many letters of other bodies wait for the reader; absent for those who have none to do with. */
      readonly letters: number | undefined
      /** True for those who take applications in at a counter. */
      readonly takesPapersIn: boolean
      readonly counts: Readonly<Record<InboxGroupName, number>>
      readonly totals: { readonly mine: number; readonly all: number }
      readonly groups: readonly { readonly name: InboxGroupName; readonly tasks: readonly InboxTask[] }[]
      readonly next: string | undefined
      readonly notice: 'done' | 'nothing-to-take' | undefined
    }
  | {
      readonly kind: 'search'
      readonly query: string
      readonly found: readonly InboxTask[]
    }
