import type { Channel } from '../../model.ts'
import type { Found, Rule } from '../finding.ts'
import { movesTo } from '../ways.ts'
import type { Visit } from '../ways.ts'
import { draftedVisits } from './endings.ts'

/** Whichever way an application comes, it can get the same results and can be refused. */
export const channelsAgree: Rule = ({ regulation }) => {
  const channels = [...regulation.channels.values()].map((channel) => ({ channel, ends: endsOf(channel) }))
  const titles = new Map(regulation.standard.results.map(({ id, title }) => [id, title]))
  return channels.flatMap(({ channel, ends }) =>
    channels.flatMap((other): readonly Found[] => {
      if (other.channel === channel) return []
      const found: Found[] = []
      for (const [result, visit] of other.ends.results) {
        if (ends.results.has(result) || isRefusal(regulation.standard.results, result)) continue
        const mine = [...ends.results.values()].find((each) => !isRefused(channel, each))
        found.push({
          ...about(channel, other.channel, visit, mine),
          code: 'channel-result-differs',
          parameters: {
            channel: channel.title,
            other: other.channel.title,
            result: titles.get(result) ?? result,
          },
        })
      }
      if (ends.refused === undefined && other.ends.refused !== undefined) {
        found.push({
          ...about(channel, other.channel, other.ends.refused, undefined),
          code: 'channel-never-refuses',
          parameters: { channel: channel.title, other: other.channel.title },
        })
      }
      return found
    }),
  )
}

interface Ends {
  /** The first case that ends with each result. */
  readonly results: ReadonlyMap<string, Visit>
  readonly refused: Visit | undefined
}

function endsOf(channel: Channel): Ends {
  const reached = draftedVisits(channel).filter(
    ({ at }) => (channel.graph.ends.get(at)?.closes ?? 'stopped') !== 'stopped',
  )
  return {
    results: new Map(reached.toReversed().map((visit) => [visit.memory, visit])),
    refused: reached.find((visit) => isRefused(channel, visit)),
  }
}

function isRefused({ graph }: Channel, { at }: Visit): boolean {
  return graph.ends.get(at)?.closes === 'refused'
}

function isRefusal(results: readonly { readonly id: string; readonly closes: string }[], id: string): boolean {
  return results.find((result) => result.id === id)?.closes === 'refused'
}

function about(
  channel: Channel,
  other: Channel,
  theirs: Visit,
  mine: Visit | undefined,
): Omit<Found, 'code' | 'parameters'> {
  return {
    file: 'main',
    path: ['channels', channel.id],
    at: 'key',
    channel: channel.id,
    items: [...new Set([channel.item, other.item])],
    example: {
      channel: other.id,
      moves: movesTo(theirs),
      ...(mine === undefined ? {} : { beside: { channel: channel.id, moves: movesTo(mine) } }),
    },
  }
}
