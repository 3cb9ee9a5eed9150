/** The first pause, and the longest, in seconds. */
export interface Pauses {
  readonly firstSeconds: number
  readonly longestSeconds: number
}

/**
 * How long to wait before trying again: twice as long each time, up to the longest pause.
 *
 * @param failed attempts that failed so far, at least 1
 */
export function growingPause(failed: number, { firstSeconds, longestSeconds }: Pauses): Temporal.Duration {
  return Temporal.Duration.from({ seconds: Math.min(firstSeconds * 2 ** (failed - 1), longestSeconds) })
}
