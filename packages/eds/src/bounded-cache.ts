/** Keeps the entries used last: at least half as many as it has room for, and never more than that. */
export interface BoundedCache<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): void
}

/**
 * Entries live in two generations. What is used moves to the young one; when that is half of all, the old one is
 * forgotten. To find and take out the very oldest entry each time would cost more than most values here.
 *
 * @param capacity at least 2
 */
export function createBoundedCache<K, V>(capacity: number): BoundedCache<K, V> {
  const half = Math.floor(capacity / 2)
  let young = new Map<K, V>()
  let old = new Map<K, V>()
  const put = (key: K, value: V): void => {
    if (young.size >= half && !young.has(key)) {
      old = young
      young = new Map()
    }
    young.set(key, value)
  }
  return {
    get(key) {
      const value = young.get(key)
      if (value !== undefined) return value
      const older = old.get(key)
      if (older !== undefined) put(key, older)
      return older
    },
    set: put,
  }
}
