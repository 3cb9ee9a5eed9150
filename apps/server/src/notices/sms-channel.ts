import type { NoticeChannel, Sending } from './channel.ts'

export interface SmsSettings {
  readonly url: string
  readonly token: string
  /** Default 15 000. */
  readonly timeoutMs?: number
}

/**
 * Notices as short messages, through whoever sends them for the operator. The contract is our own, in docs/notices.md: an
 * adapter of one page stands before a provider that speaks otherwise.
 */
export function smsChannel({ url, token, timeoutMs = 15_000 }: SmsSettings): NoticeChannel {
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
  return {
    // The provider sends one id once.
    isRepeatable: true,
    send: async ({ id, to, text }): Promise<Sending> => {
      let answer: Response
      try {
        answer = await ask('/messages', { method: 'POST', body: JSON.stringify({ id, to, text }) })
      } catch (error) {
        return { kind: 'later', detail: error instanceof Error ? error.name : 'unknown' }
      }
      const detail = `HTTP ${answer.status}`
      await answer.body?.cancel()
      if (answer.ok) return { kind: 'sent', messageId: id, detail }
      const isFinal = answer.status === 422 || answer.status === 400
      return { kind: isFinal ? 'failed' : 'later', detail }
    },
    outcomeOf: async (messageId) => {
      const answer = await ask(`/messages/${encodeURIComponent(messageId)}`)
      const said: unknown = answer.ok ? await answer.json() : undefined
      const status = typeof said === 'object' && said !== null && 'status' in said ? said.status : undefined
      return status === 'delivered' || status === 'failed' ? status : 'on-its-way'
    },
  }
}
