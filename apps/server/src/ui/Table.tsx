import { Fragment, type ComponentChildren, type JSX } from 'preact'
import { useUiMessages } from './page-context.ts'

export interface Column {
  readonly id: string
  readonly title: string
  /** The link sorts by this column; `direction` when the table is sorted by it now. */
  readonly sort?: { readonly href: string; readonly direction?: 'ascending' | 'descending' | undefined } | undefined
  readonly numeric?: boolean | undefined
}

export interface Row {
  readonly key: string
  /** By column id; an absent cell is empty. The cell of the first column is the heading of its row. */
  readonly cells: Readonly<Record<string, ComponentChildren>>
}

export interface RowGroup {
  readonly key: string
  readonly title?: string | undefined
  readonly rows: readonly Row[]
}

/** A table with a caption and row headings. Wide ones scroll inside their own box, also by keyboard. */
export function Table(props: {
  readonly caption: string
  /** True when a heading above already says the caption. */
  readonly captionHidden?: boolean | undefined
  readonly columns: readonly Column[]
  readonly rows?: readonly Row[] | undefined
  readonly groups?: readonly RowGroup[] | undefined
}): JSX.Element {
  const t = useUiMessages()
  const groups = props.groups ?? [{ key: 'all', rows: props.rows ?? [] }]
  return (
    <div class="q-scroll" role="region" aria-label={`${props.caption}. ${t.tableScrolls}`} tabIndex={0}>
      <table class="ds-table q-table">
        <caption class={props.captionHidden === true ? 'ds-sr-only' : undefined}>{props.caption}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                class={column.numeric === true ? 'q-numeric' : undefined}
                aria-sort={column.sort?.direction}
              >
                {column.sort === undefined ? (
                  column.title
                ) : (
                  <a class="ds-link" href={column.sort.href}>
                    {column.title}
                    {column.sort.direction === undefined ? null : (
                      <span aria-hidden="true">{column.sort.direction === 'ascending' ? ' ↑' : ' ↓'}</span>
                    )}
                  </a>
                )}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.key} id={group.title === undefined ? undefined : group.key}>
            {group.title === undefined ? null : (
              <tr>
                <th class="q-table__group" scope="rowgroup" colSpan={props.columns.length}>
                  {group.title}
                </th>
              </tr>
            )}
            {group.rows.map((row) => (
              <tr key={row.key}>
                {props.columns.map((column, index) => (
                  <Fragment key={column.id}>
                    {index === 0 ? (
                      <th scope="row" class="q-table__row-heading">
                        {row.cells[column.id]}
                      </th>
                    ) : (
                      <td class={column.numeric === true ? 'q-numeric' : undefined}>{row.cells[column.id]}</td>
                    )}
                  </Fragment>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}
