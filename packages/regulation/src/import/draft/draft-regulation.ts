import type { ChannelFacts, ChannelStep, ProcedureStep, Read, ReadActor, ReadLimit, RegulationFacts } from '../facts.ts'
import { USUAL_TITLES } from '../vocabulary/usual-titles.ts'
import { inLanguage, origin, quoted, shortened, where } from './phrases.ts'
import { type NamedStep, namedChannel, namedProcedure } from './steps.ts'
import { deliveryOf, outcomesOfChannel, outcomesOfProcedure, sendingOf } from './ways.ts'
import { type Entry, entry, mapping, type Mapping, writeYaml } from './yaml.ts'

interface Names {
  readonly id: string
  readonly standard: string
}

/** The file of a regulation: what the act tells, in its order; what it does not tell is left for the author. */
export function draftRegulation(facts: RegulationFacts, language: 'kk' | 'ru', { id, standard }: Names): string {
  const procedure = namedProcedure(facts.procedure)
  const channels = facts.channels.map((channel) => ({ channel, steps: namedChannel(channel, procedure) }))
  const { title, provider, begins } = facts
  const text = (value: string): Mapping => inLanguage(language, value)
  const commission = facts.units.find(({ actor }) => actor.kind === 'commission')
  const root = mapping(
    entry('language', 1),
    entry('id', id),
    entry('act', 'act.yaml'),
    entry('standard', standard),
    title === undefined ? [] : entry('title', text(title.value), origin(title)),
    formsOf(facts),
    begins === undefined
      ? []
      : entry(
          'begins',
          mapping(entry('item', begins.value.item), entry('text', text(begins.value.text))),
          origin(begins),
        ),
    annexesOf(facts),
    entry('timeZone', 'Asia/Almaty', 'of the region of the provider'),
    entry('calendar', 'kz'),
    provider === undefined
      ? []
      : entry(
          'provider',
          mapping(entry('title', text(shortened(provider.value.replace(/(?:мен|бен|пен)$/, ''), [], 200)))),
          origin(provider),
        ),
    commission === undefined
      ? []
      : entry('commission', mapping(entry('actor', commission.actor.id)), 'its quorum is not in the act'),
    entry('actors', actorsOf(facts, [...procedure, ...channels.flatMap(({ steps }) => steps)], language)),
    procedure.length === 0
      ? []
      : entry('procedure', mapping(procedure.map((one, index) => procedureStep(one, procedure, index, language)))),
    entry(
      'channels',
      mapping(
        channels.flatMap(({ channel, steps }) =>
          entry(channel.channel, channelOf(channel, steps, procedure, language), channelOrigin(channel)),
        ),
      ),
    ),
  )
  return writeYaml(root, [
    'Draft, read from the text of an act. Above each step stand the words of the act and their lines.',
    'Texts in the other languages, outcomes, hours and whatever the act leaves open are yours to write:',
    '`qyzmet check` lists what is missing.',
  ])
}

function procedureStep(
  one: NamedStep<ProcedureStep>,
  all: readonly NamedStep<ProcedureStep>[],
  index: number,
  language: 'kk' | 'ru',
): Entry {
  const { step, name } = one
  const again = step.again
  const differs = again?.differs ?? []
  const body = mapping(
    entry('item', step.item, step.isCounted ? 'counted: the act gives no number' : undefined),
    again !== undefined && differs.length === 0 ? entry('repeatedIn', [again.item]) : [],
    actorEntry(one),
    entry('action', one.action, step.action === undefined ? undefined : `confidence ${step.action.confidence}`),
    limitEntry(step.limit, 'unstated'),
    entry('title', inLanguage(language, titleOf(step))),
    step.result === undefined
      ? []
      : entry(
          'result',
          mapping(
            entry('item', step.result.value.item),
            entry('text', inLanguage(language, step.result.value.text.replace(/[;.]$/, ''))),
          ),
          origin(step.result),
        ),
    retoldEntry(step, language),
    entry('outcomes', outcomesOfProcedure(all, index)),
  )
  const further = step.furtherLimits.map(({ value, lines }) => `also told: ${value.written}, ${where(lines)}`)
  const made = quoted({ key: name, value: body }, step.text, step.lines)
  return { ...made, above: [...(made.above ?? []), ...further] }
}

