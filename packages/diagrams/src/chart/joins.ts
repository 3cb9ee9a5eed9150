import type { ChartFlow, ChartNode } from './chart.ts'

/**
 * Puts a join before every node that several ways lead to, so that nothing but a join is entered twice and nobody takes
 * the node for a point where ways wait for each other.
 */
export function withJoins(
  nodes: readonly ChartNode[],
  flows: readonly ChartFlow[],
): { readonly nodes: readonly ChartNode[]; readonly flows: readonly ChartFlow[] } {
  const entering = Map.groupBy(
    flows.filter(({ kind }) => kind === 'control'),
    ({ to }) => to,
  )
  const joined = nodes.filter(({ id }) => (entering.get(id)?.length ?? 0) > 1)
  const joins = joined.map((node): ChartNode => ({
    id: joinId(node.id),
    kind: 'join',
    lane: node.lane,
    text: '',
    notes: [],
  }))
  const targets = new Set(joined.map(({ id }) => id))
  return {
    nodes: [...nodes, ...joins],
    flows: [
      ...flows.map((flow) =>
        targets.has(flow.to) && flow.kind === 'control' ? { ...flow, to: joinId(flow.to) } : flow,
      ),
      ...joined.map(({ id }): ChartFlow => ({ id: `flow_${joinId(id)}`, from: joinId(id), to: id, kind: 'control' })),
    ],
  }
}

function joinId(node: string): string {
  return `join_${node}`
}
