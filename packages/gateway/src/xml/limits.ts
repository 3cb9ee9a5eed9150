/** What a message may be at most; checked on the bytes and the text, before anything is built of them. */
export interface XmlLimits {
  readonly maxBytes: number
  readonly maxDepth: number
  /** Elements of the whole document. */
  readonly maxParts: number
  readonly maxAttributes: number
  /** Characters of one tag with all its attributes. */
  readonly maxTagLength: number
}

/** The gateway itself carries messages of about 15 MB; the rest is far above what any known message has. */
export const XML_LIMITS: XmlLimits = {
  maxBytes: 15 * 1024 * 1024,
  maxDepth: 64,
  maxParts: 200_000,
  maxAttributes: 64,
  maxTagLength: 65_536,
}
