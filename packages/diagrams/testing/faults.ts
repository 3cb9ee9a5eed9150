import type { Chart } from '../src/chart/chart.ts'
import { type Box, type Layout, overlap, type Point } from '../src/layout/geometry.ts'

interface Line {
  readonly id: string
  /** Nodes that the line begins or ends at. */
  readonly ends: readonly string[]
  readonly from: string
  readonly to: string
  readonly points: readonly Point[]
}

/** Everything by which a layout would be hard to read, in words; a good layout has none. */
export function faultsOf(chart: Chart, layout: Layout): readonly string[] {
  const lines: readonly Line[] = [
    ...chart.flows.map(({ id, from, to }) => ({ id, from, to, ends: [from, to], points: layout.flows.get(id) ?? [] })),
    ...chart.messages.map(({ id, node, outsider }) => ({
      id,
      from: id,
      to: id,
      ends: [node, outsider],
      points: layout.messages.get(id) ?? [],
    })),
  ]
  return [
    ...laneFaults(chart, layout),
    ...shapeFaults(layout),
    ...labelFaults(chart, layout),
    ...lineFaults(layout, lines),
    ...sharedBits(lines),
  ]
}

function laneFaults(chart: Chart, { lanes, nodes, labels, width }: Layout): readonly string[] {
  const faults: string[] = []
  let y = 0
  for (const { id } of chart.lanes) {
    const lane = lanes.get(id)
    if (lane === undefined) faults.push(`lane ${id} has no place`)
    else if (lane.x !== 0 || lane.width !== width || lane.y !== y) faults.push(`lane ${id} is not exact`)
    y += lane?.height ?? 0
  }
  const laneOf = new Map(chart.nodes.map(({ id, lane }) => [id, lane]))
  const ownerOf = new Map(chart.flows.map(({ id, from }) => [id, from]))
  const within = (box: Box, node: string, what: string): void => {
    const lane = lanes.get(laneOf.get(node) ?? '')
    if (lane === undefined || !contains(lane, box)) faults.push(`${what} lies outside its lane`)
  }
  for (const [id, box] of nodes) within(box, id, id)
  for (const { owner, box } of labels) within(box, ownerOf.get(owner) ?? owner, `label of ${owner}`)
  return faults
}

function shapeFaults({ nodes, outsiders, lanes }: Layout): readonly string[] {
  const boxes = [...nodes, ...outsiders]
  const shapes = pairs(boxes).flatMap(([[a, boxA], [b, boxB]]) => (overlap(boxA, boxB) ? [`${a} meets ${b}`] : []))
  const outside = [...outsiders].filter(([, box]) => [...lanes.values()].some((lane) => overlap(lane, box)))
  return [...shapes, ...outside.map(([id]) => `${id} lies in a lane`)]
}

function labelFaults(chart: Chart, { nodes, outsiders, labels }: Layout): readonly string[] {
  const named = new Set(labels.map(({ owner }) => owner))
  const missing = chart.flows.filter(({ id, label }) => label !== undefined && !named.has(id))
  return [
    ...missing.map(({ id }) => `${id} has no label`),
    ...labels.flatMap(({ owner, box }) =>
      [...nodes, ...outsiders].flatMap(([id, shape]) => (overlap(box, shape) ? [`label of ${owner} meets ${id}`] : [])),
    ),
    ...pairs(labels).flatMap(([a, b]) => (overlap(a.box, b.box) ? [`labels of ${a.owner} and ${b.owner} meet`] : [])),
  ]
}

function lineFaults({ nodes, outsiders, labels }: Layout, lines: readonly Line[]): readonly string[] {
  return lines.flatMap(({ id, ends, points }) => {
    const stretches = boxesOf(points)
    const through = [...nodes, ...outsiders].filter(
      ([node, box]) => !ends.includes(node) && stretches.some((stretch) => touches(stretch, box)),
    )
    const ownEnds = [...nodes].filter(
      ([node, box]) => ends.includes(node) && stretches.some((s) => overlap(s, inner(box))),
    )
    const over = labels.filter(({ box }) => stretches.some((stretch) => touches(stretch, box)))
    const slanted = pairwise(points).some(([a, b]) => a.x !== b.x && a.y !== b.y)
    return [
      ...through.map(([node]) => `${id} crosses ${node}`),
      ...ownEnds.map(([node]) => `${id} runs through its own ${node}`),
      ...over.map(({ owner }) => `${id} crosses the label of ${owner}`),
      ...(slanted || points.length < 2 ? [`${id} is no line of right angles`] : []),
    ]
  })
}

/** Bits that two lines share, unless they lead to one place or come from one. */
function sharedBits(lines: readonly Line[]): readonly string[] {
  return pairs(lines).flatMap(([a, b]) => {
    if (a.to === b.to || a.from === b.from) return []
    const isShared = pairwise(a.points).some((one) => pairwise(b.points).some((other) => share(one, other)))
    return isShared ? [`${a.id} and ${b.id} lie on each other`] : []
  })
}

function share([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): boolean {
  const along = (p: number, q: number, r: number, s: number): boolean =>
    Math.min(Math.max(p, q), Math.max(r, s)) - Math.max(Math.min(p, q), Math.min(r, s)) > 0.01
  if (a.x === b.x && c.x === d.x) return Math.abs(a.x - c.x) < 3 && along(a.y, b.y, c.y, d.y)
  if (a.y === b.y && c.y === d.y) return Math.abs(a.y - c.y) < 3 && along(a.x, b.x, c.x, d.x)
  return false
}

function boxesOf(points: readonly Point[]): readonly Box[] {
  return pairwise(points).map(([a, b]) => ({
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  }))
}

/** A stretch without thickness meets a box when it passes inside it or along its edge. */
function touches(stretch: Box, box: Box): boolean {
  return (
    stretch.x <= box.x + box.width &&
    box.x <= stretch.x + stretch.width &&
    stretch.y <= box.y + box.height &&
    box.y <= stretch.y + stretch.height
  )
}

function inner({ x, y, width, height }: Box): Box {
  return { x: x + 2, y: y + 2, width: width - 4, height: height - 4 }
}

function contains(outer: Box, box: Box): boolean {
  return (
    box.x >= outer.x &&
    box.y >= outer.y &&
    box.x + box.width <= outer.x + outer.width &&
    box.y + box.height <= outer.y + outer.height
  )
}

function pairs<T>(items: readonly T[]): readonly (readonly [T, T])[] {
  return items.flatMap((a, index) => items.slice(index + 1).map((b) => [a, b] as const))
}

function pairwise<T>(items: readonly T[]): readonly (readonly [T, T])[] {
  return items.slice(1).flatMap((item, index) => {
    const before = items[index]
    return before === undefined ? [] : [[before, item] as const]
  })
}