function retoldEntry({ again }: ProcedureStep, language: 'kk' | 'ru'): readonly Entry[] {
  if (again === undefined || again.differs.length === 0) return []
  const limit = again.differs.find(({ what, text }) => what === 'limit' && text !== '')?.text
  const note = entry('note', inLanguage(language, again.text.replace(/[;.]$/, '')))
  const retold = mapping(entry('item', again.item), entry('limit', limit), note)
  const what = again.differs.map((one) => one.what).join(', ')
  return entry('retold', [retold], `section 3 tells it otherwise: ${what}, ${where(again.lines)}`)
}

function channelOf(
  facts: ChannelFacts,
  steps: readonly NamedStep<ChannelStep>[],
  procedure: readonly NamedStep<ProcedureStep>[],
  language: 'kk' | 'ru',
): Mapping {
  const isBefore = ({ step, action }: NamedStep<ChannelStep>): boolean =>
    action === undefined && step.label === undefined && facts.channel === 'portal'
  const [first] = steps
  const before = first !== undefined && isBefore(first) ? first : undefined
  const graph = before === undefined ? steps : steps.slice(1)
  const [delivery, sending] = [deliveryOf(graph), sendingOf(graph)]
  return mapping(
    entry('item', facts.items[0]),
    before === undefined
      ? []
      : entry(
          'before',
          mapping(entry('item', before.step.item), entry('text', inLanguage(language, before.step.text))),
          where(before.step.lines),
        ),
    entry('start', graph[0]?.name),
    sending === undefined || delivery === undefined
      ? []
      : entry('totalTerm', mapping(entry('startsAfter', sending), entry('endsWith', [delivery]))),
    procedure.length === 0 || delivery === undefined
      ? []
      : entry('exits', mapping(entry('delivery', [mapping(entry('to', delivery))]))),
    entry('steps', mapping(graph.map((one, index) => channelStep(one, graph, index, procedure, language)))),
    entry('ends', endsOf(graph)),
  )
}

function channelStep(
  one: NamedStep<ChannelStep>,
  all: readonly NamedStep<ChannelStep>[],
  index: number,
  procedure: readonly NamedStep<ProcedureStep>[],
  language: 'kk' | 'ru',
): Entry {
  const { step, name } = one
  const body = mapping(
    entry('label', step.label),
    entry('item', step.item, step.isCounted ? 'counted: the act gives no number' : undefined),
    actorEntry(one),
    entry('action', one.action, step.action === undefined ? undefined : `confidence ${step.action.confidence}`),
    limitEntry(step.limit),
    entry('title', inLanguage(language, titleOf(step))),
    entry('outcomes', outcomesOfChannel(all, index, procedure)),
  )
  return quoted({ key: name, value: body }, step.text, step.lines)
}

function endsOf(steps: readonly NamedStep<ChannelStep>[]): Mapping {
  const has = (action: string): boolean => steps.some((one) => one.action === action)
  const end = (name: string, closes: string): readonly Entry[] => entry(name, mapping(entry('closes', closes)))
  return mapping(
    has('report-refusal') ? end('stopped', 'stopped') : [],
    has('refuse-acceptance') ? end('not-accepted', 'stopped') : [],
    end('granted', 'granted'),
    end('refused', 'refused'),
  )
}

function actorEntry({ actor }: NamedStep<unknown>): readonly Entry[] {
  if (actor === undefined) return []
  const { read } = actor
  const comment =
    read === undefined
      ? 'the act names nobody'
      : `${origin(read)}${read.value.isKnown ? '' : ', not in the vocabulary'}`
  return entry('actor', actor.id, comment)
}

