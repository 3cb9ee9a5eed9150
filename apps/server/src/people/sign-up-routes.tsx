import { formatTime } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { COUNTRY_ZONE } from '../regulations/country-zone.ts'
import { credentialsPages } from './credentials-pages.tsx'
import { localeOf } from './page-frame.ts'
import {
  ConfirmedPage,
  ConfirmNamePage,
  ExistsPage,
  FindingPage,
  SignUpPage,
  WaitingPage,
} from './pages/SignUpPages.tsx'
import { postedField, readNewCredentials } from './posted.ts'
import { findingOf } from './register-check.ts'
import { parseReturnPath } from './return-path.ts'
import type { PeopleRoutes } from './routes.tsx'
import { isUuid } from '../request-texts.ts'

const SIGN_UPS_A_MINUTE = 15
type ById = { Params: { id: string } }
type WithReturn = { Querystring: { return?: unknown } }

/** `/:locale/sign-up`, `/:locale/sign-up/:id` and `/:locale/sign-up/waiting`. Every POST ends in a redirect. */
export function signUpRoutes(app: FastifyInstance, shared: PeopleRoutes): void {
  const { people, show } = shared
  const limited = shared.limited(shared.limits?.signUp ?? SIGN_UPS_A_MINUTE)

  const { showForm, showOver } = credentialsPages(shared, {
    path: '/sign-up',
    words: (t) => t.signUp,
    form: (view) => <SignUpPage view={view} />,
  })

  /** The new account is signed in; its page says whether the register has confirmed it. */
  const enter = async (
    request: FastifyRequest,
    reply: FastifyReply,
    accountId: string,
    returnPath: string | undefined,
  ): Promise<FastifyReply> => {
    await shared.enter(request, reply, accountId)
    return reply.redirect(`/${localeOf(request)}/sign-up/waiting${queryOf(returnPath)}`, 303)
  }

  app.get<WithReturn>('/:locale/sign-up', async (request, reply) => {
    const returnPath = parseReturnPath(request.query.return)
    if (request.session) return reply.redirect(returnPath ?? `/${localeOf(request)}/`, 303)
    return showForm(request, reply, { ...(returnPath !== undefined && { returnPath }) })
  })

  app.post('/:locale/sign-up', limited, async (request, reply) => {
    const locale = localeOf(request)
    const returnPath = parseReturnPath(postedField(request.body, 'return'))
    const read = readNewCredentials(request.body, shared.wordsFor(request))
    if (!read.ok) {
      const iin = postedField(request.body, 'iin')
      return showForm(
        request,
        reply,
        { iin, errors: read.errors, ...(returnPath !== undefined && { returnPath }) },
        422,
      )
    }
    const browserKey = shared.openForm(request, reply)
    const begun = await people.beginSignUp({ iin: read.iin, password: read.password, locale, browserKey })
    switch (begun.kind) {
      case 'begun':
        return reply.redirect(`/${locale}/sign-up/${begun.signUpId}${queryOf(returnPath)}`, 303)
      case 'waiting':
        return enter(request, reply, begun.accountId, returnPath)
      case 'exists':
        return reply.redirect(`/${locale}/sign-up/exists`, 303)
    }
  })

  app.get('/:locale/sign-up/exists', async (request, reply) => {
    const title = shared.wordsFor(request).signUp.existsTitle
    return show(request, reply, { title, body: <ExistsPage locale={localeOf(request)} /> }, 409)
  })

  app.get<ById & WithReturn>('/:locale/sign-up/:id', async (request, reply) => {
    const browserKey = shared.openForm(request, reply)
    const opened = await (isUuid(request.params.id) ? people.openSignUp(request.params.id, browserKey) : undefined)
    if (opened === undefined || opened.kind === 'gone') return showOver(request, reply)
    const locale = localeOf(request)
    const t = shared.wordsFor(request).signUp
    if (opened.kind === 'finding') {
      const body = <FindingPage locale={locale} finding={opened.finding} mayRecheck={false} />
      return show(request, reply, { title: t.findings[opened.finding].title, body })
    }
    const returnPath = parseReturnPath(request.query.return)
    const body = (
      <ConfirmNamePage
        locale={locale}
        signUpId={request.params.id}
        maskedName={maskName(opened.name)}
        {...(returnPath !== undefined && { returnPath })}
      />
    )
    return show(request, reply, { title: t.confirmTitle, body })
  })

  app.post<ById>('/:locale/sign-up/:id', limited, async (request, reply) => {
    const { id } = request.params
    const browserKey = shared.openForm(request, reply)
    const finished = await (isUuid(id) ? people.finishSignUp(id, browserKey) : undefined)
    if (finished?.kind === 'exists') return reply.redirect(`/${localeOf(request)}/sign-up/exists`, 303)
    if (finished?.kind !== 'created') return showOver(request, reply)
    return enter(request, reply, finished.accountId, parseReturnPath(postedField(request.body, 'return')))
  })

  app.get<WithReturn>('/:locale/sign-up/waiting', { preHandler: app.requireAccount }, async (request, reply) => {
    const account = request.session?.account
    const locale = localeOf(request)
    const t = shared.wordsFor(request).signUp
    if (account?.registerFinding !== undefined) {
      const finding = findingOf(account.registerFinding)
      const body = <FindingPage locale={locale} finding={finding} mayRecheck />
      return show(request, reply, { title: t.findings[finding].title, body })
    }
    if (account?.registerCheck === 'confirmed') {
      const next = parseReturnPath(request.query.return) ?? `/${locale}/`
      const body = <ConfirmedPage locale={locale} name={account.name ?? ''} next={next} />
      return show(request, reply, { title: t.confirmedTitle, body })
    }
    const at = account?.nextCheckAt?.toZonedDateTimeISO(COUNTRY_ZONE).toPlainTime()
    const body = <WaitingPage locale={locale} {...(at && { nextCheck: formatTime(at) })} />
    return show(request, reply, { title: t.waitingTitle, body })
  })

  app.post('/:locale/sign-up/waiting', { ...limited, preHandler: app.requireAccount }, async (request, reply) => {
    if (request.session) await people.recheckNow(request.session.account.id)
    return reply.redirect(`/${localeOf(request)}/sign-up/waiting`, 303)
  })
}

function queryOf(returnPath: string | undefined): string {
  return returnPath === undefined ? '' : `?return=${encodeURIComponent(returnPath)}`
}

/** Given name and patronymic in full, of the surname the first letter: enough for its owner, too little for a stranger. */
export function maskName(name: string): string {
  const [surname = '', ...others] = name.split(' ')
  return [...others, `${surname.slice(0, 1)}.`].join(' ')
}
