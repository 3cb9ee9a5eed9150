import type { BlockCounts } from './block-counts.ts'
import { createBlockCounts } from './block-counts.ts'
import { compareNumbers, compareText } from './queue.ts'

/** What decides a place, in the form that is quick to compare. */
export interface QueueKey {
  /** Milliseconds since 1970 of the complete application. */
  readonly ms: number
  /** Nanoseconds within that millisecond. */
  readonly ns: number
  readonly number: string
  readonly caseId: string
}

/** The keys of one list in order, in blocks small enough to shift and few enough to search. */
export interface QueueBlocks {
  readonly size: () => number
  /** False when the key is there already. */
  readonly insert: (key: QueueKey) => boolean
  /** False when the key is not there. */
  readonly remove: (key: QueueKey) => boolean
  /** How many keys come before this one; undefined when it is not there. */
  readonly rank: (key: QueueKey) => number | undefined
  readonly slice: (offset: number, limit: number) => readonly QueueKey[]
}

/** Columns, not records: a million records would cost several times the memory. */
interface Block {
  size: number
  readonly ms: Float64Array
  readonly ns: Int32Array
  readonly numbers: string[]
  readonly caseIds: string[]
}

const CAPACITY = 1024
/** Blocks filled from the back keep room for those who come between. */
const APPENDED = 768

export function createQueueBlocks(): QueueBlocks {
  const blocks: Block[] = []
  /** Milliseconds of each block's last key, side by side, so that a search stays in the processor's cache. */
  const lasts: number[] = []
  const counts: BlockCounts = createBlockCounts()

  /** The first block whose last key is not before `key`; the number of blocks when there is none. */
  function findBlock(key: QueueKey): number {
    let [low, high] = [0, blocks.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (endsBefore(middle, key)) low = middle + 1
      else high = middle
    }
    return low
  }

  function endsBefore(index: number, key: QueueKey): boolean {
    const byMs = (lasts[index] ?? 0) - key.ms
    if (byMs !== 0) return byMs < 0
    const block = blocks[index]
    return block !== undefined && compareAt(block, block.size - 1, key) < 0
  }

  function keepLast(index: number, block: Block): void {
    lasts[index] = block.ms[block.size - 1] ?? 0
  }

  /** Splits a full block in two halves. */
  function split(index: number, block: Block): void {
    const half = block.size >>> 1
    const upper = emptyBlock()
    upper.ms.set(block.ms.subarray(half, block.size))
    upper.ns.set(block.ns.subarray(half, block.size))
    upper.numbers.push(...block.numbers.splice(half))
    upper.caseIds.push(...block.caseIds.splice(half))
    upper.size = block.size - half
    block.size = half
    blocks.splice(index + 1, 0, upper)
    lasts.splice(index + 1, 0, 0)
    keepLast(index, block)
    keepLast(index + 1, upper)
    counts.rebuild(blocks.map(({ size }) => size))
  }

  function append(key: QueueKey): void {
    const last = blocks.at(-1)
    if (last && last.size < APPENDED) {
      insertAt(last, last.size, key)
      counts.add(blocks.length - 1, 1)
      keepLast(blocks.length - 1, last)
      return
    }
    const block = emptyBlock()
    insertAt(block, 0, key)
    blocks.push(block)
    keepLast(blocks.length - 1, block)
    counts.push(1)
  }

  function insert(key: QueueKey): boolean {
    const index = findBlock(key)
    const block = blocks[index]
    if (!block) {
      append(key)
      return true
    }
    const place = findPlace(block, key)
    if (place < block.size && compareAt(block, place, key) === 0) return false
    if (block.size === CAPACITY) {
      split(index, block)
      return insert(key)
    }
    insertAt(block, place, key)
    keepLast(index, block)
    counts.add(index, 1)
    return true
  }

  return {
    size: () => counts.total(),
    insert,
    remove(key) {
      const index = findBlock(key)
      const block = blocks[index]
      if (!block) return false
      const place = findPlace(block, key)
      if (compareAt(block, place, key) !== 0) return false
      removeAt(block, place)
      if (block.size > 0) {
        counts.add(index, -1)
        keepLast(index, block)
      } else {
        blocks.splice(index, 1)
        lasts.splice(index, 1)
        counts.rebuild(blocks.map(({ size }) => size))
      }
      return true
    },
    rank(key) {
      const index = findBlock(key)
      const block = blocks[index]
      if (!block) return undefined
      const place = findPlace(block, key)
      return compareAt(block, place, key) === 0 ? counts.before(index) + place : undefined
    },
    slice(offset, limit) {
      const keys: QueueKey[] = []
      const found = counts.locate(offset)
      let place = found.place
      for (let index = found.block; index < blocks.length && keys.length < limit; index += 1) {
        const block = blocks[index]
        for (; block && place < block.size && keys.length < limit; place += 1) keys.push(keyAt(block, place))
        place = 0
      }
      return keys
    },
  }
}

function emptyBlock(): Block {
  return { size: 0, ms: new Float64Array(CAPACITY), ns: new Int32Array(CAPACITY), numbers: [], caseIds: [] }
}

/** Order of the key at `place` against `key`. */
function compareAt(block: Block, place: number, key: QueueKey): number {
  const byMs = (block.ms[place] ?? 0) - key.ms
  if (byMs !== 0) return byMs
  return (
    (block.ns[place] ?? 0) - key.ns ||
    compareNumbers(block.numbers[place] ?? '', key.number) ||
    compareText(block.caseIds[place] ?? '', key.caseId)
  )
}

/** The first place whose key is not before `key`; the size of the block when there is none. */
function findPlace(block: Block, key: QueueKey): number {
  let [low, high] = [0, block.size]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareAt(block, middle, key) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function insertAt(block: Block, place: number, { ms, ns, number, caseId }: QueueKey): void {
  block.ms.copyWithin(place + 1, place, block.size)
  block.ns.copyWithin(place + 1, place, block.size)
  block.ms[place] = ms
  block.ns[place] = ns
  block.numbers.splice(place, 0, number)
  block.caseIds.splice(place, 0, caseId)
  block.size += 1
}

function removeAt(block: Block, place: number): void {
  block.ms.copyWithin(place, place + 1, block.size)
  block.ns.copyWithin(place, place + 1, block.size)
  block.numbers.splice(place, 1)
  block.caseIds.splice(place, 1)
  block.size -= 1
}

function keyAt(block: Block, place: number): QueueKey {
  return {
    ms: block.ms[place] ?? 0,
    ns: block.ns[place] ?? 0,
    number: block.numbers[place] ?? '',
    caseId: block.caseIds[place] ?? '',
  }
}
