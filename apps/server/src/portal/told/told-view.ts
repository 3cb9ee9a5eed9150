import { type Locale, type Period, periodInWords, tell, type ToldDocument } from '@qyzmet/regulation'
import type { Edition, Wording } from '../../regulations/editions.ts'
import type { DrawingView } from './DrawingFigure.tsx'

interface ToldView {
  readonly told: ToldDocument
  /** False when no new case runs under the edition that is told. */
  readonly applies: boolean
  readonly pdf: string
}

export interface RegulationView extends ToldView {
  readonly handbook: string
  /** All editions; the one on the page has no address. */
  readonly wordings: readonly { readonly id: string; readonly period: string; readonly href?: string | undefined }[]
}

export interface HandbookView extends ToldView {
  readonly regulation: string
  readonly drawings: readonly DrawingView[]
}

/** What a loader knows of the edition that is told. */
export interface ToldEdition {
  readonly edition: Edition
  /** True when the address names the edition: then the links on the page name it too. */
  readonly isNamed: boolean
  readonly wordings: readonly Wording[]
  readonly today: Temporal.PlainDate
}

export function regulationView({ edition, isNamed, wordings, today }: ToldEdition, locale: Locale): RegulationView {
  const { regulation } = edition
  const base = serviceAddress(regulation.id, locale)
  const query = isNamed ? wordingQuery(regulation.edition.id) : ''
  return {
    told: tell('told', regulation, locale),
    applies: isWithin(today, regulation.edition.period),
    pdf: `${base}/regulation.pdf${query}`,
    handbook: `${base}/handbook${query}`,
    wordings: wordings.map(({ id, period }) => ({
      id,
      period: periodInWords(period, locale),
      href: id === regulation.edition.id ? undefined : `${base}/regulation${wordingQuery(id)}`,
    })),
  }
}

/** @param isDrawn true when the diagrams of the channels can be asked for */
export function handbookView({ edition, isNamed, today }: ToldEdition, locale: Locale, isDrawn: boolean): HandbookView {
  const { regulation } = edition
  const base = serviceAddress(regulation.id, locale)
  const query = isNamed ? wordingQuery(regulation.edition.id) : ''
  const told = tell('handbook', regulation, locale)
  const drawings = told.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'drawing' ? [block.drawing] : [])),
  )
  return {
    told,
    applies: isWithin(today, regulation.edition.period),
    pdf: `${base}/handbook.pdf${query}`,
    regulation: `${base}/regulation${query}`,
    drawings: (isDrawn ? drawings : []).map(({ channel, shows }) => ({
      channel,
      shows,
      picture: `${base}/drawings/${channel}/${shows}.svg${query}`,
      bpmn: `${base}/drawings/${channel}/${shows}.bpmn${query}`,
    })),
  }
}

export function serviceAddress(id: string, locale: Locale): string {
  return `/${locale}/services/${id}`
}

function wordingQuery(id: string): string {
  return `?edition=${encodeURIComponent(id)}`
}

function isWithin(day: Temporal.PlainDate, { from, until }: Period): boolean {
  const isOver = until !== undefined && Temporal.PlainDate.compare(until, day) <= 0
  return !isOver && Temporal.PlainDate.compare(from, day) <= 0
}
