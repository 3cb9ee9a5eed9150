import type { RoadAnswer } from '@qyzmet/gateway'

export type Posted =
  | { readonly kind: 'reply'; readonly status: number; readonly headers: Headers; readonly bytes: Uint8Array }
  | Extract<RoadAnswer, { kind: 'no-answer' }>

/** A question is given at least this long, however late its deadline is noticed. */
const MIN_TIMEOUT_MS = 100

/**
 * Posts a message to another system and reads what comes back to its limit. Redirects are not followed: the addresses
 * of systems are known. Silence is an answer, never an exception.
 */
export async function post(
  url: string,
  message: {
    readonly headers: Readonly<Record<string, string>>
    readonly body: Uint8Array<ArrayBuffer> | string
    readonly timeoutMs: number
    readonly maxBytes: number
  },
): Promise<Posted> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...message.headers, 'user-agent': 'qyzmet' },
      body: message.body,
      redirect: 'error',
      signal: AbortSignal.timeout(Math.max(MIN_TIMEOUT_MS, Math.ceil(message.timeoutMs))),
    })
    const { status, headers } = response
    return { kind: 'reply', status, headers, bytes: await readLimited(response, message.maxBytes) }
  } catch (error) {
    if (error instanceof AnswerTooLargeError) return { kind: 'no-answer', retryable: false, detail: 'too-large' }
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError'
    return { kind: 'no-answer', retryable: true, detail: timedOut ? 'time-out' : 'unreachable' }
  }
}

class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError'
}

async function readLimited(response: Response, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > maxBytes) throw new AnswerTooLargeError(`The answer is larger than ${maxBytes} bytes.`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
