import { formatTime, type Locale } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { IDENTITY_PROBLEMS } from '../identity/identity-sign-in.ts'
import { COUNTRY_ZONE } from '../regulations/country-zone.ts'
import { clearSessionToken, readSessionToken, writeSessionToken } from './cookies.ts'
import { localeOf } from './page-frame.ts'
import { type SignInNotice, SignInPage, type SignInView } from './pages/SignInPage.tsx'
import { postedField, readIin } from './posted.ts'
import { parseReturnPath } from './return-path.ts'
import type { PeopleRoutes } from './routes.tsx'
import type { SignInResult } from './sign-in.ts'

const SIGN_INS_A_MINUTE = 30

interface SignInQuery {
  readonly return?: unknown
  readonly service?: unknown
  readonly provider?: unknown
  readonly problem?: unknown
}

const SERVICE_PAGE = /^\/[a-z]{2}\/services\/([a-z0-9-]+)/

/** `/:locale/sign-in` and `/:locale/sign-out`. */
export function signInRoutes(app: FastifyInstance, shared: PeopleRoutes): void {
  const { people, rules } = shared

  const showForm = (
    request: FastifyRequest,
    reply: FastifyReply,
    form: Partial<SignInView>,
    status?: number,
  ): FastifyReply => {
    shared.openForm(request, reply)
    const view: SignInView = {
      locale: localeOf(request),
      iin: '',
      errors: [],
      notice: { kind: 'none' },
      providers: shared.identity.providers,
      ...form,
    }
    return shared.show(
      request,
      reply,
      {
        title: shared.wordsFor(request).signIn.title,
        error: view.errors.length > 0,
        body: <SignInPage view={view} />,
      },
      status,
    )
  }

  app.get<{ Querystring: SignInQuery }>('/:locale/sign-in', async (request, reply) => {
    const returnPath = parseReturnPath(request.query.return)
    if (request.session) return reply.redirect(returnPath ?? homeOf(localeOf(request), request.session.account), 303)
    return showForm(request, reply, {
      ...placeOf(returnPath, request.query.service),
      ...(request.endedSession && { notice: { kind: 'ended', why: request.endedSession } }),
      ...noticeOfProvider(request.query),
    })
  })

  app.post('/:locale/sign-in', shared.limited(shared.limits?.signIn ?? SIGN_INS_A_MINUTE), async (request, reply) => {
    const t = shared.wordsFor(request)
    const place = placeOf(parseReturnPath(postedField(request.body, 'return')), postedField(request.body, 'service'))
    const typed = postedField(request.body, 'iin')
    const password = postedField(request.body, 'password')
    const read = readIin(typed, t)
    const errors = [
      ...(read.ok ? [] : [read.error]),
      ...(password === '' ? [{ field: 'password', message: t.password.faults['password-missing'] }] : []),
    ]
    if (!read.ok || errors.length > 0) return showForm(request, reply, { ...place, iin: typed, errors }, 422)

    const previousToken = readSessionToken(request, rules)
    const result = await people.signIn({
      iin: read.iin,
      password,
      ...(previousToken !== undefined && { previousToken }),
    })
    if (result.kind !== 'signed-in') {
      const notice = await noticeOf(request, result, place.service)
      return showForm(request, reply, { ...place, iin: typed, notice }, notice.kind === 'paused' ? 429 : 422)
    }
    writeSessionToken(reply, result.token, rules)
    await people.setLocale(result.account.id, localeOf(request))
    return reply.redirect(place.returnPath ?? homeOf(localeOf(request), result.account), 303)
  })

  /** Why somebody came back from another provider without being signed in; the address can hold anything. */
  const noticeOfProvider = ({ provider: id, problem: code }: SignInQuery): Partial<Pick<SignInView, 'notice'>> => {
    const provider = shared.identity.providers.find((candidate) => candidate.id === id)
    const problem = IDENTITY_PROBLEMS.find((known) => known === code)
    return provider && problem ? { notice: { kind: 'provider', provider, problem } } : {}
  }

  /** What the regulation says on a refuted authentication, when the person came to apply for a service. */
  const noticeOf = async (
    request: FastifyRequest,
    result: Exclude<SignInResult, { kind: 'signed-in' }>,
    service: string | undefined,
  ): Promise<SignInNotice> => {
    if (result.kind === 'blocked') return { kind: 'blocked' }
    const message = service === undefined ? undefined : await shared.refusalMessage(service, localeOf(request))
    const until = result.kind === 'paused' ? result.until : result.pausedUntil
    return {
      ...(message && { message }),
      ...(until
        ? {
            kind: 'paused',
            time: formatTime(until.add({ seconds: 59 }).toZonedDateTimeISO(COUNTRY_ZONE).toPlainTime()),
          }
        : { kind: 'refuted', attemptsLeft: result.kind === 'refuted' ? result.attemptsLeft : 0 }),
    }
  }

  app.post('/:locale/sign-out', async (request, reply) => {
    const token = readSessionToken(request, rules)
    if (token !== undefined) await people.signOut(token)
    clearSessionToken(reply, rules)
    // Whoever uses the machine next must not get the pages back with the browser's Back.
    reply.header('clear-site-data', '"cache"')
    return reply.redirect(`/${localeOf(request)}/`, 303)
  })

  app.get('/:locale/sign-out', async (request, reply) => reply.redirect(`/${localeOf(request)}/`, 303))
}

/** Where the person came from and for which service; who came from the page of a service came for it. */
function placeOf(returnPath: string | undefined, named: unknown): Pick<SignInView, 'returnPath' | 'service'> {
  const service = typeof named === 'string' && named !== '' ? named : SERVICE_PAGE.exec(returnPath ?? '')?.[1]
  const isService = service !== undefined && /^[a-z0-9-]{1,64}$/.test(service)
  return { ...(returnPath !== undefined && { returnPath }), ...(isService && { service }) }
}

/** Where somebody begins who came for nothing in particular. */
export function homeOf(locale: Locale, account: { readonly kind: string; readonly registerCheck: string }): string {
  if (account.kind === 'staff') return `/${locale}/work`
  return account.registerCheck === 'confirmed' ? `/${locale}/cabinet` : `/${locale}/sign-up/waiting`
}
