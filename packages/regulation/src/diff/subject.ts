import type { Regulation } from '../model.ts'
import type { Text } from '../text.ts'
import type { Change, SubjectKind } from './change.ts'

type Subject = Pick<Change, 'subject' | 'id' | 'title' | 'item' | 'channels' | 'property'>

/** Collections of the standard, and what their members are. */
const OF_STANDARD: Readonly<Record<string, SubjectKind>> = {
  documents: 'document',
  grounds: 'ground',
  results: 'result',
  categories: 'category',
  registers: 'register',
}

/** What a place of the model is about, and which property of it. */
export function subjectAt(path: readonly string[], regulation: Regulation): Subject {
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = path
  const general = { id: '', channels: [] }
  if (first === 'channels') return ofChannel(second, third, fourth, fifth, path, regulation)
  if (first === 'act') return { ...general, subject: 'act', property: path.slice(1) }
  if (first === 'provider') return { ...general, subject: 'provider', property: path.slice(1) }
  if (first === 'actors' && second !== '') {
    const actor = regulation.actors.get(second)
    return { ...named('actor', second, actor?.title, actor?.item), property: path.slice(2) }
  }
  if (first === 'accepted' && second !== '') {
    const finding = regulation.accepted.find(({ id }) => id === second)
    return { ...named('finding', second, finding?.finding, finding?.items[0]), property: path.slice(2) }
  }
  if (first !== 'standard') return { ...general, subject: 'regulation', property: path }
  const kind = OF_STANDARD[second]
  if (kind !== undefined && third !== '') {
    const members: readonly { readonly id: string; readonly title: Text }[] = [
      ...regulation.standard.documents,
      ...regulation.standard.grounds,
      ...regulation.standard.results,
      ...regulation.standard.categories,
      ...regulation.standard.registers,
    ]
    return { ...named(kind, third, members.find(({ id }) => id === third)?.title), property: path.slice(3) }
  }
  if (second === 'form') return ofForm(path, regulation)
  return { ...general, subject: 'standard', property: path.slice(1) }
}

function named(subject: SubjectKind, id: string, title?: Text, item?: string): Omit<Subject, 'property'> {
  return { subject, id, channels: [], ...(title && { title }), ...(item === undefined ? {} : { item }) }
}

function ofChannel(
  id: string,
  third: string,
  fourth: string,
  fifth: string,
  path: readonly string[],
  regulation: Regulation,
): Subject {
  const channel = regulation.channels.get(id)
  const channels = [id]
  if (third === 'graph' && fourth === 'steps' && fifth !== '') {
    const step = channel?.graph.steps.get(fifth)
    return { ...named('step', fifth, step?.title, step?.item), channels, property: path.slice(5) }
  }
  if (third === 'graph' && fourth === 'ends' && fifth !== '') {
    return { ...named('end', fifth, channel?.graph.ends.get(fifth)?.title), channels, property: path.slice(5) }
  }
  const property = third === 'graph' ? path.slice(3) : path.slice(2)
  return { ...named('channel', id, channel?.title, channel?.item), channels, property }
}

/** A page, or a field of it. */
function ofForm(path: readonly string[], { standard }: Regulation): Subject {
  const [, , , pageId = '', , fieldId = ''] = path
  const page = standard.form.pages.find(({ id }) => id === pageId)
  const field = page?.fields.find(({ id }) => id === fieldId)
  if (field !== undefined) return { ...named('form', fieldId, field.label), property: path.slice(6) }
  if (page !== undefined) return { ...named('form', pageId, page.title), property: path.slice(4) }
  return { subject: 'form', id: '', channels: [], property: path.slice(2) }
}
