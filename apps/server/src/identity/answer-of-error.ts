import type { IdentityAnswer } from './identity-provider.ts'

/**
 * What an exception of the client library means. Only its kind is looked at: its text may carry what the provider sent.
 */
export function answerOfError(cause: unknown): Extract<IdentityAnswer, { kind: 'declined' | 'silent' | 'unusable' }> {
  if (fieldOf(cause, 'error') === 'access_denied') return { kind: 'declined' }
  return { kind: isSilence(cause) ? 'silent' : 'unusable', cause }
}

/** Nobody answered, too late, or with a fault of the server. */
function isSilence(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if (cause.name === 'TimeoutError' || cause.name === 'AbortError' || fieldOf(cause, 'code') === 'OAUTH_TIMEOUT')
      return true
    if (cause instanceof TypeError && cause.message === 'fetch failed') return true
    const status = fieldOf(cause, 'status') ?? (cause.cause instanceof Response ? cause.cause.status : undefined)
    if (typeof status === 'number' && status >= 500) return true
  }
  return false
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
