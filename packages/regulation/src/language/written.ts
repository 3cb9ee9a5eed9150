import type { ActionName } from '../actions.ts'
import type { Condition, Widget } from '../form.ts'
import type { ActorKind, Annex, Mark, Regulation, Statement } from '../model.ts'
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

export interface WrittenAct {
  readonly cite: string
  readonly title: Text
  readonly authority: Text
  readonly number: string
  readonly adoptedOn: string
  readonly registration?: { readonly number: string; readonly on: string }
  readonly amendments?: readonly { readonly number: string; readonly on: string }[]
  readonly repeal?: { readonly number: string; readonly on: string }
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

export interface WrittenStep {
  readonly label?: string
  readonly item: string
  readonly repeatedIn?: readonly string[]
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

export interface WrittenStandard {
  readonly id: string
  readonly act: string
  readonly title: Text
  readonly whoMayApply: readonly Text[]
  readonly fee: Text
  readonly totalLimit: string
  readonly maxWaiting?: string
  readonly maxServing?: string
  readonly registers: Mapping<{ readonly title: Text }>
  readonly categories?: Mapping<{ readonly title: Text; readonly hint?: Text; readonly source: WrittenSource }>
  readonly documents: Mapping<{
    readonly title: Text
    readonly hint?: Text
    readonly source: WrittenSource
    readonly channels: readonly string[]
    readonly fromRegister?: string
    readonly required?: boolean
    readonly when?: Condition
  }>
  readonly grounds: Mapping<{ readonly title: Text; readonly source: WrittenSource; readonly remedy?: Text }>
  readonly results: Mapping<{
    readonly title: Text
    readonly closes: 'granted' | 'refused'
    readonly document: string
    readonly entersQueue?: boolean
  }>
  readonly form: WrittenForm
  readonly appeal: { readonly text: Text; readonly source: WrittenSource }
  readonly citedActs?: WrittenCitedActs
  readonly accepted?: readonly WrittenAccepted[]
}
