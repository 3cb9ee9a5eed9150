import type { Locale } from '@qyzmet/regulation'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { pageFrame } from '../people/page-frame.ts'
import { type Page, renderPage } from '../ui/render-page.tsx'
import { sendPage } from '../ui/send-page.ts'
import type { Applicant, PortalDependencies } from './dependencies.ts'

/** One request for a page, with all that a loader needs to answer it. */
export interface Visit {
  readonly deps: PortalDependencies
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly locale: Locale
  readonly now: Temporal.Instant
}

/** A visit of somebody who may apply. */
export interface ApplicantVisit extends Visit {
  readonly applicant: Applicant
  /** When the applicant signed in: the step of the regulation that comes before filling in. */
  readonly signedInAt: Temporal.Instant
}

/** A page for applicants was let through to somebody else: its door is missing. */
export class NoApplicantError extends Error {
  override readonly name = 'NoApplicantError'
}

/** @throws {NoApplicantError} when the route has not asked for `requireCitizen` */
export function asApplicant(visit: Visit): ApplicantVisit {
  const { party, session } = visit.request
  if (party?.kind !== 'applicant' || session === undefined) throw new NoApplicantError(visit.request.url)
  return { ...visit, applicant: party, signedInAt: session.signedInAt }
}

/** The parts of a page that differ from page to page. */
export type PageParts = Omit<Page, 'locale' | 'path' | 'session' | 'csrfToken' | 'seal'>

/** Sends a page in the language of the visit. @param status 422 for a form that came back with faults */
export function showPage({ deps, request, reply }: Visit, parts: PageParts, status = 200): FastifyReply {
  return sendPage(reply, renderPage(deps.site, { ...parts, ...pageFrame(request) }), status)
}

/** Sends the browser to another page of the same language, by GET, after something was done. */
export function goTo({ reply, locale }: Visit, path: string): FastifyReply {
  return reply.redirect(`/${locale}${path}`, 303)
}
