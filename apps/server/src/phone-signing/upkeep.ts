import { setTimeout as sleep } from 'node:timers/promises'
import type { PhoneSigning } from './phone-signing.ts'

const EVERY_MS = 5 * 60_000

/** Removes signings that are over, every few minutes until the signal; several servers may do so at once. */
export async function keepPhoneSigningsInOrder(
  signing: Pick<PhoneSigning, 'removeOver'>,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    await signing.removeOver().catch(onError)
    await sleep(EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined)
  }
}
