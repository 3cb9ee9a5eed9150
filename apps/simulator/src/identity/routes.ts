import type { FastifyInstance } from 'fastify'
import { TRAINING_CLIENT } from './clients.ts'
import { egovRoutes } from './egov.ts'
import type { IdentityFaults } from './faults.ts'
import { openIdConnectRoutes } from './openid-connect.ts'

export type { IdentityFaults } from './faults.ts'

/** Those who vouch for people in training: eGov's provider and one of OpenID Connect. */
export async function identityRoutes(
  app: FastifyInstance,
  options: {
    readonly productUrl: string
    readonly clock: () => Temporal.Instant
    readonly faults: IdentityFaults
  },
): Promise<void> {
  const client = { ...TRAINING_CLIENT, productUrl: options.productUrl }
  await app.register(async (scope) => {
    scope.removeContentTypeParser('application/x-www-form-urlencoded')
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_: unknown, body: string) => Object.fromEntries(new URLSearchParams(body)),
    )
    egovRoutes(scope, { client, clock: options.clock, faults: options.faults })
    openIdConnectRoutes(scope, { client, faults: options.faults })
  })
}
