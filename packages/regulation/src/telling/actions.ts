import type { Channel, Edge, ProcessGraph, Regulation, Step } from '../model.ts'
import { stepsInOrder } from './order.ts'
import { procedureOf } from './tell-step.ts'
import {
  actorTitle,
  labelInWords,
  limitInWords,
  placeOf,
  quoted,
  type Teller,
  titleOfOutcome,
  titleOfStep,
} from './teller.ts'

/**
 * An action of a time table. A condition without a time limit of its own is no action, as in the tables of the acts: it
 * stands in the row of next actions of the action before it.
 */
export interface ToldAction {
  readonly step: Step
  readonly number: number
  /** Number and item in the act. */
  readonly place: readonly string[]
  readonly unit: string
  /** The title, then what is done or told. */
  readonly description: readonly string[]
  readonly completion: readonly string[]
  readonly limit: string
  readonly next: readonly string[]
}

/** Actions 1…n of a channel, from the applicant's first step to the last. */
export function actionsOfChannel(channel: Channel, teller: Teller): readonly ToldAction[] {
  const { graph } = channel
  const steps = stepsInOrder(graph).filter((step) => step.id === graph.start || !isInPassing(step))
  const numbers = numbersOf(steps)
  return steps.map((step) => actionOf(step, graph, nextActions(step, graph, numbers, teller), numbers, teller))
}

/** Actions 1…n of the provider's own procedure; where channels go on differently, each is told apart. */
export function actionsOfProcedure(teller: Teller): readonly ToldAction[] {
  const { regulation, locale, words } = teller
  const ids = procedureOf(regulation)
  const numbers = new Map(ids.map((id, index) => [id, index + 1]))
  return ids.flatMap((id) => {
    const ways = channelsWith(id, regulation).map(({ channel, step }) => ({
      step,
      graph: channel.graph,
      title: channel.title[locale],
      lines: nextActions(step, channel.graph, numbers, teller),
    }))
    const [first] = ways
    if (first === undefined) return []
    const isSame = new Set(ways.map(({ lines }) => lines.join('\n'))).size === 1
    const next = isSame ? first.lines : ways.flatMap(({ title, lines }) => [words.table.in(title), ...lines])
    return [actionOf(first.step, first.graph, next, numbers, teller)]
  })
}

function channelsWith(
  id: string,
  regulation: Regulation,
): readonly { readonly channel: Channel; readonly step: Step }[] {
  return [...regulation.channels.values()].flatMap((channel) => {
    const step = channel.graph.steps.get(id)
    return step === undefined ? [] : [{ channel, step }]
  })
}

function isInPassing(step: Step): boolean {
  return step.kind === 'condition' && (step.limit === 'unstated' || step.term !== undefined)
}

function numbersOf(steps: readonly Step[]): ReadonlyMap<string, number> {
  return new Map(steps.map(({ id }, index) => [id, index + 1]))
}

function actionOf(
  step: Step,
  graph: ProcessGraph,
  next: readonly string[],
  numbers: ReadonlyMap<string, number>,
  teller: Teller,
): ToldAction {
  const { locale } = teller
  const told = [step.instruction, step.message].flatMap((text) => (text === undefined ? [] : [text[locale]]))
  return {
    step,
    number: numbers.get(step.id) ?? 0,
    place: [
      ...(step.label === undefined ? [] : [labelInWords(step.label, teller)]),
      ...[step.item, ...step.repeatedIn].map((item) => placeOf([item], teller)),
    ],
    unit: actorTitle(step.actor, teller),
    description: [step.title[locale], ...told],
    completion:
      step.result === undefined ? step.outcomes.map(({ title }) => title[locale]) : [step.result.text[locale]],
    limit: limitOf(step, graph, numbers, teller),
    next,
  }
}

function limitOf(step: Step, graph: ProcessGraph, numbers: ReadonlyMap<string, number>, teller: Teller): string {
  const { table } = teller.words
  if (step.limit === 'unstated') return table.unstated
  const limit = limitInWords(step.limit, teller)
  if (step.term === undefined) return limit
  const number = numbers.get(step.term)
  return number === undefined
    ? table.sharedWithStep(limit, titleOfStep(graph, step.term, teller))
    : table.sharedWith(limit, number)
}

/** A line for each way on. What is checked in passing is followed to the actions behind it. */
function nextActions(
  step: Step,
  graph: ProcessGraph,
  numbers: ReadonlyMap<string, number>,
  teller: Teller,
  passed: readonly string[] = [],
): readonly string[] {
  const { table } = teller.words
  const { locale } = teller
  return step.outcomes.flatMap((outcome) =>
    outcome.edges.flatMap((edge, index) => {
      const condition = conditionOf(edge, outcome.edges.length > 1 && index > 0, graph, teller)
      const title = condition === '' ? outcome.title[locale] : `${outcome.title[locale]}, ${condition}`
      const next = graph.steps.get(edge.to)
      if (next === undefined) {
        const end = graph.ends.get(edge.to)
        return [table.to(table.end(end === undefined ? edge.to : quoted(end.title, teller)), title)]
      }
      const number = numbers.get(next.id)
      if (number !== undefined) return [table.to(String(number), title)]
      const name = next.label === undefined ? quoted(next.title, teller) : labelInWords(next.label, teller)
      if (!isInPassing(next) || passed.includes(next.id)) return [table.to(name, title)]
      const checked = table.checks(name, quoted(next.title, teller), actorTitle(next.actor, teller))
      return [`${table.to(checked, title)}:`, ...nextActions(next, graph, numbers, teller, [...passed, next.id])]
    }),
  )
}

function conditionOf(edge: Edge, isLater: boolean, graph: ProcessGraph, teller: Teller): string {
  const { table, next } = teller.words
  if (edge.anyOf.length === 0) return isLater ? table.otherwise : ''
  const guards = edge.anyOf.map(
    ({ step, outcome }) => `${titleOfStep(graph, step, teller)}: ${titleOfOutcome(graph, step, outcome, teller)}`,
  )
  return table.when(next.or(guards))
}
