import type { ComponentChildren, JSX } from 'preact'
import { useUiMessages } from './page-context.ts'

/** What every question has, whatever its widget. */
export interface FieldProps {
  /** Name in the posted form; also the id unless `id` says otherwise. */
  readonly name: string
  readonly id?: string | undefined
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  /** Marks what may be left empty; what must be filled is not marked. */
  readonly optional?: boolean | undefined
  /** True when the question is the only one of the page: its label is then the heading. */
  readonly heading?: boolean | undefined
}

/** Ids that tie a widget to its hint and its error; every widget takes them from here. */
export function fieldIds(props: FieldProps): {
  readonly id: string
  readonly hintId: string
  readonly errorId: string
  readonly describedBy: string | undefined
  readonly invalid: 'true' | undefined
} {
  const id = props.id ?? props.name
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const ids = [props.hint === undefined ? '' : hintId, props.error === undefined ? '' : errorId].filter(Boolean)
  return {
    id,
    hintId,
    errorId,
    describedBy: ids.length === 0 ? undefined : ids.join(' '),
    invalid: props.error === undefined ? undefined : 'true',
  }
}

/** Label, hint, widget and error of one question with a single input. */
export function Field(props: FieldProps & { readonly children: ComponentChildren }): JSX.Element {
  const { id } = fieldIds(props)
  const label = (
    <label class={props.heading === true ? 'ds-heading q-heading-1' : 'ds-label'} for={id}>
      <FieldLabel label={props.label} optional={props.optional} />
    </label>
  )
  return (
    <div class={props.error === undefined ? 'q-field' : 'q-field q-field--invalid'}>
      {props.heading === true ? <h1 class="q-label-heading">{label}</h1> : label}
      <FieldHint {...props} />
      {props.children}
      <FieldError {...props} />
    </div>
  )
}

/** A question with several inputs: the legend is the question. */
export function FieldGroup(props: FieldProps & { readonly children: ComponentChildren }): JSX.Element {
  const { describedBy } = fieldIds(props)
  const label = <FieldLabel label={props.label} optional={props.optional} />
  return (
    <div class={props.error === undefined ? 'q-field' : 'q-field q-field--invalid'}>
      <fieldset class="ds-fieldset" aria-describedby={describedBy}>
        <legend class={props.heading === true ? 'q-legend-heading' : 'ds-label'}>
          {props.heading === true ? <h1 class="ds-heading q-heading-1">{label}</h1> : label}
        </legend>
        <FieldHint {...props} />
        {props.children}
        <FieldError {...props} />
      </fieldset>
    </div>
  )
}

function FieldLabel(props: { readonly label: string; readonly optional: boolean | undefined }): JSX.Element {
  const t = useUiMessages()
  return (
    <>
      {props.label}
      {props.optional === true ? <span class="q-optional"> ({t.optional})</span> : null}
    </>
  )
}

function FieldHint(props: FieldProps): JSX.Element | null {
  if (props.hint === undefined) return null
  return (
    <p class="q-hint" id={fieldIds(props).hintId}>
      {props.hint}
    </p>
  )
}

function FieldError(props: FieldProps): JSX.Element | null {
  if (props.error === undefined) return null
  return (
    <p class="ds-validation-message" id={fieldIds(props).errorId}>
      {props.error}
    </p>
  )
}
