import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { TRAINING_PEOPLE } from '../registers/training-people.ts'
import type { KnownClient } from './clients.ts'
import type { IdentityFaults } from './faults.ts'
import { choicePage } from './people-choice.ts'
import { isSameSecret } from '../same-secret.ts'

const CODE_LASTS = Temporal.Duration.from({ minutes: 2 })
const TOKEN_LASTS = Temporal.Duration.from({ minutes: 10 })

interface Grant {
  readonly iin: string
  readonly redirectUri: string
  readonly until: Temporal.Instant
}

/** eGov's identity provider as its clients see it: authorize, token, and the person behind a token. */
export function egovRoutes(
  app: FastifyInstance,
  options: { readonly client: KnownClient; readonly clock: () => Temporal.Instant; readonly faults: IdentityFaults },
): void {
  const { client, clock, faults } = options
  const redirectUri = `${client.productUrl}/sign-in/from/egov`
  const codes = new Map<string, Grant>()
  const tokens = new Map<string, Grant>()

  type Asked = { readonly client_id?: string; readonly redirect_uri?: string; readonly state?: string }
  const isKnown = (asked: Asked): boolean =>
    asked.client_id === client.clientId && asked.redirect_uri === redirectUri && asked.state !== undefined

  app.get<{ Querystring: Asked & { response_type?: string } }>('/idp/oauth/authorize', async (request, reply) => {
    if (faults.egov === 'down') return reply.code(503).send({ error: 'temporarily_unavailable' })
    if (!isKnown(request.query) || request.query.response_type !== 'code') {
      return reply.code(400).send({ error: 'invalid_request' })
    }
    const action = `/idp/oauth/authorize?${new URLSearchParams({ ...request.query }).toString()}`
    const page = choicePage({ title: 'eGov', action, people: TRAINING_PEOPLE })
    return reply.type('text/html; charset=utf-8').send(page)
  })

  app.post<{ Querystring: Asked; Body: { iin?: string; decline?: string } }>(
    '/idp/oauth/authorize',
    async (request, reply) => {
      if (!isKnown(request.query)) return reply.code(400).send({ error: 'invalid_request' })
      const back = new URL(redirectUri)
      back.searchParams.set('state', request.query.state ?? '')
      const person = TRAINING_PEOPLE.find(({ iin }) => iin === request.body.iin)
      if (person) {
        const code = randomBytes(24).toString('base64url')
        codes.set(code, { iin: person.iin, redirectUri, until: clock().add(CODE_LASTS) })
        back.searchParams.set('code', code)
      } else {
        back.searchParams.set('error', 'access_denied')
      }
      return reply.redirect(back.href, 303)
    },
  )

  app.post<{ Body: { grant_type?: string; code?: string; redirect_uri?: string; client_id?: string } }>(
    '/idp/oauth/token',
    async (request, reply) => {
      if (faults.egov !== 'none') return reply.code(503).send({ error: 'temporarily_unavailable' })
      const { grant_type, code = '', redirect_uri, client_id } = request.body
      const wanted = `${client.clientId}:${client.clientSecret}`
      if (!isSameSecret(credentialsOf(request.headers.authorization), wanted) || client_id !== client.clientId) {
        return reply.code(401).send({ error: 'invalid_client' })
      }
      const grant = codes.get(code)
      codes.delete(code)
      const isRight = grant_type === 'authorization_code' && grant?.redirectUri === redirect_uri
      if (!grant || !isRight || isOver(grant, clock())) return reply.code(400).send({ error: 'invalid_grant' })
      const accessToken = randomBytes(24).toString('base64url')
      tokens.set(accessToken, { ...grant, until: clock().add(TOKEN_LASTS) })
      return reply.send({ access_token: accessToken, token_type: 'bearer', expires_in: 600, scope: 'user:basic:read' })
    },
  )

  app.get('/idp/resource/user/basic', async (request, reply) => {
    const grant = tokens.get(/^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '')
    if (!grant || isOver(grant, clock())) return reply.code(401).send({ error: 'invalid_token' })
    const person = TRAINING_PEOPLE.find(({ iin }) => iin === grant.iin)
    const { iin, surname, givenName, patronymic } = person ?? {}
    return reply.send({ type: 'person', training: true, person: { iin, surname, name: givenName, patronymic } })
  })
}

function isOver(grant: Grant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, grant.until) > 0
}

/** Name and secret of HTTP Basic; both are form-encoded (RFC 6749, 2.3.1). */
function credentialsOf(header = ''): string {
  const encoded = /^Basic (.+)$/i.exec(header)?.[1] ?? ''
  return Buffer.from(encoded, 'base64').toString().split(':').map(decodeURIComponent).join(':')
}
