import type { ComponentChildren, JSX } from 'preact'

/** What the whole page is about; it stays in sight while the page scrolls. */
export function IdentityBar(props: {
  readonly label: string
  readonly title: string
  readonly facts: readonly { readonly label: string; readonly value: ComponentChildren }[]
}): JSX.Element {
  return (
    <section class="q-identity" aria-label={props.label}>
      <strong class="q-identity__title">{props.title}</strong>
      <dl class="q-identity__facts">
        {props.facts.map((fact) => (
          <div key={fact.label}>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
