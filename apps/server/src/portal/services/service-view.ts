import {
  citeItem,
  type DocumentRequirement,
  formatDate,
  formatLimit,
  type Locale,
  type ProcessGraph,
  type Regulation,
  type Source,
  type Step,
  tellFacts,
  type ToldFact,
} from '@qyzmet/regulation'
import { sentenceCase } from '../../documents/sheet.ts'
import { formatLimitOrNone } from '../../messages/dates.ts'
import type { Edition } from '../../regulations/editions.ts'
import { DRAFT_DAYS, type Draft } from '../drafts/draft.ts'
import { coSigningMessages } from '../messages/co-signing.ts'
import { servicesMessages } from '../messages/services.ts'

export interface ServiceCard {
  readonly id: string
  readonly title: string
  readonly provider: string
  readonly term: string
  readonly fee: string
}

/** A service as the list of services shows it. */
export function serviceCard({ regulation }: Edition, locale: Locale): ServiceCard {
  const { standard } = regulation
  return {
    id: regulation.id,
    title: regulation.shortTitle[locale],
    provider: regulation.provider.title[locale],
    term: formatLimit(standard.totalLimit, locale),
    fee: standard.fee[locale],
  }
}

export interface StepRow {
  readonly id: string
  readonly label: string
  readonly title: string
  readonly actor: string
  readonly limit: string
  readonly item: string
}

export interface DocumentRow {
  readonly id: string
  readonly title: string
  readonly hint?: string | undefined
  /** Why it may not be needed; absent for what everybody brings. */
  readonly note?: string | undefined
  readonly source: string
}

export interface ChannelView {
  readonly id: string
  readonly title: string
  readonly fromApplicant: readonly DocumentRow[]
  readonly fromRegisters: readonly DocumentRow[]
  /** Who signs the application beside the applicant. */
  readonly coSigners: readonly Omit<DocumentRow, 'source'>[]
  readonly systemSteps: readonly StepRow[]
}

export interface ActView {
  readonly kind: string
  readonly title: string
  readonly lines: readonly string[]
}

/** All that the page of a service tells, taken from the regulation alone. */
export interface ServiceView {
  readonly id: string
  readonly title: string
  readonly officialTitle: string
  /** What most people want to know first: result, term, fee, provider … */
  readonly facts: readonly ToldFact[]
  readonly term: string
  readonly whoMayApply: readonly string[]
  readonly channels: readonly ChannelView[]
  readonly procedure: readonly StepRow[]
  readonly grounds: readonly {
    readonly id: string
    readonly title: string
    readonly source: string
    readonly remedy?: string | undefined
  }[]
  readonly appeal: string
  readonly acts: readonly ActView[]
  readonly findings: readonly { readonly id: string; readonly finding: string; readonly reason: string }[]
  /** Act and day of the repeal, when the edition is no longer in force. */
  readonly repealed?: string | undefined
  readonly draftDays: number
  /** True when the portal is one of the channels. */
  readonly canApply: boolean
  readonly draft?: { readonly id: string; readonly keptUntil: string } | undefined
}

/** The channel in which people apply by themselves here. */
export const PORTAL_CHANNEL = 'portal'

export function serviceView(
  { regulation, clock }: Edition,
  locale: Locale,
  now: Temporal.Instant,
  draft: Draft | undefined,
  isGivenHere: boolean,
): ServiceView {
  const { standard } = regulation
  const portal = regulation.channels.get(PORTAL_CHANNEL)
  const any = portal ?? [...regulation.channels.values()][0]
  return {
    id: regulation.id,
    title: regulation.shortTitle[locale],
    officialTitle: regulation.title[locale],
    facts: tellFacts(regulation, locale),
    term: formatLimit(standard.totalLimit, locale),
    whoMayApply: standard.whoMayApply.map((text) => text[locale]),
    channels: [...regulation.channels.values()].map((channel) => ({
      id: channel.id,
      title: channel.title[locale],
      ...documentsOf(regulation, channel.id, locale),
      coSigners: coSignersOf(regulation, channel.id, locale),
      systemSteps: stepRows(channel.graph, regulation, locale, ({ kind }) => kind !== 'procedure'),
    })),
    procedure: any === undefined ? [] : stepRows(any.graph, regulation, locale, ({ kind }) => kind === 'procedure'),
    grounds: standard.grounds.map(({ id, title, source, remedy }) => ({
      id,
      title: title[locale],
      source: cite(source, regulation, locale),
      remedy: remedy?.[locale],
    })),
    appeal: standard.appeal.text[locale],
    acts: actsOf(regulation, locale),
    findings: regulation.accepted.map(({ id, finding, reason }) => ({
      id,
      finding: finding[locale],
      reason: reason[locale],
    })),
    repealed: repealOf(regulation, now, locale),
    draftDays: DRAFT_DAYS,
    canApply: portal !== undefined && isGivenHere,
    draft: draft && { id: draft.id, keptUntil: keptUntil(draft, clock.timeZone, locale) },
  }
}

