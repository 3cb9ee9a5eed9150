import type { Chart, ChartMessage, Outsider } from '../chart/chart.ts'
import { wrap } from '../text/wrap.ts'
import { type Box, type Point, simplify } from './geometry.ts'
import type { Lines, PlacedLines } from './lines.ts'
import type { Route } from './routes.ts'
import { LINE, TEXT } from './shapes.ts'

const DISTANCE = 30
const TRACK = 11
/** Between the lines of messages at one step. */
const APART = 18
const BETWEEN = 16
const HEADING = { ...TEXT, isBold: true }

/** Outsiders lie in one line above or below the lanes, so that no message has to pass one to reach another. */
export function placeOutsiders(
  chart: Chart,
  nodes: ReadonlyMap<string, Box>,
  routes: readonly Route[],
  lines: Lines,
  placed: PlacedLines,
): {
  readonly boxes: ReadonlyMap<string, Box>
  readonly messages: ReadonlyMap<string, readonly Point[]>
  readonly bottom: number
} {
  const ports = portsOf(chart, nodes)
  const boxes = new Map<string, Box>()
  const messages = new Map<string, readonly Point[]>()
  let bottom = placed.height
  for (const place of ['above', 'below'] as const) {
    const outsiders = chart.outsiders.filter((outsider) => outsider.place === place)
    if (outsiders.length === 0) continue
    const ids = new Set(outsiders.map(({ id }) => id))
    const own = chart.messages.filter(({ outsider }) => ids.has(outsider))
    const paths = new Map(own.map((message) => [message.id, pathTo(message, place, ports, routes, lines, placed)]))
    const reachedAt = (message: ChartMessage): number => paths.get(message.id)?.at(-1)?.x ?? 0
    const parts = shareWidth(outsiders, own, reachedAt, placed.width)
    const aside = own.filter((message) => !isWithin(reachedAt(message), parts.get(message.outsider)))
    const height = Math.max(...outsiders.map(({ id, title }) => titleHeight(title, parts.get(id)?.width ?? 0)))
    const edge = place === 'below' ? placed.height + DISTANCE + aside.length * TRACK : -DISTANCE - aside.length * TRACK
    const used = own.map(reachedAt)
    for (const message of own) {
      const path = paths.get(message.id) ?? []
      const part = parts.get(message.outsider)
      const x =
        aside.includes(message) && part !== undefined ? freePort(part, reachedAt(message), used) : reachedAt(message)
      const track = aside.indexOf(message) + 1
      const turn = place === 'below' ? placed.height + DISTANCE / 2 + track * TRACK : -DISTANCE / 2 - track * TRACK
      const turned =
        x === reachedAt(message)
          ? []
          : [
              { x: reachedAt(message), y: turn },
              { x, y: turn },
            ]
      const points = simplify([...path.slice(0, -1), ...turned, { x, y: edge }])
      messages.set(message.id, message.direction === 'out' ? points : points.toReversed())
    }
    for (const { id } of outsiders) {
      const { x, width } = parts.get(id) ?? { x: 0, width: 0 }
      boxes.set(id, { x, y: place === 'below' ? edge : edge - height, width, height })
    }
    if (place === 'below') bottom = edge + height
  }
  return { boxes, messages, bottom }
}

/** How high an outsider's box is for its title. */
export function titleHeight(title: string, width: number): number {
  return Math.max(40, wrap(title, width - 20, HEADING).lines.length * LINE + 20)
}

/** Where each message touches its node: side by side around the middle. */
function portsOf(chart: Chart, nodes: ReadonlyMap<string, Box>): ReadonlyMap<string, Box> {
  const ports = new Map<string, Box>()
  for (const [node, messages] of Map.groupBy(chart.messages, (message) => message.node)) {
    const { x, y, width, height } = nodes.get(node) ?? { x: 0, y: 0, width: 0, height: 0 }
    for (const [index, { id }] of messages.entries()) {
      const shift = (index - (messages.length - 1) / 2) * APART
      ports.set(id, { x: x + width / 2 + shift, y, width: 0, height })
    }
  }
  return ports
}

/** From the node to the edge of the lanes; the last point lies on that edge. */
function pathTo(
  { id }: ChartMessage,
  place: 'above' | 'below',
  ports: ReadonlyMap<string, Box>,
  routes: readonly Route[],
  lines: Lines,
  placed: PlacedLines,
): readonly Point[] {
  const port = ports.get(id) ?? { x: 0, y: 0, width: 0, height: 0 }
  const edge = place === 'below' ? placed.height : 0
  const points: Point[] = [{ x: port.x, y: place === 'below' ? port.y + port.height : port.y }]
  let at = points[0] ?? { x: 0, y: 0 }
  for (const [index, stretch] of (routes.find((route) => route.id === id)?.stretches ?? []).entries()) {
    const there = placed.placeOf(lines.idOf(id, index))
    at = stretch.way === 'down' ? { x: there, y: at.y } : { x: at.x, y: there }
    points.push(at)
  }
  return [...points, { x: at.x, y: edge }]
}

/** Each outsider has the part of the width in which most of its messages arrive. */
function shareWidth(
  outsiders: readonly Outsider[],
  messages: readonly ChartMessage[],
  reachedAt: (message: ChartMessage) => number,
  width: number,
): ReadonlyMap<string, { readonly x: number; readonly width: number }> {
  const middle = ({ id }: Outsider): number => {
    const places = messages.filter(({ outsider }) => outsider === id).map(reachedAt)
    return places.reduce((sum, place) => sum + place, 0) / Math.max(1, places.length)
  }
  const ordered = outsiders.toSorted((a, b) => middle(a) - middle(b))
  const least = Math.min(180, width / ordered.length - BETWEEN)
  const borders = [0]
  for (const [index, outsider] of ordered.entries()) {
    const next = ordered[index + 1]
    const wanted = next === undefined ? width : (middle(outsider) + middle(next)) / 2
    const rest = ordered.length - index - 1
    const from = borders.at(-1) ?? 0
    const earliest = from + least + BETWEEN
    const latest = width - rest * (least + BETWEEN)
    borders.push(Math.min(Math.max(wanted, earliest), latest))
  }
  return new Map(
    ordered.map(({ id }, index) => {
      const from = (borders[index] ?? 0) + (index === 0 ? 0 : BETWEEN / 2)
      const to = (borders[index + 1] ?? width) - (index === ordered.length - 1 ? 0 : BETWEEN / 2)
      return [id, { x: from, width: to - from }] as const
    }),
  )
}

function isWithin(x: number, part: { readonly x: number; readonly width: number } | undefined): boolean {
  return part !== undefined && x >= part.x + 8 && x <= part.x + part.width - 8
}

/** The nearest place on the outsider's edge that is apart from all others; it is taken from then on. */
function freePort(part: { readonly x: number; readonly width: number }, from: number, used: number[]): number {
  const nearest = Math.min(Math.max(from, part.x + 14), part.x + part.width - 14)
  const step = nearest < from ? -1 : 1
  let x = nearest
  while (used.some((other) => Math.abs(other - x) < APART / 2)) x += step
  used.push(x)
  return x
}
