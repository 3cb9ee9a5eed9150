import type { ProcessGraph } from '../../model.ts'
import type { Found, Rule, Subject } from '../finding.ts'
import { isOfAct, pathOfStep } from '../places.ts'
import { timedWays } from '../worst-case.ts'
import { movesTo, visits } from '../ways.ts'
import { limitInWords, sumInWords } from '../words.ts'

/** Every action that the act means to limit has a limit. */
export const statedLimits: Rule = (subject) => [...unstated(subject), ...missingAmongNeighbours(subject)]

/** Actions for which the act itself leaves the limit out; the file says `unstated`, so silence is not an oversight. */
function unstated({ regulation, isWritten }: Subject): readonly Found[] {
  const found = new Map<string, Found>()
  for (const { id: channel, graph } of regulation.channels.values()) {
    for (const step of graph.steps.values()) {
      const path = [...pathOfStep(step, channel), 'limit']
      const key = path.join('/')
      if (step.limit !== 'unstated' || !isWritten(path) || !isOfAct(step) || found.has(key)) continue
      const longest = timedWays(graph)[0]
      found.set(key, {
        code: 'limit-unstated',
        file: 'main',
        path,
        parameters: {
          step: step.title,
          sum: sumInWords(longest?.sum ?? NOTHING),
          total: limitInWords(regulation.standard.totalLimit),
        },
        step: step.id,
        items: [step.item, ...step.repeatedIn],
        ...exampleTo(graph, channel, step.id),
      })
    }
  }
  return [...found.values()]
}

const NOTHING = { calendarDays: 0, workingDays: 0, seconds: 0 }

/** Processes without a limit in a channel where most of them have one of their own. */
function missingAmongNeighbours({ regulation, isWritten }: Subject): readonly Found[] {
  return [...regulation.channels.values()].flatMap(({ id, title, graph }) => {
    const processes = [...graph.steps.values()].filter(
      (step) => step.label !== undefined && step.kind !== 'procedure' && isOfAct(step),
    )
    const limited = processes.filter((step) => step.limit !== 'unstated' && step.term === undefined)
    if (limited.length * 2 < processes.length) return []
    return processes
      .filter((step) => step.limit === 'unstated' && !isWritten([...pathOfStep(step, id), 'limit']))
      .map((step): Found => ({
        code: 'limit-missing',
        file: 'main',
        path: pathOfStep(step, id),
        at: 'key',
        parameters: { channel: title, step: step.title },
        channel: id,
        step: step.id,
        items: [step.item],
        ...exampleTo(graph, id, step.id),
      }))
  })
}

function exampleTo(graph: ProcessGraph, channel: string, step: string): Pick<Found, 'example'> {
  const way = visits(graph).find(({ at }) => at === step)
  return way === undefined ? {} : { example: { channel, moves: movesTo(way) } }
}