/** The last day on which a draft is still there, in a sentence: `2026 жылғы 22 желтоқсанға`. */
export function keptUntil(draft: Draft, timeZone: string, locale: Locale): string {
  return formatDate(draft.expiresAt.toZonedDateTimeISO(timeZone).toPlainDate(), locale, 'dative')
}

/** A source in words: the act, ours by its kind and others by their title, and the item. */
export function cite({ act, item }: Pick<Source, 'act' | 'item'>, regulation: Regulation, locale: Locale): string {
  return `${actIn(act, regulation, locale)}, ${citeItem(item, locale)}`
}

function actIn(cited: string, { act, standard, actTitles }: Regulation, locale: Locale): string {
  const t = servicesMessages[locale].page
  if (cited === act.cite) return t.regulationAct
  return cited === standard.act.cite ? t.standardAct : (actTitles.get(cited)?.[locale] ?? cited)
}

function stepRows(
  graph: ProcessGraph,
  regulation: Regulation,
  locale: Locale,
  isShown: (step: Step) => boolean,
): readonly StepRow[] {
  return [...graph.steps.values()].filter(isShown).map((step, index) => ({
    id: step.id,
    label: step.label ?? String(index + 1),
    title: step.title[locale],
    actor: regulation.actors.get(step.actor)?.title[locale] ?? step.actor,
    limit: formatLimitOrNone(step.limit, locale),
    item: citeItem(step.item, locale),
  }))
}

function documentsOf(
  regulation: Regulation,
  channel: string,
  locale: Locale,
): Pick<ChannelView, 'fromApplicant' | 'fromRegisters'> {
  const needed = regulation.standard.documents.filter(({ channels }) => channels.includes(channel))
  const row = (document: DocumentRequirement): DocumentRow => ({
    id: document.id,
    title: document.title[locale],
    hint: document.hint?.[locale],
    note: noteOf(document, locale),
    source: cite(document.source, regulation, locale),
  })
  return {
    fromApplicant: needed.filter(({ from }) => from === 'applicant').map(row),
    fromRegisters: needed.filter(({ from }) => from !== 'applicant').map(row),
  }
}

function coSignersOf({ standard }: Regulation, channel: string, locale: Locale): ChannelView['coSigners'] {
  const t = coSigningMessages[locale].before
  return (standard.coSigners ?? [])
    .filter(({ channels }) => channels.includes(channel))
    .map(({ id, title, within, when }) => ({
      id,
      title: sentenceCase(title[locale], locale),
      hint: t.text(formatLimit(within, locale)),
      note: when === undefined ? undefined : servicesMessages[locale].page.documentsWhen,
    }))
}

function noteOf({ when, required, from }: DocumentRequirement, locale: Locale): string | undefined {
  const t = servicesMessages[locale].page
  if (when !== undefined) return t.documentsWhen
  return required || from !== 'applicant' ? undefined : t.documentsOptional
}

function actsOf(regulation: Regulation, locale: Locale): readonly ActView[] {
  const t = servicesMessages[locale].page
  return [
    { kind: t.regulationAct, act: regulation.act },
    { kind: t.standardAct, act: regulation.standard.act },
  ].map(({ kind, act }) => ({
    kind,
    title: act.title[locale],
    lines: [
      t.act(act.authority[locale], formatDate(act.adoptedOn, locale, 'attributive'), act.number),
      ...(act.registration === undefined
        ? []
        : [
            t.registration(
              act.registration.on && formatDate(act.registration.on, locale, 'locative'),
              act.registration.number,
            ),
          ]),
      ...act.amendments.map(({ adoptedOn, number }) =>
        t.amendment(formatDate(adoptedOn, locale, 'attributive'), number),
      ),
      ...(act.repeal === undefined
        ? []
        : [t.repeal(formatDate(act.repeal.on, locale, 'attributive'), act.repeal.number)]),
    ],
  }))
}

function repealOf({ act, edition, timeZone }: Regulation, now: Temporal.Instant, locale: Locale): string | undefined {
  const { until } = edition.period
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  if (until === undefined || Temporal.PlainDate.compare(today, until) < 0) return undefined
  const repeal = act.repeal
  if (repeal === undefined) return formatDate(until, locale)
  return servicesMessages[locale].page.numbered(formatDate(repeal.on, locale, 'attributive'), repeal.number)
}
