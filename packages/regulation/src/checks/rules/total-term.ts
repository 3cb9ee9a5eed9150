import type { Channel } from '../../model.ts'
import { findLate } from '../calendar-search.ts'
import type { Late } from '../calendar-search.ts'
import type { CounterExample, Found, FindingParameters, Rule, Subject } from '../finding.ts'
import { inForce } from '../law.ts'
import type { Demand } from '../law.ts'
import { kindAt } from '../places.ts'
import { isDayLimit } from '../../time/term.ts'
import { goesThroughCentre, isOver, timedWays } from '../worst-case.ts'
import type { TimedWay } from '../worst-case.ts'
import { limitInWords, sourceInWords, sumInWords } from '../words.ts'

/**
 * A case whose every step takes as long as it may still ends within the total term, and reaches a service centre a day
 * before that: by the sum of the limits, and on each day on which a case of the edition may begin.
 *
 * Source: Law on Public Services art. 5.2(5); Civil Code arts 173, 175, 176
 */
export const totalTerm: Rule = (subject) =>
  [...subject.regulation.channels.values()].flatMap((channel) => checkChannel(subject, channel))

function checkChannel(subject: Subject, channel: Channel): readonly Found[] {
  const { regulation, law } = subject
  const { totalLimit } = regulation.standard
  const ways = timedWays(channel.graph)
  const longest = ways[0]
  if (longest === undefined) return []
  const demand = goesThroughCentre(regulation, channel.graph)
    ? inForce(law.dayBefore, regulation.edition.period)[0]
    : undefined
  const found: Found[] = []
  const isOverTotal = isOver(longest.sum, totalLimit)
  if (isOverTotal) {
    const late = search(subject, channel, [longest], undefined, 'plainest')
    found.push(about('sum-over-total', channel, longest, { total: limitInWords(totalLimit) }, late))
  }
  const dayLess = { ...totalLimit, amount: totalLimit.amount - 1 }
  if (demand !== undefined && isDayLimit(totalLimit) && totalLimit.amount > 1) {
    const parameters = { total: limitInWords(totalLimit), law: sourceInWords(demand.source, law.titles) }
    const isOverDay = isOver(longest.sum, dayLess)
    const late = search(subject, channel, ways, demand, isOverDay ? 'plainest' : 'latest')
    if (isOverDay) found.push(about('no-day-for-centre', channel, longest, parameters, late))
    else if (late !== undefined) found.push(about('late-for-centre', channel, late.way, parameters, late))
  } else if (!isOverTotal) {
    const late = search(subject, channel, ways, undefined, 'latest')
    const total = { total: limitInWords(totalLimit) }
    if (late !== undefined) found.push(about('late-in-calendar', channel, late.way, total, late))
  }
  return found
}

function search(
  { regulation, calendar }: Subject,
  { graph }: Channel,
  ways: readonly TimedWay[],
  dayBefore: Demand | undefined,
  tell: 'latest' | 'plainest',
): Late | undefined {
  if (calendar === undefined || !isDayLimit(regulation.standard.totalLimit)) return undefined
  const first = graph.steps.get(graph.totalTermStartsAfter)
  const kind = first === undefined ? '' : kindAt(regulation, first)
  return findLate(ways, {
    regulation,
    calendar,
    total: regulation.standard.totalLimit,
    dayBefore: dayBefore !== undefined,
    tell,
    atAnyTime: kind === 'applicant' || kind === 'system',
  })
}

function about(
  code: 'sum-over-total' | 'no-day-for-centre' | 'late-for-centre' | 'late-in-calendar',
  { id, title, item, graph }: Channel,
  way: TimedWay,
  parameters: FindingParameters,
  late: Late | undefined,
): Found {
  const items = way.timed.flatMap(({ step }) => graph.steps.get(step)?.item ?? [])
  const example: CounterExample = {
    channel: id,
    moves: late?.way.moves ?? way.moves,
    ...(late === undefined ? {} : { days: late.days }),
  }
  return {
    code,
    file: 'main',
    path: ['channels', id, 'totalTerm'],
    at: 'key',
    parameters: {
      channel: title,
      sum: sumInWords(way.sum),
      ...(late === undefined ? {} : { late: late.days.lateStarts, starts: late.days.starts }),
      ...parameters,
    },
    channel: id,
    items: [...new Set([...items, item])],
    example,
  }
}
