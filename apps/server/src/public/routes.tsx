import { type Locale, LOCALES } from '@qyzmet/regulation'
import type { QueueEntry } from '@qyzmet/registry'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseCaseId } from '../cases/case-id.ts'
import type { CaseService } from '../cases/case-service.ts'
import { parseCheckCode } from '../documents/check-code.ts'
import type { Documents, VerifiedDocument } from '../documents/documents.ts'
import { maskName } from '../documents/masks.ts'
import { formatInstant } from '../messages/dates.ts'
import { pageFrame } from '../people/page-frame.ts'
import type { People } from '../people/people.ts'
import { postedField } from '../people/posted.ts'
import { sendProblem } from '../problems.ts'
import type { Queue } from '../queue/queue.ts'
import { COUNTRY_ZONE } from '../regulations/country-zone.ts'
import { type Page, renderPage, type Site } from '../ui/render-page.tsx'
import { sendPage } from '../ui/send-page.ts'
import { publicMessages } from './messages/public.ts'
import { QueueIndexPage, QueuePage } from './QueuePages.tsx'
import { VerifiedPage, type VerifiedView, VerifyPage } from './VerifyPages.tsx'

export interface PublicDependencies {
  readonly site: Site
  readonly documents: Pick<Documents, 'verifyByCode' | 'verifyByFile'>
  readonly queue: Queue
  readonly cases: Pick<CaseService, 'load'>
  readonly people: Pick<People, 'findProvider'>
}

const PAGE_SIZE = 50
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
  const { site, documents, queue, cases, people } = dependencies
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

  /** The list's title and provider in words, as the regulation of one of its cases has them. */
  const wordsOf = async (entry: QueueEntry | undefined, locale: Locale) => {
    const caseId = entry && parseCaseId(entry.caseId)
    const loaded = caseId && (await cases.load(caseId))
    const category = loaded?.edition.regulation.standard.categories.find(({ id }) => id === entry?.list)
    const provider = entry && (await people.findProvider(entry.providerId))
    return { title: category?.title[locale] ?? entry?.list ?? '', provider: provider?.title[locale] ?? '' }
  }

  const rowOf = async (entry: QueueEntry, place: number, locale: Locale) => {
    const caseId = parseCaseId(entry.caseId)
    const loaded = caseId && (await cases.load(caseId))
    const timeZone = loaded?.edition.regulation.timeZone ?? COUNTRY_ZONE
    return {
      caseId: entry.caseId,
      place,
      number: entry.number,
      name: maskName(loaded?.state.applicant.name ?? ''),
      since: formatInstant(entry.completeAt, timeZone, locale),
    }
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
      const lists = await Promise.all(
        (await queue.lists()).map(async (list) => {
          const { entries, total } = await queue.page(list, 0, 1)
          return { ...(await wordsOf(entries[0], locale)), total, href: queuePath(locale, list) }
        }),
      )
      const body = <QueueIndexPage lists={lists.toSorted((a, b) => a.title.localeCompare(b.title, locale))} />
      return show(request, reply, { title: t.queue.indexTitle, body })
    })

    app.get<{ Params: { provider: string; list: string }; Querystring: { page?: string; number?: string } }>(
      `/${locale}/queue/:provider/:list`,
      limited,
      async (request, reply) => {
        const { provider: providerId, list } = request.params
        const key = { providerId, list }
        const page = Math.max(1, Number.parseInt(request.query.page ?? '1', 10) || 1)
        const { entries, total } = await queue.page(key, (page - 1) * PAGE_SIZE, PAGE_SIZE)
        if (total === 0) return reply.callNotFound()
        const [first] = entries.length > 0 ? entries : (await queue.page(key, 0, 1)).entries
        const words = await wordsOf(first, locale)
        const asked = request.query.number?.replaceAll(/\s/g, '').slice(0, 40) || undefined
        const found = asked === undefined ? undefined : await queue.findNumber(key, asked)
        const rows = await Promise.all(
          entries.map((entry, index) => rowOf(entry, (page - 1) * PAGE_SIZE + index + 1, locale)),
        )
        const view = {
          ...words,
          total,
          rows,
          page,
          asked,
          found,
          path: queuePath(locale, key).slice(locale.length + 1),
          lastPage: Math.max(1, Math.ceil(total / PAGE_SIZE)),
        }
        return show(request, reply, {
          title: words.title || t.queue.title,
          width: 'wide',
          body: <QueuePage view={view} />,
        })
      },
    )
  }

  app.get<{ Params: { code: string } }>('/api/documents/:code', limited, async (request, reply) => {
    const document = await documents.verifyByCode(request.params.code)
    return document ? reply.send(documentJson(document)) : sendProblem(reply, { status: 404, code: 'not-found' })
  })
}

function queuePath(
  locale: Locale,
  { providerId, list }: { readonly providerId: string; readonly list: string },
): string {
  return `/${locale}/queue/${encodeURIComponent(providerId)}/${encodeURIComponent(list)}`
}

/** Instants and dates as ISO 8601 text; the same fields as the page. */
function documentJson(document: VerifiedDocument): object {
  return {
    ...document,
    datedOn: document.datedOn.toString(),
    issuedAt: document.issuedAt.toString(),
    signatures: document.signatures.map((signature) => ({ ...signature, judgedAt: signature.judgedAt.toString() })),
  }
}
