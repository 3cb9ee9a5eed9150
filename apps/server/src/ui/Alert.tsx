import type { ComponentChildren, JSX } from 'preact'
import type { Tone } from './Tag.tsx'

/** Something the reader has to know before going on. `live` announces what appeared after an action. */
export function Alert(props: {
  readonly tone: Exclude<Tone, 'neutral'>
  readonly title?: string | undefined
  readonly live?: boolean | undefined
  readonly id?: string | undefined
  readonly children?: ComponentChildren
}): JSX.Element {
  return (
    <div
      class="ds-alert q-alert"
      data-color={props.tone}
      id={props.id}
      role={props.live === true ? (props.tone === 'danger' ? 'alert' : 'status') : undefined}
    >
      {props.title === undefined ? null : <h2 class="ds-heading q-heading-3">{props.title}</h2>}
      {props.children}
    </div>
  )
}
