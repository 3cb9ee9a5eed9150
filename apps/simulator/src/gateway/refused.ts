import { MessageMalformedError, XmlNotWritableError, XmlRefusedError } from '@qyzmet/gateway'

/** The gateway refuses a message before its addressee sees it. */
export class MessageRefusedError extends Error {
  override readonly name = 'MessageRefusedError'
  /** Code of the fault, such as `TRN-SENDER`. */
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The addressee read a message and answers with a fault. */
export class ServiceRefusedError extends Error {
  override readonly name = 'ServiceRefusedError'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * The code of a fault, and whether the message or its addressee is to blame.
 *
 * @throws what is a mistake in the simulator itself
 */
export function blameOf(error: unknown): { readonly code: string; readonly blame: 'Client' | 'Server' } {
  if (error instanceof MessageRefusedError) return { code: error.code, blame: 'Client' }
  if (
    error instanceof MessageMalformedError ||
    error instanceof XmlRefusedError ||
    error instanceof XmlNotWritableError
  ) {
    return { code: 'TRN-SCHEMA', blame: 'Client' }
  }
  if (error instanceof ServiceRefusedError) {
    return { code: error.code, blame: error.code === 'TRN-FAILED' ? 'Server' : 'Client' }
  }
  throw error
}
