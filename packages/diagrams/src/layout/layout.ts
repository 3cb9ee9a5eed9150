import type { Chart } from '../chart/chart.ts'
import { type Cell, cellsOf } from './cells.ts'
import { columnsOf } from './columns.ts'
import type { Box, Label, Layout, Point } from './geometry.ts'
import { simplify } from './geometry.ts'
import { linesOf, type Lines, placeLines } from './lines.ts'
import { placeOutsiders } from './outside.ts'
import { levelsOf, messageRoute, type Route, routeOf } from './routes.ts'
import { gridOf, type Grid } from './rows.ts'
import { sidesOf, type Sides } from './sides.ts'
import { untangle } from './untangle.ts'

/** What a layout must leave room for. */
export interface Room {
  /** The least height of a lane, for its title. */
  readonly laneHeight: (lane: string) => number
  /** The least width of the whole. */
  readonly width?: number
}

/**
 * Gives everything its place: lanes as exact bands, nodes in columns and rows, lines only in the gaps and channels
 * between them, and labels where room was kept. The same chart always gives the same layout.
 */
export function layOut(chart: Chart, room: Room): Layout {
  const columns = columnsOf(chart)
  const grid = gridOf(chart, columns)
  const sides = sidesOf(chart, grid)
  const levels = levelsOf(grid.rows)
  const straightFirst = chart.flows.toSorted((a, b) => stepsDown(a, grid) - stepsDown(b, grid))
  const routes = untangle(
    straightFirst.map((flow) => routeOf(flow, sides.get(flow.id) ?? { exit: 'right', entry: 'left' }, grid, levels)),
  )
  const placeOf = new Map(chart.outsiders.map(({ id, place }) => [id, place]))
  const messages = chart.messages.map((message) =>
    messageRoute(message, placeOf.get(message.outsider) ?? 'below', grid, levels),
  )
  const cells = cellsOf(chart, sides)
  const lines = linesOf([...routes, ...messages])
  const placed = placeLines(grid, cells, lines, chart.lanes, room)
  const nodes = new Map(chart.nodes.map(({ id }) => [id, nodeBox(id, grid, cells, placed)] as const))
  const flows = new Map(
    chart.flows.map((flow) => {
      const route = routes.find(({ id }) => id === flow.id)
      const { exit, entry } = sides.get(flow.id) ?? { exit: 'right', entry: 'left' }
      return [
        flow.id,
        follow(route, corner(nodes, flow.from, exit), corner(nodes, flow.to, entry), lines, placed),
      ] as const
    }),
  )
  const outside = placeOutsiders(chart, nodes, messages, lines, placed)
  return {
    width: placed.width,
    top: Math.min(0, ...[...outside.boxes.values()].map(({ y }) => y)),
    bottom: outside.bottom,
    lanes: placed.lanes,
    nodes,
    flows,
    outsiders: outside.boxes,
    messages: outside.messages,
    labels: labelsOf(nodes, cells),
  }
}

function stepsDown({ from, to, id }: Chart['flows'][number], grid: Grid): number {
  if (grid.isBack.has(id)) return 1000
  return Math.abs((grid.rowOf.get(from) ?? 0) - (grid.rowOf.get(to) ?? 0))
}

function nodeBox(id: string, grid: Grid, cells: ReadonlyMap<string, Cell>, placed: Placed): Box {
  const shape = cells.get(id)?.shape
  const { width, height } = shape ?? { width: 0, height: 0 }
  const x = placed.columnX[grid.of.get(id) ?? 0] ?? 0
  const y = placed.rowY[grid.rowOf.get(id) ?? 0] ?? 0
  return { x: x - width / 2, y: y - height / 2, width, height }
}

type Placed = ReturnType<typeof placeLines>

function corner(nodes: ReadonlyMap<string, Box>, id: string, side: Sides[keyof Sides]): Point {
  const { x, y, width, height } = nodes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }
  switch (side) {
    case 'left':
      return { x, y: y + height / 2 }
    case 'right':
      return { x: x + width, y: y + height / 2 }
    case 'top':
      return { x: x + width / 2, y }
    case 'bottom':
      return { x: x + width / 2, y: y + height }
  }
}

function follow(route: Route | undefined, start: Point, end: Point, lines: Lines, placed: Placed): readonly Point[] {
  const points: Point[] = [start]
  let at = start
  for (const [index, stretch] of (route?.stretches ?? []).entries()) {
    const place = placed.placeOf(lines.idOf(route?.id ?? '', index))
    at = stretch.way === 'down' ? { x: place, y: at.y } : { x: at.x, y: place }
    points.push(at)
  }
  const last = route?.stretches.at(-1)
  if (last !== undefined) points.push(last.way === 'down' ? { x: at.x, y: end.y } : { x: end.x, y: at.y })
  return simplify([...points, end])
}

function labelsOf(nodes: ReadonlyMap<string, Box>, cells: ReadonlyMap<string, Cell>): readonly Label[] {
  return [...cells].flatMap(([id, { labels }]) => {
    const box = nodes.get(id)
    if (box === undefined) return []
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    return labels.map((label) => ({ ...label, box: { ...label.box, x: x + label.box.x, y: y + label.box.y } }))
  })
}
