import type { Chart } from '../chart/chart.ts'
import { LABEL, LINE } from '../layout/shapes.ts'
import { MESSAGES } from '../messages/messages.ts'
import { wrap } from '../text/wrap.ts'
import type { Element } from '../xml.ts'
import { line, mark, outsiderMark } from './marks.ts'
import { words } from './words.ts'

interface Entry {
  readonly text: string
  readonly draw: (x: number, y: number) => readonly Element[]
}

const SAMPLE = 40
const TEXT_WIDTH = 150
const GAP = 12
const HEADING = { size: 12, isBold: true }

/** The meaning of each shape that may occur, in as many columns as the width holds. */
export function drawLegend(
  chart: Chart,
  isCut: boolean,
  width: number,
): { readonly elements: readonly Element[]; readonly height: number } {
  const { heading } = MESSAGES[chart.locale].legend
  const entries = entriesOf(chart, isCut)
  const columns = Math.max(1, Math.floor(width / (SAMPLE + TEXT_WIDTH + 2 * GAP)))
  const across = Math.min(columns, Math.ceil(entries.length / Math.ceil(entries.length / columns)))
  const pitch = SAMPLE + TEXT_WIDTH + 2 * GAP
  const elements: Element[] = [...words([heading], { x: 0, y: 0, anchor: 'start' }, HEADING, LINE)]
  let y = LINE + 8
  for (let first = 0; first < entries.length; first += across) {
    const row = entries.slice(first, first + across)
    const texts = row.map(({ text }) => wrap(text, TEXT_WIDTH, LABEL))
    const height = Math.max(30, ...texts.map(({ lines }) => lines.length * LINE))
    for (const [index, entry] of row.entries()) {
      const x = index * pitch
      const lines = texts[index]?.lines ?? []
      elements.push(...entry.draw(x, y + height / 2))
      const place = { x: x + SAMPLE + GAP, y: y + (height - lines.length * LINE) / 2, anchor: 'start' } as const
      elements.push(...words(lines, place, LABEL, LINE))
    }
    y += height + 10
  }
  return { elements, height: y }
}

function entriesOf(chart: Chart, isCut: boolean): readonly Entry[] {
  const legend = MESSAGES[chart.locale].legend
  const has = (kind: string): boolean => chart.nodes.some((node) => node.kind === kind)
  const shape = (text: string, kind: Parameters<typeof mark>[0], w: number, h: number, sign?: 'message'): Entry => ({
    text,
    draw: (x, y) => mark(kind, { x: x + (SAMPLE - w) / 2, y: y - h / 2, width: w, height: h }, sign),
  })
  const flow = (text: string, kind: Parameters<typeof line>[1]): Entry => ({
    text,
    draw: (x, y) =>
      line(
        [
          { x, y },
          { x: x + SAMPLE, y },
        ],
        kind,
      ),
  })
  const system: Entry = {
    text: legend.informationSystem,
    draw: (x, y) => outsiderMark({ x, y: y - 11, width: SAMPLE, height: 22 }),
  }
  const joins = has('join') ? [shape(legend.join, 'join', 20, 20)] : []
  const continues = isCut ? [shape(legend.continuation, 'leave', 24, 24)] : []
  if (chart.kind === 'handbook') {
    return [
      shape(legend.startOrEnd, 'end', 26, 26),
      shape(legend.procedure, 'step', SAMPLE, 24),
      shape(legend.choice, 'choice', 30, 30),
      flow(legend.transition, 'control'),
      ...joins,
      ...continues,
    ]
  }
  return [
    shape(legend.startMessage, 'start', 28, 28, 'message'),
    shape(legend.endEvent, 'end', 26, 26),
    ...(chart.outsiders.length > 0 ? [system] : []),
    shape(legend.process, 'step', SAMPLE, 24),
    shape(has('condition') ? legend.condition : legend.choiceOfWay, 'condition', 30, 30),
    flow(legend.controlFlow, 'control'),
    ...(chart.messages.length > 0 ? [flow(legend.messageFlow, 'message')] : []),
    ...(has('document') ? [shape(chart.givesElectronic ? legend.document : legend.paper, 'document', 24, 31)] : []),
    ...joins,
    ...continues,
  ]
}
