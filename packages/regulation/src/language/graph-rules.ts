import { explore } from '../graph/explore.ts'
import type { GraphFinding } from '../graph/explore.ts'
import type { CompiledChannel } from './channel.ts'

/** Proves of a channel that a case can always go on, ends rightly, and uses everything that is written. */
export function checkGraph(
  { channel, places }: CompiledChannel,
  standard: {
    readonly results: readonly { readonly id: string; readonly closes: 'granted' | 'refused' }[]
  },
): void {
  const { graph } = channel
  const closesOf = (result: string) => standard.results.find(({ id }) => id === result)?.closes
  for (const finding of explore(graph, closesOf)) reportFinding(finding, channel.id, places)
}

function reportFinding(finding: GraphFinding, channel: string, places: CompiledChannel['places']): void {
  switch (finding.code) {
    case 'unreachable-step':
      places.step(finding.step).faultAtKey(finding.code, { channel, step: finding.step })
      return
    case 'unreached-end':
      places.end(finding.end).faultAtKey(finding.code, { channel, end: finding.end })
      return
    case 'dead-end':
    case 'no-way-to-end':
    case 'unsigned-result':
      places.step(finding.step).faultAtKey(finding.code, { channel, path: shown(finding.path) })
      return
    case 'outcome-unguided':
      places
        .step(finding.step)
        .under('outcomes', finding.outcome)
        .faultAtKey(finding.code, { channel, outcome: finding.outcome, path: shown(finding.path) })
      return
    case 'never-taken':
      ;(places.edge(finding.edge) ?? places.step(finding.step))
        .under('to')
        .fault(finding.code, { channel, to: finding.edge.to })
      return
    case 'wrong-end':
      places.step(finding.step).faultAtKey(finding.code, {
        channel,
        closes: finding.closes,
        drafted: finding.drafted,
        path: shown(finding.path),
      })
      return
    case 'too-many-states':
      places.channel.faultAtKey(finding.code, { channel, limit: finding.limit })
      return
  }
}

/** The way there, shortened to its last steps when it is long. */
function shown(path: readonly string[]): string {
  if (path.length === 0) return 'the start'
  const last = path.slice(-6)
  return `${path.length > last.length ? '… → ' : ''}${last.join(' → ')}`
}
