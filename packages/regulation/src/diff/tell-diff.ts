import type { Limit, Regulation } from '../model.ts'
import type { Locale, Text } from '../text.ts'
import { formatDate, formatLimit } from '../time/format.ts'
import { citeItem } from '../citation.ts'
import { SUBJECTS } from './change.ts'
import type { DescribedChange, RegulationDiff, RunningCase, Value } from './change.ts'
import { isRecord } from './places.ts'
import { KIND_WORDS, PROPERTY_WORDS, SAY, SUBJECT_WORDS } from './words.ts'

interface Sides {
  readonly before: Regulation
  readonly after: Regulation
  readonly locale: Locale
}

/** A comparison as Markdown that a lawyer can read: what changed, whom it touches, and what it would be for running cases. */
export function toldDiff(diff: RegulationDiff, before: Regulation, after: Regulation, locale: Locale): string {
  const sides = { before, after, locale }
  const say = SAY[locale]
  const head = [
    `# ${say.compared}`,
    '',
    `- ${diff.before.title[locale]} (${diff.before.id}, ${diff.before.edition})`,
    `- ${diff.after.title[locale]} (${diff.after.id}, ${diff.after.edition})`,
  ]
  if (diff.changes.length === 0) return [...head, '', say.nothing, ''].join('\n')
  const sections = SUBJECTS.flatMap((subject) => {
    const changes = diff.changes.filter((change) => change.subject === subject)
    if (changes.length === 0) return []
    const touched = [...new Set(changes.map((change) => affectedInWords(change, sides)))]
    const [alike = ''] = touched
    const together = touched.length === 1 && alike !== '' ? [`${say.affected}: ${alike}`, ''] : []
    const groups = [...Map.groupBy(changes, ({ id, channels }) => [id, ...channels].join(' ')).values()]
    const lines = groups.flatMap((group) => tellGroup(group, touched.length > 1, sides))
    return ['', `## ${SUBJECT_WORDS[subject][locale]}`, '', ...together, ...lines]
  })
  const running =
    diff.running.length === 0
      ? []
      : ['', `## ${say.running}`, '', say.informative, '', ...diff.running.map((one) => tellRunning(one, sides))]
  return [...head, ...sections, ...running, ''].join('\n')
}

/** All that changed of one thing, under its name. */
function tellGroup(group: readonly DescribedChange[], tellsAffected: boolean, sides: Sides): readonly string[] {
  const [first] = group
  if (first === undefined) return []
  const { locale } = sides
  const { title, item } = group.find(({ kind }) => kind !== 'moved') ?? first
  const place = [item === undefined ? undefined : citeItem(item, locale), title?.[locale].replace(/\.$/, '')]
    .filter((part) => part !== undefined)
    .join(', ')
  const affected = tellsAffected ? affectedInWords(first, sides) : ''
  const [whole, ...parts] = group.toSorted((a, b) => a.property.length - b.property.length)
  if (place === '') return group.map((change) => `- ${tellChange(change, sides)}`)
  const isWhole = whole !== undefined && whole.property.length === 0
  const head = isWhole ? `- ${place}: ${tellChange(whole, sides)}` : `- ${place}`
  const rest = isWhole ? parts : group
  return [
    head,
    ...rest.map((change) => `  - ${tellChange(change, sides)}`),
    ...(affected === '' ? [] : [`  - _${SAY[locale].affected}: ${affected}_`]),
  ]
}

function tellChange(change: DescribedChange, sides: Sides): string {
  const { kind, property } = change
  const names = property.map((name, index) => propertyInWords(name, property[index - 1], change, sides)).join(': ')
  return `${names === '' ? '' : `${names}: `}**${KIND_WORDS[kind][sides.locale]}**${valuesInWords(change, sides)}`
}

function valuesInWords({ kind, before, after, property }: DescribedChange, sides: Sides): string {
  const { locale } = sides
  const name = property.at(-1) ?? ''
  switch (kind) {
    case 'added':
    case 'removed':
      return ''
    case 'changed':
      return `: ${inWords(before, name, sides)} → ${inWords(after, name, sides)}`
    case 'moved': {
      const place = (id: Value) =>
        id === undefined ? SAY[locale].first : `${SAY[locale].after} «${inWords(id, 'edges', sides)}»`
      return `: ${place(before)} → ${place(after)}`
    }
  }
}

/** The name of a property; an outcome or an option is called by its title. */
function propertyInWords(
  name: string,
  of: string | undefined,
  change: DescribedChange,
  { before, after, locale }: Sides,
): string {
  const known = PROPERTY_WORDS[`${of} ${name}`] ?? PROPERTY_WORDS[name]
  if (known !== undefined) return known[locale]
  const outcome = [after, before].flatMap(({ channels }) =>
    change.channels.flatMap(
      (channel) =>
        channels
          .get(channel)
          ?.graph.steps.get(change.id)
          ?.outcomes.find(({ id }) => id === name)?.title[locale] ?? [],
    ),
  )[0]
  return outcome === undefined ? name : `«${outcome}»`
}

