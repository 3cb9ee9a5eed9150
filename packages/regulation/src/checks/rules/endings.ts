import type { Channel } from '../../model.ts'
import type { Found, Rule } from '../finding.ts'
import { movesTo, visits } from '../ways.ts'

/** A case that is granted or refused has a document that says so. */
export const endings: Rule = ({ regulation }) =>
  [...regulation.channels.values()].flatMap((channel) => {
    const found = new Map<string, Found>()
    for (const visit of draftedVisits(channel)) {
      const end = channel.graph.ends.get(visit.at)
      if (end === undefined || end.closes === 'stopped' || visit.memory !== '' || found.has(end.id)) continue
      found.set(end.id, {
        code: 'end-without-result',
        file: 'main',
        path: ['channels', channel.id, 'ends', end.id],
        at: 'key',
        parameters: { channel: channel.title, end: end.title },
        channel: channel.id,
        items: [channel.item],
        example: { channel: channel.id, moves: movesTo(visit) },
      })
    }
    return [...found.values()]
  })

/** Every place of a case with the result drafted last. */
export function draftedVisits({ graph }: Channel): ReturnType<typeof visits> {
  return visits(graph, (memory, step, outcome) => step.outcomes.find(({ id }) => id === outcome)?.drafts ?? memory)
}
