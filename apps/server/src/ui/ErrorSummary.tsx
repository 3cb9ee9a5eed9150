import type { JSX } from 'preact'
import { useUiMessages } from './page-context.ts'

/** A fault in what was sent: the same words stand at the field. */
export interface PageError {
  /** Id of the input at fault; absent when no single one is. */
  readonly field?: string | undefined
  readonly message: string
}

/**
 * All faults of a page on top of it, each a link to its field. Takes the focus when the page opens,
 * so that a screen reader starts here; nothing is drawn when there is no fault.
 */
export function ErrorSummary(props: { readonly errors: readonly PageError[] }): JSX.Element | null {
  const t = useUiMessages()
  if (props.errors.length === 0) return null
  return (
    <div class="ds-error-summary" role="group" aria-labelledby="error-summary-title" tabIndex={-1} autofocus data-focus>
      <h2 class="ds-heading" id="error-summary-title">
        {t.errorSummary(props.errors.length)}
      </h2>
      <ul>
        {props.errors.map((error) => (
          <li key={`${error.field} ${error.message}`}>
            {error.field === undefined ? (
              error.message
            ) : (
              <a class="ds-link" href={`#${error.field}`}>
                {error.message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The message for one field, to hand to its component. */
export function errorOf(errors: readonly PageError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message
}
