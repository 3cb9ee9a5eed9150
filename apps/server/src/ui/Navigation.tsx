import type { JSX } from 'preact'
import { useUiMessages } from './page-context.ts'

export interface Place {
  readonly title: string
  readonly href: string
}

/** The pages above this one; the page itself is not repeated, its heading says where we are. */
export function Breadcrumbs(props: { readonly places: readonly Place[] }): JSX.Element {
  const t = useUiMessages()
  return (
    <nav class="q-breadcrumbs" aria-label={t.breadcrumbs}>
      <ol>
        {props.places.map((place) => (
          <li key={place.href}>
            <a class="ds-link" href={place.href}>
              {place.title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** To the page before, on pages that are steps of one task. */
export function BackLink(props: { readonly href: string; readonly children?: string | undefined }): JSX.Element {
  const t = useUiMessages()
  return (
    <nav aria-label={t.back}>
      <a class="ds-link q-back" href={props.href}>
        {props.children ?? t.back}
      </a>
    </nav>
  )
}

/** Views of one thing, each with its own address. */
export function Tabs(props: {
  readonly label: string
  readonly tabs: readonly (Place & { readonly current: boolean; readonly count?: number | undefined })[]
}): JSX.Element {
  return (
    <nav class="q-tabs" aria-label={props.label}>
      <ul>
        {props.tabs.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
              {tab.title}
              {tab.count === undefined ? null : <span class="q-count">{tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Pages of a long list by number. */
export function Pagination(props: {
  readonly current: number
  readonly last: number
  readonly href: (page: number) => string
}): JSX.Element | null {
  const t = useUiMessages()
  if (props.last <= 1) return null
  const pages = Array.from({ length: props.last }, (_, index) => index + 1).filter(
    (page) => page === 1 || page === props.last || Math.abs(page - props.current) <= 1,
  )
  return (
    <nav class="q-pagination" aria-label={t.pagination.label}>
      <ul>
        {props.current > 1 ? (
          <li>
            <a class="ds-link" rel="prev" href={props.href(props.current - 1)}>
              {t.pagination.previous}
            </a>
          </li>
        ) : null}
        {pages.map((page, index) => (
          <>
            {page - (pages[index - 1] ?? page - 1) > 1 ? <li aria-hidden="true">…</li> : null}
            <li key={page}>
              <a
                class="q-pagination__page"
                href={props.href(page)}
                aria-label={t.pagination.page(page)}
                aria-current={page === props.current ? 'page' : undefined}
              >
                {page}
              </a>
            </li>
          </>
        ))}
        {props.current < props.last ? (
          <li>
            <a class="ds-link" rel="next" href={props.href(props.current + 1)}>
              {t.pagination.next}
            </a>
          </li>
        ) : null}
      </ul>
    </nav>
  )
}

/** Pages of a list read by key set: only onwards and back to the start. */
export function NextPage(props: {
  readonly first?: string | undefined
  readonly next?: string | undefined
}): JSX.Element | null {
  const t = useUiMessages()
  if (props.first === undefined && props.next === undefined) return null
  return (
    <nav class="q-pagination" aria-label={t.pagination.label}>
      <ul>
        {props.first === undefined ? null : (
          <li>
            <a class="ds-link" rel="prev" href={props.first}>
              {t.pagination.page(1)}
            </a>
          </li>
        )}
        {props.next === undefined ? null : (
          <li>
            <a class="ds-link" rel="next" href={props.next}>
              {t.pagination.next}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
