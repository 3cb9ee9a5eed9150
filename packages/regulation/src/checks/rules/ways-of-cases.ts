import { explore } from '../../graph/explore.ts'
import type { GraphFinding } from '../../graph/explore.ts'
import type { Channel } from '../../model.ts'
import type { Found, Rule } from '../finding.ts'
import { pathOfStep } from '../places.ts'

/** A case can always go on, ends rightly, and everything that is written is used. */
export const waysOfCases: Rule = ({ regulation }) => {
  const closes = new Map(regulation.standard.results.map((result) => [result.id, result.closes]))
  return [...regulation.channels.values()].flatMap((channel) =>
    explore(channel.graph, (result) => closes.get(result)).map((finding) => foundIn(channel, finding)),
  )
}

function foundIn(channel: Channel, finding: GraphFinding): Found {
  const { id, title, item, graph } = channel
  if (finding.code === 'too-many-states') {
    return { ...at(channel), code: finding.code, parameters: { channel: title, limit: finding.limit } }
  }
  if (finding.code === 'unreached-end') {
    return {
      ...at(channel),
      code: finding.code,
      path: ['channels', id, 'ends', finding.end],
      parameters: { channel: title, end: graph.ends.get(finding.end)?.title ?? finding.end },
    }
  }
  const step = graph.steps.get(finding.step)
  const outcome = 'outcome' in finding ? step?.outcomes.find((each) => each.id === finding.outcome) : undefined
  const to = 'edge' in finding ? finding.edge.to : undefined
  return {
    ...at(channel),
    code: finding.code,
    path: [
      ...(step === undefined ? [] : pathOfStep(step, id)),
      ...(outcome === undefined ? [] : ['outcomes', outcome.id]),
    ],
    parameters: {
      channel: title,
      step: step?.title ?? finding.step,
      ...(outcome === undefined ? {} : { outcome: outcome.title }),
      ...(to === undefined ? {} : { to: graph.steps.get(to)?.title ?? graph.ends.get(to)?.title ?? to }),
    },
    step: finding.step,
    items: [step?.item ?? item],
    ...('path' in finding ? { example: { channel: id, moves: finding.path.map(moveOf) } } : {}),
  }
}

function at({ id, item }: Channel): Pick<Found, 'file' | 'path' | 'at' | 'channel' | 'items'> {
  return { file: 'main', path: ['channels', id], at: 'key', channel: id, items: [item] }
}

/** `explore` writes a choice as `step: outcome`. */
function moveOf(written: string): { readonly step: string; readonly outcome: string } {
  const [step = '', outcome = ''] = written.split(': ')
  return { step, outcome }
}
