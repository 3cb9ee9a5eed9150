import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** How the two cookies are written. */
export interface CookieRules {
  /** True behind TLS: the names then carry `__Host-`, so that no other host can plant them. */
  readonly secure: boolean
}

/** A cookie of the session ends with the browser; the server ends it earlier. */
const SESSION = 'qyzmet-session'
/** Ties forms of somebody not signed in to one browser. */
const BROWSER = 'qyzmet-browser'

function nameOf(cookie: string, { secure }: CookieRules): string {
  return secure ? `__Host-${cookie}` : cookie
}

function write(reply: FastifyReply, cookie: string, value: string, rules: CookieRules): void {
  reply.setCookie(nameOf(cookie, rules), value, { httpOnly: true, sameSite: 'lax', path: '/', secure: rules.secure })
}

export function readSessionToken(request: FastifyRequest, rules: CookieRules): string | undefined {
  return request.cookies[nameOf(SESSION, rules)]
}

export function writeSessionToken(reply: FastifyReply, token: string, rules: CookieRules): void {
  write(reply, SESSION, token, rules)
}

export function clearSessionToken(reply: FastifyReply, rules: CookieRules): void {
  reply.clearCookie(nameOf(SESSION, rules), { httpOnly: true, sameSite: 'lax', path: '/', secure: rules.secure })
}

export function readBrowserKey(request: FastifyRequest, rules: CookieRules): string | undefined {
  const key = request.cookies[nameOf(BROWSER, rules)]
  return key !== undefined && /^[A-Za-z0-9_-]{43}$/.test(key) ? key : undefined
}

/** The key of this browser; given out with the reply when it has none yet. */
export function ensureBrowserKey(request: FastifyRequest, reply: FastifyReply, rules: CookieRules): string {
  const known = readBrowserKey(request, rules)
  if (known !== undefined) return known
  const key = randomBytes(32).toString('base64url')
  write(reply, BROWSER, key, rules)
  return key
}
