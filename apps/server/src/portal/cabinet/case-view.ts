import { type CaseStatus, dueOf, explainDue, isDecisionKnown, type TimelineEntry, TOTAL_TERM } from '@qyzmet/casework'
import {
  citeItem,
  formatDate,
  formatInstant,
  type Locale,
  type RefusalGround,
  type Regulation,
} from '@qyzmet/regulation'
import type { IssuedDocument } from '../../documents/documents.queries.ts'
import { formatDateBy } from '../../messages/dates.ts'
import type { TimelineEntry as ShownEntry } from '../../ui/Timeline.tsx'
import type { AskedConsent } from '../../registers/asked-consents.ts'
import type { PortalDependencies, QueuePlace } from '../dependencies.ts'
import { cabinetMessages } from '../messages/cabinet.ts'
import { cite } from '../services/service-view.ts'
import type { ApplicantVisit } from '../visit.ts'
import { type CaseOfConsents, type ConsentView, consentViews } from './consent-view.ts'
import type { OwnCase } from './case-access.tsx'

/** The parts of an own case that its page is drawn from. */
export interface ShownCase {
  readonly visit: Pick<ApplicantVisit, 'locale' | 'now'> & {
    readonly deps: Pick<PortalDependencies, 'signatureFinding'>
  }
  readonly loaded: CaseOfConsents
  readonly view: OwnCase['view']
}

export interface DocumentLink {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly code: string
  readonly isSuperseded: boolean
}

/** What the page of one case tells; each state is drawn on its own. */
export type Standing =
  | {
      readonly state: 'working'
      readonly actor: string
      readonly since: string
      readonly step: string
      readonly isSent: boolean
    }
  | {
      readonly state: 'granted'
      readonly title: string
      readonly place?: QueuePlace | undefined
      readonly list?: string | undefined
    }
  | {
      readonly state: 'refused'
      readonly title: string
      readonly ground: string
      readonly basis: string
      readonly reason: string
      readonly remedy?: string | undefined
      readonly appeal: string
    }
  | { readonly state: 'stopped'; readonly reasons: readonly string[]; readonly message?: string | undefined }

export interface CaseView {
  readonly caseId: string
  readonly regulation: string
  readonly service: string
  readonly number: string | undefined
  readonly sentAt: string
  readonly category: string | undefined
  readonly standing: Standing
  readonly due?: { readonly words: string; readonly isOverdue: boolean; readonly lines: readonly string[] } | undefined
  readonly consents: readonly ConsentView[]
  /** What was entered by hand in place of a silent register. */
  readonly entered: readonly { readonly key: string; readonly words: string }[]
  readonly results: readonly DocumentLink[]
  /** What the applicant was told about a result that waits for them. */
  readonly announcement: string | undefined
  readonly hasReceipt: boolean
  readonly timeline: readonly ShownEntry[]
}

/** Kinds of document that are an answer to the applicant; the receipt is asked for by itself, minutes and acts are not theirs. */
const NOT_RESULTS: ReadonlySet<string> = new Set(['receipt', 'minutes', 'inspection', 'application'])

export function caseView(
  { visit, loaded, view }: ShownCase,
  issued: readonly IssuedDocument[],
  place: QueuePlace | undefined,
  consents: readonly AskedConsent[],
): CaseView {
  const { locale } = visit
  const { state, edition } = loaded
  const { regulation } = edition
  return {
    caseId: loaded.caseId,
    regulation: regulation.id,
    service: regulation.shortTitle[locale],
    number: view.status.number,
    sentAt: formatInstant(view.status.openedAt, regulation.timeZone, locale),
    category: regulation.standard.categories.find(({ id }) => id === state.category)?.title[locale],
    standing: standingOf({ visit, loaded, view }, place),
    due: dueWords({ visit, loaded, view }),
    consents: consentViews(loaded, consents, locale),
    entered: enteredWords({ loaded }, locale),
    results: resultsOf(documentsForApplicant({ loaded }, issued), locale),
    announcement: isDecisionKnown(state)
      ? undefined
      : loaded.graph.steps.get(view.announced?.step ?? '')?.message?.[locale],
    hasReceipt: state.number !== undefined,
    timeline: timelineOf(view.status, { visit, loaded, view }),
  }
}

/** Kinds that tell what became of the papers and nothing of a decision. */
const RECEIPTS: ReadonlySet<string> = new Set(['receipt', 'nonacceptance'])

/** Issued documents that the applicant may have: nothing of a decision before it is known. */
export function documentsForApplicant(
  { loaded }: Pick<ShownCase, 'loaded'>,
  issued: readonly IssuedDocument[],
): readonly IssuedDocument[] {
  const { state } = loaded
  const isKnown = isDecisionKnown(state)
  // What was given before stays with the applicant while the next result is in work.
  const given = new Set(state.given.map(({ documentSha256 }) => documentSha256))
  return issued.filter(
    ({ kind, pdfSha256 }) => RECEIPTS.has(kind) || (!NOT_RESULTS.has(kind) && (isKnown || given.has(pdfSha256))),
  )
}

