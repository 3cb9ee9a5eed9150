import { type Locale, LOCALES } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseCheckCode } from '../documents/check-code.ts'
import type { Documents } from '../documents/documents.ts'
import { formatInstant } from '../messages/dates.ts'
import { pageFrame } from '../people/page-frame.ts'
import { postedField } from '../people/posted.ts'
import type { Queue } from '../queue/queue.ts'
import type { WaitingLists } from '../queue/waiting-lists.ts'
import { type Page, renderPage, type Site } from '../ui/render-page.tsx'
import { sendPage } from '../ui/send-page.ts'
import { publicMessages } from './messages/public.ts'
import { QueueIndexPage, QueuePage } from './QueuePages.tsx'
import { VerifiedPage, type VerifiedView, VerifyPage } from './VerifyPages.tsx'

export interface PublicDependencies {
  readonly site: Site
  readonly documents: Pick<Documents, 'verifyByCode' | 'verifyByFile'>
  readonly queue: Pick<Queue, 'findNumber'>
  readonly waitingLists: WaitingLists
}

/** Checks from one address in a minute; enough for a counter, too few to try codes. */
const CHECKS_A_MINUTE = 60

/** Longest request that is read to its end so that the browser gets to see the answer; a longer one is turned away unread. */
const LONGEST_REQUEST_BYTES = 64 * 1024 * 1024

class RequestTooLongError extends Error {
  override readonly name = 'RequestTooLongError'
  readonly statusCode = 413
}

/** Pages that need no account: checking a document and the waiting lists. */
export function publicRoutes(app: FastifyInstance, dependencies: PublicDependencies): void {
  const { site, documents, queue, waitingLists } = dependencies
  const limited = { config: { rateLimit: { max: CHECKS_A_MINUTE, timeWindow: 60_000 } } }

  const show = (
    request: FastifyRequest,
    reply: FastifyReply,
    page: Pick<Page, 'title' | 'body'> & Partial<Page>,
    status = 200,
  ): FastifyReply => sendPage(reply, renderPage(site, { ...pageFrame(request), ...page }), status)

  const showVerified = (request: FastifyRequest, reply: FastifyReply, locale: Locale, view: VerifiedView) => {
    const t = publicMessages[locale].verify
    const title = { found: t.valid, 'unknown-code': t.unknownCode, 'unknown-file': t.unknownFile }[view.kind]
    return show(request, reply, { title, body: <VerifiedPage view={view} /> }, view.kind === 'found' ? 200 : 404)
  }

  for (const locale of LOCALES) {
    const t = publicMessages[locale]

    app.get(`/${locale}/verify`, (request, reply) =>
      show(request, reply, { title: t.verify.title, body: <VerifyPage errors={[]} code="" /> }),
    )

    app.post(`/${locale}/verify`, { config: { csrf: 'in-handler', ...limited.config } }, (request, reply) => {
      const typed = postedField(request.body, 'code')
      const code = parseCheckCode(typed)
      if (code) return reply.redirect(`/${locale}/verify/${code}`, 303)
      if (typed.trim() !== '') return showVerified(request, reply, locale, { kind: 'unknown-code' })
      const errors = [{ field: 'code', message: t.verify.codeMissing }]
      const body = <VerifyPage errors={errors} code={typed} />
      return show(request, reply, { title: t.verify.title, body, error: true }, 422)
    })

    app.post(
      `/${locale}/verify/file`,
      { config: { csrf: 'in-handler', ...limited.config } },
      async (request, reply) => {
        if (Number(request.headers['content-length'] ?? 0) > LONGEST_REQUEST_BYTES) {
          reply.header('connection', 'close')
          throw new RequestTooLongError('The request says that it is longer than any file we would read.')
        }
        const part = await request.file({ throwFileSizeLimit: false })
        const bytes = await part?.toBuffer()
        // No document of ours is as large as that.
        if (part?.file.truncated === true) return showVerified(request, reply, locale, { kind: 'unknown-file' })
        if (!bytes || bytes.length === 0) {
          const body = <VerifyPage errors={[{ field: 'file', message: t.verify.fileMissing }]} code="" />
          return show(request, reply, { title: t.verify.title, body, error: true }, 422)
        }
        const document = await documents.verifyByFile(bytes)
        return showVerified(request, reply, locale, document ? { kind: 'found', document } : { kind: 'unknown-file' })
      },
    )

    app.get<{ Params: { code: string } }>(`/${locale}/verify/:code`, limited, async (request, reply) => {
      const document = await documents.verifyByCode(request.params.code)
      return showVerified(request, reply, locale, document ? { kind: 'found', document } : { kind: 'unknown-code' })
    })

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
