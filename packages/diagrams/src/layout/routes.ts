import type { Chart, ChartFlow } from '../chart/chart.ts'
import type { Grid } from './rows.ts'
import type { Side, Sides } from './sides.ts'

/**
 * Places in the grid. Across: gap `g` lies before column `g` and is 2g, the middle of column `c` is 2c + 1. Down:
 * channels and rows by turns, counted from 0; a lane begins and ends with a channel, so two meet between lanes.
 */
export type Across = number
export type Down = number

/** A line leaves its node, follows stretches down a gap and along a channel by turns, and enters the next node. */
export interface Route {
  readonly id: string
  readonly target: string
  readonly stretches: readonly RouteStretch[]
}

export type RouteStretch =
  | { readonly way: 'down'; readonly gap: number; readonly from: Down; readonly to: Down; readonly sides: Ends }
  | { readonly way: 'across'; readonly channel: Down; readonly from: Across; readonly to: Across; readonly sides: Ends }

/** To which side the line goes on at either end: -1 left or up, 1 right or down. */
type Ends = readonly [-1 | 1, -1 | 1]

export interface Levels {
  readonly ofRow: (row: number) => Down
  /** Below the last channel: where outsiders lie. */
  readonly bottom: Down
  readonly top: Down
}

export function levelsOf(rows: readonly string[]): Levels {
  const lanesBefore = rows.map((lane, index) => new Set(rows.slice(0, index + 1)).size - 1)
  return {
    ofRow: (row) => 2 * row + 1 + (lanesBefore[row] ?? 0),
    top: -1,
    bottom: 2 * rows.length + new Set(rows).size,
  }
}

const gapAt = (gap: number): Across => 2 * gap
const columnAt = (column: number): Across => 2 * column + 1

/** The way of one flow through gaps and channels, never through the cell of a third node. */
export function routeOf(flow: ChartFlow, { exit, entry }: Sides, grid: Grid, levels: Levels): Route {
  const [a, b] = [grid.of.get(flow.from) ?? 0, grid.of.get(flow.to) ?? 0]
  const [rowA, rowB] = [grid.rowOf.get(flow.from) ?? 0, grid.rowOf.get(flow.to) ?? 0]
  const [levelA, levelB] = [levels.ofRow(rowA), levels.ofRow(rowB)]
  const enters = channelBeside(levelB, entry)
  const leaves = channelBeside(levelA, exit)
  const path = new Path(columnAt(a), levelA)
  const isAhead = b > a

  if (leaves === undefined && enters === undefined) {
    if (isAhead && rowA === rowB && grid.isFree(rowB, a, b)) grid.keep(rowB, a, b)
    else if (isAhead && grid.isFree(rowB, a, b)) {
      grid.keep(rowB, a, b)
      path.down(a + 1, levelB)
    } else if (isAhead && grid.isFree(rowA, a, b)) {
      grid.keep(rowA, a, b)
      path.down(b, levelB)
    } else {
      const channel = levelB > levelA ? levelB - 1 : levelB < levelA ? levelB + 1 : levelB - 1
      path.down(a + 1, channel)
      path.across(channel, gapAt(b))
      path.down(b, levelB)
    }
  } else if (leaves === undefined && enters !== undefined) {
    path.down(a + 1, enters)
    path.across(enters, columnAt(b))
  } else if (leaves !== undefined && enters === undefined) {
    const short = isAhead && grid.isFree(rowB, a, b)
    if (short) grid.keep(rowB, a, b)
    path.across(leaves, gapAt(short ? a + 1 : b))
    path.down(short ? a + 1 : b, levelB)
  } else if (leaves !== undefined && enters !== undefined) {
    if (leaves !== enters) {
      const gap = isAhead ? a + 1 : a
      path.across(leaves, gapAt(gap))
      path.down(gap, enters)
    }
    path.across(enters, columnAt(b))
  }
  return { id: flow.id, target: flow.to, stretches: path.end(columnAt(b), levelB) }
}

/** The way of a message between a node and an outsider above or below: straight where the column is free. */
export function messageRoute(
  message: Chart['messages'][number],
  place: 'above' | 'below',
  grid: Grid,
  levels: Levels,
): Route {
  const column = grid.of.get(message.node) ?? 0
  const row = grid.rowOf.get(message.node) ?? 0
  const level = levels.ofRow(row)
  const beyond = [...grid.rowOf].some(
    ([id, other]) => grid.of.get(id) === column && (place === 'below' ? other > row : other < row),
  )
  const path = new Path(columnAt(column), level)
  if (!beyond) return { id: message.id, target: message.id, stretches: [] }
  const gap = message.direction === 'out' ? column + 1 : column
  path.across(place === 'below' ? level + 1 : level - 1, gapAt(gap))
  path.down(gap, place === 'below' ? levels.bottom : levels.top)
  return {
    id: message.id,
    target: message.id,
    stretches: path.end(gapAt(gap), place === 'below' ? levels.bottom + 1 : levels.top - 1),
  }
}

function channelBeside(level: Down, side: Side): Down | undefined {
  if (side === 'top') return level - 1
  return side === 'bottom' ? level + 1 : undefined
}

/** Collects stretches and works out to which side each goes on at its ends. */
class Path {
  readonly #stretches: (
    | { way: 'down'; gap: number; from: Down; to: Down }
    | { way: 'across'; channel: Down; from: Across; to: Across }
  )[] = []
  readonly #start: { readonly x: Across; readonly y: Down }
  #x: Across
  #y: Down

  constructor(x: Across, y: Down) {
    this.#start = { x, y }
    this.#x = x
    this.#y = y
  }

  down(gap: number, to: Down): void {
    this.#stretches.push({ way: 'down', gap, from: this.#y, to })
    this.#x = gapAt(gap)
    this.#y = to
  }

  across(channel: Down, to: Across): void {
    this.#stretches.push({ way: 'across', channel, from: this.#x, to })
    this.#x = to
    this.#y = channel
  }

  /** @param x and `y` of the node that is entered */
  end(x: Across, y: Down): readonly RouteStretch[] {
    return this.#stretches.map((stretch, index): RouteStretch => {
      const before = this.#stretches[index - 1]
      const after = this.#stretches[index + 1]
      if (stretch.way === 'down') {
        const here = gapAt(stretch.gap)
        const cameFrom =
          before === undefined ? this.#start.x : before.way === 'across' ? before.from : gapAt(before.gap)
        const goesTo = after === undefined ? x : after.way === 'across' ? after.to : gapAt(after.gap)
        return { ...stretch, sides: [cameFrom < here ? -1 : 1, goesTo < here ? -1 : 1] }
      }
      const here = stretch.channel
      const cameFrom = before === undefined ? this.#start.y : before.way === 'down' ? before.from : before.channel
      const goesTo = after === undefined ? y : after.way === 'down' ? after.to : after.channel
      return { ...stretch, sides: [cameFrom < here ? -1 : 1, goesTo < here ? -1 : 1] }
    })
  }
}
