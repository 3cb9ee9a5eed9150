import { setTimeout as sleep } from 'node:timers/promises'
import { followMessages, type SendNoticeOptions } from './send-notice.ts'

const EVERY_MS = 60_000

/** Follows short messages until aborted. */
export async function keepNoticesInOrder(
  options: SendNoticeOptions & { readonly signal: AbortSignal; readonly onError: (error: unknown) => void },
): Promise<void> {
  const { signal, onError } = options
  while (!signal.aborted) {
    await sleep(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined)
    if (!signal.aborted) await followMessages(options).catch(onError)
  }
}
