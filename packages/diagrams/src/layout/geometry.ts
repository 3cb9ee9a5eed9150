import type { Lines } from '../text/wrap.ts'

/** Pixels; y grows downwards. */
export interface Point {
  readonly x: number
  readonly y: number
}

export interface Box extends Point {
  readonly width: number
  readonly height: number
}

/** A text that stands beside a shape or a line. */
export interface Label {
  /** Id of the node or flow that it names. */
  readonly owner: string
  readonly box: Box
  readonly text: Lines
  readonly align: 'start' | 'middle' | 'end'
}

/** Everything in its place, from the top left corner of the lanes, which have no headers here. */
export interface Layout {
  readonly width: number
  /** Where the picture begins and ends; outsiders above the lanes lie at negative y. */
  readonly top: number
  readonly bottom: number
  readonly lanes: ReadonlyMap<string, Box>
  readonly nodes: ReadonlyMap<string, Box>
  readonly flows: ReadonlyMap<string, readonly Point[]>
  readonly outsiders: ReadonlyMap<string, Box>
  readonly messages: ReadonlyMap<string, readonly Point[]>
  readonly labels: readonly Label[]
}

export function centre({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 }
}

/** True when two boxes share more than an edge. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** Points without those that repeat another or lie on a straight line between their neighbours. */
export function simplify(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = []
  for (const point of points) {
    const [before, last] = [kept.at(-2), kept.at(-1)]
    if (last !== undefined && last.x === point.x && last.y === point.y) continue
    const isStraight =
      before !== undefined &&
      last !== undefined &&
      ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y))
    if (isStraight) kept.pop()
    kept.push(point)
  }
  return kept
}
