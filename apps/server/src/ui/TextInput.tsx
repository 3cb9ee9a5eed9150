import type { JSX, PartialInputHTMLAttributes } from 'preact'
import { Field, type FieldProps, fieldIds } from './Field.tsx'

/** Width in characters for answers of known length, so that the box says how much is expected. */
export type InputWidth = 2 | 4 | 6 | 12 | 20

export type InputType = 'text' | 'tel' | 'email' | 'password' | 'search'

/** One line of text. Numbers of documents, telephones and the like take `inputMode`, never `type="number"`. */
export function TextInput(
  props: FieldProps & {
    readonly type?: InputType | undefined
    readonly value?: string | undefined
    readonly width?: InputWidth | undefined
    readonly autoComplete?: string | undefined
    readonly inputMode?: 'numeric' | 'tel' | 'email' | 'decimal' | undefined
    readonly maxLength?: number | undefined
    readonly readOnly?: boolean | undefined
    readonly spellCheck?: boolean | undefined
  },
): JSX.Element {
  const { id, describedBy, invalid } = fieldIds(props)
  return (
    <Field {...props}>
      {typedInput(props.type ?? 'text', {
        class: props.width === undefined ? 'ds-input' : `ds-input q-width-${props.width}`,
        id,
        name: props.name,
        value: props.value,
        autocomplete: props.autoComplete,
        inputMode: props.inputMode,
        maxLength: props.maxLength,
        readonly: props.readOnly,
        spellcheck: props.spellCheck,
        'aria-describedby': describedBy,
        'aria-invalid': invalid,
      })}
    </Field>
  )
}

/** The types of JSX tie each kind of input to its own attributes, so each kind is written out. */
function typedInput(
  type: InputType,
  attributes: Omit<PartialInputHTMLAttributes<HTMLInputElement>, 'type' | 'role'>,
): JSX.Element {
  switch (type) {
    case 'text':
      return <input type="text" {...attributes} />
    case 'tel':
      return <input type="tel" {...attributes} />
    case 'email':
      return <input type="email" {...attributes} />
    case 'password':
      return <input type="password" {...attributes} />
    case 'search':
      return <input type="search" {...attributes} />
  }
}

/** Several lines of text. */
export function Textarea(
  props: FieldProps & { readonly value?: string | undefined; readonly rows?: number | undefined },
): JSX.Element {
  const { id, describedBy, invalid } = fieldIds(props)
  return (
    <Field {...props}>
      <textarea
        class="ds-input"
        id={id}
        name={props.name}
        rows={props.rows ?? 4}
        aria-describedby={describedBy}
        aria-invalid={invalid}
      >
        {props.value ?? ''}
      </textarea>
    </Field>
  )
}
