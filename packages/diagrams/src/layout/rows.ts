import type { Chart, ChartFlow, ChartNode } from '../chart/chart.ts'
import type { Columns } from './columns.ts'

/** Columns and rows; a row belongs to one lane, and each cell holds one node or a line that passes straight through. */
export interface Grid extends Columns {
  readonly rowOf: ReadonlyMap<string, number>
  /** The lane of each row, from top to bottom. */
  readonly rows: readonly string[]
  /** True when neither a node nor a line lies in the cells of a row between two columns, the columns left out. */
  readonly isFree: (row: number, after: number, before: number) => boolean
  /** Keeps the cells between two columns for a line. */
  readonly keep: (row: number, after: number, before: number) => void
}

/**
 * Gives every node a row of its lane: that of the node before it where it can, so that ways run straight, the main way
 * first; otherwise the first row that is free.
 */
export function gridOf(chart: Pick<Chart, 'nodes' | 'flows' | 'lanes'>, columns: Columns): Grid {
  const entering = Map.groupBy(
    chart.flows.filter(({ id }) => !columns.isBack.has(id)),
    ({ to }) => to,
  )
  const at = new Map(chart.nodes.map((node) => [node.id, node]))
  const taken = new Map<string, Set<string>>(chart.lanes.map(({ id }) => [id, new Set()]))
  const localRow = new Map<string, number>()
  const columnOf = (id: string): number => columns.of.get(id) ?? 0

  const spanFree = (lane: string, row: number, from: number, to: number): boolean => {
    for (let column = from; column <= to; column += 1) if (taken.get(lane)?.has(`${row}:${column}`)) return false
    return true
  }
  const place = (node: ChartNode): void => {
    const column = columnOf(node.id)
    const before = neighbour(entering.get(node.id) ?? [], node, at, columns)
    const wanted = before === undefined ? undefined : localRow.get(before)
    if (before !== undefined && wanted !== undefined && spanFree(node.lane, wanted, columnOf(before) + 1, column)) {
      for (let passed = columnOf(before) + 1; passed < column; passed += 1)
        taken.get(node.lane)?.add(`${wanted}:${passed}`)
      set(node, wanted, column)
      return
    }
    let row = 0
    while (!spanFree(node.lane, row, column, column)) row += 1
    set(node, row, column)
  }
  const set = (node: ChartNode, row: number, column: number): void => {
    localRow.set(node.id, row)
    taken.get(node.lane)?.add(`${row}:${column}`)
  }
  const following = (id: string): number => columns.following.get(id) ?? 0
  const inOrder = chart.nodes.toSorted((a, b) => columnOf(a.id) - columnOf(b.id) || following(b.id) - following(a.id))
  for (const node of inOrder) place(node)

  const firstRow = new Map<string, number>()
  const rows: string[] = []
  for (const { id } of chart.lanes) {
    firstRow.set(id, rows.length)
    const count = Math.max(
      0,
      ...chart.nodes.filter(({ lane }) => lane === id).map((node) => localRow.get(node.id) ?? 0),
    )
    for (let row = 0; row <= count; row += 1) rows.push(id)
  }
  const rowOf = new Map(
    chart.nodes.map(({ id, lane }) => [id, (firstRow.get(lane) ?? 0) + (localRow.get(id) ?? 0)] as const),
  )
  // From here on only cells with a node or a kept line count, not those that were kept while rows were given out.
  const cells = new Set([...rowOf].map(([id, row]) => `${row}:${columnOf(id)}`))
  return {
    ...columns,
    rowOf,
    rows,
    isFree: (row, after, before) => {
      for (let column = after + 1; column < before; column += 1) if (cells.has(`${row}:${column}`)) return false
      return true
    },
    keep: (row, after, before) => {
      for (let column = after + 1; column < before; column += 1) cells.add(`${row}:${column}`)
    },
  }
}

/** The node before, in the same lane, from which the way can run on straight: where ways part, only the main one. */
function neighbour(
  entering: readonly ChartFlow[],
  node: ChartNode,
  at: ReadonlyMap<string, ChartNode>,
  columns: Columns,
): string | undefined {
  return entering
    .filter(({ from, kind }) => kind === 'control' && at.get(from)?.lane === node.lane)
    .map(({ from }) => from)
    .toSorted((a, b) => (columns.of.get(b) ?? 0) - (columns.of.get(a) ?? 0))[0]
}
