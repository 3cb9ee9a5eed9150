import { evaluateCondition } from '../answers/condition.ts'
import type { Condition } from '../form.ts'
import type { DocumentRequirement, Regulation } from '../model.ts'
import type { Affected, Change } from './change.ts'

/** Whom a change touches: applicants of which channels and categories, and who among those that act. */
export function affectedBy(change: Change, before: Regulation, after: Regulation): Affected {
  const all = [...new Set([...before.channels.keys(), ...after.channels.keys()])]
  switch (change.subject) {
    case 'step': {
      const steps = [before, after].flatMap((regulation) =>
        change.channels.flatMap((channel) => regulation.channels.get(channel)?.graph.steps.get(change.id) ?? []),
      )
      return { channels: change.channels, actors: [...new Set(steps.map(({ actor }) => actor))] }
    }
    case 'channel':
    case 'end':
      return { channels: change.channels, actors: [] }
    case 'actor':
      return { channels: [], actors: [change.id] }
    case 'document': {
      const found = [before, after].flatMap(({ standard }) => standard.documents.filter(({ id }) => id === change.id))
      const categories = categoriesOf(found, [before, after])
      const channels = [...new Set(found.flatMap((document) => document.channels))]
      return { channels, ...(categories && { categories }), actors: [] }
    }
    case 'category':
      return { channels: all, categories: [change.id], actors: [] }
    case 'ground': {
      const steps = [before, after].flatMap(({ standard }) =>
        standard.grounds.filter(({ id }) => id === change.id).flatMap(({ establishedAt }) => establishedAt),
      )
      return { channels: all, actors: actorsOf(steps, [before, after]) }
    }
    case 'result':
    case 'form':
    case 'standard':
    case 'register':
      return { channels: all, actors: [] }
    case 'regulation':
    case 'act':
    case 'provider':
    case 'finding':
      return { channels: [], actors: [] }
  }
}

function actorsOf(steps: readonly string[], regulations: readonly Regulation[]): readonly string[] {
  const actors = regulations.flatMap(({ channels }) =>
    [...channels.values()].flatMap(({ graph }) => steps.flatMap((step) => graph.steps.get(step)?.actor ?? [])),
  )
  return [...new Set(actors)]
}

/** Categories that are asked for one of the documents; undefined when all are, or when other answers decide too. */
function categoriesOf(
  documents: readonly DocumentRequirement[],
  regulations: readonly Regulation[],
): readonly string[] | undefined {
  const found = new Set<string>()
  for (const { when } of documents) {
    for (const { standard } of regulations) {
      const { categoryField: field, categories } = standard
      if (when === undefined || field === undefined || !asksOnly(when, field)) return undefined
      for (const { id } of categories) if (evaluateCondition(when, { [field]: id })) found.add(id)
    }
  }
  return [...found]
}

function asksOnly(condition: Condition, field: string): boolean {
  if ('field' in condition) return condition.field === field
  if ('not' in condition) return asksOnly(condition.not, field)
  return ('all' in condition ? condition.all : condition.any).every((part) => asksOnly(part, field))
}
