import type { Chart, ChartNode } from '../chart/chart.ts'
import type { Box, Layout } from '../layout/geometry.ts'
import { HEADING, LABEL, LINE, NOTE, shapeOf, TEXT } from '../layout/shapes.ts'
import { wrap } from '../text/wrap.ts'
import { element, type Element } from '../xml.ts'
import { HEADER, INK, LANE, PAPER } from './ink.ts'
import { line, mark, outsiderMark } from './marks.ts'
import { words } from './words.ts'

/** Width of the lanes' titles, in pixels. */
export const HEADER_WIDTH = 150
const HEADER_FONT = { size: 12, isBold: true }
const HEADER_PADDING = 9

/** The least height at which a lane's title fits. */
export function titleHeight(title: string): number {
  return wrap(title, HEADER_WIDTH - 2 * HEADER_PADDING, HEADER_FONT).lines.length * LINE + 2 * HEADER_PADDING
}

/** One stage at its own origin: the headers of the lanes, then lines, shapes and texts. */
export function drawStage(chart: Chart, layout: Layout): readonly Element[] {
  const shift = `translate(${HEADER_WIDTH} 0)`
  return [
    ...chart.lanes.flatMap((lane, index) => drawLane(lane.title, layout.lanes.get(lane.id), index)),
    element('g', { transform: shift }, [
      ...chart.outsiders.flatMap(({ id, title }) => drawOutsider(title, layout.outsiders.get(id))),
      ...chart.flows.map(({ id, kind }) => element('g', { 'data-flow': id }, line(layout.flows.get(id) ?? [], kind))),
      ...chart.messages.map(({ id }) =>
        element('g', { 'data-message': id }, line(layout.messages.get(id) ?? [], 'message')),
      ),
      ...chart.nodes.map((node) => drawNode(node, chart, layout.nodes.get(node.id))),
      ...layout.labels.flatMap(({ owner, box, text, align }) => {
        const x = { start: box.x, middle: box.x + box.width / 2, end: box.x + box.width }[align]
        return [element('g', { 'data-label': owner }, words(text.lines, { x, y: box.y, anchor: align }, LABEL, LINE))]
      }),
    ]),
  ]
}

function drawLane(title: string, box: Box | undefined, index: number): readonly Element[] {
  if (box === undefined) return []
  const { y, width, height } = box
  const { lines } = wrap(title, HEADER_WIDTH - 2 * HEADER_PADDING, HEADER_FONT)
  const top = y + (height - lines.length * LINE) / 2
  const frame = { y, height, stroke: INK, 'stroke-width': 1 }
  return [
    element('rect', { x: HEADER_WIDTH, width, fill: index % 2 === 0 ? PAPER : LANE, ...frame }),
    element('rect', { x: 0, width: HEADER_WIDTH, fill: HEADER, ...frame }),
    ...words(lines, { x: HEADER_WIDTH / 2, y: top, anchor: 'middle' }, HEADER_FONT, LINE),
  ]
}

function drawOutsider(title: string, box: Box | undefined): readonly Element[] {
  if (box === undefined) return []
  const font = { ...TEXT, isBold: true }
  const { lines } = wrap(title, box.width - 20, font)
  const y = box.y + (box.height - lines.length * LINE) / 2
  return [...outsiderMark(box), ...words(lines, { x: box.x + box.width / 2, y, anchor: 'middle' }, font, LINE)]
}

function drawNode(node: ChartNode, { kind }: Chart, box: Box | undefined): Element {
  if (box === undefined) return element('g', {})
  const { inside } = shapeOf(node)
  const top = box.y + (box.height - inside.length * LINE) / 2
  const fonts = { heading: HEADING, text: TEXT, note: NOTE }
  const text = inside.flatMap((one, index) =>
    words([one.line], { x: box.x + box.width / 2, y: top + index * LINE, anchor: 'middle' }, fonts[one.font], LINE),
  )
  const sign = kind === 'interaction' ? 'message' : undefined
  return element('g', { 'data-node': node.id }, [...mark(node.kind, box, sign), ...text])
}
