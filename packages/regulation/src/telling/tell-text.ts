import type { Act, Channel, Period, Regulation } from '../model.ts'
import type { Locale } from '../text.ts'
import { formatDate, formatLimit } from '../time/format.ts'
import {
  FINDINGS_SECTION,
  isUnder,
  procedureOf,
  tellNumberedStep,
  tellProcedureStep,
  tellRetellings,
  tellStep,
  termSentences,
} from './tell-step.ts'
import {
  actorAtHead,
  actorTitle,
  doingProcedure,
  placeOf,
  quoted,
  type Teller,
  tellerOf,
  titleOfStep,
} from './teller.ts'
import { channelsInOrder, stepsInOrder } from './order.ts'
import { glossarySections, particularSections } from './tell-particulars.ts'
import { TOLD_WORDS } from './words.ts'
import type { ToldBlock, ToldDocument, ToldFact, ToldItem, ToldSection } from './told.ts'

/**
 * The text of a regulation, item by item, in our words: the act and its edition, the provider's procedure, the
 * interaction of the units, each channel, the time limits, and what was decided about the defects of the act.
 */
export function tellText(regulation: Regulation, locale: Locale, channel?: string): ToldDocument {
  const teller = tellerOf(regulation, locale)
  const { words } = teller
  const channels = channelsInOrder(regulation, channel)
  return {
    locale,
    caption: words.documents.text,
    title: regulation.shortTitle[locale],
    lead: [words.composed],
    sections: [
      actSection(teller),
      generalSection(teller),
      ...glossarySections(teller),
      ...procedureSections(teller),
      ...channels.map((one) => channelSection(one, teller)),
      termsSection(teller),
      ...particularSections(teller),
      ...annexSections(teller),
      ...findingSections(teller),
    ],
  }
}

function actSection(teller: Teller): ToldSection {
  const { regulation, locale, words } = teller
  const { act, edition, standard } = regulation
  const numbered = (date: Temporal.PlainDate, number: string): string =>
    words.act.numbered(formatDate(date, locale, 'attributive'), number)
  const decree = ({ authority, adoptedOn, number }: Act): string =>
    words.act.decree(authority[locale], formatDate(adoptedOn, locale, 'attributive'), number)
  const facts: readonly (ToldFact | undefined)[] = [
    { label: words.act.title, lines: [regulation.title[locale]] },
    { label: words.act.adopted, lines: [decree(act), quoted(act.title, teller)] },
    act.registration && {
      label: words.act.registration,
      lines: [
        act.registration.on === undefined
          ? words.act.numberOnly(act.registration.number)
          : numbered(act.registration.on, act.registration.number),
      ],
    },
    act.amendments.length === 0
      ? undefined
      : {
          label: words.act.amendments,
          lines: act.amendments.map(({ adoptedOn, number }) => numbered(adoptedOn, number)),
        },
    act.entry && { label: words.act.entry, lines: [words.act.afterPublication(act.entry.daysAfterPublication)] },
    { label: words.act.edition, lines: [periodInWords(edition.period, locale)] },
    act.repeal && { label: words.act.repeal, lines: [numbered(act.repeal.on, act.repeal.number)] },
    act.repeals && {
      label: words.act.repeals,
      lines: act.repeals.map(({ number, on }) => numbered(on, number)),
    },
    { label: words.act.standard, lines: [decree(standard.act), quoted(standard.act.title, teller)] },
  ]
  return section('act', words.sections.act, [{ kind: 'facts', facts: facts.filter((fact) => fact !== undefined) }])
}

/** The period in which an edition applies: «2014 жылғы 8 желтоқсаннан бастап 2015 жылғы 28 шілдеге дейін». */
export function periodInWords({ from, until }: Period, locale: Locale): string {
  const { act } = TOLD_WORDS[locale]
  const begins = formatDate(from, locale, 'ablative')
  return until === undefined ? act.from(begins) : act.fromUntil(begins, formatDate(until, locale, 'dative'))
}

function generalSection(teller: Teller): ToldSection {
  const { regulation, locale, words } = teller
  const { general } = words
  const { forms, begins, provider, standard } = regulation
  const kinds = (of: NonNullable<Regulation['forms']>['service']): string =>
    of.kinds.map((kind) => general.kinds[kind]).join(', ')
  const results = general.results(standard.results.map(({ title }) => quoted(title, teller)).join(', '))
  return section('general', words.sections.general, [
    {
      kind: 'items',
      items: [
        item([], general.provider(provider.title[locale]), teller),
        ...(forms === undefined
          ? [item([], results, teller)]
          : [
              item([forms.service.item], general.form(kinds(forms.service)), teller),
              item([forms.result.item], results, teller, [general.resultForm(kinds(forms.result))]),
            ]),
        ...(begins === undefined ? [] : [item([begins.item], general.begins(quoted(begins.text, teller)), teller)]),
      ],
    },
  ])
}

