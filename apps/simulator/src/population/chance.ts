/** Draws that look like chance and are always the same for one seed. */
export interface Chance {
  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number
  /** @throws {RangeError} when the list is empty */
  pick<Item>(items: readonly Item[]): Item
  /** True in so many of a hundred draws. */
  happens(percent: number): boolean
}

/** Mulberry32: small, quick, and even enough for inventing people. No secret may ever come from it. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    pick(items) {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('there is nothing to pick from')
      return item
    },
    happens: (percent) => next() * 100 < percent,
  }
}
