import type { Party } from '@qyzmet/casework'
import type { Locale } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { localeOf, pageFrame } from '../people/page-frame.ts'
import type { People } from '../people/people.ts'
import { COUNTRY_ZONE } from '../regulations/country-zone.ts'
import { type Page, renderPage, type Site } from '../ui/render-page.tsx'
import { sendPage } from '../ui/send-page.ts'

type Staff = Extract<Party, { kind: 'staff' }>

/** A look at a page by somebody who may see it. */
export interface HiddenVisit {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly locale: Locale
  readonly party: Staff
  /** Of the visitor's provider. */
  readonly timeZone: string
}

/** Answered like an address that is not there, so that those who may not look learn nothing of what is. */
export class PageHiddenError extends Error {
  override readonly name = 'PageHiddenError'
  readonly statusCode = 404
}

type MaybeFound<Found> = Found | undefined | false

/**
 * Pages that are there for some of the staff only; for everybody else they are not there.
 *
 * @param find asked before anything of a route runs: what opens the pages to somebody, which they get as `found`; undefined
 *   or false for those to whom they are hidden
 */
export function hiddenPages<Found>(
  app: FastifyInstance,
  { site, people }: { readonly site: Site; readonly people: Pick<People, 'findProvider'> },
  find: (party: Staff) => MaybeFound<Found> | Promise<MaybeFound<Found>>,
) {
  const foundBy = new WeakMap<FastifyRequest, { readonly found: Found }>()
  // An error and no answer of its own: nothing of the route runs after it.
  const letIn = async (request: FastifyRequest): Promise<void> => {
    const { party } = request
    const found = party?.kind === 'staff' && (await find(party))
    if (found === undefined || found === false) throw new PageHiddenError()
    foundBy.set(request, { found })
  }
  return {
    door: { preHandler: [app.requireStaff, letIn] },
    on:
      (answer: (visit: HiddenVisit & { readonly found: Found }) => Promise<FastifyReply>) =>
      async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
        const { party } = request
        const opened = foundBy.get(request)
        if (party?.kind !== 'staff' || !opened) throw new TypeError('the route does not have the door of these pages')
        const timeZone = (await people.findProvider(party.providerId))?.timeZone ?? COUNTRY_ZONE
        return answer({ request, reply, locale: localeOf(request), party, timeZone, ...opened })
      },
    /** @param page with a `path` of its own where the address that was sent to is no page */
    show: (
      { request, reply }: HiddenVisit,
      page: Pick<Page, 'title' | 'body'> & Partial<Pick<Page, 'path' | 'before' | 'error'>>,
      status = 200,
    ): FastifyReply =>
      sendPage(reply, renderPage(site, { ...pageFrame(request), width: 'wide', dense: true, ...page }), status),
  }
}
