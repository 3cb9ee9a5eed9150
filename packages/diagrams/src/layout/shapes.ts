import type { ChartNode } from '../chart/chart.ts'
import type { Font } from '../text/width.ts'
import { type Lines, wrap } from '../text/wrap.ts'

export const TEXT: Font = { size: 12 }
export const HEADING: Font = { size: 11, isBold: true }
export const NOTE: Font = { size: 11 }
export const LABEL: Font = { size: 11 }
/** Distance from one line of text to the next, in pixels. */
export const LINE = 15

const STEP_WIDTH = 172
const PADDING = 10
const LABEL_WIDTH = 118
const CONDITION_WIDTH = 150

/** A shape with the text inside it and the name that stands beside it. */
export interface Shape {
  readonly width: number
  readonly height: number
  /** Lines inside, from top to bottom. */
  readonly inside: readonly { readonly line: string; readonly font: 'heading' | 'text' | 'note' }[]
  readonly name?: Lines
}

export function shapeOf(node: ChartNode): Shape {
  switch (node.kind) {
    case 'step':
      return stepShape(node)
    case 'condition': {
      const heading = node.heading === undefined ? [] : [node.heading]
      const paragraphs = [...heading, node.text, ...node.notes].map((text) => wrap(text, CONDITION_WIDTH, LABEL))
      const name = {
        lines: paragraphs.flatMap(({ lines }) => lines),
        width: Math.max(...paragraphs.map(({ width }) => width)),
      }
      return { width: 52, height: 52, inside: [], name }
    }
    case 'choice':
      return { width: 46, height: 46, inside: [], name: wrap(node.text, LABEL_WIDTH, LABEL) }
    case 'join':
      return { width: 30, height: 30, inside: [] }
    case 'start':
    case 'end':
      return { width: 36, height: 36, inside: [], name: wrap(node.text, LABEL_WIDTH, LABEL) }
    case 'document':
      return { width: 36, height: 46, inside: [], name: wrap(node.text, LABEL_WIDTH, LABEL) }
    case 'leave':
    case 'resume':
      return { width: 28, height: 28, inside: [{ line: node.text, font: 'heading' }] }
  }
}

export function flowLabel(text: string): Lines {
  return wrap(text, LABEL_WIDTH, LABEL)
}

export function linesHeight({ lines }: Lines): number {
  return lines.length * LINE
}

function stepShape({ heading, text, notes }: ChartNode): Shape {
  const room = STEP_WIDTH - 2 * PADDING
  const inside = [
    ...(heading === undefined
      ? []
      : wrap(heading, room, HEADING).lines.map((line) => ({ line, font: 'heading' as const }))),
    ...wrap(text, room, TEXT).lines.map((line) => ({ line, font: 'text' as const })),
    ...notes.flatMap((note) => wrap(note, room, NOTE).lines.map((line) => ({ line, font: 'note' as const }))),
  ]
  return { width: STEP_WIDTH, height: Math.max(56, inside.length * LINE + 2 * PADDING), inside }
}
