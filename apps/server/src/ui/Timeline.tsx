import type { ComponentChildren, JSX } from 'preact'

export interface TimelineEntry {
  readonly id: string
  readonly title: string
  /** Date and time in words. */
  readonly at: string
  /** The same for machines, ISO 8601. */
  readonly dateTime: string
  /** Who or what did it. */
  readonly by?: string | undefined
  readonly note?: ComponentChildren
}

/** What happened, newest first. It tells the past and promises nothing. */
export function Timeline(props: { readonly label: string; readonly entries: readonly TimelineEntry[] }): JSX.Element {
  return (
    <ol class="q-timeline" reversed aria-label={props.label}>
      {props.entries.map((entry) => (
        <li class="q-timeline__entry" key={entry.id}>
          <p class="q-timeline__title">{entry.title}</p>
          <p class="q-timeline__meta">
            <time dateTime={entry.dateTime}>{entry.at}</time>
            {entry.by === undefined ? null : ` · ${entry.by}`}
          </p>
          {entry.note === undefined ? null : <div class="q-timeline__note">{entry.note}</div>}
        </li>
      ))}
    </ol>
  )
}
