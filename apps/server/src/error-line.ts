/** What the log keeps of an error. */
export interface ErrorLine {
  readonly type: string
  readonly message: string
  readonly stack: string
  readonly code?: string
  readonly cause?: ErrorLine
  readonly [name: string]: unknown
}

/**
 * An error as the log keeps it. Whatever else hangs on it stays out: the database puts the values of a row into its
 * details, so names and IINs as well.
 */
export function errorLine(error: unknown): ErrorLine {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' }
  const { name: type, message, stack = '', cause } = error
  return {
    type,
    message,
    stack,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(cause === undefined ? {} : { cause: errorLine(cause) }),
  }
}