/** Sections 2 and 3 of an act: what the provider does, and who takes part. None for an act without inner actions. */
function procedureSections(teller: Teller): readonly ToldSection[] {
  const { regulation, words } = teller
  const ids = procedureOf(regulation)
  if (ids.length === 0) return []
  const listed = [...regulation.actors.values()].filter((actor) => actor.item !== undefined)
  const others = [...regulation.actors.values()].filter((actor) => actor.item === undefined)
  return [
    section('procedure', words.sections.procedure, [
      { kind: 'items', items: ids.map((id) => tellProcedureStep(id, teller)).filter((told) => told !== undefined) },
    ]),
    section('units', words.sections.units, [
      { kind: 'paragraph', text: words.units.lead },
      {
        kind: 'items',
        items: [
          ...listed.map((actor) =>
            item([actor.item ?? ''], words.units.takesPart(actorAtHead(actor.id, teller)), teller),
          ),
          ...repeatedSteps(ids, teller),
        ],
      },
      { kind: 'paragraph', text: words.units.others },
      { kind: 'list', entries: others.map(({ id }) => ({ text: actorTitle(id, teller), notes: [] })) },
    ]),
  ]
}

/** The steps of the procedure once more, at the items where section 3 of the act tells them again or otherwise. */
function repeatedSteps(ids: readonly string[], teller: Teller): readonly ToldItem[] {
  const channels = [...teller.regulation.channels.values()]
  return ids.flatMap((id) => {
    const channel = channels.find(({ graph }) => graph.steps.has(id))
    const step = channel?.graph.steps.get(id)
    if (channel === undefined || step === undefined) return []
    const repeated = step.repeatedIn.filter((place) => !channels.some(({ item: own }) => isUnder(place, own)))
    const fully = teller.words.units.fully(placeOf([step.item], teller))
    const sentences = [...termSentences(step, channel.graph, teller), fully]
    return [
      ...(repeated.length === 0 ? [] : [item(repeated, doingProcedure(step, teller), teller, sentences)]),
      ...tellRetellings(step, channel.graph, teller),
    ]
  })
}

function channelSection(channel: Channel, teller: Teller): ToldSection {
  const { before, graph } = channel
  const steps = stepsInOrder(graph).filter(
    ({ kind, repeatedIn }) => kind !== 'procedure' || repeatedIn.some((place) => isUnder(place, channel.item)),
  )
  return section(`channel-${channel.id}`, channel.title[teller.locale], [
    {
      kind: 'items',
      items: [
        ...(before === undefined
          ? []
          : [item([before.item], teller.words.does.before(quoted(before.text, teller)), teller)]),
        ...steps.flatMap((step) =>
          step.kind === 'procedure'
            ? [tellNumberedStep(step, channel, teller)]
            : [tellStep(step, channel, teller), ...tellRetellings(step, graph, teller)],
        ),
      ],
    },
  ])
}

function termsSection(teller: Teller): ToldSection {
  const { regulation, locale, words } = teller
  const { standard } = regulation
  const limit = (label: string, of: typeof standard.maxWaiting): readonly ToldFact[] =>
    of === undefined ? [] : [{ label, lines: [formatLimit(of, locale)] }]
  return section('terms', words.sections.terms, [
    {
      kind: 'facts',
      facts: [
        ...limit(words.terms.total, standard.totalLimit),
        ...limit(words.terms.waiting, standard.maxWaiting),
        ...limit(words.terms.serving, standard.maxServing),
        ...channelsInOrder(regulation).map(({ title, graph }) => ({
          label: title[locale],
          lines: [
            words.terms.runs(
              titleOfStep(graph, graph.totalTermStartsAfter, teller),
              words.next.or(graph.totalTermEndsWith.map((id) => titleOfStep(graph, id, teller))),
            ),
          ],
        })),
      ],
    },
  ])
}

function annexSections(teller: Teller): readonly ToldSection[] {
  const { regulation, locale, words } = teller
  if (regulation.annexes.length === 0) return []
  return [
    section('annexes', words.sections.annexes, [
      { kind: 'paragraph', text: words.annex.drawn },
      {
        kind: 'facts',
        facts: regulation.annexes.map(({ number, shows, channel }) => {
          const through = channel === undefined ? undefined : regulation.channels.get(channel)?.title[locale]
          const annex = words.annex[shows]
          return {
            label: words.annex.number(number),
            lines: [through === undefined ? annex : words.annex.of(annex, through)],
          }
        }),
      },
    ]),
  ]
}

/** What the act leaves open or contradicts, for lawyers: each with its items, its reason and its number. */
function findingSections(teller: Teller): readonly ToldSection[] {
  const { regulation, locale, words } = teller
  if (regulation.accepted.length === 0) return []
  return [
    section(FINDINGS_SECTION, words.sections.findings, [
      {
        kind: 'items',
        items: regulation.accepted.map(({ items, finding, reason }, index) => ({
          place: `${index + 1}. ${placeOf(items, teller)}`,
          head: finding[locale],
          sentences: [],
          details: [{ label: words.details.decision, lines: [reason[locale]] }],
        })),
      },
    ]),
  ]
}

function section(id: string, title: string, blocks: readonly ToldBlock[]): ToldSection {
  return { id, title, blocks }
}

function item(items: readonly string[], head: string, teller: Teller, sentences: readonly string[] = []): ToldItem {
  return { place: placeOf(items, teller), head, sentences, details: [] }
}
