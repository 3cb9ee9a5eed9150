import type { Locale } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Page, renderPage, type Site } from '../ui/render-page.tsx'
import { sendPage } from '../ui/send-page.ts'
import type { IdentitySignIn } from '../identity/identity-sign-in.ts'
import { type CookieRules, ensureBrowserKey, readSessionToken, writeSessionToken } from './cookies.ts'
import { makeCsrfToken } from './csrf.ts'
import { identityRoutes } from './identity-routes.tsx'
import { peopleMessages } from './messages/people.ts'
import type { PeopleMessages } from './messages/people.kk.ts'
import { localeOf, pageFrame } from './page-frame.ts'
import { OverPage } from './pages/SignUpPages.tsx'
import type { RefusalMessage } from './pages/SignInPage.tsx'
import { passwordRoutes } from './password-routes.tsx'
import { PasswordHasherBusyError } from './passwords.ts'
import type { People } from './people.ts'
import { signInRoutes } from './sign-in-routes.tsx'
import { signUpRoutes } from './sign-up-routes.tsx'

export interface PeopleRoutesOptions {
  readonly people: People
  readonly site: Site
  /** As for `addPeople`. */
  readonly secure: boolean
  /** Address of the applicant's signing program. */
  readonly ncaLayerUrl: string
  /** Sentence for a reason of the signature check. */
  readonly describeFinding: (reason: string, locale: Locale) => string
  /** What the regulation of a service says when the IIN and the password are refuted; undefined for an unknown service. */
  readonly refusalMessage: (service: string, locale: Locale) => Promise<RefusalMessage | undefined>
  /** Other providers of identity beside IIN and password. */
  readonly identity: IdentitySignIn
  /** Requests a minute from one address; offices behind one address share them. */
  readonly limits?: { readonly signIn?: number; readonly signUp?: number }
}

/** What the routes of one subject share. */
export interface PeopleRoutes extends PeopleRoutesOptions {
  readonly rules: CookieRules
  /** Route options that hold back a flood from one address. */
  readonly limited: (perMinute: number) => { readonly config: { readonly rateLimit: object } }
  readonly show: (request: FastifyRequest, reply: FastifyReply, page: PagePart, status?: number) => FastifyReply
  /** Prepares a page with a form for somebody who may not be signed in; gives the key of the browser. */
  readonly openForm: (request: FastifyRequest, reply: FastifyReply) => string
  /** Signs the person in on this browser; the session it had before ends. */
  readonly enter: (request: FastifyRequest, reply: FastifyReply, accountId: string) => Promise<void>
  readonly wordsFor: (request: FastifyRequest) => PeopleMessages
}

export type PagePart = Pick<Page, 'title' | 'body'> & Partial<Page>

/** Too many requests from one address. */
class TooManyRequestsError extends Error {
  override readonly name = 'TooManyRequestsError'
  readonly statusCode = 429
}

/** Sign-in, sign-out, sign-up and password change: `/:locale/sign-in` and so on. Needs `addPeople` on the same app. */
export async function peopleRoutes(app: FastifyInstance, options: PeopleRoutesOptions): Promise<void> {
  const show: PeopleRoutes['show'] = (request, reply, page, status) =>
    sendPage(reply, renderPage(options.site, { ...pageFrame(request), ...page }), status)
  const rules = { secure: options.secure }
  const shared: PeopleRoutes = {
    ...options,
    rules,
    show,
    wordsFor: (request) => peopleMessages[localeOf(request)],
    openForm: (request, reply) => {
      const key = ensureBrowserKey(request, reply, rules)
      request.csrfToken ??= makeCsrfToken(Buffer.from(key, 'base64url'))
      return key
    },
    enter: async (request, reply, accountId) => {
      const previousToken = readSessionToken(request, rules)
      if (previousToken !== undefined) await options.people.signOut(previousToken)
      writeSessionToken(reply, await options.people.openSession(accountId), rules)
    },
    limited: (max) => ({
      config: {
        rateLimit: {
          max,
          timeWindow: 60_000,
          errorResponseBuilder: () => new TooManyRequestsError('Too many requests from one address.'),
        },
      },
    }),
  }

  await app.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => {
      const t = shared.wordsFor(request).signIn
      const sorry = (title: string, text: string, status: number): FastifyReply => {
        const locale = localeOf(request)
        const body = <OverPage title={title} text={text} next={{ href: `/${locale}/sign-in`, text: t.title }} />
        return show(request, reply, { title, body }, status)
      }
      if (error instanceof TooManyRequestsError) return sorry(t.tooManyTitle, t.tooMany, 429)
      if (error instanceof PasswordHasherBusyError) return sorry(t.busyTitle, t.busy, 503)
      throw error
    })
    signInRoutes(scope, shared)
    identityRoutes(scope, shared, options.identity)
    signUpRoutes(scope, shared)
    passwordRoutes(scope, shared)
  })
}
