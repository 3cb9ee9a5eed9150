import type { NodeKind } from '../chart/chart.ts'
import type { Box, Point } from '../layout/geometry.ts'
import { element, type Element } from '../xml.ts'
import { CHOICE, INK, OUTSIDE, PAPER, STEP } from './ink.ts'

/** The shape of a node, without its text. `sign` is the envelope of a start that is a message. */
export function mark(kind: NodeKind, box: Box, sign?: 'message'): readonly Element[] {
  const { x, y, width, height } = box
  const [cx, cy] = [x + width / 2, y + height / 2]
  switch (kind) {
    case 'step':
      return [element('rect', { x, y, width, height, rx: 8, fill: STEP, stroke: INK, 'stroke-width': 1.5 })]
    case 'condition':
    case 'choice':
      return [diamond(box, CHOICE)]
    case 'join':
      return [diamond(box, PAPER)]
    case 'start':
      return [circle(cx, cy, width / 2, 1.5), ...(sign === 'message' ? envelope(cx, cy) : [])]
    case 'end':
      return [circle(cx, cy, width / 2 - 1.5, 4)]
    case 'document':
      return page(box)
    case 'leave':
      return [circle(cx, cy, width / 2, 1.5), ...ring(cx, cy, width / 2 - 3)]
    case 'resume':
      return [circle(cx, cy, width / 2, 1.5), ...ring(cx, cy, width / 2 - 3)]
  }
}

/** A box with double sides: a register, or somebody outside the lanes. */
export function outsiderMark({ x, y, width, height }: Box): readonly Element[] {
  const side = (at: number): Element =>
    element('line', { x1: at, y1: y, x2: at, y2: y + height, stroke: INK, 'stroke-width': 1 })
  return [
    element('rect', { x, y, width, height, fill: OUTSIDE, stroke: INK, 'stroke-width': 1.5 }),
    side(x + 5),
    side(x + width - 5),
  ]
}

export type LineKind = 'control' | 'association' | 'message'

/** A line with rounded corners. A message begins with a ring and ends with an open arrow; a control flow is filled. */
export function line(points: readonly Point[], kind: LineKind): readonly Element[] {
  const [first, second, beforeLast, last] = [points[0], points[1], points.at(-2), points.at(-1)]
  if (first === undefined || second === undefined || beforeLast === undefined || last === undefined) return []
  const dashes = { control: undefined, association: '2 3', message: '7 4' }[kind]
  const path = element('path', {
    d: pathData(points),
    fill: 'none',
    stroke: INK,
    'stroke-width': 1.3,
    'stroke-dasharray': dashes,
  })
  if (kind === 'association') return [path]
  const arrow = arrowHead(beforeLast, last, kind === 'control' ? INK : PAPER)
  if (kind === 'control') return [path, arrow]
  const from = towards(first, second, 3.5)
  return [
    path,
    element('circle', { cx: from.x, cy: from.y, r: 3.5, fill: PAPER, stroke: INK, 'stroke-width': 1.2 }),
    arrow,
  ]
}

const CORNER = 5

function pathData(points: readonly Point[]): string {
  const parts = points.map((point, index): string => {
    const [before, after] = [points[index - 1], points[index + 1]]
    if (before === undefined) return `M${at(point)}`
    if (after === undefined) return `L${at(point)}`
    const radius = Math.min(CORNER, distance(before, point) / 2, distance(point, after) / 2)
    return `L${at(towards(point, before, radius))}Q${at(point)} ${at(towards(point, after, radius))}`
  })
  return parts.join('')
}

function arrowHead(from: Point, tip: Point, fill: string): Element {
  const base = towards(tip, from, 9)
  const [dx, dy] = [(tip.x - base.x) / 9, (tip.y - base.y) / 9]
  const wing = (side: number): string => at({ x: base.x - dy * 4 * side, y: base.y + dx * 4 * side })
  return element('polygon', {
    points: [at(tip), wing(1), wing(-1)].join(' '),
    fill,
    stroke: INK,
    'stroke-width': 1.2,
    'stroke-linejoin': 'round',
  })
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to)
  if (whole === 0) return from
  return { x: from.x + ((to.x - from.x) * length) / whole, y: from.y + ((to.y - from.y) * length) / whole }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function at({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`
}

function diamond({ x, y, width, height }: Box, fill: string): Element {
  const corners = [
    { x: x + width / 2, y },
    { x: x + width, y: y + height / 2 },
    { x: x + width / 2, y: y + height },
    { x, y: y + height / 2 },
  ]
  return element('polygon', { points: corners.map(at).join(' '), fill, stroke: INK, 'stroke-width': 1.5 })
}

function circle(cx: number, cy: number, r: number, width: number): Element {
  return element('circle', { cx, cy, r, fill: PAPER, stroke: INK, 'stroke-width': width })
}

function ring(cx: number, cy: number, r: number): readonly Element[] {
  return [element('circle', { cx, cy, r, fill: 'none', stroke: INK, 'stroke-width': 1 })]
}

function envelope(cx: number, cy: number): readonly Element[] {
  const [w, h] = [9, 6.5]
  return [
    element('path', {
      d: `M${at({ x: cx - w, y: cy - h })}H${cx + w}V${cy + h}H${cx - w}ZL${at({ x: cx, y: cy + 1 })}L${at({ x: cx + w, y: cy - h })}`,
      fill: 'none',
      stroke: INK,
      'stroke-width': 1.2,
      'stroke-linejoin': 'round',
    }),
  ]
}

function page({ x, y, width, height }: Box): readonly Element[] {
  const fold = 10
  const corner = { x: x + width - fold, y }
  const rule = (down: number): string => `M${at({ x: x + 7, y: y + down })}H${x + width - 7}`
  return [
    element('path', {
      d: `M${at({ x, y })}H${corner.x}L${at({ x: x + width, y: y + fold })}V${y + height}H${x}ZM${at(corner)}V${y + fold}H${x + width}`,
      fill: PAPER,
      stroke: INK,
      'stroke-width': 1.5,
      'stroke-linejoin': 'round',
    }),
    element('path', { d: `${rule(20)}${rule(27)}${rule(34)}`, fill: 'none', stroke: INK, 'stroke-width': 1 }),
  ]
}
