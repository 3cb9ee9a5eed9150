import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { clearSessionToken } from './cookies.ts'
import { credentialsPages } from './credentials-pages.tsx'
import { localeOf } from './page-frame.ts'
import { PasswordPage, SignPasswordPage, type SignatureNotice } from './pages/PasswordPages.tsx'
import { OverPage } from './pages/SignUpPages.tsx'
import { postedField, readNewCredentials } from './posted.ts'
import type { PeopleRoutes } from './routes.tsx'
import { isUuid } from '../request-texts.ts'

const CHANGES_A_MINUTE = 15
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/

type ById = { Params: { id: string } }

/** `/:locale/password` and its steps: a new password, the signature that proves it, the end. */
export function passwordRoutes(app: FastifyInstance, shared: PeopleRoutes): void {
  const { people, rules, show } = shared
  const limited = shared.limited(shared.limits?.signUp ?? CHANGES_A_MINUTE)

  const { showForm, showOver } = credentialsPages(shared, {
    path: '/password',
    words: (t) => t.passwordChange,
    form: (view) => <PasswordPage view={view} />,
  })

  const open = async (request: FastifyRequest<ById>, browserKey: string) => {
    const opened = await (isUuid(request.params.id)
      ? people.openPasswordChange(request.params.id, browserKey)
      : undefined)
    return opened?.kind === 'to-sign' ? opened : undefined
  }

  const showSigning = async (
    request: FastifyRequest<ById>,
    reply: FastifyReply,
    notice: SignatureNotice,
    status?: number,
  ): Promise<FastifyReply> => {
    const opened = await open(request, shared.openForm(request, reply))
    if (!opened) return showOver(request, reply)
    const body = (
      <SignPasswordPage
        locale={localeOf(request)}
        changeId={request.params.id}
        document={opened.document}
        iin={opened.iin}
        ncaLayerUrl={shared.ncaLayerUrl}
        training={shared.site.training}
        notice={notice}
      />
    )
    const title = shared.wordsFor(request).passwordChange.signTitle
    return show(request, reply, { title, body, islands: ['sign-document.js'] }, status)
  }

  app.get('/:locale/password', async (request, reply) =>
    showForm(request, reply, { ...(request.session && { iin: request.session.account.iin }) }),
  )

  app.post('/:locale/password', limited, async (request, reply) => {
    const read = readNewCredentials(request.body, shared.wordsFor(request))
    if (!read.ok) {
      return showForm(request, reply, { iin: postedField(request.body, 'iin'), errors: read.errors }, 422)
    }
    const browserKey = shared.openForm(request, reply)
    const id = await people.beginPasswordChange({ iin: read.iin, password: read.password, browserKey })
    return reply.redirect(`/${localeOf(request)}/password/${id}`, 303)
  })

  for (const kind of ['done', 'no-account'] as const) {
    app.get(`/:locale/password/${kind}`, async (request, reply) => {
      const t = shared.wordsFor(request).passwordChange
      const locale = localeOf(request)
      const words =
        kind === 'done'
          ? { title: t.doneTitle, text: t.done, next: { href: `/${locale}/sign-in`, text: t.doneNext } }
          : { title: t.noAccountTitle, text: t.noAccount, next: { href: `/${locale}/sign-up`, text: t.noAccountNext } }
      return show(request, reply, { title: words.title, body: <OverPage {...words} /> })
    })
  }

  app.get<ById>('/:locale/password/:id', async (request, reply) => showSigning(request, reply, { kind: 'none' }))

  app.get<ById>('/:locale/password/:id/document', async (request, reply) => {
    const opened = await open(request, shared.openForm(request, reply))
    if (!opened) return showOver(request, reply)
    return reply.type('application/octet-stream').header('cache-control', 'no-store').send(Buffer.from(opened.document))
  })

  app.post<ById>('/:locale/password/:id', limited, async (request, reply) => {
    const locale = localeOf(request)
    const cms = postedField(request.body, 'cms')
    const finished = await (isUuid(request.params.id)
      ? people.finishPasswordChange({
          id: request.params.id,
          browserKey: shared.openForm(request, reply),
          cms: BASE64.test(cms) ? Buffer.from(cms, 'base64') : Buffer.alloc(0),
        })
      : undefined)
    switch (finished?.kind) {
      case 'changed':
        clearSessionToken(reply, rules)
        return reply.redirect(`/${locale}/password/done`, 303)
      case 'no-account':
        return reply.redirect(`/${locale}/password/no-account`, 303)
      case 'refuted':
      case 'undecided': {
        const reason = shared.describeFinding(finished.reason, locale)
        return showSigning(request, reply, { kind: finished.kind, reason }, 422)
      }
      case 'gone':
      case undefined:
        return showOver(request, reply)
    }
  })
}
