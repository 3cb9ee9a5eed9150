/** Keeps the entries used last, as many as it has room for. */
export interface BoundedCache<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): void
}

export function createBoundedCache<K, V>(capacity: number): BoundedCache<K, V> {
  // A Map gives its entries in the order they were put in, so the one that comes first was not used for longest.
  const entries = new Map<K, V>()
  const put = (key: K, value: V): void => {
    entries.delete(key)
    entries.set(key, value)
  }
  return {
    get(key) {
      const value = entries.get(key)
      if (value !== undefined) put(key, value)
      return value
    },
    set(key, value) {
      put(key, value)
      const [oldest] = entries.keys()
      if (entries.size > capacity && oldest !== undefined) entries.delete(oldest)
    },
  }
}
