import { repeatUntil } from '../jobs/repeat-until.ts'
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
  let look = -1
  await repeatUntil({ signal, onError, pauseMs: RETRY_PAUSE_MS }, async () => {
    look = (look + 1) % LOOKS_BETWEEN_DROPS
    await people.retryPendingChecks()
    if (look === 0) await people.dropExpired()
  })
}
