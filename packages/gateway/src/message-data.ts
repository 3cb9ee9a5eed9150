/**
 * What the part `data` of a message holds. State systems fill it in one of three ways, and each service has its own:
 * children with a declared type, children without one, or a whole XML document as escaped text.
 */
export type MessageData =
  | { readonly form: 'typed'; readonly type: QualifiedName; readonly xml: string }
  | { readonly form: 'elements'; readonly xml: string }
  | { readonly form: 'text'; readonly text: string }

export interface QualifiedName {
  readonly namespace: string
  readonly name: string
}
