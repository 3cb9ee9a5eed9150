import type { ChartLane } from '../chart/chart.ts'
import type { Cell } from './cells.ts'
import type { Box } from './geometry.ts'
import type { Room } from './layout.ts'
import type { Route, RouteStretch } from './routes.ts'
import type { Grid } from './rows.ts'
import { giveTracks, type Stretch } from './tracks.ts'

/** Between two lines side by side, and between a line and a shape, in pixels. */
const TRACK = 11
const MARGIN = 12
const EMPTY_CHANNEL = 9

/** Which track of its gap or channel each stretch of each line has. */
export interface Lines {
  readonly idOf: (route: string, index: number) => string
  readonly trackOf: ReadonlyMap<string, number>
  readonly stretches: ReadonlyMap<string, RouteStretch>
  readonly tracksInGap: (gap: number) => number
  readonly tracksInChannel: (channel: number) => number
}

/** Everything that has a coordinate of its own. */
export interface PlacedLines {
  readonly width: number
  readonly height: number
  readonly columnX: readonly number[]
  readonly rowY: readonly number[]
  readonly lanes: ReadonlyMap<string, Box>
  /** The x of a stretch down, the y of a stretch across. */
  readonly placeOf: (stretch: string) => number
}

/** Channels first, then gaps, since the order in a gap depends on where exactly the lines turn. */
export function linesOf(routes: readonly Route[]): Lines {
  const idOf = (route: string, index: number): string => `${route} ${index}`
  const all = routes.flatMap((route) =>
    route.stretches.map((stretch, index) => ({ id: idOf(route.id, index), route, stretch, index })),
  )
  const trackOf = new Map<string, number>()
  const share = (key: number, stretches: readonly Stretch[], counts: Map<number, number>): void => {
    const tracks = giveTracks(stretches)
    for (const [id, track] of tracks) trackOf.set(id, track)
    counts.set(key, Math.max(...tracks.values()) + 1)
  }

  const inChannel = new Map<number, number>()
  const across = all.flatMap((one) => (one.stretch.way === 'across' ? [{ ...one, stretch: one.stretch }] : []))
  for (const [channel, ones] of Map.groupBy(across, ({ stretch }) => stretch.channel)) {
    const stretches = ones.map(({ id, route, stretch }) => toStretch(id, route, stretch, stretch.from, stretch.to))
    share(channel, stretches, inChannel)
  }
  const inGap = new Map<number, number>()
  const exact = (level: number, neighbour: string, stretch: RouteStretch | undefined): number => {
    if (stretch?.way !== 'across') return level
    return level - 0.5 + ((trackOf.get(neighbour) ?? 0) + 1) / ((inChannel.get(stretch.channel) ?? 1) + 1)
  }
  const down = all.flatMap((one) => (one.stretch.way === 'down' ? [{ ...one, stretch: one.stretch }] : []))
  for (const [gap, ones] of Map.groupBy(down, ({ stretch }) => stretch.gap)) {
    const stretches = ones.map(({ id, route, stretch, index }) => {
      const [before, after] = [route.stretches[index - 1], route.stretches[index + 1]]
      const from = exact(stretch.from, idOf(route.id, index - 1), before)
      const to = exact(stretch.to, idOf(route.id, index + 1), after)
      return toStretch(id, route, stretch, from, to)
    })
    share(gap, stretches, inGap)
  }
  return {
    idOf,
    trackOf,
    stretches: new Map(all.map(({ id, stretch }) => [id, stretch])),
    tracksInGap: (gap) => inGap.get(gap) ?? 0,
    tracksInChannel: (channel) => inChannel.get(channel) ?? 0,
  }
}

function toStretch(
  id: string,
  { id: line, target }: Route,
  { sides }: RouteStretch,
  from: number,
  to: number,
): Stretch {
  return {
    id,
    line,
    target,
    low: Math.min(from, to),
    high: Math.max(from, to),
    ends: [
      { at: from, side: sides[0] },
      { at: to, side: sides[1] },
    ],
  }
}

/** Coordinates: columns as wide and rows as high as their cells need, gaps and channels as wide as their lines need. */
export function placeLines(
  grid: Grid,
  cells: ReadonlyMap<string, Cell>,
  lines: Lines,
  lanes: readonly ChartLane[],
  room: Room,
): PlacedLines {
  const reach = (of: ReadonlyMap<string, number>, index: number, side: (cell: Cell) => number): number =>
    Math.max(0, ...[...cells].filter(([id]) => of.get(id) === index).map(([, cell]) => side(cell)))

  const gapX: number[] = []
  const columnX: number[] = []
  let x = 0
  for (let column = 0; column <= grid.count; column += 1) {
    gapX.push(x + MARGIN)
    x += gapWidth(lines.tracksInGap(column))
    if (column === grid.count) break
    const left = reach(grid.of, column, (cell) => cell.left)
    columnX.push(x + left)
    x += left + reach(grid.of, column, (cell) => cell.right)
  }
  const width = Math.max(x, room.width ?? 0)

  const channelY: number[] = []
  const rowY: number[] = []
  const boxes = new Map<string, Box>()
  let y = 0
  for (const { id } of lanes) {
    const rows = grid.rows.flatMap((lane, row) => (lane === id ? [row] : []))
    const heights = rows.map((row) => [
      reach(grid.rowOf, row, (cell) => cell.up),
      reach(grid.rowOf, row, (cell) => cell.down),
    ])
    const first = channelY.length + rowY.length
    const channels = [...rows, rows.length].map((_, index) => channelHeight(lines.tracksInChannel(first + 2 * index)))
    const needed = sum(heights.flat()) + sum(channels)
    const spare = Math.max(0, room.laneHeight(id) - needed) / 2
    const top = y
    y += spare
    for (const [index, channel] of channels.entries()) {
      channelY.push(y + EMPTY_CHANNEL)
      y += channel
      const [up = 0, down = 0] = heights[index] ?? []
      if (index < heights.length) {
        rowY.push(y + up)
        y += up + down
      }
    }
    y += spare
    boxes.set(id, { x: 0, y: top, width, height: y - top })
  }
  const levelOfChannel = channelLevels(grid, lanes)
  return {
    width,
    height: y,
    columnX,
    rowY,
    lanes: boxes,
    placeOf: (id) => {
      const stretch = lines.stretches.get(id)
      const offset = (lines.trackOf.get(id) ?? 0) * TRACK
      if (stretch === undefined) return 0
      if (stretch.way === 'down') return (gapX[stretch.gap] ?? 0) + offset
      return (channelY[levelOfChannel.indexOf(stretch.channel)] ?? 0) + offset
    },
  }
}

/** The level of each channel, in the order in which channels follow each other. */
function channelLevels(grid: Grid, lanes: readonly ChartLane[]): readonly number[] {
  const levels: number[] = []
  let level = 0
  for (const { id } of lanes) {
    const rows = grid.rows.filter((lane) => lane === id).length
    for (let channel = 0; channel <= rows; channel += 1) levels.push(level + 2 * channel)
    level += 2 * rows + 1
  }
  return levels
}

function gapWidth(tracks: number): number {
  return 2 * MARGIN + Math.max(0, tracks - 1) * TRACK
}

function channelHeight(tracks: number): number {
  return 2 * EMPTY_CHANNEL + Math.max(0, tracks - 1) * TRACK
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
