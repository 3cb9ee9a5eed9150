/** A stretch of a line in a gap between rows or columns, across which it runs from `low` to `high`. */
export interface Stretch {
  readonly id: string
  /** The line it belongs to; a line that changes its track in a gap goes on from left to right, or from above down. */
  readonly line: string
  readonly low: number
  readonly high: number
  /** Where the line goes on: at which place, and to which side of the gap. */
  readonly ends: readonly { readonly at: number; readonly side: -1 | 1 }[]
  /** Lines that lead to one place may share their last bit. */
  readonly target: string
}

/** Orders are tried one by one up to this many stretches that meet each other. */
const TRY_ALL = 7
/** A bit that two lines share counts as so many crossings. */
const SHARED_BIT = 100

/**
 * Gives the stretches of a gap tracks side by side, 0 first, so that none lies on another and few lines cross.
 * Stretches that do not meet may have the same track.
 */
export function giveTracks(stretches: readonly Stretch[]): ReadonlyMap<string, number> {
  const tracks = new Map<string, number>()
  for (const together of meeting(stretches)) {
    const order = bestOrder(together)
    for (const [index, stretch] of order.entries()) {
      const earlier = order.slice(0, index).filter((other) => meet(other, stretch))
      tracks.set(stretch.id, Math.max(-1, ...earlier.map(({ id }) => tracks.get(id) ?? 0)) + 1)
    }
  }
  return tracks
}

function meet(a: Stretch, b: Stretch): boolean {
  return a.low <= b.high && b.low <= a.high
}

/** Stretches in groups that do not meet each other. */
function meeting(stretches: readonly Stretch[]): readonly (readonly Stretch[])[] {
  const groups: { high: number; members: Stretch[] }[] = []
  for (const stretch of stretches.toSorted((a, b) => a.low - b.low || a.high - b.high)) {
    const last = groups.at(-1)
    if (last !== undefined && stretch.low <= last.high) {
      last.members.push(stretch)
      last.high = Math.max(last.high, stretch.high)
    } else groups.push({ high: stretch.high, members: [stretch] })
  }
  return groups.map(({ members }) => members)
}

function bestOrder(stretches: readonly Stretch[]): readonly Stretch[] {
  const orders = stretches.length <= TRY_ALL ? permutations(stretches) : improvements(stretches)
  let best = stretches
  let least = cost(stretches)
  for (const order of orders) {
    const found = cost(order)
    if (found < least) [best, least] = [order, found]
  }
  return best
}

function* permutations(rest: readonly Stretch[], chosen: readonly Stretch[] = []): Generator<readonly Stretch[]> {
  if (rest.length === 0) yield chosen
  for (const [index, next] of rest.entries()) yield* permutations(rest.toSpliced(index, 1), [...chosen, next])
}

/** For many stretches: each is moved to wherever it crosses least, until nothing gets better. */
function* improvements(stretches: readonly Stretch[]): Generator<readonly Stretch[]> {
  let best = stretches
  for (let round = 0; round < stretches.length; round += 1) {
    const before = best
    for (const stretch of stretches) {
      const without = best.filter((other) => other !== stretch)
      const tried = [...without, stretch].map((_, index) => without.toSpliced(index, 0, stretch))
      best = tried.reduce((least, order) => (cost(order) < cost(least) ? order : least), best)
    }
    if (best === before) break
    yield best
  }
}

function cost(order: readonly Stretch[]): number {
  let sum = 0
  for (const [index, first] of order.entries()) {
    for (const second of order.slice(index + 1)) {
      if (first.line !== second.line) sum += passing(first, second, 1) + passing(second, first, -1)
      else if (!continues(first, second)) sum += SHARED_BIT
    }
  }
  return sum
}

/** True unless the two meet in a place where the line would have to go on the other way. */
function continues(first: Stretch, second: Stretch): boolean {
  const meeting = first.ends.find(({ at }) => second.ends.some((end) => end.at === at))
  return meeting === undefined || meeting.side === 1
}

/** What it costs that `line` passes `other` where it goes on to the side on which `other` lies. */
function passing(line: Stretch, other: Stretch, side: -1 | 1): number {
  let sum = 0
  for (const end of line.ends) {
    if (end.side !== side || end.at < other.low || end.at > other.high) continue
    const touching = other.ends.find(({ at }) => at === end.at)
    if (touching === undefined) sum += 1
    else if (line.target !== other.target || touching.side !== side) sum += SHARED_BIT
  }
  return sum
}
