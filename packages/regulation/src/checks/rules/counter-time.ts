import type { Channel, ProcessGraph, Regulation, Step } from '../../model.ts'
import { termOf } from '../../model.ts'
import type { Found, Move, Rule } from '../finding.ts'
import { isOfAct, kindAt } from '../places.ts'
import { movesTo, visits } from '../ways.ts'
import { isOver, sumOf } from '../worst-case.ts'
import type { Sum } from '../worst-case.ts'
import { limitInWords, sumInWords } from '../words.ts'

/** What a person does while an applicant stands before the counter. */
const COUNTER_ACTIONS: readonly string[] = ['hand-in', 'check-package', 'compose-request', 'refuse-acceptance']

/**
 * Serving at the counter keeps inside the time that the standard gives it, and the standard says how long one may wait
 * and be served where there is a counter.
 */
export const counterTime: Rule = ({ regulation }) =>
  [...regulation.channels.values()].flatMap((channel) => {
    if (!hasCounter(regulation, channel.graph)) return []
    const { maxServing, maxWaiting } = regulation.standard
    const found: Found[] = []
    for (const [key, limit, what] of [
      ['maxWaiting', maxWaiting, WAITING],
      ['maxServing', maxServing, SERVING],
    ] as const) {
      if (limit !== undefined) continue
      found.push({
        code: 'counter-limit-missing',
        file: 'standard',
        path: ['totalLimit'],
        at: 'key',
        parameters: { channel: channel.title, what, key },
        channel: channel.id,
        items: [channel.item],
      })
    }
    const longest = longestServing(regulation, channel)
    if (maxServing !== undefined && longest !== undefined && isOver(longest.sum, maxServing)) {
      found.push({
        code: 'counter-over-serving',
        file: 'main',
        path: ['channels', channel.id],
        at: 'key',
        parameters: { channel: channel.title, sum: sumInWords(longest.sum), limit: limitInWords(maxServing) },
        channel: channel.id,
        items: [channel.item],
        example: { channel: channel.id, moves: longest.moves },
      })
    }
    return found
  })

const WAITING = {
  kk: 'кезекте күтудің ең ұзақ уақыты',
  ru: 'наибольшее время ожидания в очереди',
  en: 'the longest time of waiting in the queue',
}
const SERVING = {
  kk: 'қызмет көрсетудің ең ұзақ уақыты',
  ru: 'наибольшее время обслуживания',
  en: 'the longest time of serving',
}

/** True when an applicant brings the application to a person. */
export function hasCounter(regulation: Regulation, graph: ProcessGraph): boolean {
  return [...graph.steps.values()].some(
    (step) =>
      step.action === 'hand-in' || (COUNTER_ACTIONS.includes(step.action) && kindAt(regulation, step) !== 'applicant'),
  )
}

/** The longest way from the start to the day of application, by what is done before the applicant's eyes. */
function longestServing(
  regulation: Regulation,
  { graph }: Channel,
): { readonly sum: Sum; readonly moves: readonly Move[] } | undefined {
  let longest: { readonly sum: Sum; readonly moves: readonly Move[] } | undefined
  for (const visit of visits(graph)) {
    if (visit.before?.visit.at !== graph.totalTermStartsAfter) continue
    const moves = movesTo(visit)
    const terms = new Map<string, Step>()
    for (const { step: id } of moves) {
      const step = graph.steps.get(id)
      if (step !== undefined && isOfAct(step) && isServing(regulation, step)) terms.set(termOf(step), step)
    }
    const sum = sumOf([...terms.values()].flatMap(({ limit }) => (limit === 'unstated' ? [] : [limit])))
    if (longest === undefined || sum.seconds > longest.sum.seconds) longest = { sum, moves }
  }
  return longest
}

function isServing(regulation: Regulation, step: Step): boolean {
  const kind = kindAt(regulation, step)
  return kind === 'operator' || kind === 'system' || kind === 'staff'
}
