/**
 * Chance that follows from a seed: what happens to a case depends on the seed, the case and the draw alone, never on
 * other cases. Two runs that differ only in their staff therefore see the same applicants with the same troubles.
 */
export interface Chance {
  /** The `draw`-th number of a case, at least 0 and below 1. */
  readonly of: (caseNumber: number, draw: number) => number
}

export function createChance(seed: number): Chance {
  const start = mix(seed >>> 0)
  return {
    of: (caseNumber, draw) => mix(mix(start ^ caseNumber) + Math.imul(draw + 1, GOLDEN)) / 2 ** 32,
  }
}

const GOLDEN = 0x9e3779b9

/** Spreads the bits of a whole number of 32 bits over all 32: the finisher of MurmurHash3. */
function mix(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** Steps of the table of a distribution; finer than any effort is known. */
const STEPS = 1024

/**
 * How much longer or shorter than usual a piece of work takes: log-normal around 1, so that half of all are shorter.
 *
 * @param spread standard deviation of the logarithm; 0 makes every piece alike
 * @returns a function from a number between 0 and 1 to the factor
 */
export function effortFactors(spread: number): (uniform: number) => number {
  const factors = Float64Array.from({ length: STEPS }, (_, index) =>
    Math.exp(spread * normalQuantile((index + 0.5) / STEPS)),
  )
  return (uniform) => factors[Math.min(STEPS - 1, Math.floor(uniform * STEPS))] ?? 1
}

/** An exponentially distributed time with this mean. */
export function exponential(mean: number, uniform: number): number {
  return -mean * Math.log(1 - uniform)
}

/** The quantile of the standard normal distribution, by Acklam's rational approximation; off by less than 1.2e-9. */
function normalQuantile(share: number): number {
  if (share > 0.5) return -normalQuantile(1 - share)
  if (share < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(share))
    return polynomial(q, TAIL_ABOVE) / (polynomial(q, TAIL_BELOW) * q + 1)
  }
  const q = share - 0.5
  const r = q * q
  return (polynomial(r, MIDDLE_ABOVE) * q) / (polynomial(r, MIDDLE_BELOW) * r + 1)
}

function polynomial(at: number, coefficients: readonly number[]): number {
  return coefficients.reduce((sum, coefficient) => sum * at + coefficient, 0)
}

const MIDDLE_ABOVE = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
]
const MIDDLE_BELOW = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572]
const TAIL_ABOVE = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
]
const TAIL_BELOW = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416]
