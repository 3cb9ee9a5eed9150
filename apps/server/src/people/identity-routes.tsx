import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { IdentityProblem, IdentitySignIn } from '../identity/identity-sign-in.ts'
import type { IdentityProvider } from '../identity/identity-provider.ts'
import { identityMessages } from '../identity/messages/identity.ts'
import { countryDay } from '../regulations/country-zone.ts'
import { readBrowserKey } from './cookies.ts'
import { localeOf } from './page-frame.ts'
import { ClaimAccountPage } from './pages/ClaimAccountPage.tsx'
import { postedField } from './posted.ts'
import { parseReturnPath } from './return-path.ts'
import type { PeopleRoutes } from './routes.tsx'
import { homeOf } from './sign-in-routes.tsx'
import { isUuid } from '../request-texts.ts'

const SIGN_INS_A_MINUTE = 30
type ById = { Params: { id: string } }
type ByProvider = { Params: { provider: string } }

/** `/:locale/sign-in/with/:provider`, `/sign-in/from/:provider` and `/:locale/sign-in/account/:id`. */
export function identityRoutes(app: FastifyInstance, shared: PeopleRoutes, identity: IdentitySignIn): void {
  const limited = shared.limited(shared.limits?.signIn ?? SIGN_INS_A_MINUTE)
  const providerOf = (request: FastifyRequest<ByProvider>): IdentityProvider | undefined =>
    identity.providers.find(({ id }) => id === request.params.provider)

  const backToSignIn = (
    reply: FastifyReply,
    place: { readonly locale: string; readonly returnPath?: string },
    provider: IdentityProvider,
    problem: IdentityProblem,
  ): FastifyReply => {
    const query = new URLSearchParams({ provider: provider.id, problem })
    if (place.returnPath !== undefined) query.set('return', place.returnPath)
    return reply.redirect(`/${place.locale}/sign-in?${query.toString()}`, 303)
  }

  // A link, not a form: the content security policy keeps forms from leading to another site.
  app.get<ByProvider & { Querystring: { return?: unknown } }>(
    '/:locale/sign-in/with/:provider',
    limited,
    async (request, reply) => {
      const provider = providerOf(request)
      if (!provider) return reply.callNotFound()
      const locale = localeOf(request)
      const returnPath = parseReturnPath(request.query.return)
      const place = { locale, ...(returnPath !== undefined && { returnPath }) }
      const leaving = await identity.begin(provider, { ...place, browserKey: shared.openForm(request, reply) })
      return leaving ? reply.redirect(leaving.href, 303) : backToSignIn(reply, place, provider, 'silent')
    },
  )

  app.get<ByProvider>('/sign-in/from/:provider', limited, async (request, reply) => {
    const provider = providerOf(request)
    if (!provider) return reply.callNotFound()
    const query = request.url.slice(request.url.indexOf('?')).replace(/^[^?].*$/, '')
    const returned = await identity.finish(provider, query, readBrowserKey(request, shared.rules))
    const { locale } = returned
    const back = returned.returnPath === undefined ? '' : `?return=${encodeURIComponent(returned.returnPath)}`
    switch (returned.kind) {
      case 'entered':
        await shared.enter(request, reply, returned.account.id)
        return reply.redirect(returned.returnPath ?? homeOf(locale, returned.account), 303)
      case 'sign-up':
        return reply.redirect(`/${locale}/sign-up/${returned.signUpId}${back}`, 303)
      case 'waiting':
        await shared.enter(request, reply, returned.accountId)
        return reply.redirect(`/${locale}/sign-up/waiting${back}`, 303)
      case 'question':
        return reply.redirect(`/${locale}/sign-in/account/${returned.signInId}`, 303)
      case 'problem':
        return backToSignIn(reply, returned, provider, returned.problem)
    }
  })

  const showQuestion = async (
    request: FastifyRequest<ById>,
    reply: FastifyReply,
    problem?: string,
  ): Promise<FastifyReply> => {
    const { id: signInId } = request.params
    const browserKey = shared.openForm(request, reply)
    const question = await (isUuid(signInId) ? identity.findQuestion(signInId, browserKey) : undefined)
    const locale = localeOf(request)
    if (!question) return reply.redirect(`/${locale}/sign-in`, 303)
    const errors = problem === undefined ? [] : [{ field: 'mine', message: problem }]
    const page = { locale, signInId, madeOn: countryDay(question.madeAt), errors }
    return shared.show(
      request,
      reply,
      {
        title: identityMessages[locale].questionTitle,
        error: errors.length > 0,
        body: <ClaimAccountPage {...page} />,
      },
      errors.length > 0 ? 422 : 200,
    )
  }

  app.get<ById>('/:locale/sign-in/account/:id', (request, reply) => showQuestion(request, reply))

  app.post<ById>('/:locale/sign-in/account/:id', limited, async (request, reply) => {
    const { id } = request.params
    const locale = localeOf(request)
    const mine = postedField(request.body, 'mine')
    if (mine !== 'yes' && mine !== 'no') return showQuestion(request, reply, identityMessages[locale].questionMissing)
    const browserKey = shared.openForm(request, reply)
    const answered = await (isUuid(id) ? identity.answer(id, browserKey, mine === 'yes') : undefined)
    if (!answered) return reply.redirect(`/${locale}/sign-in`, 303)
    await shared.enter(request, reply, answered.account.id)
    return reply.redirect(answered.returnPath ?? homeOf(locale, answered.account), 303)
  })
}
