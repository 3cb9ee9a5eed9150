/** What is kept of a message beside its bytes: plain JSON, read by whoever knows its kind. */
export type Content = { readonly [name: string]: ContentValue }

export type ContentValue = string | number | boolean | null | readonly ContentValue[] | Content

/** A kept message is not of the form its reader knows: it can be neither sent nor applied as it is. */
export class UnreadableMessageError extends Error {
  override readonly name = 'UnreadableMessageError'
  /** For the log and the person who sets it right. */
  readonly code: string

  constructor(code: string, options?: ErrorOptions) {
    super(code, options)
    this.code = code
  }
}
