import type { Text } from './text.ts'

/** Widgets a form page may use; each has one way to be asked, checked and shown. */
export type Widget =
  | 'text'
  | 'textarea'
  | 'iin'
  | 'phone'
  | 'date'
  | 'number'
  | 'radios'
  | 'checkboxes'
  | 'select'
  | 'address'
  | 'declaration'
  | 'people'

/** A condition on earlier answers, evaluated on the server only. */
export type Condition =
  | { readonly field: string; readonly is: string }
  | { readonly field: string; readonly in: readonly string[] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

export interface Field {
  readonly id: string
  readonly widget: Widget
  readonly label: Text
  readonly hint?: Text
  readonly required: boolean
  /** Where the answer is already known: a path such as `person.phone`, `person.address`. */
  readonly prefill?: string
  readonly options?: readonly { readonly value: string; readonly label: Text; readonly hint?: Text }[]
  readonly min?: number
  readonly max?: number
  /** For `date`: the latest day that may be given. */
  readonly latest?: 'today'
  readonly when?: Condition
  /** Own message when the answer is missing. */
  readonly missing?: Text
  /** The columns of one person, for `people`. */
  readonly fields?: readonly Field[]
}

export interface FormPage {
  readonly id: string
  readonly title: Text
  readonly hint?: Text
  readonly fields: readonly Field[]
  readonly when?: Condition
}

export interface FormDefinition {
  readonly title: Text
  readonly pages: readonly FormPage[]
}

/** Answers as kept: text for one value, a list of texts for several, a list of records for `people`. */
export type Answer = string | readonly string[] | readonly Readonly<Record<string, string>>[]
export type Answers = Readonly<Record<string, Answer>>
