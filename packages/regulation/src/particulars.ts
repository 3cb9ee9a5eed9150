import type { ActionName } from './actions.ts'
import type { Limit, Source } from './model.ts'
import type { Text } from './text.ts'

/**
 * What a paper of a service can show, field by field: receipts, notices, refusals, certificates, contracts. Closed, so
 * that what a standard says can be compared with what the law demands; documented in docs/regulation-language.md.
 */
export const PAPER_FIELDS = [
  'request-number',
  'request-date',
  'kind-of-service',
  'attached-documents',
  'missing-documents',
  'place-and-date-of-result',
  'accepting-worker',
  'applicant-name',
  'applicant-iin',
  'applicant-address',
  'applicant-phones',
  'representative-name',
  'provider',
  'number-and-date',
  'queue-number',
  'queue-list',
  'family-size',
  'dwelling',
  'living-conditions',
  'family-members',
  'income',
  'inspection-date',
  'inspected-by',
  'place-and-date-of-visit',
  'validity',
  'term',
  'upkeep',
  'rights-and-duties',
  'duties-of-provider',
  'termination',
  'dwelling-value',
  'parties',
  'child',
  'conclusion',
  'refusal-grounds',
  'reasons',
  'legal-basis',
  'appeal',
  'copies',
  'signatory',
  'signature',
] as const
export type PaperField = (typeof PAPER_FIELDS)[number]

/** One field of a paper, with the place that demands it. */
export interface FieldOfPaper {
  readonly id: PaperField
  readonly source: Source
}

/** A report that a step of the procedure writes, such as an act of inspection, with its questions in order. */
export interface ReportKind {
  readonly id: string
  readonly title: Text
  readonly source: Source
  readonly fields: readonly { readonly id: string; readonly title: Text }[]
}

/** A list kept by hand or by the product: the journal of results given out, the register of those nobody came for. */
export interface Journal {
  readonly id: string
  readonly title: Text
  readonly source: Source
  readonly columns: readonly { readonly id: string; readonly title: Text }[]
}

/** How long a result is kept for somebody who does not come, and what follows. */
export interface Storage {
  readonly amount: number
  readonly unit: Limit['unit'] | 'month'
  readonly text: Text
  readonly source: Source
}

/** The form used at the counter in one channel, where it is another than the portal's. */
export interface PaperForm {
  readonly channel: string
  readonly title: Text
  readonly text?: Text
  readonly source: Source
}

/** A number that the rules of a service depend on, such as a discount; without a value it is not known yet. */
export interface RuleParameter {
  readonly id: string
  readonly title: Text
  readonly unit: ParameterUnit
  /** Text of a decimal number. */
  readonly value?: string
  readonly source: Source
}

export const PARAMETER_UNITS = [
  'percent',
  'coefficient',
  'tenge',
  'square-metre',
  'person',
  'day',
  'month',
  'year',
] as const
export type ParameterUnit = (typeof PARAMETER_UNITS)[number]

/** How one of several acts tells a step: only what it tells otherwise is there. */
export interface Retelling {
  readonly item: string
  readonly actor?: string
  readonly action?: ActionName
  readonly limit?: Limit | 'unstated'
  readonly result?: Text
  readonly note?: Text
}

/** A word as the act uses it. */
export interface GlossaryEntry {
  readonly id: string
  readonly item: string
  readonly term: Text
  readonly meaning: Text
}

/** Something that the act demands of the process or tells people beside the steps. */
export interface NamedStatement {
  readonly id: string
  readonly item: string
  readonly text: Text
}

/** What people are asked once a case is over. */
export interface Survey {
  readonly item: string
  readonly questions: readonly {
    readonly id: string
    readonly question: Text
    readonly answers: readonly { readonly id: string; readonly label: Text }[]
  }[]
}

/** Which share of the visits of some steps must stay inside their limits. */
export interface ServiceLevel {
  readonly id: string
  readonly title: Text
  readonly percent: number
  /** Steps that are measured, in any channel. */
  readonly steps: readonly string[]
  readonly source: Source
}
