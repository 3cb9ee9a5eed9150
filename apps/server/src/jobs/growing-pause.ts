const FIRST_SECONDS = 5
const LONGEST_SECONDS = 3600

/**
 * How long to wait before trying again: five seconds at first, twice as long each time, an hour at the most.
 *
 * @param failed attempts that failed so far, at least 1
 */
export function pauseAfter(failed: number): Temporal.Duration {
  return Temporal.Duration.from({ seconds: Math.min(FIRST_SECONDS * 2 ** (failed - 1), LONGEST_SECONDS) })
}
