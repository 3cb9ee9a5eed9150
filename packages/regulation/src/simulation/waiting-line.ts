/** First come, first served: a ring of numbers that grows with the line and never shrinks. */
export interface WaitingLine {
  readonly length: () => number
  readonly join: (what: number) => void
  /** The first in line; -1 when nobody waits. */
  readonly next: () => number
}

export function createWaitingLine(): WaitingLine {
  let ring = new Int32Array(16)
  let head = 0
  let length = 0
  return {
    length: () => length,
    join: (what) => {
      if (length === ring.length) {
        const larger = new Int32Array(ring.length * 2)
        larger.set(ring.subarray(head))
        larger.set(ring.subarray(0, head), ring.length - head)
        ring = larger
        head = 0
      }
      ring[(head + length) & (ring.length - 1)] = what
      length += 1
    },
    next: () => {
      if (length === 0) return -1
      const what = ring[head] ?? -1
      head = (head + 1) & (ring.length - 1)
      length -= 1
      return what
    },
  }
}
