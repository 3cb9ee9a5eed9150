import type { JSX } from 'preact'

/** How near the end of a term is; its colour, its words and its sort order go together. */
export type Urgency = 'overdue' | 'today' | 'soon' | 'calm' | 'none'

/** A due date: the date in bold, how far it is in words, and a bar. The colour only repeats the words. */
export function DeadlineCell(props: {
  /** Date in figures or words; absent where the act states no limit. */
  readonly date?: string | undefined
  readonly words: string
  readonly urgency: Urgency
}): JSX.Element {
  return (
    <span class="q-deadline" data-urgency={props.urgency}>
      {props.date === undefined ? null : <strong>{props.date}</strong>}
      <span class="q-deadline__words">{props.words}</span>
    </span>
  )
}
