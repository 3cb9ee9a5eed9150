import type { Channel, Regulation } from '../model.ts'
import type { Locale } from '../text.ts'
import { actionsOfChannel, actionsOfProcedure, type ToldAction } from './actions.ts'
import { type Teller, tellerOf } from './teller.ts'
import { channelsInOrder } from './order.ts'
import type { ToldDocument, ToldSection, ToldTable } from './told.ts'

/** Actions in one table of the form of the acts; more go on in a table that continues it, so that a page holds them. */
const ACTIONS_ACROSS = 4

/**
 * The time tables of a regulation in the form that acts give them: an action a column, and in the rows who acts, what is
 * done, how it is completed, within what time, and which action is next. One for the provider's procedure, one a channel.
 *
 * @param channel the only channel told; absent: all, and the provider's procedure
 */
export function tellTables(regulation: Regulation, locale: Locale, channel?: string): ToldDocument {
  const teller = tellerOf(regulation, locale)
  const { words } = teller
  const told = channelsInOrder(regulation, channel)
  const procedure = channel === undefined ? actionsOfProcedure(teller) : []
  const tables = [
    ...(procedure.length === 0
      ? []
      : [{ id: 'procedure', title: words.table.procedure, caption: words.table.procedure, actions: procedure }]),
    ...told.map((one) => ({
      id: `channel-${one.id}`,
      title: one.title[locale],
      caption: words.table.channel(one.title[locale]),
      actions: actionsOfChannel(one, teller),
    })),
  ]
  return {
    locale,
    caption: words.documents.tables,
    title: regulation.shortTitle[locale],
    lead: [],
    sections: tables.map(({ id, title, caption, actions }, index) => ({
      id: `table-${id}`,
      title,
      blocks: tablesAcross(`table-${id}`, index + 1, caption, actions, teller).map((table) => ({
        kind: 'table',
        table,
      })),
    })),
  }
}

function tablesAcross(
  id: string,
  number: number,
  caption: string,
  actions: readonly ToldAction[],
  { words }: Teller,
): readonly ToldTable[] {
  const { table } = words
  const parts = Array.from({ length: Math.ceil(actions.length / ACTIONS_ACROSS) }, (_, index) =>
    actions.slice(index * ACTIONS_ACROSS, (index + 1) * ACTIONS_ACROSS),
  )
  return parts.map((part, index) => {
    const [first, last] = [part[0]?.number ?? 0, part.at(-1)?.number ?? 0]
    const range = first === last ? String(first) : `${first}–${last}`
    return {
      id: `${id}-${index + 1}`,
      caption: index === 0 ? table.number(number, caption) : table.continued(number, range),
      columns: [table.action, ...part.map((action) => String(action.number))],
      rows: [
        { heading: table.item, cells: part.map(({ place }) => place) },
        { heading: table.unit, cells: part.map(({ unit }) => [unit]) },
        { heading: table.description, cells: part.map(({ description }) => description) },
        { heading: table.completion, cells: part.map(({ completion }) => completion) },
        { heading: table.limit, cells: part.map(({ limit }) => [limit]) },
        { heading: table.next, cells: part.map(({ next }) => next) },
      ],
    }
  })
}

/** The actions of a channel, one a row: for screens and for the handbook. */
export function tableDown(channel: Channel, teller: Teller): ToldTable {
  const { words, locale } = teller
  const { table } = words
  return {
    id: `actions-${channel.id}`,
    caption: words.handbook.actions(channel.title[locale]),
    columns: [table.short, table.who, table.what, table.limit, table.completion, table.next, table.item],
    rows: actionsOfChannel(channel, teller).map((action) => ({
      heading: String(action.number),
      cells: [
        [action.unit],
        action.description.slice(0, 1),
        [action.limit],
        action.completion,
        action.next,
        action.place,
      ],
    })),
  }
}

/** The handbook of business processes: for each channel its diagram by unit, its interaction diagram and its actions. */
export function tellHandbook(regulation: Regulation, locale: Locale, channel?: string): ToldDocument {
  const teller = tellerOf(regulation, locale)
  const { words } = teller
  const told = channelsInOrder(regulation, channel)
  return {
    locale,
    caption: words.documents.handbook,
    title: regulation.shortTitle[locale],
    lead: [words.handbook.lead],
    sections: told.map((one): ToldSection => {
      const title = one.title[locale]
      return {
        id: `handbook-${one.id}`,
        title,
        blocks: [
          {
            kind: 'drawing',
            drawing: { channel: one.id, shows: 'handbook', caption: words.handbook.units(title) },
          },
          {
            kind: 'drawing',
            drawing: { channel: one.id, shows: 'interaction', caption: words.handbook.interaction(title) },
          },
          { kind: 'table', table: tableDown(one, teller) },
        ],
      }
    }),
  }
}
