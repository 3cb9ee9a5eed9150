import type { ComponentChildren, JSX } from 'preact'

export type ButtonVariant = 'primary' | 'secondary' | 'plain' | 'danger'

const VARIANTS: Readonly<Record<ButtonVariant, { variant: string; color: string | undefined }>> = {
  primary: { variant: 'primary', color: undefined },
  secondary: { variant: 'secondary', color: undefined },
  plain: { variant: 'tertiary', color: undefined },
  danger: { variant: 'primary', color: 'danger' },
}

/** A button that sends its form. It is never disabled: what is missing is said after pressing. */
export function Button(props: {
  readonly variant?: ButtonVariant | undefined
  /** Name and value tell which button of the form was pressed. */
  readonly name?: string | undefined
  readonly value?: string | undefined
  /** Context for those who hear the button without its surroundings. */
  readonly about?: string | undefined
  readonly formAction?: string | undefined
  readonly id?: string | undefined
  readonly children: ComponentChildren
}): JSX.Element {
  const { variant, color } = VARIANTS[props.variant ?? 'primary']
  return (
    <button
      class="ds-button"
      type="submit"
      id={props.id}
      name={props.name}
      value={props.value}
      formaction={props.formAction}
      data-variant={variant}
      data-color={color}
    >
      <span>
        {props.children}
        {props.about === undefined ? null : <span class="ds-sr-only"> {props.about}</span>}
      </span>
    </button>
  )
}

/** A link that looks like a button, for going somewhere; what changes something is a `Button` in a `Form`. */
export function ButtonLink(props: {
  readonly href: string
  readonly variant?: ButtonVariant | undefined
  /** File name offered when the link downloads. */
  readonly download?: string | undefined
  readonly children: ComponentChildren
}): JSX.Element {
  const { variant, color } = VARIANTS[props.variant ?? 'primary']
  return (
    <a class="ds-button" href={props.href} download={props.download} data-variant={variant} data-color={color}>
      {props.children}
    </a>
  )
}

/** Buttons side by side, the main one first; on a narrow screen one under another. */
export function ButtonRow(props: { readonly children: ComponentChildren }): JSX.Element {
  return <div class="q-buttons">{props.children}</div>
}
