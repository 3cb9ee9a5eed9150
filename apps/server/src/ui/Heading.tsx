import type { ComponentChildren, JSX } from 'preact'

/** A heading of the document's outline; its size follows its level. */
export function Heading(props: {
  readonly level: 1 | 2 | 3
  readonly id?: string | undefined
  /** A few words above a first-level heading: the service or the part of the application. */
  readonly caption?: string | undefined
  readonly children: ComponentChildren
}): JSX.Element {
  const className = `ds-heading q-heading-${props.level}`
  const content = (
    <>
      {props.caption === undefined ? null : <span class="q-caption">{props.caption} </span>}
      {props.children}
    </>
  )
  switch (props.level) {
    case 1:
      return (
        <h1 class={className} id={props.id}>
          {content}
        </h1>
      )
    case 2:
      return (
        <h2 class={className} id={props.id}>
          {content}
        </h2>
      )
    case 3:
      return (
        <h3 class={className} id={props.id}>
          {content}
        </h3>
      )
  }
}

/** The sentence under the heading that says what the page is for. */
export function Lead(props: { readonly children: ComponentChildren }): JSX.Element {
  return <p class="q-lead">{props.children}</p>
}

/** Running text of a readable width. */
export function Prose(props: { readonly children: ComponentChildren }): JSX.Element {
  return <div class="q-prose">{props.children}</div>
}

export function Link(props: {
  readonly href: string
  /** Context for those who hear the link without its surroundings. */
  readonly about?: string | undefined
  readonly download?: string | undefined
  /** Language of the page behind the link, when it is another one. */
  readonly hreflang?: string | undefined
  readonly children: ComponentChildren
}): JSX.Element {
  return (
    <a class="ds-link" href={props.href} download={props.download} hreflang={props.hreflang}>
      {props.children}
      {props.about === undefined ? null : <span class="ds-sr-only"> {props.about}</span>}
    </a>
  )
}

/** Words for screen readers only. */
export function Hidden(props: { readonly children: ComponentChildren }): JSX.Element {
  return <span class="ds-sr-only">{props.children}</span>
}
