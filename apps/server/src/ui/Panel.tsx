import type { ComponentChildren, JSX } from 'preact'

/** A box that holds together what belongs together. `strong` is for the one thing the page is about. */
export function Panel(props: {
  readonly strong?: boolean | undefined
  readonly id?: string | undefined
  readonly labelledBy?: string | undefined
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <section
      class={props.strong === true ? 'q-panel q-panel--strong' : 'q-panel'}
      id={props.id}
      aria-labelledby={props.labelledBy}
    >
      {props.children}
    </section>
  )
}

/** The page that follows a finished task: what was done and its number. */
export function Confirmation(props: { readonly title: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <div class="q-confirmation">
      <svg class="q-confirmation__mark" viewBox="0 0 48 48" aria-hidden="true">
        <circle cx="24" cy="24" r="22" fill="none" stroke="currentColor" stroke-width="3" />
        <path d="M14 25l7 7 14-15" fill="none" stroke="currentColor" stroke-width="4" />
      </svg>
      <h1 class="ds-heading q-heading-1">{props.title}</h1>
      {props.children}
    </div>
  )
}

/** A number to remember and to show at a counter. */
export function Reference(props: { readonly label: string; readonly value: string }): JSX.Element {
  return (
    <p class="q-reference">
      <span class="q-reference__label">{props.label}</span> <strong>{props.value}</strong>
    </p>
  )
}

/** Entries that each lead to a page of their own. */
export function CardList(props: {
  /** Level of the titles: 3 where a heading of level 2 stands over the list. */
  readonly level?: 2 | 3 | undefined
  readonly cards: readonly {
    readonly key: string
    readonly title: string
    readonly href: string
    readonly meta?: ComponentChildren
    readonly children?: ComponentChildren
  }[]
}): JSX.Element {
  return (
    <ul class="q-cards">
      {props.cards.map((card) => (
        <li class="q-card" key={card.key}>
          <CardTitle level={props.level ?? 2}>
            <a class="ds-link" href={card.href}>
              {card.title}
            </a>
          </CardTitle>
          {card.children}
          {card.meta === undefined ? null : <div class="q-card__meta">{card.meta}</div>}
        </li>
      ))}
    </ul>
  )
}

function CardTitle(props: { readonly level: 2 | 3; readonly children: ComponentChildren }): JSX.Element {
  return props.level === 2 ? (
    <h2 class="q-card__title">{props.children}</h2>
  ) : (
    <h3 class="q-card__title">{props.children}</h3>
  )
}
