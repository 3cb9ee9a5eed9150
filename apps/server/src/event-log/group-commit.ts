/** Work that waits for its turn to be written. */
interface Waiting<Item, Result> {
  readonly item: Item
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

export interface GroupCommitOptions<Item, Result> {
  /** Writes all items in one transaction; answers in the order of the items. */
  readonly write: (items: readonly Item[]) => Promise<readonly Result[]>
  /** True when the failure says nothing about any item, so that writing them one by one would not help. */
  readonly failsAll: (error: unknown) => boolean
  /** Items of one transaction at the most. */
  readonly maxItems: number
  /** Transactions under way at the same time. */
  readonly maxInFlight: number
}

export interface GroupCommit<Item, Result> {
  readonly add: (item: Item) => Promise<Result>
}

/**
 * Puts items that arrive while a transaction is under way into the next one.
 *
 * An item that arrives alone is written at once, so an idle system waits for nothing. When a transaction of several
 * items fails, each is written again by itself: one bad item does not take the others down.
 */
export function createGroupCommit<Item, Result>(options: GroupCommitOptions<Item, Result>): GroupCommit<Item, Result> {
  const { write, failsAll, maxItems, maxInFlight } = options
  let queue: Waiting<Item, Result>[] = []
  let inFlight = 0
  let scheduled = false

  const writeAlone = async (waiting: Waiting<Item, Result>): Promise<void> => {
    try {
      const [result] = await write([waiting.item])
      if (result === undefined) throw new TypeError('write() must answer for each item')
      waiting.resolve(result)
    } catch (error) {
      waiting.reject(error)
    }
  }

  const writeGroup = async (group: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await write(group.map((waiting) => waiting.item))
      for (const [index, waiting] of group.entries()) {
        const result = results[index]
        if (result === undefined) waiting.reject(new TypeError('write() must answer for each item'))
        else waiting.resolve(result)
      }
    } catch (error) {
      if (group.length === 1 || failsAll(error)) for (const waiting of group) waiting.reject(error)
      else for (const waiting of group) await writeAlone(waiting)
    }
  }

  const pump = (): void => {
    scheduled = false
    while (inFlight < maxInFlight && queue.length > 0) {
      const group = queue.slice(0, maxItems)
      queue = queue.slice(maxItems)
      inFlight += 1
      void writeGroup(group).finally(() => {
        inFlight -= 1
        pump()
      })
    }
  }

  const add = (item: Item): Promise<Result> =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject })
      if (scheduled || inFlight >= maxInFlight) return
      scheduled = true
      // What else arrives in this turn of the event loop shares the transaction.
      setImmediate(pump)
    })

  return { add }
}
