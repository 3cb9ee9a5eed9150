import type { Channel, CoSigner, DocumentRequirement, Regulation, WorkingHours } from '../model.ts'
import type { Locale } from '../text.ts'
import { formatLimit, formatTime } from '../time/format.ts'
import { tableDown } from './tell-tables.ts'
import { sourceInWords, type Teller, tellerOf } from './teller.ts'
import { channelsInOrder } from './order.ts'
import type { ToldDocument, ToldEntry, ToldFact, ToldSection } from './told.ts'

/**
 * What a person needs to know before applying: who may apply, with which papers, how long it takes, what comes of it,
 * when it is refused and where to complain.
 */
export function tellService(regulation: Regulation, locale: Locale, channel?: string): ToldDocument {
  const teller = tellerOf(regulation, locale)
  const { words } = teller
  const { standard } = regulation
  const channels = channelsInOrder(regulation, channel)
  return {
    locale,
    caption: words.documents.service,
    title: regulation.shortTitle[locale],
    lead: [regulation.title[locale]],
    sections: [
      {
        id: 'facts',
        title: words.sections.facts,
        blocks: [{ kind: 'facts', facts: factsOf(teller) }],
      },
      {
        id: 'who',
        title: words.sections.who,
        blocks: [{ kind: 'list', entries: standard.whoMayApply.map((text) => ({ text: text[locale], notes: [] })) }],
      },
      ...channels.map((one) => documentsSection(one, teller)),
      {
        id: 'steps',
        title: words.sections.steps,
        blocks: channels.map((one) => ({ kind: 'table', table: tableDown(one, teller) })),
      },
      {
        id: 'grounds',
        title: words.sections.grounds,
        blocks: [
          {
            kind: 'list',
            entries: standard.grounds.map(({ title, source, remedy }) => ({
              text: title[locale],
              notes: [
                sourceInWords(source, teller),
                ...(remedy === undefined ? [] : [words.service.remedy(remedy[locale])]),
              ],
            })),
          },
        ],
      },
      {
        id: 'appeal',
        title: words.sections.appeal,
        blocks: [{ kind: 'paragraph', text: standard.appeal.text[locale] }],
      },
    ],
  }
}

/** What most people want to know of a service first: result, terms, fee, ways to apply, provider. */
export function tellFacts(regulation: Regulation, locale: Locale): readonly ToldFact[] {
  return factsOf(tellerOf(regulation, locale))
}

function factsOf(teller: Teller): readonly ToldFact[] {
  const { regulation, locale, words } = teller
  const { standard, provider, forms } = regulation
  const { service, terms, general } = words
  const limit = (label: string, of: typeof standard.maxWaiting): readonly ToldFact[] =>
    of === undefined ? [] : [{ label, lines: [formatLimit(of, locale)] }]
  return [
    { label: service.result, lines: standard.results.map(({ title }) => title[locale]) },
    ...limit(terms.total, standard.totalLimit),
    ...limit(terms.waiting, standard.maxWaiting),
    ...limit(terms.serving, standard.maxServing),
    { label: service.fee, lines: [standard.fee[locale]] },
    { label: service.channels, lines: channelsInOrder(regulation).map(({ title }) => title[locale]) },
    ...(forms === undefined
      ? []
      : [{ label: service.form, lines: forms.service.kinds.map((kind) => general.kinds[kind]) }]),
    { label: service.provider, lines: [provider.title[locale]] },
    { label: service.address, lines: [provider.address[locale]] },
    { label: service.hours, lines: [hoursInWords(provider.hours, teller)] },
  ]
}

function hoursInWords({ from, to, lunchFrom, lunchTo }: WorkingHours, { words }: Teller): string {
  const hours = `${formatTime(from)}–${formatTime(to)}`
  if (lunchFrom === undefined || lunchTo === undefined) return hours
  return words.service.lunch(hours, formatTime(lunchFrom), formatTime(lunchTo))
}

function documentsSection({ id, title }: Channel, teller: Teller): ToldSection {
  const { regulation, locale, words } = teller
  const { documents, coSigners = [] } = regulation.standard
  const needed = documents.filter(({ channels }) => channels.includes(id))
  const signing = coSigners.filter(({ channels }) => channels.includes(id))
  return {
    id: `documents-${id}`,
    title: words.sections.documents(title[locale]),
    blocks: [
      {
        kind: 'list',
        entries: [
          ...needed.map((document) => documentEntry(document, teller)),
          ...signing.map((coSigner) => coSignerEntry(coSigner, teller)),
        ],
      },
    ],
  }
}

function coSignerEntry({ title, ofFullAge, within, when, orDocument, source }: CoSigner, teller: Teller): ToldEntry {
  const { locale, words, regulation } = teller
  const { service } = words
  const standIn = regulation.standard.documents.find(({ id }) => id === orDocument)
  return {
    text: service.coSignature(ofFullAge ? service.ofFullAge(title[locale]) : title[locale]),
    notes: [
      service.awaited(formatLimit(within, locale)),
      standIn && service.standIn(standIn.title[locale]),
      when && service.conditional,
      sourceInWords(source, teller),
    ].filter((note) => note !== undefined),
  }
}

function documentEntry(document: DocumentRequirement, teller: Teller): ToldEntry {
  const { locale, words } = teller
  const { title, hint, when, required, from, source } = document
  const { service } = words
  const condition = when !== undefined ? service.conditional : required ? undefined : service.optional
  return {
    text: title[locale],
    notes: [
      hint?.[locale],
      from === 'applicant' ? condition : service.fromRegister,
      sourceInWords(source, teller),
    ].filter((note) => note !== undefined),
  }
}
