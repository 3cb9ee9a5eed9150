import { formatDate, type Locale, type Regulation } from '@qyzmet/regulation'
import { buildChart } from '../chart/build.ts'
import type { Chart, DiagramKind } from '../chart/chart.ts'
import type { Layout } from '../layout/geometry.ts'
import { layOut } from '../layout/layout.ts'
import { LABEL, LINE } from '../layout/shapes.ts'
import { stagesOf } from '../layout/stages.ts'
import { MESSAGES } from '../messages/messages.ts'
import { wrap } from '../text/wrap.ts'
import { element, type Element, printXml } from '../xml.ts'
import { FONTS, INK, PAPER } from './ink.ts'
import { drawLegend } from './legend.ts'
import { drawStage, HEADER_WIDTH, titleHeight } from './stage.ts'
import { words } from './words.ts'

/** The width of A3 on its side at which the text is 7.5 points, and the height that goes with it, in pixels. */
export const SHEET = { width: 1820, height: 1260 }
const MARGIN = 16
const BETWEEN = 26
const TITLE = { size: 16, isBold: true }
const SUBTITLE = { size: 13 }

/**
 * The whole diagram as one picture: stages below each other, each as wide as a sheet at most, and the legend. It needs
 * neither styles, scripts nor fonts of its own, and names itself to those who do not see it.
 *
 * @throws {RangeError} when the regulation has no such channel
 */
export function drawSvg(regulation: Regulation, channel: string, kind: DiagramKind, locale: Locale): string {
  const drawing = arrange(regulation, channel, kind, locale)
  return printXml(picture(drawing, drawing.stages, undefined))
}

/**
 * The same diagram on as many sheets of A3 as it needs, stages in order, each sheet with title and legend.
 *
 * @throws {RangeError} when the regulation has no such channel
 */
export function drawSheets(
  regulation: Regulation,
  channel: string,
  kind: DiagramKind,
  locale: Locale,
): readonly string[] {
  const drawing = arrange(regulation, channel, kind, locale)
  const room = SHEET.height - heightOf(drawing, [])
  const sheets: Stage[][] = [[]]
  for (const stage of drawing.stages) {
    const last = sheets.at(-1) ?? []
    const used = last.reduce((sum, one) => sum + stageHeight(one), 0)
    if (last.length > 0 && used + stageHeight(stage) > room) sheets.push([stage])
    else last.push(stage)
  }
  return sheets.map((stages, index) =>
    printXml(picture(drawing, stages, sheets.length > 1 ? { number: index + 1, of: sheets.length } : undefined)),
  )
}

interface Stage {
  readonly chart: Chart
  readonly layout: Layout
}

interface Drawing {
  readonly chart: Chart
  readonly regulation: Regulation
  readonly stages: readonly Stage[]
  readonly width: number
}

function arrange(regulation: Regulation, channel: string, kind: DiagramKind, locale: Locale): Drawing {
  const chart = buildChart(regulation, channel, kind, locale)
  const most = SHEET.width - 2 * MARGIN - HEADER_WIDTH
  const laneHeight = (lane: string): number => titleHeight(chart.lanes.find(({ id }) => id === lane)?.title ?? '')
  const { parts, width } = fewestStages(chart, most, laneHeight)
  const stages = parts.map((part) => ({ chart: part, layout: layOut(part, { laneHeight, width }) }))
  return { chart, regulation, stages, width: width + HEADER_WIDTH }
}

/** Cutting estimates widths with care; where the stages turn out narrower, fewer may do. */
function fewestStages(
  chart: Chart,
  most: number,
  laneHeight: (lane: string) => number,
): { readonly parts: readonly Chart[]; readonly width: number } {
  const widthOf = (parts: readonly Chart[]): number =>
    Math.max(...parts.map((part) => layOut(part, { laneHeight }).width))
  for (const hope of [1.25, 1.15, 1.05]) {
    const parts = stagesOf(chart, most * hope)
    const width = widthOf(parts)
    if (width <= most) return { parts, width }
  }
  const parts = stagesOf(chart, most)
  return { parts, width: widthOf(parts) }
}

function stageHeight({ layout }: Stage): number {
  return layout.bottom - layout.top + BETWEEN
}

function picture(
  drawing: Drawing,
  stages: readonly Stage[],
  sheet: { readonly number: number; readonly of: number } | undefined,
): Element {
  const { chart } = drawing
  const messages = MESSAGES[chart.locale]
  const head = heading(drawing)
  const content: Element[] = [...head.elements]
  let y = head.height
  for (const { chart: part, layout } of stages) {
    content.push(element('g', { transform: `translate(0 ${y - layout.top})` }, drawStage(part, layout)))
    y += layout.bottom - layout.top + BETWEEN
  }
  const legend = drawLegend(chart, drawing.stages.length > 1, drawing.width)
  content.push(element('g', { transform: `translate(0 ${y})` }, legend.elements))
  const height = y + legend.height + 2 * MARGIN
  const width = drawing.width + 2 * MARGIN
  const part = sheet === undefined ? '' : ` ${messages.part(sheet.number, sheet.of)}`
  const key = `${chart.id}.${chart.locale}${sheet === undefined ? '' : `.${sheet.number}`}`
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      role: 'img',
      lang: chart.locale,
      'xml:lang': chart.locale,
      'aria-labelledby': `${key}.title ${key}.desc`,
      viewBox: `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`,
      width: Math.ceil(width),
      height: Math.ceil(height),
      'font-family': FONTS,
      'font-size': LABEL.size,
      fill: INK,
    },
    [
      element('title', { id: `${key}.title` }, `${chart.title}. ${chart.channelTitle}.${part}`),
      element('desc', { id: `${key}.desc` }, describe(chart)),
      element('rect', { x: 0, y: 0, width: Math.ceil(width), height: Math.ceil(height), fill: PAPER }),
      element('g', { transform: `translate(${MARGIN} ${MARGIN})` }, content),
    ],
  )
}

function heading({ chart, regulation, width }: Drawing): {
  readonly elements: readonly Element[]
  readonly height: number
} {
  const title = wrap(`${chart.title}. ${chart.channelTitle}`, width, TITLE).lines
  const { authority, number, adoptedOn } = regulation.act
  const date = formatDate(adoptedOn, chart.locale, 'attributive')
  const by = MESSAGES[chart.locale].act(authority[chart.locale], number, date)
  const act = wrap(by, width, SUBTITLE).lines
  const size = 20
  return {
    elements: [
      ...words(title, { x: 0, y: 0, anchor: 'start' }, TITLE, size),
      ...words(act, { x: 0, y: title.length * size, anchor: 'start' }, SUBTITLE, LINE),
    ],
    height: title.length * size + act.length * LINE + 14,
  }
}

function heightOf(drawing: Drawing, stages: readonly Stage[]): number {
  const legend = drawLegend(drawing.chart, true, drawing.width)
  const used = stages.reduce((sum, stage) => sum + stageHeight(stage), 0)
  return heading(drawing).height + used + legend.height + 2 * MARGIN
}

function describe(chart: Chart): string {
  const ends = chart.nodes.filter(({ kind }) => kind === 'end').map(({ text }) => text)
  return MESSAGES[chart.locale].describe(
    chart.lanes.map(({ title }) => title).join('; '),
    chart.nodes.filter(({ kind }) => kind === 'step' || kind === 'condition').length,
    [...new Set(ends)].join('; '),
  )
}