function enteredWords({ loaded }: Pick<ShownCase, 'loaded'>, locale: Locale): CaseView['entered'] {
  const { standard, timeZone } = loaded.edition.regulation
  const titles = new Map(standard.registers.map(({ id, title }) => [id, title[locale]]))
  const t = cabinetMessages[locale].entered
  return [...loaded.state.registerAnswers].flatMap(([key, { register, byHand }]) =>
    byHand === undefined
      ? []
      : [
          {
            key,
            words: t.by(titles.get(register) ?? register, byHand.by.name, formatInstant(byHand.at, timeZone, locale)),
          },
        ],
  )
}

function resultsOf(issued: readonly IssuedDocument[], locale: Locale): readonly DocumentLink[] {
  return issued
    .filter(({ kind }) => !NOT_RESULTS.has(kind))
    .map(({ id, title, number, datedOn, code, isSuperseded }) => ({
      id,
      title: title[locale],
      about: cabinetMessages[locale].case.documentNumber(number, formatDate(datedOn, locale)),
      code,
      isSuperseded,
    }))
}

function standingOf({ visit, loaded, view }: ShownCase, place: QueuePlace | undefined): Standing {
  const { locale, deps } = visit
  const { state, edition, graph } = loaded
  const { regulation } = edition
  const { current, closed } = view.status
  if (view.decision?.decision === 'refused') {
    const { ground: groundId, reason = '' } = view.decision
    const ground = regulation.standard.grounds.find(({ id }) => id === groundId)
    return {
      state: 'refused',
      title: titleOf(closed, locale),
      reason,
      ...groundWords(ground, regulation, locale),
      appeal: regulation.standard.appeal.text[locale],
    }
  }
  if (view.decision?.decision === 'granted') {
    const list = place && regulation.standard.categories.find(({ id }) => id === place.list)?.title[locale]
    return { state: 'granted', title: titleOf(closed, locale), place, list }
  }
  if (closed !== undefined) {
    const step = graph.steps.get(view.reported?.step ?? '')
    return {
      state: 'stopped',
      reasons: (view.signatureFindings ?? []).map((code) => deps.signatureFinding(code, locale)),
      message: step?.message?.[locale],
    }
  }
  return {
    state: 'working',
    actor: current?.actorTitle[locale] ?? '',
    since: current === undefined ? '' : formatInstant(current.since, regulation.timeZone, locale),
    step: current?.title[locale] ?? '',
    isSent: state.number !== undefined,
  }
}

function titleOf(closed: CaseStatus['closed'], locale: Locale): string {
  return closed?.title[locale] ?? ''
}

function groundWords(
  ground: RefusalGround | undefined,
  regulation: Regulation,
  locale: Locale,
): { readonly ground: string; readonly basis: string; readonly remedy: string | undefined } {
  if (ground === undefined) return { ground: '', basis: '', remedy: undefined }
  return {
    ground: ground.title[locale],
    basis: cite(ground.source, regulation, locale),
    remedy: ground.remedy?.[locale],
  }
}

function dueWords({ visit, loaded }: ShownCase): CaseView['due'] {
  const { locale, now } = visit
  const { state, edition } = loaded
  if (state.status === 'closed') return undefined
  const due = dueOf(state.ledger, TOTAL_TERM, edition.clock)
  if (due?.on === undefined) return undefined
  const isOverdue = due.at !== undefined && Temporal.Instant.compare(now, due.at) >= 0
  const by = formatDateBy(due.on, locale)
  return {
    words: isOverdue ? cabinetMessages[locale].case.overdueSince(by) : by,
    isOverdue,
    lines: explainDue(due, edition.clock, locale),
  }
}

/** Newest first, back to the sending: what the applicant did before it they know. */
function timelineOf({ timeline }: CaseStatus, own: ShownCase): readonly ShownEntry[] {
  const { timeZone } = own.loaded.edition.regulation
  const { locale } = own.visit
  const opened = timeline.findIndex(({ code }) => code === 'opened')
  return timeline.slice(0, opened + 1).map((entry, index) => ({
    id: String(index),
    at: formatInstant(entry.at, timeZone, locale),
    dateTime: entry.at.toString(),
    ...wordsOf(entry, own),
  }))
}

function wordsOf(entry: TimelineEntry, { visit, loaded }: ShownCase): Pick<ShownEntry, 'title' | 'by' | 'note'> {
  const { locale } = visit
  const t = cabinetMessages[locale].case
  switch (entry.code) {
    case 'opened':
      return { title: t.events.opened }
    case 'step-open':
      return { title: t.events.stepOpen(entry.title[locale]), by: entry.actorTitle[locale] }
    case 'step-done': {
      const title = entry.title[locale]
      // With one way on there was nothing to decide: the outcome is only the word on the button.
      const isDecision = (loaded.graph.steps.get(entry.step)?.outcomes.length ?? 0) > 1
      const outcome = isDecision ? entry.outcome?.title[locale] : undefined
      return {
        title: outcome === undefined || outcome === title ? title : `${title}: ${outcome}`,
        by: entry.actorTitle[locale],
        note: t.item(citeItem(entry.item, locale)),
      }
    }
    case 'term-marked': {
      const step = loaded.graph.steps.get(entry.term)
      return { title: t.events[entry.mark](step?.title[locale] ?? t.events.total) }
    }
    case 'closed':
      return { title: t.events.closed(entry.title[locale]) }
  }
}
