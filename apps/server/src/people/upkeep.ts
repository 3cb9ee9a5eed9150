import { setTimeout as sleep } from 'node:timers/promises'
import type { People } from './people.ts'

const RETRY_PAUSE_MS = 30_000
/** Every so many looks what is over is dropped: once in a quarter of an hour. */
const LOOKS_BETWEEN_DROPS = 30

/** Asks the register again about accounts that wait for it, and drops what has expired, until aborted. */
export async function keepPeopleInOrder(
  people: Pick<People, 'retryPendingChecks' | 'dropExpired'>,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  for (let look = 0; !signal.aborted; look = (look + 1) % LOOKS_BETWEEN_DROPS) {
    try {
      await people.retryPendingChecks()
      if (look === 0) await people.dropExpired()
    } catch (error) {
      onError(error)
    }
    await sleep(RETRY_PAUSE_MS, undefined, { signal, ref: false }).catch(() => undefined)
  }
}
