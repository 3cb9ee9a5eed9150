import { type Locale, LOCALES } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseCaseId } from '../cases/case-id.ts'
import { type CheckContainer, ChecksBusyError } from '../containers/container-check.ts'
import { parseCheckCode } from '../documents/check-code.ts'
import type { Documents } from '../documents/documents.ts'
import { postedField } from '../people/posted.ts'
import type { Page } from '../ui/render-page.tsx'
import { containerTitle, type ContainerView } from './ContainerPage.tsx'
import { publicMessages } from './messages/public.ts'
import { VerifiedPage, type VerifiedView, VerifyPage } from './VerifyPages.tsx'

export interface VerifyDependencies {
  readonly documents: Pick<Documents, 'verifyByCode' | 'verifyByFile' | 'verifyBySha256'>
  readonly checkContainer: CheckContainer
  /** Whether the chain of a case here has this hash at this place. */
  readonly hasEvent: (caseId: string, version: number, hash: string) => Promise<boolean>
}

type Show = (
  request: FastifyRequest,
  reply: FastifyReply,
  page: Pick<Page, 'title' | 'body'> & Partial<Page>,
  status?: number,
) => FastifyReply

/** Checks from one address in a minute; enough for a counter, too few to try codes. */
const CHECKS_A_MINUTE = 60
/** Files from one address in a minute: a container takes a thread for a second. */
const FILES_A_MINUTE = 20
/** Files that are held in memory at a time, from all addresses together. */
const FILES_AT_ONCE = 6
/** Largest file that is checked here; larger containers are checked with the program, by whoever has them. */
const MAX_FILE_BYTES = 32 * 1024 * 1024
/** Longest request that is read to its end so that the browser gets to see the answer; a longer one is turned away unread. */
const LONGEST_REQUEST_BYTES = 64 * 1024 * 1024

class RequestTooLongError extends Error {
  override readonly name = 'RequestTooLongError'
  readonly statusCode = 413
}

/** `/verify…`: whether a document or a container is genuine, for anybody. */
export function verifyRoutes(app: FastifyInstance, dependencies: VerifyDependencies, show: Show): void {
  const { documents } = dependencies
  const limitedTo = (max: number) => ({ rateLimit: { max, timeWindow: 60_000 } })
  let held = 0

  const showVerified = (request: FastifyRequest, reply: FastifyReply, locale: Locale, view: VerifiedView) =>
    show(request, reply, { title: titleOf(view, locale), body: <VerifiedPage view={view} /> }, statusOf(view))

  for (const locale of LOCALES) {
    const t = publicMessages[locale].verify

    app.get(`/${locale}/verify`, (request, reply) =>
      show(request, reply, { title: t.title, body: <VerifyPage errors={[]} code="" /> }),
    )

    const byCode = { config: { csrf: 'in-handler', ...limitedTo(CHECKS_A_MINUTE) } } as const
    app.post(`/${locale}/verify`, byCode, (request, reply) => {
      const typed = postedField(request.body, 'code')
      const code = parseCheckCode(typed)
      if (code) return reply.redirect(`/${locale}/verify/${code}`, 303)
      if (typed.trim() !== '') return showVerified(request, reply, locale, { kind: 'unknown-code' })
      const errors = [{ field: 'code', message: t.codeMissing }]
      return show(
        request,
        reply,
        { title: t.title, body: <VerifyPage errors={errors} code={typed} />, error: true },
        422,
      )
    })

    const byFile = { config: { csrf: 'in-handler', ...limitedTo(FILES_A_MINUTE) } } as const
    app.post(`/${locale}/verify/file`, byFile, async (request, reply) => {
      if (Number(request.headers['content-length'] ?? 0) > LONGEST_REQUEST_BYTES) {
        reply.header('connection', 'close')
        throw new RequestTooLongError('The request says that it is longer than any file we would read.')
      }
      if (held >= FILES_AT_ONCE) throw new ChecksBusyError('Other files are being checked.')
      held += 1
      try {
        const view = await checkFile(request, dependencies)
        if (view !== undefined) return await showVerified(request, reply, locale, view)
      } finally {
        held -= 1
      }
      const body = <VerifyPage errors={[{ field: 'file', message: t.fileMissing }]} code="" />
      return show(request, reply, { title: t.title, body, error: true }, 422)
    })

    app.get<{ Params: { code: string } }>(
      `/${locale}/verify/:code`,
      { config: limitedTo(CHECKS_A_MINUTE) },
      async (request, reply) => {
        const document = await documents.verifyByCode(request.params.code)
        return showVerified(request, reply, locale, document ? { kind: 'found', document } : { kind: 'unknown-code' })
      },
    )
  }
}

function titleOf(view: VerifiedView, locale: Locale): string {
  const t = publicMessages[locale].verify
  switch (view.kind) {
    case 'found':
      return t.valid
    case 'unknown-code':
      return t.unknownCode
    case 'unknown-file':
      return t.unknownFile
    case 'unopened':
      return t.container.unopened[view.code].title
    case 'container':
      return containerTitle(view.container, locale)
  }
}

/** Found, not found, or not what it says: as programs read it. */
function statusOf(view: VerifiedView): number {
  switch (view.kind) {
    case 'found':
    case 'container':
      return 200
    case 'unknown-code':
    case 'unknown-file':
      return 404
    case 'unopened':
      return 422
  }
}

/** @returns undefined when no file was sent */
async function checkFile(request: FastifyRequest, dependencies: VerifyDependencies): Promise<VerifiedView | undefined> {
  const part = await request.file({ throwFileSizeLimit: false, limits: { fileSize: MAX_FILE_BYTES } })
  const bytes = await part?.toBuffer()
  if (!bytes || bytes.length === 0) return undefined
  const isArchive = bytes.subarray(0, 4).equals(LOCAL_HEADER)
  if (part?.file.truncated === true) {
    // No document of ours is as large as that; a container may be.
    return isArchive ? { kind: 'unopened', code: 'too-large' } : { kind: 'unknown-file' }
  }
  if (isArchive) return checkArchive(bytes, dependencies)
  const document = await dependencies.documents.verifyByFile(bytes)
  return document ? { kind: 'found', document } : { kind: 'unknown-file' }
}

/** The first octets of every ZIP archive that holds a file. */
const LOCAL_HEADER = Buffer.from([0x50, 0x4b, 0x03, 0x04])

async function checkArchive(
  bytes: Uint8Array,
  { documents, checkContainer, hasEvent }: VerifyDependencies,
): Promise<VerifiedView> {
  const reply = await checkContainer(bytes)
  if (reply.kind === 'given-up') return { kind: 'unopened', code: 'given-up' }
  if (reply.kind === 'refused') return { kind: 'unopened', code: reply.code }
  const { summary } = reply
  const [paper] = summary.papers
  const document = summary.paper && paper ? await documents.verifyBySha256(paper.sha256) : undefined
  const caseId = parseCaseId(summary.case?.caseId ?? '')
  const hash = summary.case?.lastHash ?? ''
  const isOurCase =
    caseId !== undefined && /^[0-9a-f]{64}$/.test(hash) && (await hasEvent(caseId, summary.case?.events ?? 0, hash))
  const container: ContainerView = { summary, document, isOurs: isOurCase || document !== undefined }
  return { kind: 'container', container }
}
