/**
 * Sizes of consecutive blocks, with the sum of all before one in the time of a
 * logarithm (a Fenwick tree: cell `i` holds the sum of the cells that its lowest
 * bit spans).
 */
export interface BlockCounts {
  readonly total: () => number
  /** Sum of the sizes before block `index`. */
  readonly before: (index: number) => number
  readonly add: (index: number, change: number) => void
  /** A block after the last. */
  readonly push: (size: number) => void
  /** Sizes of all blocks anew, after one was put between others or taken out. */
  readonly rebuild: (sizes: readonly number[]) => void
  /** The block that holds the entry number `offset`, counted from 0, and its place in the block. */
  readonly locate: (offset: number) => { readonly block: number; readonly place: number }
}

export function createBlockCounts(): BlockCounts {
  let tree = new Int32Array(64)
  let length = 0
  let sum = 0

  function before(index: number): number {
    let result = 0
    for (let at = index; at > 0; at -= at & -at) result += tree[at] ?? 0
    return result
  }

  function push(size: number): void {
    length += 1
    if (length >= tree.length) {
      const larger = new Int32Array(tree.length * 2)
      larger.set(tree)
      tree = larger
    }
    tree[length] = size + before(length - 1) - before(length - (length & -length))
    sum += size
  }

  return {
    total: () => sum,
    before,
    push,
    add(index, change) {
      for (let at = index + 1; at <= length; at += at & -at) tree[at] = (tree[at] ?? 0) + change
      sum += change
    },
    rebuild(sizes) {
      length = sizes.length
      sum = 0
      if (length >= tree.length) tree = new Int32Array(length * 2)
      for (const [index, size] of sizes.entries()) {
        tree[index + 1] = size
        sum += size
      }
      for (let at = 1; at <= length; at += 1) {
        const parent = at + (at & -at)
        if (parent <= length) tree[parent] = (tree[parent] ?? 0) + (tree[at] ?? 0)
      }
    },
    locate(offset) {
      let block = 0
      let place = offset
      for (let step = 2 ** Math.floor(Math.log2(Math.max(length, 1))); step >= 1; step /= 2) {
        const next = block + step
        const size = next <= length ? (tree[next] ?? 0) : Infinity
        if (size > place) continue
        block = next
        place -= size
      }
      return { block, place }
    },
  }
}
