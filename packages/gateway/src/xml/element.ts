/**
 * An element of a message that was read. Plain data: comments are gone, what stood in CDATA is text,
 * and prefixes keep their meaning in `scope`.
 */
export interface XmlElement {
  /** Empty when it is in none, as the inner parts of the gateway's messages are. */
  readonly namespace: string
  readonly prefix: string
  readonly name: string
  readonly attributes: readonly XmlAttribute[]
  /** Namespaces by prefix as they are known at this element; the default one under the empty prefix. */
  readonly scope: Readonly<Record<string, string>>
  /** In their order; neighbouring pieces of text are one. */
  readonly content: readonly (XmlElement | string)[]
}

/** Declarations of namespaces are not among attributes. */
export interface XmlAttribute {
  readonly namespace: string
  readonly prefix: string
  readonly name: string
  readonly value: string
}
