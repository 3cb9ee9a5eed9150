import type { FastifyReply } from 'fastify'
import type { HiddenVisit } from '../provider/hidden-pages.ts'
import { Message } from '../portal/Message.tsx'
import { parseDraftId } from '../portal/drafts/draft.ts'
import { applicationMessages } from '../portal/messages/application.ts'
import { paramOf } from '../provider/posted-texts.ts'
import type { Edition } from '../regulations/editions.ts'
import { ButtonLink } from '../ui/Button.tsx'
import type { Page } from '../ui/render-page.tsx'
import type { CounterDraft } from './counter-draft.ts'
import { findCounterDraft } from './counter-drafts.queries.ts'
import { type CounterParts, counterParts } from './counter-parts.ts'
import type { CounterDependencies } from './dependencies.ts'
import { counterMessages } from './messages/counter.ts'
import { type CounterOffer, mayTakeIn } from './taking-in.ts'

/** A look at a page of the counter by somebody who takes papers in. */
export interface CounterVisit extends HiddenVisit {
  readonly deps: CounterDependencies
  readonly now: Temporal.Instant
  /** What the visitor may take in. */
  readonly offers: readonly CounterOffer[]
  readonly show: (
    page: Pick<Page, 'title' | 'body'> & Partial<Pick<Page, 'path' | 'before' | 'error'>>,
    status?: number,
  ) => FastifyReply
}

/** Papers of the visitor's own office, with the edition under which they were begun. */
export interface CounterWork {
  readonly visit: CounterVisit
  readonly counter: CounterDraft
  readonly edition: Edition
  readonly parts: CounterParts
  /** Address of the pages of these papers, with the language. */
  readonly base: string
}

/**
 * Finds the papers and hands them on. Those of another office, of a post the visitor does not hold, and expired ones
 * are not found; what was taken in already is told on the page that comes after.
 */
export async function withPapers(
  visit: CounterVisit,
  show: (work: CounterWork) => FastifyReply | Promise<FastifyReply>,
): Promise<FastifyReply> {
  return withAnyPapers(visit, (work) =>
    work.counter.draft.submittedAt === undefined ? show(work) : visit.reply.redirect(`${work.base}/done`, 303),
  )
}

/** The same for pages that come after: papers that are not taken in yet lead back to their form. */
export async function withTakenIn(
  visit: CounterVisit,
  show: (work: CounterWork) => FastifyReply | Promise<FastifyReply>,
): Promise<FastifyReply> {
  return withAnyPapers(visit, (work) =>
    work.counter.draft.submittedAt === undefined ? visit.reply.redirect(work.base, 303) : show(work),
  )
}

async function withAnyPapers(
  visit: CounterVisit,
  show: (work: CounterWork) => FastifyReply | Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { deps, party, now, locale } = visit
  const id = parseDraftId(paramOf(visit.request, 'id'))
  const counter = id && (await findCounterDraft(deps.sql, id, party.providerId, now))
  const edition = counter && (await deps.editions.get(counter.draft.editionSha256))
  if (!counter || !edition || !mayTakeIn(edition.regulation, counter.channel, party)) return showNoPapers(visit)
  const base = `/${locale}/work/counter/${counter.draft.id}`
  return show({ visit, counter, edition, parts: counterParts(counter, edition, now), base })
}

export function showNoPapers({ locale, show }: CounterVisit): FastifyReply {
  const t = applicationMessages[locale].draft
  const body = (
    <Message title={t.notFound} text={t.notFoundText}>
      <ButtonLink href={`/${locale}/work/counter`}>{counterMessages[locale].title}</ButtonLink>
    </Message>
  )
  return show({ title: t.notFound, body, path: '/work/counter' }, 404)
}
