import type { Chart } from '../chart/chart.ts'
import type { Box, Label, Layout, Point } from '../layout/geometry.ts'
import { element, type Element } from '../xml.ts'
import { POOL } from './ids.ts'

/** The pool and each lane have a header of this width. */
const HEADER = 30
const CORNER: Point = { x: 160, y: 80 }

/** Bounds and waypoints of everything, as diagram interchange. */
export function drawInterchange(chart: Chart, layout: Layout): Element {
  const dx = CORNER.x + 2 * HEADER
  const dy = CORNER.y - layout.top
  const move = (box: Box): Box => ({ ...box, x: box.x + dx, y: box.y + dy })
  const lanes = [...layout.lanes.values()]
  const height = Math.max(0, ...lanes.map((lane) => lane.y + lane.height))
  const pool: Box = { x: CORNER.x, y: dy, width: layout.width + 2 * HEADER, height }
  const labelOf = new Map(layout.labels.map((label) => [label.owner, label]))
  const name = (owner: string): readonly Element[] => nameBounds(labelOf.get(owner), move)

  const laneShapes = chart.lanes.flatMap(({ id }) => {
    const box = layout.lanes.get(id)
    if (box === undefined) return []
    const { x, y, width, height } = move(box)
    return [shape(`lane_${id}`, { x: x - HEADER, y, width: width + HEADER, height }, { isHorizontal: 'true' })]
  })
  const outsiders = chart.outsiders.flatMap(({ id }) => {
    const box = layout.outsiders.get(id)
    return box === undefined ? [] : [shape(id, move(box), { isHorizontal: 'true' })]
  })
  const nodes = chart.nodes.flatMap((node) => {
    const box = layout.nodes.get(node.id)
    if (box === undefined) return []
    const marker = node.kind === 'condition' || node.kind === 'choice' || node.kind === 'join'
    return [shape(node.id, move(box), marker ? { isMarkerVisible: 'true' } : {}, name(node.id))]
  })
  const edges = [...layout.flows, ...layout.messages].map(([id, points]) =>
    element('bpmndi:BPMNEdge', { id: `${id}_di`, bpmnElement: id }, [
      ...points.map(({ x, y }) => element('di:waypoint', { x: x + dx, y: y + dy })),
      ...name(id),
    ]),
  )
  return element('bpmndi:BPMNDiagram', { id: 'diagram' }, [
    element('bpmndi:BPMNPlane', { id: 'plane', bpmnElement: 'collaboration' }, [
      shape(POOL, pool, { isHorizontal: 'true' }),
      ...laneShapes,
      ...outsiders,
      ...nodes,
      ...edges,
    ]),
  ])
}

function shape(
  id: string,
  box: Box,
  attributes: Readonly<Record<string, string>>,
  name: readonly Element[] = [],
): Element {
  return element('bpmndi:BPMNShape', { id: `${id}_di`, bpmnElement: id, ...attributes }, [bounds(box), ...name])
}

function nameBounds(label: Label | undefined, move: (box: Box) => Box): readonly Element[] {
  return label === undefined ? [] : [element('bpmndi:BPMNLabel', {}, [bounds(move(label.box))])]
}

function bounds({ x, y, width, height }: Box): Element {
  return element('dc:Bounds', { x, y, width, height })
}
