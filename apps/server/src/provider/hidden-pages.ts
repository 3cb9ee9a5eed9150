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

/**
 * Pages that are there for some of the staff only; for everybody else they are not there.
 *
 * @param maySee asked before anything of a route runs
 */
export function hiddenPages(
  app: FastifyInstance,
  { site, people }: { readonly site: Site; readonly people: Pick<People, 'findProvider'> },
  maySee: (party: Staff, request: FastifyRequest) => boolean | Promise<boolean>,
) {
  // An error and no answer of its own: nothing of the route runs after it.
  const letIn = async (request: FastifyRequest): Promise<void> => {
    const { party } = request
    if (party?.kind !== 'staff' || !(await maySee(party, request))) throw new PageHiddenError()
  }
  return {
    door: { preHandler: [app.requireStaff, letIn] },
    on:
      (answer: (visit: HiddenVisit) => Promise<FastifyReply>) =>
      async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
        const { party } = request
        if (party?.kind !== 'staff') throw new TypeError('the route has no requireStaff')
        const timeZone = (await people.findProvider(party.providerId))?.timeZone ?? COUNTRY_ZONE
        return answer({ request, reply, locale: localeOf(request), party, timeZone })
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
