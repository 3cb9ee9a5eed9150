import type { ActionName } from '../actions.ts'
import type { Condition, Widget } from '../form.ts'
import type { ActorKind, Annex, CertificateRule, Mark, RegisterQuestion, Regulation, Statement } from '../model.ts'
import type { PaperField, ParameterUnit } from '../particulars.ts'
import type { Text } from '../text.ts'

/**
 * The files as they are written, once their shape has been checked against the schemas in `schema/`.
 * Mappings keep the order of the file.
 */
export type Mapping<T> = Readonly<Record<string, T>>

export interface WrittenSource {
  readonly act?: string
  readonly item?: string
  readonly mark: Mark
}

export type WrittenCitedActs = readonly { readonly cite: string; readonly title: Text }[]

export interface WrittenAccepted {
  readonly id: string
  readonly items: readonly string[]
  readonly steps?: readonly string[]
  readonly code?: string
  readonly finding: Text
  readonly reason: Text
}

export interface WrittenRegistration {
  readonly number: string
  readonly on?: string
}

export interface WrittenAct {
  readonly cite: string
  readonly title: Text
  readonly authority: Text
  readonly number: string
  readonly adoptedOn: string
  readonly registration?: WrittenRegistration
  readonly amendments?: readonly {
    readonly number: string
    readonly on: string
    readonly registration?: WrittenRegistration
  }[]
  readonly repeal?: { readonly number: string; readonly on: string }
  readonly repeals?: readonly { readonly number: string; readonly on: string }[]
  readonly entry?: { readonly daysAfterPublication: number; readonly publishedOn?: string }
  readonly accepted?: readonly WrittenAccepted[]
}

export type WrittenGuard = Mapping<string>

export interface WrittenRoute {
  readonly when?: readonly WrittenGuard[]
  readonly to: string
}

export interface WrittenOutcome {
  readonly title: Text
  readonly to?: string
  readonly when?: readonly WrittenGuard[]
  readonly routes?: readonly WrittenRoute[]
  readonly exit?: string
  readonly drafts?: string
}

export interface WrittenRetelling {
  readonly item: string
  readonly actor?: string
  readonly action?: ActionName
  readonly limit?: string
  readonly result?: Text
  readonly note?: Text
}

export interface WrittenStep {
  readonly label?: string
  readonly item: string
  readonly repeatedIn?: readonly string[]
  readonly retold?: readonly WrittenRetelling[]
  readonly addedBy?: string
  readonly actor: string
  readonly receiver?: string
  readonly action: ActionName
  readonly title: Text
  readonly instruction?: Text
  readonly limit?: string
  readonly limitSharedWith?: string
  readonly timeOut?: { readonly after: string; readonly outcome: string }
  readonly message?: Text
  readonly result?: { readonly item: string; readonly text: Text }
  readonly consults?: readonly string[]
  readonly about?: Mapping<readonly string[]>
  readonly report?: string
  readonly certificate?: CertificateRule
  readonly grounds?: readonly string[]
  readonly outcomes: Mapping<WrittenOutcome>
}

export interface WrittenChannel {
  readonly title: Text
  readonly item: string
  readonly before?: Statement
  readonly start: string
  readonly totalTerm: { readonly startsAfter: string; readonly endsWith: readonly string[] }
  readonly steps: Mapping<WrittenStep>
  readonly ends: Mapping<{ readonly closes: 'granted' | 'refused' | 'stopped'; readonly title: Text }>
  readonly exits?: Mapping<readonly WrittenRoute[]>
  readonly labels?: Mapping<{ readonly label: string; readonly item: string }>
}

