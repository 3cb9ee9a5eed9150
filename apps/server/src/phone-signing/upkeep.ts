import { repeatUntil } from '../jobs/repeat-until.ts'
import type { PhoneSigning } from './phone-signing.ts'

const EVERY_MS = 5 * 60_000

/** Removes signings that are over, every few minutes until the signal; several servers may do so at once. */
export async function keepPhoneSigningsInOrder(
  signing: Pick<PhoneSigning, 'removeOver'>,
  signal: AbortSignal,
  onError: (error: unknown) => void,
): Promise<void> {
  await repeatUntil({ signal, onError, pauseMs: EVERY_MS }, () => signing.removeOver())
}
