import type { ComponentChildren, JSX } from 'preact'
import { useUiMessages } from './page-context.ts'

export interface SummaryRow {
  readonly label: string
  /** Empty or absent: shown as not given. */
  readonly value?: ComponentChildren
  readonly change?:
    | { readonly href: string; /** What is changed, in words: read after the link. */ readonly about: string }
    | undefined
}

/** Questions and answers, one a line, each with its way back to the question. */
export function SummaryList(props: { readonly rows: readonly SummaryRow[] }): JSX.Element {
  const t = useUiMessages()
  return (
    <dl class="q-summary">
      {props.rows.map((row) => (
        <div class="q-summary__row" key={row.label}>
          <dt>{row.label}</dt>
          <dd>{isEmpty(row.value) ? <span class="q-muted">{t.notGiven}</span> : row.value}</dd>
          {row.change === undefined ? null : (
            <dd class="q-summary__action">
              <a class="ds-link" href={row.change.href}>
                {t.change}
                <span class="ds-sr-only"> {row.change.about}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

function isEmpty(value: ComponentChildren): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}