export interface WrittenRegulation {
  readonly id: string
  readonly act: string
  readonly standard: string
  readonly title: Text
  readonly shortTitle: Text
  readonly edition: {
    readonly id: string
    readonly from: string
    readonly until?: string
    readonly source: WrittenSource
  }
  readonly forms?: NonNullable<Regulation['forms']>
  readonly begins?: Statement
  readonly annexes?: readonly Annex[]
  readonly glossary?: Mapping<{ readonly item: string; readonly term: Text; readonly meaning: Text }>
  readonly requirements?: Mapping<Statement>
  readonly information?: Mapping<Statement>
  readonly survey?: {
    readonly item: string
    readonly questions: Mapping<{ readonly question: Text; readonly answers: Mapping<{ readonly label: Text }> }>
  }
  readonly serviceLevels?: Mapping<{
    readonly title: Text
    readonly percent: number
    readonly steps?: readonly string[]
    readonly source: WrittenSource
  }>
  readonly timeZone: string
  readonly calendar: string
  readonly numbering: { readonly request: string; readonly serialDigits: number }
  readonly provider: {
    readonly title: Text
    readonly address: Text
    readonly hours: {
      readonly from: string
      readonly to: string
      readonly lunchFrom?: string
      readonly lunchTo?: string
      readonly source: WrittenSource
    }
  }
  readonly actors: Mapping<{ readonly kind: ActorKind; readonly title: Text; readonly item?: string }>
  readonly procedure?: Mapping<WrittenStep>
  readonly channels: Mapping<WrittenChannel>
  readonly commission?: { readonly actor: string; readonly quorumPercent: number; readonly source: WrittenSource }
  readonly citedActs?: WrittenCitedActs
  readonly accepted?: readonly WrittenAccepted[]
}

export interface WrittenField {
  readonly widget: Widget
  readonly label: Text
  readonly hint?: Text
  readonly required?: boolean
  readonly prefill?: string
  readonly options?: Mapping<{ readonly label: Text; readonly hint?: Text }>
  readonly optionsFrom?: 'categories'
  readonly min?: number
  readonly max?: number
  readonly latest?: 'today'
  readonly when?: Condition
  readonly missing?: Text
  readonly fields?: Mapping<WrittenField>
}

export interface WrittenForm {
  readonly title: Text
  readonly pages: Mapping<{
    readonly title: Text
    readonly hint?: Text
    readonly when?: Condition
    readonly fields: Mapping<WrittenField>
  }>
}

export type WrittenPaperFields = Readonly<Partial<Record<PaperField, WrittenSource>>>

export interface WrittenStandard {
  readonly id: string
  readonly act: string
  readonly title: Text
  readonly whoMayApply: readonly Text[]
  readonly fee: Text
  readonly totalLimit: string
  readonly maxWaiting?: string
  readonly maxServing?: string
  readonly limitSources?: Readonly<Partial<Record<'totalLimit' | 'maxWaiting' | 'maxServing', WrittenSource>>>
  readonly registers: Mapping<{ readonly title: Text; readonly question?: RegisterQuestion }>
  readonly subjects?: Mapping<{ readonly title: Text; readonly field: string; readonly where?: Condition }>
  readonly categories?: Mapping<{ readonly title: Text; readonly hint?: Text; readonly source: WrittenSource }>
  readonly documents: Mapping<{
    readonly title: Text
    readonly hint?: Text
    readonly source: WrittenSource
    readonly channels: readonly string[]
    readonly fromRegister?: string
    readonly checkedIn?: string
    readonly required?: boolean
    readonly when?: Condition
  }>
  readonly coSigners?: Mapping<{
    readonly title: Text
    readonly field: string
    readonly where?: Condition
    readonly fullAge?: boolean
    readonly channels: readonly string[]
    readonly when?: Condition
    readonly within: string
    readonly orDocument?: string
    readonly source: WrittenSource
  }>
  readonly grounds: Mapping<{ readonly title: Text; readonly source: WrittenSource; readonly remedy?: Text }>
  readonly results: Mapping<{
    readonly title: Text
    readonly closes: 'granted' | 'refused'
    readonly document: string
    readonly entersQueue?: boolean
    readonly fields?: WrittenPaperFields
  }>
  readonly form: WrittenForm
  readonly paperForms?: Mapping<{ readonly title: Text; readonly text?: Text; readonly source: WrittenSource }>
  readonly reports?: Mapping<{
    readonly title: Text
    readonly source: WrittenSource
    readonly fields: Mapping<{ readonly title: Text }>
  }>
  readonly receipt?: { readonly fields: WrittenPaperFields }
  readonly storage?: { readonly after: string; readonly text: Text; readonly source: WrittenSource }
  readonly journals?: Mapping<{
    readonly title: Text
    readonly source: WrittenSource
    readonly columns: Mapping<{ readonly title: Text }>
  }>
  readonly parameters?: Mapping<{
    readonly title: Text
    readonly unit: ParameterUnit
    readonly value?: string
    readonly source: WrittenSource
  }>
  readonly formula?: { readonly title: Text; readonly text: Text; readonly source: WrittenSource }
  readonly appeal: { readonly text: Text; readonly source: WrittenSource }
  readonly citedActs?: WrittenCitedActs
  readonly accepted?: readonly WrittenAccepted[]
}
