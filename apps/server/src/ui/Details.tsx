import type { ComponentChildren, JSX } from 'preact'

/** Text that most readers can do without, one press away. */
export function Details(props: {
  readonly summary: string
  readonly open?: boolean | undefined
  readonly id?: string | undefined
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <details class="ds-details q-details" open={props.open} id={props.id}>
      <summary>{props.summary}</summary>
      <div class="q-details__content">{props.children}</div>
    </details>
  )
}
