import type { Chart, ChartFlow, NodeKind } from '../chart/chart.ts'
import type { Grid } from './rows.ts'

export type Side = 'left' | 'right' | 'top' | 'bottom'

/** Where a flow leaves its node and where it enters the next one. */
export interface Sides {
  readonly exit: Side
  readonly entry: Side
}

const PARTS: readonly NodeKind[] = ['choice', 'condition']

/**
 * The main way runs from the right to the left side; other ways leave a diamond, and enter a join, at the corner that
 * looks to where they go or come from. A corner lets one flow out as long as there are corners; several may come in.
 */
export function sidesOf(chart: Pick<Chart, 'nodes' | 'flows'>, grid: Grid): ReadonlyMap<string, Sides> {
  const kindOf = new Map(chart.nodes.map(({ id, kind }) => [id, kind]))
  const exits = new Map<string, Side>()
  const entries = new Map<string, Side>()
  for (const [from, flows] of Map.groupBy(chart.flows, (flow) => flow.from)) {
    const parts = PARTS.includes(kindOf.get(from) ?? 'step')
    give(
      exits,
      flows,
      'right',
      (flow) => exitRank(flow, grid),
      (flow) => direction(flow.from, flow.to, grid),
      parts,
    )
  }
  for (const [to, flows] of Map.groupBy(chart.flows, (flow) => flow.to)) {
    const joins = kindOf.get(to) === 'join'
    const looks = (flow: ChartFlow): Side | undefined => {
      const exit = exits.get(flow.id)
      return direction(flow.to, flow.from, grid) ?? (exit === 'top' ? 'top' : 'bottom')
    }
    give(entries, flows, 'left', (flow) => entryRank(flow, grid), looks, joins, true)
  }
  return new Map(
    chart.flows.map(({ id }) => [id, { exit: exits.get(id) ?? 'right', entry: entries.get(id) ?? 'left' }] as const),
  )
}

function give(
  sides: Map<string, Side>,
  flows: readonly ChartFlow[],
  main: Side,
  rank: (flow: ChartFlow) => number,
  looks: (flow: ChartFlow) => Side | undefined,
  hasCorners: boolean,
  mayShare = false,
): void {
  const used = new Set<Side>()
  const [first, ...others] = flows.toSorted((a, b) => rank(a) - rank(b))
  if (first === undefined) return
  sides.set(first.id, main)
  used.add(main)
  for (const flow of others) {
    const wanted = looks(flow)
    const choices: readonly Side[] = wanted === 'top' ? ['top', 'bottom'] : ['bottom', 'top']
    const isCorner = hasCorners || flow.kind === 'association'
    const side = isCorner ? (choices.find((choice) => mayShare || !used.has(choice)) ?? choices[0] ?? main) : main
    sides.set(flow.id, side)
    used.add(side)
  }
}

/** Documents come last; a way that leads back or away never takes the place of the main way. */
function exitRank(flow: ChartFlow, grid: Grid): number {
  if (flow.kind === 'association') return 3000
  const straight = grid.rowOf.get(flow.from) === grid.rowOf.get(flow.to) ? 0 : 500
  return (grid.isBack.has(flow.id) ? 2000 : straight) - (grid.following.get(flow.to) ?? 0)
}

function entryRank(flow: ChartFlow, grid: Grid): number {
  const straight = grid.rowOf.get(flow.from) === grid.rowOf.get(flow.to) ? 0 : 500
  return (grid.isBack.has(flow.id) ? 2000 : straight) - (grid.of.get(flow.from) ?? 0)
}

function direction(from: string, to: string, grid: Grid): Side | undefined {
  const [here, there] = [grid.rowOf.get(from) ?? 0, grid.rowOf.get(to) ?? 0]
  if (here === there) return undefined
  return there < here ? 'top' : 'bottom'
}
