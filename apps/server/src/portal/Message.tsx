import type { ComponentChildren, JSX } from 'preact'
import { Heading, Lead } from '../ui/Heading.tsx'

/** A page that only says something and where to go on. */
export function Message(props: {
  readonly title: string
  readonly text: string
  readonly children?: ComponentChildren
}): JSX.Element {
  return (
    <>
      <Heading level={1}>{props.title}</Heading>
      <Lead>{props.text}</Lead>
      {props.children}
    </>
  )
}
