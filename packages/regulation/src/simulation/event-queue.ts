/** What happens when: a binary heap of moments, in which things of one moment keep the order in which they were put. */
export interface EventQueue {
  readonly size: () => number
  readonly put: (moment: number, what: number) => void
  /** Takes the earliest; `moment` and `what` tell what it was. False when there is none. */
  readonly take: () => boolean
  readonly moment: () => number
  readonly what: () => number
}

export function createEventQueue(): EventQueue {
  let moments = new Float64Array(1024)
  let orders = new Float64Array(1024)
  let whats = new Float64Array(1024)
  let size = 0
  let count = 0
  let takenMoment = 0
  let takenWhat = 0

  const grow = (): void => {
    const larger = (old: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
      const copy = new Float64Array(old.length * 2)
      copy.set(old)
      return copy
    }
    moments = larger(moments)
    orders = larger(orders)
    whats = larger(whats)
  }
  const isBefore = (moment: number, order: number, index: number): boolean => {
    const other = moments[index] ?? 0
    return moment < other || (moment === other && order < (orders[index] ?? 0))
  }
  const place = (index: number, moment: number, order: number, what: number): void => {
    moments[index] = moment
    orders[index] = order
    whats[index] = what
  }
  const move = (from: number, to: number): void => place(to, moments[from] ?? 0, orders[from] ?? 0, whats[from] ?? 0)

  return {
    size: () => size,
    put: (moment, what) => {
      if (size === moments.length) grow()
      const order = (count += 1)
      let index = size
      size += 1
      while (index > 0) {
        const parent = (index - 1) >> 1
        if (!isBefore(moment, order, parent)) break
        move(parent, index)
        index = parent
      }
      place(index, moment, order, what)
    },
    take: () => {
      if (size === 0) return false
      takenMoment = moments[0] ?? 0
      takenWhat = whats[0] ?? 0
      size -= 1
      const [moment, order, what] = [moments[size] ?? 0, orders[size] ?? 0, whats[size] ?? 0]
      let index = 0
      for (;;) {
        let child = 2 * index + 1
        if (child >= size) break
        const right = child + 1
        if (right < size && isBefore(moments[right] ?? 0, orders[right] ?? 0, child)) child = right
        if (isBefore(moment, order, child)) break
        move(child, index)
        index = child
      }
      place(index, moment, order, what)
      return true
    },
    moment: () => takenMoment,
    what: () => takenWhat,
  }
}
