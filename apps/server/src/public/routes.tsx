import { type Locale, LOCALES } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { formatInstant } from '../messages/dates.ts'
import { pageFrame } from '../people/page-frame.ts'
import type { Queue } from '../queue/queue.ts'
import type { WaitingLists } from '../queue/waiting-lists.ts'
import { type Page, renderPage, type Site } from '../ui/render-page.tsx'
import { sendPage } from '../ui/send-page.ts'
import { publicMessages } from './messages/public.ts'
import { QueueIndexPage, QueuePage } from './QueuePages.tsx'
import { type VerifyDependencies, verifyRoutes } from './verify-routes.tsx'

export interface PublicDependencies extends VerifyDependencies {
  readonly site: Site
  readonly queue: Pick<Queue, 'findNumber'>
  readonly waitingLists: WaitingLists
}

/** Looks at lists from one address in a minute. */
const LOOKS_A_MINUTE = 60

/** Pages that need no account: checking a document and the waiting lists. */
export function publicRoutes(app: FastifyInstance, dependencies: PublicDependencies): void {
  const { site, queue, waitingLists } = dependencies
  const limited = { config: { rateLimit: { max: LOOKS_A_MINUTE, timeWindow: 60_000 } } }

  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    page: Pick<Page, 'title' | 'body'> & Partial<Page>,
    status = 200,
  ): FastifyReply => sendPage(reply, renderPage(site, { ...pageFrame(request), ...page }), status)

  verifyRoutes(app, dependencies, show)

  for (const locale of LOCALES) {
    const t = publicMessages[locale]

    app.get(`/${locale}/queue`, async (request, reply) => {
      const lists = (await waitingLists.all()).map((list) => ({
        title: list.title[locale],
        provider: list.provider[locale],
        total: list.total,
        href: queuePath(locale, list),
      }))
      const body = <QueueIndexPage lists={lists.toSorted((a, b) => a.title.localeCompare(b.title, locale))} />
      return show(request, reply, { title: t.queue.indexTitle, body })
    })

    app.get<{ Params: { provider: string; list: string }; Querystring: { page?: string; number?: string } }>(
      `/${locale}/queue/:provider/:list`,
      limited,
      async (request, reply) => {
        const key = { providerId: request.params.provider, list: request.params.list }
        const page = Math.max(1, Number.parseInt(request.query.page ?? '1', 10) || 1)
        const found = await waitingLists.page(key, page)
        if (!found) return reply.callNotFound()
        const asked = request.query.number?.replaceAll(/\s/g, '').slice(0, 40) || undefined
        const view = {
          title: found.title[locale],
          provider: found.provider[locale],
          total: found.total,
          page,
          lastPage: found.lastPage,
          asked,
          found: asked === undefined ? undefined : await queue.findNumber(key, asked),
          path: queuePath(locale, key).slice(locale.length + 1),
          rows: found.lines.map((line) => ({ ...line, since: formatInstant(line.since, line.timeZone, locale) })),
        }
        return show(request, reply, { title: view.title, width: 'wide', body: <QueuePage view={view} /> })
      },
    )
  }
}

function queuePath(
  locale: Locale,
  { providerId, list }: { readonly providerId: string; readonly list: string },
): string {
  return `/${locale}/queue/${encodeURIComponent(providerId)}/${encodeURIComponent(list)}`
}
