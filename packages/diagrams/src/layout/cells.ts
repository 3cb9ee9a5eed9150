import type { Chart, ChartFlow, ChartNode } from '../chart/chart.ts'
import type { Lines } from '../text/wrap.ts'
import type { Box, Label } from './geometry.ts'
import { flowLabel, linesHeight, type Shape, shapeOf } from './shapes.ts'
import type { Side, Sides } from './sides.ts'

/** A node with what stands beside it, and the room that needs to each side of its middle. */
export interface Cell {
  readonly shape: Shape
  /** Boxes are counted from the middle of the shape. */
  readonly labels: readonly Label[]
  readonly left: number
  readonly right: number
  readonly up: number
  readonly down: number
}

const GAP = 4

/**
 * Labels have their room beside the shape before any line is drawn: a line leaves a diamond to the right, up or down,
 * and its label stands at that line, above it, or right of it; the name of the diamond takes a side that is left.
 */
export function cellsOf(
  chart: Pick<Chart, 'nodes' | 'flows'>,
  sides: ReadonlyMap<string, Sides>,
): ReadonlyMap<string, Cell> {
  const leaving = Map.groupBy(chart.flows, ({ from }) => from)
  const entering = Map.groupBy(chart.flows, ({ to }) => to)
  return new Map(
    chart.nodes.map((node) => {
      const out = leaving.get(node.id) ?? []
      const used = new Set<Side>([
        ...out.map(({ id }) => sides.get(id)?.exit ?? 'right'),
        ...(entering.get(node.id) ?? []).map(({ id }) => sides.get(id)?.entry ?? 'left'),
      ])
      return [node.id, cellOf(node, out, sides, used)] as const
    }),
  )
}

function cellOf(
  node: ChartNode,
  leaving: readonly ChartFlow[],
  sides: ReadonlyMap<string, Sides>,
  used: ReadonlySet<Side>,
): Cell {
  const shape = shapeOf(node)
  const [halfWidth, halfHeight] = [shape.width / 2, shape.height / 2]
  const labels: Label[] = []
  /** How far labels reach above and below the line that leaves to the right. */
  let above = 0
  let below = 0
  const toTheRight = leaving.filter(({ id, label }) => label !== undefined && sides.get(id)?.exit === 'right')
  for (const flow of toTheRight) {
    const text = flowLabel(flow.label ?? '')
    const isAbove = above === 0 && (!used.has('top') || used.has('bottom'))
    const y = isAbove ? -GAP - linesHeight(text) - above : GAP + below
    labels.push(label(flow.id, text, halfWidth + GAP, y, 'start'))
    if (isAbove) above += GAP + linesHeight(text)
    else below += GAP + linesHeight(text)
  }
  for (const flow of leaving) {
    const exit = sides.get(flow.id)?.exit
    if (flow.label === undefined || (exit !== 'top' && exit !== 'bottom')) continue
    const text = flowLabel(flow.label)
    const y =
      exit === 'top' ? -Math.max(halfHeight, above) - GAP - linesHeight(text) : Math.max(halfHeight, below) + GAP
    labels.push(label(flow.id, text, GAP + 2, y, 'start'))
  }
  if (shape.name !== undefined && shape.name.lines.length > 0) {
    labels.push(nameLabel(node, shape, shape.name, used, labels))
  }
  const reach = (side: (box: Box) => number, half: number): number =>
    Math.max(half, ...labels.map(({ box }) => side(box)))
  return {
    shape,
    labels,
    left: reach(({ x }) => -x, halfWidth),
    right: reach(({ x, width }) => x + width, halfWidth),
    up: reach(({ y }) => -y, halfHeight),
    down: reach(({ y, height }) => y + height, halfHeight),
  }
}

/** Events and documents have their name below; a diamond where no line leaves, else left of the line that goes up. */
function nameLabel(
  node: ChartNode,
  { height }: Shape,
  name: Lines,
  used: ReadonlySet<Side>,
  others: readonly Label[],
): Label {
  const half = height / 2
  const isDiamond = node.kind === 'choice' || node.kind === 'condition'
  if (isDiamond && !used.has('top')) {
    const top = Math.min(-half, ...others.filter(({ box }) => box.y < 0).map(({ box }) => box.y))
    return label(node.id, name, -name.width / 2, top - GAP - linesHeight(name), 'middle')
  }
  if (!used.has('bottom')) {
    const bottom = Math.max(half, ...others.filter(({ box }) => box.y >= 0).map(({ box }) => box.y + box.height))
    return label(node.id, name, -name.width / 2, bottom + GAP, 'middle')
  }
  return label(node.id, name, -GAP - 2 - name.width, -half - linesHeight(name), 'end')
}

function label(owner: string, text: Lines, x: number, y: number, align: Label['align']): Label {
  return { owner, text, align, box: { x, y, width: text.width, height: linesHeight(text) } }
}
