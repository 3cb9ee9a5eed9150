import type { ComponentChildren, JSX } from 'preact'
import { Field, FieldGroup, type FieldProps, fieldIds } from './Field.tsx'
import { useUiMessages } from './page-context.ts'

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
}

/** One of a few options, all visible. */
export function Radios(
  props: FieldProps & {
    readonly options: readonly Option[]
    readonly value?: string | undefined
    /** Short answers such as yes and no stand side by side. */
    readonly inline?: boolean | undefined
  },
): JSX.Element {
  const { id, invalid } = fieldIds(props)
  return (
    <FieldGroup {...props}>
      <div class={props.inline === true ? 'q-choices q-choices--inline' : 'q-choices'}>
        {props.options.map((option, index) => (
          <Choice
            key={option.value}
            type="radio"
            id={choiceId(id, index)}
            name={props.name}
            option={option}
            checked={option.value === props.value}
            invalid={invalid}
          />
        ))}
      </div>
    </FieldGroup>
  )
}

/** Any of a few options. */
export function Checkboxes(
  props: FieldProps & { readonly options: readonly Option[]; readonly values?: readonly string[] | undefined },
): JSX.Element {
  const { id, invalid } = fieldIds(props)
  return (
    <FieldGroup {...props}>
      <div class="q-choices">
        {props.options.map((option, index) => (
          <Choice
            key={option.value}
            type="checkbox"
            id={choiceId(id, index)}
            name={props.name}
            option={option}
            checked={props.values?.includes(option.value) ?? false}
            invalid={invalid}
          />
        ))}
      </div>
    </FieldGroup>
  )
}

/** A single statement to agree with. Its label is the statement itself. */
export function Checkbox(
  props: FieldProps & { readonly checked?: boolean | undefined; readonly value?: string | undefined },
): JSX.Element {
  const { id, hintId, errorId, describedBy, invalid } = fieldIds(props)
  return (
    <div class={props.error === undefined ? 'q-field' : 'q-field q-field--invalid'}>
      <div class="q-choice">
        <input
          class="ds-input"
          type="checkbox"
          id={id}
          name={props.name}
          value={props.value ?? 'yes'}
          checked={props.checked}
          aria-describedby={describedBy}
          aria-invalid={invalid}
        />
        <label for={id}>{props.label}</label>
      </div>
      {props.hint === undefined ? null : (
        <p class="q-hint" id={hintId}>
          {props.hint}
        </p>
      )}
      {props.error === undefined ? null : (
        <p class="ds-validation-message" id={errorId}>
          {props.error}
        </p>
      )}
    </div>
  )
}

/** One of many options. The first line is empty, so that nothing is chosen by oversight. */
export function Select(
  props: FieldProps & {
    readonly options: readonly Option[]
    readonly value?: string | undefined
    /** False when an answer always stands, as in a filter with "all". */
    readonly empty?: boolean | undefined
  },
): JSX.Element {
  const t = useUiMessages()
  const { id, describedBy, invalid } = fieldIds(props)
  return (
    <Field {...props}>
      <select class="ds-input" id={id} name={props.name} aria-describedby={describedBy} aria-invalid={invalid}>
        {props.empty === false ? null : <option value="">{t.choose}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === props.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** The error summary links to the id of the question, so the first choice carries it. */
function choiceId(id: string, index: number): string {
  return index === 0 ? id : `${id}-${index + 1}`
}

function Choice(props: {
  readonly type: 'radio' | 'checkbox'
  readonly id: string
  readonly name: string
  readonly option: Option
  readonly checked: boolean
  readonly invalid: 'true' | undefined
  readonly children?: ComponentChildren
}): JSX.Element {
  const hintId = `${props.id}-choice-hint`
  return (
    <div class="q-choice">
      <input
        class="ds-input"
        type={props.type}
        id={props.id}
        name={props.name}
        value={props.option.value}
        checked={props.checked}
        aria-describedby={props.option.hint === undefined ? undefined : hintId}
        aria-invalid={props.type === 'checkbox' ? props.invalid : undefined}
      />
      <label for={props.id}>{props.option.label}</label>
      {props.option.hint === undefined ? null : (
        <p class="q-hint" id={hintId}>
          {props.option.hint}
        </p>
      )}
    </div>
  )
}
