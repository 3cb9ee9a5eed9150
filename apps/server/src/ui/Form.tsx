import type { ComponentChildren, JSX } from 'preact'
import { usePage } from './page-context.ts'

/** Name of the hidden field that carries the token against forged requests. */
export const CSRF_FIELD = '_csrf'

/** A form that posts. Checks of the browser are off: the server says everything, in the language of the page. */
export function Form(props: {
  readonly action?: string | undefined
  readonly id?: string | undefined
  /** True when the form carries a file. */
  readonly multipart?: boolean | undefined
  readonly children: ComponentChildren
}): JSX.Element {
  const { csrfToken } = usePage()
  return (
    <form
      class="q-form"
      method="post"
      id={props.id}
      action={props.action}
      enctype={props.multipart === true ? 'multipart/form-data' : undefined}
      novalidate
    >
      {csrfToken === undefined ? null : <input type="hidden" name={CSRF_FIELD} value={csrfToken} />}
      {props.children}
    </form>
  )
}

/** A form that only asks for another view of the same data: filters and searches, kept in the address. */
export function SearchForm(props: {
  readonly action: string
  readonly label: string
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <form class="q-search" method="get" action={props.action} role="search" aria-label={props.label} novalidate>
      {props.children}
    </form>
  )
}
