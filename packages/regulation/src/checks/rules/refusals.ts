import { inputsOf } from '../../actions.ts'
import type { Channel } from '../../model.ts'
import type { Found, Rule, Subject } from '../finding.ts'
import { isOfAct, pathOfStep } from '../places.ts'
import { movesTo, visits } from '../ways.ts'
import type { Visit } from '../ways.ts'
import { itemInWords } from '../words.ts'

/**
 * Every refusal has a ground that some step has established, every channel can establish the grounds that another
 * can, and nobody is refused before the provider has begun to look at the case.
 */
export const refusals: Rule = (subject) => [
  ...[...subject.regulation.channels.values()].flatMap((channel) => [
    ...withoutGround(subject, channel),
    ...beforePerformance(subject, channel),
  ]),
  ...outOfReach(subject),
]

/** Remembered on a way: that a ground was named, and that the provider's own procedure was begun. */
const GROUND = 'g'
const BEGUN = 'b'

/** Every end that a case can get to, with what was remembered on the way. */
function endings({ graph }: Channel): readonly Visit[] {
  return visits(graph, (memory, step, outcome) => {
    const named = inputsOf(step.action, outcome)?.includes('ground') === true
    const grounded = named || memory.includes(GROUND)
    const begun = step.kind === 'procedure' || memory.includes(BEGUN)
    return `${grounded ? GROUND : ''}${begun ? BEGUN : ''}`
  }).filter(({ at }) => graph.ends.get(at)?.closes === 'refused')
}

function withoutGround(_: Subject, channel: Channel): readonly Found[] {
  return firstOfEachEnd(endings(channel).filter(({ memory }) => !memory.includes(GROUND))).map((ending) => ({
    code: 'refusal-without-ground',
    file: 'main',
    path: ['channels', channel.id, 'ends', ending.at],
    at: 'key',
    parameters: { channel: channel.title, end: channel.graph.ends.get(ending.at)?.title ?? '' },
    channel: channel.id,
    items: itemsOf(channel, ending),
    example: { channel: channel.id, moves: movesTo(ending) },
  }))
}

function beforePerformance({ regulation }: Subject, channel: Channel): readonly Found[] {
  const procedure = [...channel.graph.steps.values()].filter((step) => step.kind === 'procedure' && isOfAct(step))
  if (procedure.length === 0) return []
  return firstOfEachEnd(endings(channel).filter(({ memory }) => !memory.includes(BEGUN))).flatMap((ending) => {
    const refusing = ending.before === undefined ? undefined : channel.graph.steps.get(ending.before.visit.at)
    if (refusing === undefined || regulation.actors.get(refusing.actor) === undefined) return []
    return [
      {
        code: 'refusal-before-performance',
        file: 'main',
        path: pathOfStep(refusing, channel.id),
        at: 'key',
        parameters: { channel: channel.title, item: itemInWords(procedure[0]?.item ?? '') },
        channel: channel.id,
        step: refusing.id,
        items: [...new Set([refusing.item, ...procedure.map(({ item }) => item).slice(0, 1)])],
        example: { channel: channel.id, moves: movesTo(ending) },
      } as const,
    ]
  })
}

function outOfReach({ regulation }: Subject): readonly Found[] {
  const channels = [...regulation.channels.values()].map((channel) => ({
    channel,
    reached: new Set(visits(channel.graph).map(({ at }) => at)),
  }))
  return regulation.standard.grounds.flatMap(({ id, title, establishedAt, source }) => {
    const able = channels.filter(({ reached }) => establishedAt.some((step) => reached.has(step)))
    if (able.length === 0) return []
    return channels
      .filter((each) => !able.includes(each))
      .map(({ channel }): Found => {
        const visit = able[0] && visits(able[0].channel.graph).find(({ at }) => establishedAt.includes(at))
        return {
          code: 'ground-out-of-reach',
          file: 'main',
          path: ['channels', channel.id],
          at: 'key',
          parameters: { channel: channel.title, ground: title, id },
          channel: channel.id,
          items: [channel.item, ...(source.item === '' ? [] : [source.item])],
          ...(visit === undefined || able[0] === undefined
            ? {}
            : { example: { channel: able[0].channel.id, moves: movesTo(visit) } }),
        }
      })
  })
}

function firstOfEachEnd(endings: readonly Visit[]): readonly Visit[] {
  return [...new Map(endings.toReversed().map((visit) => [visit.at, visit])).values()]
}

/** Items of the steps on the way, from the last one back. */
function itemsOf({ graph }: Channel, ending: Visit): readonly string[] {
  const steps = movesTo(ending).flatMap(({ step }) => graph.steps.get(step) ?? [])
  return [...new Set(steps.slice(-2).map(({ item }) => item))]
}
