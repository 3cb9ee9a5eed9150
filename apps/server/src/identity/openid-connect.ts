import type { Configuration } from 'openid-client'
import { answerOfError } from './answer-of-error.ts'
import type { IdentityProvider } from './identity-provider.ts'

export interface OpenIdConnectOptions {
  /** As in its discovery document. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Name of the claim that holds the IIN. */
  readonly iinClaim: string
  /** What the button says. */
  readonly title: string
  /** Default 8. */
  readonly patienceSeconds?: number
}

const PATIENCE_SECONDS = 8

/** Any provider of OpenID Connect that knows the IIN: authorization code with PKCE, nonce and a signed ID token. */
export function createOpenIdConnect(options: OpenIdConnectOptions): IdentityProvider {
  let discovered: Promise<Configuration> | undefined

  /** Discovered at the first sign-in and remembered; a provider that was down is asked again the next time. */
  const connect = async () => {
    const client = await import('openid-client')
    discovered ??= client.discovery(
      new URL(options.issuer),
      options.clientId,
      undefined,
      client.ClientSecretBasic(options.clientSecret),
      {
        timeout: options.patienceSeconds ?? PATIENCE_SECONDS,
        // Settings let plain addresses through in training only.
        ...(options.issuer.startsWith('http:') && { execute: [client.allowInsecureRequests] }),
      },
    )
    try {
      return { client, config: await discovered }
    } catch (error) {
      discovered = undefined
      throw error
    }
  }

  return {
    id: 'oidc',
    title: { kk: options.title, ru: options.title, en: options.title },

    begin: async ({ state, nonce, codeVerifier }, redirectUri, locale) => {
      try {
        const { client, config } = await connect()
        return client.buildAuthorizationUrl(config, {
          redirect_uri: redirectUri,
          state,
          nonce,
          scope: 'openid',
          code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
          code_challenge_method: 'S256',
          ui_locales: locale,
        })
      } catch {
        return undefined
      }
    },

    finish: async (callback, { state, nonce, codeVerifier }) => {
      try {
        const { client, config } = await connect()
        const tokens = await client.authorizationCodeGrant(config, callback, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        const told = claims?.[options.iinClaim]
        if (typeof told === 'string') return { kind: 'proven', iin: told }
        if (claims === undefined || config.serverMetadata().userinfo_endpoint === undefined) return { kind: 'no-iin' }
        const about = (await client.fetchUserInfo(config, tokens.access_token, claims.sub))[options.iinClaim]
        return typeof about === 'string' ? { kind: 'proven', iin: about } : { kind: 'no-iin' }
      } catch (error) {
        return answerOfError(error)
      }
    },
  }
}
