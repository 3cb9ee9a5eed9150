import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { TRAINING_PEOPLE } from '../registers/training-people.ts'
import type { KnownClient } from './clients.ts'
import type { IdentityFaults } from './faults.ts'
import { choicePage } from './people-choice.ts'

const ROOT = '/identity/oidc'

/** A provider of OpenID Connect with throw-away keys, at `/identity/oidc`; the person is picked from a list. */
export function openIdConnectRoutes(
  app: FastifyInstance,
  options: { readonly client: KnownClient; readonly faults: IdentityFaults },
): void {
  let made: Promise<Provider> | undefined
  // The address is known only when somebody asks: in tests the port is whichever was free.
  const providerAt = (host: string): Promise<Provider> =>
    (made ??= makeProvider(`http://${host}${ROOT}`, options.client))

  app.get<{ Params: { uid: string } }>('/identity/choose/:uid', async (request, reply) => {
    const action = `/identity/choose/${encodeURIComponent(request.params.uid)}`
    const page = choicePage({ title: 'OpenID Connect', action, people: TRAINING_PEOPLE })
    return reply.type('text/html; charset=utf-8').send(page)
  })

  app.post<{ Params: { uid: string }; Body: { iin?: string } }>('/identity/choose/:uid', async (request, reply) => {
    const provider = await providerAt(request.host)
    const person = TRAINING_PEOPLE.find(({ iin }) => iin === request.body.iin)
    const result = person ? { login: { accountId: person.iin } } : { error: 'access_denied' }
    const next = await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: false })
    return reply.redirect(next, 303)
  })

  // The provider reads requests itself, body and all.
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => {
      done(null)
    })
    const pass = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      if (options.faults.oidc === 'down') return reply.code(503).send({ error: 'temporarily_unavailable' })
      const handle = (await providerAt(request.host)).callback()
      reply.hijack()
      Object.assign(request.raw, { originalUrl: request.url, url: request.url.slice(ROOT.length) || '/' })
      return handle(request.raw, reply.raw)
    }
    scope.all(ROOT, pass)
    scope.all(`${ROOT}/*`, pass)
  })
}

async function makeProvider(issuer: string, client: KnownClient): Promise<Provider> {
  // Loaded at the first sign-in: the simulator's start does not wait for it.
  const { default: OpenIdProvider } = await import('oidc-provider')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return new OpenIdProvider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${client.productUrl}/sign-in/from/oidc`],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'training' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    claims: { openid: ['sub', 'iin', 'training'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/identity/choose/${uid}` },
    findAccount: (_context, iin) => ({ accountId: iin, claims: () => ({ sub: iin, iin, training: true }) }),
    // Who picked a person has agreed.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
    renderError: async (context, { error }) => {
      context.type = 'json'
      context.body = JSON.stringify({ error })
    },
  })
}
