/** What a run of a fixed number of people at work came to. */
export interface Run {
  readonly stepsPerSecond: number
  readonly p50Ms: number
  readonly p95Ms: number
}

export interface LoopOptions {
  /** People at work at the same time, each waiting for their step before the next. */
  readonly concurrency: number
  readonly warmUpMs: number
  readonly measureMs: number
}

/** Runs `person` again and again for each person; it takes one step each time it is called. */
export async function closedLoop(
  { concurrency, warmUpMs, measureMs }: LoopOptions,
  person: () => () => Promise<void>,
): Promise<Run> {
  const begin = performance.now() + warmUpMs
  const end = begin + measureMs
  const times: number[] = []
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      const step = person()
      for (;;) {
        const from = performance.now()
        if (from >= end) return
        await step()
        const until = performance.now()
        if (from >= begin && until <= end) times.push(until - from)
      }
    }),
  )
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
  return { stepsPerSecond: sorted.length / (measureMs / 1000), p50Ms: at(0.5), p95Ms: at(0.95) }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [high = NaN, low = high] = [sorted[middle], sorted[middle - 1]]
  return sorted.length % 2 === 1 ? high : (low + high) / 2
}
