import { isAutomatic } from '../../actions.ts'
import type { ProcessGraph, Step } from '../../model.ts'
import type { Found, Rule } from '../finding.ts'
import { isOfAct, pathOfStep } from '../places.ts'
import { movesTo, visits } from '../ways.ts'
import { listInWords } from '../words.ts'

/** A case that can go round in the graph is driven on by a limit at every step of the round. */
export const cycles: Rule = ({ regulation }) => {
  // A round of the shared procedure is one finding, whatever the channel.
  const found = new Map<string, Found>()
  for (const { id, title, graph } of regulation.channels.values()) {
    for (const round of rounds(graph)) {
      const steps = round.flatMap((name) => graph.steps.get(name) ?? [])
      const free = steps.find((step) => isOfAct(step) && isWithoutLimit(step))
      const key = steps.map((step) => pathOfStep(step, id).join('/')).join(' ')
      if (free === undefined || found.has(key)) continue
      found.set(key, {
        code: 'cycle-without-limit',
        file: 'main',
        path: pathOfStep(free, id),
        at: 'key',
        parameters: {
          channel: title,
          step: free.title,
          steps: listInWords(
            steps.map((step) => step.title),
            ' → ',
          ),
        },
        channel: id,
        step: free.id,
        items: [...new Set(steps.map(({ item }) => item))],
        ...roundTrip(graph, id, free.id),
      })
    }
  }
  return [...found.values()]
}

/** The shortest case that comes to a step for the second time. */
function roundTrip(graph: ProcessGraph, channel: string, step: string): Pick<Found, 'example'> {
  const again = visits(graph, (memory, { id }) => (id === step ? 'again' : memory)).find(
    ({ at, memory }) => at === step && memory === 'again',
  )
  return again === undefined ? {} : { example: { channel, moves: movesTo(again) } }
}

function isWithoutLimit(step: Step): boolean {
  return step.limit === 'unstated' && step.timeOut === undefined && !isAutomatic(step.action)
}

/** The sets of steps between which a case can go round, in the order of the file. */
function rounds(graph: ProcessGraph): readonly (readonly string[])[] {
  const reach = new Map([...graph.steps.keys()].map((id) => [id, reachable(graph, id)]))
  const done = new Set<string>()
  const found: (readonly string[])[] = []
  for (const id of graph.steps.keys()) {
    if (done.has(id) || reach.get(id)?.has(id) !== true) continue
    const round = [...graph.steps.keys()].filter(
      (other) => reach.get(id)?.has(other) === true && reach.get(other)?.has(id) === true,
    )
    for (const each of round) done.add(each)
    found.push(round)
  }
  return found
}

/** The steps that can come after one. */
function reachable(graph: ProcessGraph, from: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const queue = [from]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const { to } of graph.steps.get(id)?.outcomes.flatMap(({ edges }) => edges) ?? []) {
      if (seen.has(to) || !graph.steps.has(to)) continue
      seen.add(to)
      queue.push(to)
    }
  }
  return seen
}