function affectedInWords({ affected }: DescribedChange, { before, after, locale }: Sides): string {
  const say = SAY[locale]
  const titles = (find: (regulation: Regulation, id: string) => Text | undefined, ids: readonly string[]) =>
    ids.map((id) => (find(after, id) ?? find(before, id))?.[locale] ?? id).join(', ')
  const parts = [
    affected.channels.length === 0
      ? undefined
      : `${say.applicants} (${titles(({ channels }, id) => channels.get(id)?.title, affected.channels)})`,
    affected.categories === undefined || affected.categories.length === 0
      ? undefined
      : `${say.categories}: ${titles(({ standard }, id) => standard.categories.find((one) => one.id === id)?.title, affected.categories)}`,
    affected.actors.length === 0
      ? undefined
      : `${say.works}: ${titles(({ actors }, id) => actors.get(id)?.title, affected.actors)}`,
  ]
  return parts.filter((part) => part !== undefined).join('; ')
}

function tellRunning({ channel, step, isGone, way, due, documents }: RunningCase, sides: Sides): string {
  const { before, after, locale } = sides
  const say = SAY[locale]
  const title = (id: string) => stepTitle(id, sides) ?? id
  const known = before.channels.get(channel)
  const names = documents.map(
    (id) =>
      [after, before].flatMap(
        ({ standard }) => standard.documents.find((one) => one.id === id)?.title[locale] ?? [],
      )[0] ?? id,
  )
  const parts = [
    isGone ? say.gone : undefined,
    due.includes('step') ? say.stepDue : undefined,
    due.includes('total') ? say.totalDue : undefined,
    way.length === 0 ? undefined : `${say.way}: ${way.map(title).join(', ')}`,
    names.length === 0 ? undefined : `${say.documents}: ${names.join(', ')}`,
  ]
  const place = `${known?.title[locale] ?? channel}, ${known?.graph.steps.get(step)?.label ?? ''} ${title(step)}`
  return `- ${place.replaceAll('  ', ' ')}: ${parts.filter((part) => part !== undefined).join('; ')}`
}

/** A value of the model in words: names of things by their titles, limits and dates as they are spoken. */
function inWords(value: Value, property: string, sides: Sides): string {
  const { locale } = sides
  const say = SAY[locale]
  if (value === undefined) return say.none
  if (value === 'unstated') return say.unstated
  if (typeof value === 'boolean') return value ? say.yes : say.no
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return named(value, property, sides)
  if (Array.isArray(value)) {
    return value.length === 0 ? say.none : value.map((each: unknown) => inWords(each, property, sides)).join('; ')
  }
  if (!isRecord(value)) return JSON.stringify(value)
  const spoken = value[locale]
  if (typeof spoken === 'string') return `«${spoken}»`
  if (isLimit(value)) return formatLimit(value, locale)
  if (value['unit'] === 'month') return say.month(Number(value['amount']))
  if (typeof value['to'] === 'string') return edgeInWords(value, sides)
  if (typeof value['act'] === 'string' && typeof value['item'] === 'string') {
    const { act, item } = value
    return [sides.after.actTitles.get(act)?.[locale] ?? act, item === '' ? '' : citeItem(item, locale)]
      .filter((part) => part !== '')
      .join(', ')
  }
  return Object.entries(value)
    .map(([name, each]) => `${PROPERTY_WORDS[name]?.[locale] ?? name}: ${inWords(each, name, sides)}`)
    .join(', ')
}

function named(value: string, property: string, sides: Sides): string {
  const { before, after, locale } = sides
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(Temporal.PlainDate.from(value), locale)
  const find = (of: (regulation: Regulation) => Text | undefined) => (of(after) ?? of(before))?.[locale]
  switch (property) {
    case 'actor':
    case 'receiver':
      return find(({ actors }) => actors.get(value)?.title) ?? value
    case 'consults':
      return find(({ standard }) => standard.registers.find(({ id }) => id === value)?.title) ?? value
    case 'drafts':
      return find(({ standard }) => standard.results.find(({ id }) => id === value)?.title) ?? value
    case 'channels':
      return find(({ channels }) => channels.get(value)?.title) ?? value
    case 'item':
    case 'repeatedIn':
      return citeItem(value, locale)
    default:
      return stepTitle(value, sides) ?? value
  }
}

function edgeInWords(edge: Readonly<Record<string, unknown>>, sides: Sides): string {
  const to = named(String(edge['to']), 'edges', sides)
  const guards = Array.isArray(edge['anyOf']) ? edge['anyOf'].filter(isRecord) : []
  if (guards.length === 0) return to
  const told = guards.map((guard) => {
    const step = String(guard['step'])
    return `${stepTitle(step, sides) ?? step} – ${outcomeTitle(step, String(guard['outcome']), sides)}`
  })
  return `${to} (${SAY[sides.locale].if}: ${told.join('; ')})`
}

/** The title of a step or an end, in any channel. */
function stepTitle(id: string, { before, after, locale }: Sides): string | undefined {
  return [after, before].flatMap(({ channels }) =>
    [...channels.values()].flatMap(({ graph }) => (graph.steps.get(id) ?? graph.ends.get(id))?.title[locale] ?? []),
  )[0]
}

function outcomeTitle(step: string, outcome: string, { before, after, locale }: Sides): string {
  const found = [after, before].flatMap(({ channels }) =>
    [...channels.values()].flatMap(
      ({ graph }) => graph.steps.get(step)?.outcomes.find(({ id }) => id === outcome)?.title[locale] ?? [],
    ),
  )[0]
  return found ?? outcome
}

function isLimit(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & Limit {
  return typeof value['amount'] === 'number' && typeof value['unit'] === 'string' && value['unit'] !== 'month'
}
