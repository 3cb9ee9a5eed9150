import { citeItem, type Locale, type Regulation } from '@qyzmet/regulation'
import { buildChart, headingOf } from './chart/build.ts'
import { limitText } from './chart/limit.ts'
import { columnsOf } from './layout/columns.ts'
import { MESSAGES } from './messages/messages.ts'

/** What a picture says, as text: the equivalent for those who do not see it. */
export interface StepsTable {
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/**
 * The steps of a channel in the order in which they are drawn: number, item, who acts, what, in which time, what next.
 *
 * @throws {RangeError} when the regulation has no such channel
 */
export function stepsTable(regulation: Regulation, channelId: string, locale: Locale): StepsTable {
  const chart = buildChart(regulation, channelId, 'handbook', locale)
  const graph = regulation.channels.get(channelId)?.graph
  const words = MESSAGES[locale]
  const columns = columnsOf(chart)
  const order = chart.nodes
    .filter(({ kind }) => kind === 'step')
    .toSorted((a, b) => (columns.of.get(a.id) ?? 0) - (columns.of.get(b.id) ?? 0))
  const titleOf = (id: string): string =>
    graph?.steps.get(id)?.title[locale] ?? graph?.ends.get(id)?.title[locale] ?? id
  const rows = order.flatMap((node) => {
    const step = graph?.steps.get(node.step ?? '')
    if (graph === undefined || step === undefined) return []
    const next = step.outcomes.map(({ title, edges }) =>
      words.to(title[locale], [...new Set(edges.map(({ to }) => titleOf(to)))].join(' / ')),
    )
    return [
      [
        step.label === undefined ? '' : headingOf(step, locale),
        [step.item, ...step.repeatedIn].map((item) => citeItem(item, locale)).join('; '),
        regulation.actors.get(step.actor)?.title[locale] ?? step.actor,
        step.title[locale],
        limitText(step, graph, locale),
        next.join('; '),
      ],
    ]
  })
  const { caption, number, item, actor, step, limit, next } = words.table
  return { caption: caption(chart.channelTitle), head: [number, item, actor, step, limit, next], rows }
}
