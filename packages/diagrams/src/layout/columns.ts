import type { Chart, ChartFlow } from '../chart/chart.ts'

/** The order from left to right. */
export interface Columns {
  readonly of: ReadonlyMap<string, number>
  readonly count: number
  /** Flows that lead back to where the case has been. */
  readonly isBack: ReadonlySet<string>
  /** How many nodes follow at most; the main way is the one along which most follows. */
  readonly following: ReadonlyMap<string, number>
}

/**
 * Each node stands one column after the last of those that lead to it, and a node that nothing leads to one before the
 * first that follows it; flows that lead back are left aside.
 */
export function columnsOf({ nodes, flows }: Pick<Chart, 'nodes' | 'flows'>): Columns {
  const leaving = Map.groupBy(flows, ({ from }) => from)
  const isBack = new Set<string>()
  const ordered: string[] = []
  const state = new Map<string, 'open' | 'closed'>()
  const visit = (id: string): void => {
    state.set(id, 'open')
    for (const flow of leaving.get(id) ?? []) {
      const met = state.get(flow.to)
      if (met === 'open') isBack.add(flow.id)
      else if (met === undefined) visit(flow.to)
    }
    state.set(id, 'closed')
    ordered.unshift(id)
  }
  const led = new Set(flows.map(({ to }) => to))
  // Where a case comes in is visited first, so that only what leads back to earlier steps counts as back.
  const begins = nodes.filter(({ id }) => !led.has(id))
  for (const { id } of [...begins, ...nodes]) if (!state.has(id)) visit(id)

  const ahead = (id: string): readonly ChartFlow[] => (leaving.get(id) ?? []).filter((flow) => !isBack.has(flow.id))
  const of = new Map<string, number>(ordered.map((id) => [id, 0]))
  for (const id of ordered) {
    for (const { to } of ahead(id)) of.set(to, Math.max(of.get(to) ?? 0, (of.get(id) ?? 0) + 1))
  }
  const entered = new Set(flows.filter(({ id }) => !isBack.has(id)).map(({ to }) => to))
  for (const { id } of nodes) {
    if (entered.has(id)) continue
    const next = Math.min(...ahead(id).map(({ to }) => of.get(to) ?? 0))
    if (Number.isFinite(next)) of.set(id, next - 1)
  }
  const following = new Map<string, number>()
  for (const id of ordered.toReversed()) {
    following.set(id, Math.max(0, ...ahead(id).map(({ to }) => (following.get(to) ?? 0) + 1)))
  }
  return { of, count: Math.max(0, ...of.values()) + 1, isBack, following }
}
