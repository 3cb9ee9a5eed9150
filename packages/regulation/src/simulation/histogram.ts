/** Counts durations of any length in little room; a quantile is off by at most one part in twenty. */
export interface Histogram {
  readonly add: (minutes: number) => void
  readonly count: () => number
  readonly mean: () => number
  /** The duration that this share of all does not exceed; 0 when there is none. */
  readonly quantile: (share: number) => number
}

const BINS_PER_DOUBLING = 16
const BINS = 1 + BINS_PER_DOUBLING * 22

export function createHistogram(): Histogram {
  const bins = new Uint32Array(BINS)
  let count = 0
  let sum = 0
  return {
    add: (minutes) => {
      const bin = minutes < 1 ? 0 : Math.min(BINS - 1, 1 + Math.floor(Math.log2(minutes) * BINS_PER_DOUBLING))
      bins[bin] = (bins[bin] ?? 0) + 1
      count += 1
      sum += minutes
    },
    count: () => count,
    mean: () => (count === 0 ? 0 : sum / count),
    quantile: (share) => {
      let left = Math.ceil(count * share)
      for (const [bin, amount] of bins.entries()) {
        left -= amount
        if (left <= 0 && amount > 0) return bin === 0 ? 0 : 2 ** ((bin - 0.5) / BINS_PER_DOUBLING)
      }
      return 0
    },
  }
}
