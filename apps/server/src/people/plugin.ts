import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import rateLimit from '@fastify/rate-limit'
import type { Party } from '@qyzmet/casework'
import { LOCALES } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Site } from '../ui/render-page.tsx'
import { clearSessionToken, type CookieRules, readBrowserKey, readSessionToken } from './cookies.ts'
import { CSRF_FIELD, CSRF_HEADER, isAddressOf, isCsrfToken, isFromOurPages, makeCsrfToken } from './csrf.ts'
import { createDenials, type Denials } from './denials.tsx'
import { localeOf } from './page-frame.ts'
import type { People, Session } from './people.ts'
import { parseReturnPath } from './return-path.ts'
import type { FoundSession } from './sessions.ts'

type PreHandler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>

declare module 'fastify' {
  interface FastifyRequest {
    /** The signed-in browser; undefined for everybody else. */
    session: Session | undefined
    /** Why the session of this browser's cookie is over; undefined when there was none. */
    endedSession: Extract<FoundSession, { state: 'ended' }>['why'] | undefined
    /** Token for the forms of the page; undefined when nobody is signed in and no form was shown yet. */
    csrfToken: string | undefined
    /** Set by `requireCitizen` and `requireStaff`. */
    party: Party | undefined
    /** Whether a form token belongs to this browser; for handlers of multipart forms. */
    hasCsrfToken(token: unknown): boolean
    /** The secret of this browser's session, or of a browser that was given a key of its own; never leaves the server. */
    browserSecret(): Uint8Array | undefined
  }
  interface FastifyInstance {
    /** Lets in citizens whom the register has confirmed; sets `request.party`. */
    requireCitizen: PreHandler
    /** Lets in staff who hold a post today; sets `request.party`. */
    requireStaff: PreHandler
    /** Lets in everybody who is signed in, accounts that wait for the register too. */
    requireAccount: PreHandler
  }
  interface FastifyContextConfig {
    /**
     * `in-handler`: the form is multipart, so the handler checks its token with `request.hasCsrfToken`
     * as soon as it has read it; where the request comes from is checked all the same.
     *
     * `no-cookies`: the route asks for a token in a header and for nothing that a browser sends by itself.
     */
    csrf?: 'in-handler' | 'no-cookies'
  }
}

export interface PeoplePluginOptions {
  readonly people: People
  readonly site: Site
  /** True behind TLS, always so in production. */
  readonly secure: boolean
}

const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * Who is behind each request: reads the session, refuses forged changes, and offers the three
 * doors `requireCitizen`, `requireStaff`, `requireAccount`. Must be set up on the root before any route.
 */
export async function addPeople(app: FastifyInstance, options: PeoplePluginOptions): Promise<void> {
  const { people, secure } = options
  const rules: CookieRules = { secure }
  const denials = createDenials(options.site)
  if (!app.hasReplyDecorator('setCookie')) await app.register(cookie)
  if (!app.hasContentTypeParser('application/x-www-form-urlencoded')) await app.register(formbody)
  await app.register(rateLimit, { global: false })

  app.decorateRequest('session', undefined)
  app.decorateRequest('endedSession', undefined)
  app.decorateRequest('csrfToken', undefined)
  app.decorateRequest('party', undefined)
  app.decorateRequest('browserSecret', function (this: FastifyRequest): Uint8Array | undefined {
    return formSecretOf(this, rules)
  })
  app.decorateRequest('hasCsrfToken', function (this: FastifyRequest, token: unknown): boolean {
    const secret = formSecretOf(this, rules)
    return secret !== undefined && isCsrfToken(secret, token)
  })

  app.addHook('onRequest', async (request, reply) => {
    // A language we do not have is no page of ours.
    if (!hasKnownLocale(request)) return reply.callNotFound()
    // Files of the site are the same for everybody; no query for each of them.
    if (request.url.startsWith('/assets/')) return undefined
    const token = readSessionToken(request, rules)
    const found = token === undefined ? undefined : await people.findSession(token)
    if (found?.state === 'live') request.session = found.session
    if (found?.state === 'ended') request.endedSession = found.why
    if (found?.state === 'unknown') clearSessionToken(reply, rules)
    const secret = formSecretOf(request, rules)
    if (secret) request.csrfToken = makeCsrfToken(secret)
    return undefined
  })

  app.addHook('preHandler', async (request, reply) => {
    if (!CHANGING.has(request.method) || request.routeOptions.config.csrf === 'no-cookies') return undefined
    if (!isFromOurPages(request.headers, request.host)) return denials.forged(request, reply)
    if (request.routeOptions.config.csrf === 'in-handler') return undefined
    if (request.hasCsrfToken(tokenOf(request))) return undefined
    return request.endedSession ? askToSignIn(request, reply, denials) : denials.forged(request, reply)
  })

  const signedIn = async (request: FastifyRequest, reply: FastifyReply): Promise<Session | FastifyReply> =>
    request.session ?? askToSignIn(request, reply, denials)

  app.decorate('requireAccount', async (request, reply) => {
    const session = await signedIn(request, reply)
    return isReply(session) ? session : undefined
  })

  app.decorate('requireCitizen', async (request, reply) => {
    const session = await signedIn(request, reply)
    if (isReply(session)) return session
    if (session.account.kind !== 'citizen') return denials.citizensOnly(request, reply)
    if (session.account.registerCheck !== 'confirmed') return denials.unconfirmed(request, reply)
    request.party = await people.partyOf(session)
    return undefined
  })

  app.decorate('requireStaff', async (request, reply) => {
    const session = await signedIn(request, reply)
    if (isReply(session)) return session
    if (session.account.kind !== 'staff') return denials.staffOnly(request, reply)
    const party = await people.partyOf(session)
    if (party.kind !== 'staff' || party.roles.length === 0) {
      return denials.noPost(request, reply, await people.absencesOf(session.account.id))
    }
    request.party = party
    return undefined
  })
}

function hasKnownLocale({ params }: FastifyRequest): boolean {
  if (typeof params !== 'object' || params === null || !('locale' in params)) return true
  return LOCALES.some((locale) => locale === params.locale)
}

/** Forms of a signed-in person hang on the session, others on the browser's own key. */
function formSecretOf(request: FastifyRequest, rules: CookieRules): Uint8Array | undefined {
  if (request.session) return request.session.csrfSecret
  const key = readBrowserKey(request, rules)
  return key === undefined ? undefined : Buffer.from(key, 'base64url')
}

function tokenOf(request: FastifyRequest): unknown {
  const { body } = request
  if (typeof body === 'object' && body !== null && CSRF_FIELD in body) return body[CSRF_FIELD]
  return request.headers[CSRF_HEADER]
}

/** A page leads to sign-in and back to the same place; a program gets a code. */
function askToSignIn(request: FastifyRequest, reply: FastifyReply, denials: Denials): FastifyReply {
  if (request.url.startsWith('/api/')) return denials.signInNeeded(request, reply)
  const back = parseReturnPath(CHANGING.has(request.method) ? formPathOf(request) : request.url)
  const query = back === undefined ? '' : `?return=${encodeURIComponent(back)}`
  return reply.redirect(`/${localeOf(request)}/sign-in${query}`, 303)
}

/** The page on which a form stood: what was sent may go to an address that has no page of its own. */
function formPathOf(request: FastifyRequest): string {
  const { referer } = request.headers
  if (referer === undefined || !isAddressOf(referer, request.host)) return request.url
  const { pathname, search } = new URL(referer)
  return pathname + search
}

function isReply(value: Session | FastifyReply): value is FastifyReply {
  return 'statusCode' in value
}