function limitEntry(limit: Read<ReadLimit> | undefined, otherwise?: string): readonly Entry[] {
  if (limit === undefined) return entry('limit', otherwise, otherwise === undefined ? undefined : 'no limit was found')
  const { value } = limit
  const doubts = [
    value.limit === undefined ? `the act says: ${value.written}` : undefined,
    value.kindUnstated ? 'calendar or working days: the act does not say' : undefined,
    value.disagrees ? 'digits and words disagree' : undefined,
  ].filter((one) => one !== undefined)
  const comment = [origin(limit), ...doubts].join('; ')
  return entry('limit', value.limit === undefined ? (otherwise ?? 'unstated') : value.written, comment)
}

function titleOf({ text, actor }: ProcedureStep | ChannelStep): string {
  return shortened(text, actor === undefined ? [] : [actor.value.text])
}

function actorsOf(facts: RegulationFacts, steps: readonly NamedStep<unknown>[], language: 'kk' | 'ru'): Mapping {
  const actors = new Map<
    string,
    { readonly kind: string; readonly text?: string; readonly item?: string; readonly comment: string }
  >()
  for (const { actor, item, lines, confidence } of facts.units) {
    if (!actors.has(actor.id)) {
      actors.set(actor.id, { kind: actor.kind, text: actor.text, item, comment: origin({ lines, confidence }) })
    }
  }
  for (const { actor } of steps) {
    if (actor === undefined || actors.has(actor.id)) continue
    const { read } = actor
    actors.set(actor.id, named(actor.id, read))
  }
  return mapping(
    [...actors].flatMap(([id, { kind, text, item, comment }]) =>
      entry(
        id,
        mapping(entry('kind', kind), entry('item', item), entry('title', titleOfActor(id, text, item, language))),
        comment,
      ),
    ),
  )
}

/** The act's word for a unit of its list; for others the usual term, since the act writes them in all cases. */
function titleOfActor(
  id: string,
  text: string | undefined,
  item: string | undefined,
  language: 'kk' | 'ru',
): Mapping | undefined {
  const usual = USUAL_TITLES[id]
  if (item === undefined && usual !== undefined) {
    return mapping(entry('kk', usual.kk), entry('ru', usual.ru), entry('en', usual.en))
  }
  return text === undefined ? undefined : inLanguage(language, text)
}

function named(id: string, read: Read<ReadActor> | undefined): { kind: string; text?: string; comment: string } {
  if (read === undefined)
    return { kind: id === 'centre-operator' ? 'operator' : 'system', comment: 'the act names nobody' }
  return { kind: read.value.kind, text: read.value.text, comment: `not in the list of units; ${origin(read)}` }
}

function formsOf({ serviceForms, resultForms, formItems }: RegulationFacts): readonly Entry[] {
  const one = (key: string, forms: readonly Read<string>[], item: string | undefined): readonly Entry[] => {
    const [first] = forms
    if (first === undefined) return []
    return entry(
      key,
      mapping(
        entry('item', item),
        entry(
          'kinds',
          forms.map(({ value }) => value),
        ),
      ),
      origin(first),
    )
  }
  const forms = mapping(one('service', serviceForms, formItems.service), one('result', resultForms, formItems.result))
  return forms.entries.length === 0 ? [] : entry('forms', forms)
}

function annexesOf({ annexes }: RegulationFacts): readonly Entry[] {
  const drawn = annexes.filter(({ shows }) => DRAWN.includes(shows))
  if (drawn.length === 0) return []
  return entry(
    'annexes',
    drawn.map(({ number, shows }) => mapping(entry('number', number), entry('shows', shows))),
  )
}

const DRAWN: readonly string[] = ['flow-chart', 'interaction', 'handbook']

function channelOrigin({ items, timed }: ChannelFacts): string {
  const beside = timed.map(({ about, limit, item }) => `item ${item}: ${about} ${limit.value.written}`)
  return [`item ${items.join(', ')}`, ...beside].join('; ')
}
