import { answerOfError } from './answer-of-error.ts'
import type { IdentityProvider } from './identity-provider.ts'

export interface EgovOptions {
  /** Root of the provider, such as `https://idp.egov.kz`. */
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
  /** Default 8. */
  readonly patienceSeconds?: number
}

const PATIENCE_SECONDS = 8

/**
 * The identity provider of eGov: OAuth 2.0 with an authorization code. It gives no ID token: who the person is, is
 * asked with the access token. It wants the client's number in the body of the token request too, beside HTTP Basic.
 */
export function createEgov(options: EgovOptions): IdentityProvider {
  const connect = async () => {
    // Loaded at the first sign-in: the start of the server does not wait for it.
    const client = await import('openid-client')
    const server = {
      issuer: options.url,
      authorization_endpoint: `${options.url}/idp/oauth/authorize`,
      token_endpoint: `${options.url}/idp/oauth/token`,
    }
    const config = new client.Configuration(
      server,
      options.clientId,
      undefined,
      client.ClientSecretBasic(options.clientSecret),
    )
    config.timeout = options.patienceSeconds ?? PATIENCE_SECONDS
    // Settings let plain addresses through in training only.
    if (options.url.startsWith('http:')) client.allowInsecureRequests(config)
    return { client, config }
  }

  return {
    id: 'egov',
    title: { kk: 'eGov', ru: 'eGov', en: 'eGov' },

    begin: async ({ state }, redirectUri, locale) => {
      const { client, config } = await connect()
      return client.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        state,
        scope: 'user:basic:read',
        lang: locale === 'kk' ? 'kz' : locale,
      })
    },

    finish: async (callback, { state }) => {
      const { client, config } = await connect()
      try {
        const tokens = await client.authorizationCodeGrant(
          config,
          callback,
          { expectedState: state },
          { client_id: options.clientId },
        )
        const about = new URL(`${options.url}/idp/resource/user/basic`)
        const response = await client.fetchProtectedResource(config, tokens.access_token, about, 'GET')
        const iin = iinOf(await response.json())
        return iin === undefined ? { kind: 'no-iin' } : { kind: 'proven', iin }
      } catch (error) {
        return answerOfError(error)
      }
    },
  }
}

/** The IIN stays text, so that it keeps its zeros. */
function iinOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('person' in answer)) return undefined
  const { person } = answer
  if (typeof person !== 'object' || person === null || !('iin' in person)) return undefined
  return typeof person.iin === 'string' ? person.iin : undefined
}
