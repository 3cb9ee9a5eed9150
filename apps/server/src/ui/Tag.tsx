import type { ComponentChildren, JSX } from 'preact'

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

/** A state in a word or two; the words carry the meaning, the colour repeats it. */
export function Tag(props: {
  readonly tone: Tone
  readonly id?: string | undefined
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <strong class="ds-tag" data-color={props.tone} data-variant="outline" id={props.id}>
      {props.children}
    </strong>
  )
}
