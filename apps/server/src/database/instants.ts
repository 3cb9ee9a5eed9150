/** The driver gives instants as `Date`; everything above it works with `Temporal`. */
export function instantOf(date: Date): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime())
}

export function instantOrNone(date: Date | null): Temporal.Instant | undefined {
  return date === null ? undefined : instantOf(date)
}
