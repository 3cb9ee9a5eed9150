import { columnsOf } from './columns.ts'
import { flowLabel, shapeOf } from './shapes.ts'
import type { Chart, ChartFlow, ChartNode } from '../chart/chart.ts'

/** Room for a gap between columns, and for the letters at both edges of a stage, in pixels. */
const GAP = 36
const EDGES = 190
/** A line that is cut is as bad as this many pixels of empty paper; four times as bad between what belongs together. */
const CUT = 220

/**
 * Cuts a chart that is too wide into stages that fit, from left to right. Where a flow is cut, it leaves to a letter
 * and goes on from the same letter; few flows are cut, and stages are about equally wide.
 *
 * @param maxWidth of a stage in pixels
 */
export function stagesOf(chart: Chart, maxWidth: number): readonly Chart[] {
  const columns = columnsOf(chart)
  const widths = Array.from({ length: columns.count }, (_, column) =>
    Math.max(...chart.nodes.filter(({ id }) => columns.of.get(id) === column).map((node) => widthOf(node, chart)), 0),
  ).map((width) => width + GAP)
  const total = widths.reduce((sum, width) => sum + width, 0)
  if (total <= maxWidth) return [chart]
  const kinds = new Map(chart.nodes.map(({ id, kind }) => [id, kind]))
  const cutBefore = (column: number): number =>
    chart.flows.reduce((sum, { from, to, kind }) => {
      const [a, b] = [columns.of.get(from) ?? 0, columns.of.get(to) ?? 0]
      const isCut = Math.min(a, b) < column && column <= Math.max(a, b)
      const belongs = kind === 'association' || kinds.get(to) === 'choice' || kinds.get(from) === 'join'
      return isCut ? sum + (belongs ? 4 * CUT : CUT) : sum
    }, 0)
  const borders = cheapestBorders(widths, maxWidth - EDGES, cutBefore)
  const byColumn = (id: string): number => borders.findLastIndex((border) => border <= (columns.of.get(id) ?? 0))
  const soleWay = waysToEnds(chart)
  // An end stays with what leads to it: nobody should have to look for a letter to read that the case is over.
  const stageOf = (id: string): number => byColumn(soleWay.get(id) ?? id)
  const letters = lettersOf(chart, stageOf)
  return borders.map((_, stage) => oneStage(chart, stage, stageOf, letters))
}

/** For each end that only one way leads to, the node before it. */
function waysToEnds(chart: Chart): ReadonlyMap<string, string> {
  return new Map(
    chart.nodes.flatMap(({ id, kind }) => {
      const entering = chart.flows.filter(({ to }) => to === id)
      const [only] = entering
      const isJoin = chart.nodes.some((node) => node.id === only?.from && node.kind === 'join')
      return kind === 'end' && only !== undefined && entering.length === 1 && !isJoin ? [[id, only.from] as const] : []
    }),
  )
}

/** First columns of the stages. */
function cheapestBorders(
  widths: readonly number[],
  maxWidth: number,
  cutBefore: (column: number) => number,
): readonly number[] {
  const best: { readonly cost: number; readonly borders: readonly number[] }[] = [{ cost: 0, borders: [] }]
  for (let end = 1; end <= widths.length; end += 1) {
    let found: { cost: number; borders: readonly number[] } | undefined
    for (let start = end - 1; start >= 0; start -= 1) {
      const width = widths.slice(start, end).reduce((sum, one) => sum + one, 0)
      const before = best[start]
      if (before === undefined || (width > maxWidth && start < end - 1)) break
      const cost =
        before.cost + maxWidth + ((maxWidth - width) ** 2 / maxWidth) * 0.3 + (start === 0 ? 0 : cutBefore(start))
      if (found === undefined || cost < found.cost) found = { cost, borders: [...before.borders, start] }
    }
    best.push(found ?? { cost: Number.POSITIVE_INFINITY, borders: [0] })
  }
  return best.at(-1)?.borders ?? [0]
}

function widthOf(node: ChartNode, chart: Chart): number {
  const { width, name } = shapeOf(node)
  const labels = chart.flows.flatMap(({ from, label }) => (from === node.id && label ? [flowLabel(label).width] : []))
  if (labels.length === 0) return Math.max(width, name?.width ?? 0)
  return Math.max(width, name?.width ?? 0) / 2 + width / 2 + Math.max(...labels)
}

/** A letter for each node at which a cut flow goes on. */
function lettersOf(chart: Chart, stageOf: (id: string) => number): ReadonlyMap<string, string> {
  const targets = new Set(chart.flows.filter(({ from, to }) => stageOf(from) !== stageOf(to)).map(({ to }) => to))
  return new Map([...targets].map((target, index) => [target, letter(index)]))
}

function letter(index: number): string {
  return index < 26 ? String.fromCodePoint(65 + index) : `${letter(Math.floor(index / 26) - 1)}${letter(index % 26)}`
}

function oneStage(
  chart: Chart,
  stage: number,
  stageOf: (id: string) => number,
  letters: ReadonlyMap<string, string>,
): Chart {
  const own = chart.nodes.filter(({ id }) => stageOf(id) === stage)
  const laneOf = new Map(chart.nodes.map(({ id, lane }) => [id, lane]))
  const nodes: ChartNode[] = [...own]
  const flows: ChartFlow[] = []
  for (const flow of chart.flows) {
    const [from, to] = [stageOf(flow.from), stageOf(flow.to)]
    if (from === stage && to === stage) flows.push(flow)
    else if (from === stage) {
      const leave = edgeNode(`leave_${flow.id}`, 'leave', laneOf.get(flow.from), letters.get(flow.to))
      nodes.push(leave)
      flows.push({ ...flow, to: leave.id })
    }
  }
  for (const { id } of own) {
    const isEntered = chart.flows.some(({ from, to }) => to === id && stageOf(from) !== stage)
    if (!isEntered) continue
    const resume = edgeNode(`resume_${id}`, 'resume', laneOf.get(id), letters.get(id))
    nodes.push(resume)
    flows.push({ id: `flow_${resume.id}`, from: resume.id, to: id, kind: 'control' })
  }
  const messages = chart.messages.filter(({ node }) => stageOf(node) === stage)
  return {
    ...chart,
    ...withoutIdleJoins(nodes, flows),
    messages,
    lanes: chart.lanes.filter(({ id }) => nodes.some(({ lane }) => lane === id)),
    outsiders: chart.outsiders.filter(({ id }) => messages.some(({ outsider }) => outsider === id)),
  }
}

/** A join that only one way still leads to, the others having been cut to the same letter, joins nothing. */
function withoutIdleJoins(
  nodes: readonly ChartNode[],
  flows: readonly ChartFlow[],
): { readonly nodes: readonly ChartNode[]; readonly flows: readonly ChartFlow[] } {
  const entering = Map.groupBy(flows, ({ to }) => to)
  const idle = new Map<string, ChartFlow>()
  for (const { id, kind } of nodes) {
    const [only, ...more] = entering.get(id) ?? []
    if (kind === 'join' && only !== undefined && more.length === 0) idle.set(id, only)
  }
  return {
    nodes: nodes.filter(({ id }) => !idle.has(id)),
    flows: flows.flatMap((flow) => {
      if (idle.has(flow.to)) return []
      const before = idle.get(flow.from)
      return before === undefined ? [flow] : [{ ...before, to: flow.to }]
    }),
  }
}

function edgeNode(id: string, kind: 'leave' | 'resume', lane = '', text = ''): ChartNode {
  return { id, kind, lane, text, notes: [] }
}
