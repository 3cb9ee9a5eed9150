import { type Locale, LOCALES } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { applicationRoutes } from './application/application-routes.tsx'
import { cabinetRoutes } from './cabinet/cabinet-routes.tsx'
import { coSigningRoutes } from './co-signing/co-signing-routes.ts'
import type { PortalDependencies } from './dependencies.ts'
import { noticeSettingsRoutes } from './notices/notice-settings-routes.tsx'
import { serviceRoutes } from './services/service-routes.tsx'
import { toldRoutes } from './told/told-routes.tsx'
import type { Visit } from './visit.ts'

/** Makes a visit of a request, in the language under which its route stands. */
export type VisitOf = (request: FastifyRequest, reply: FastifyReply) => Visit

/**
 * The citizen's pages, under `/kk`, `/ru` and `/en`. Sessions and form tokens must be set up before
 * (`addPeople`), and posted forms parsed (`@fastify/formbody`, `@fastify/multipart`).
 */
export async function portalRoutes(app: FastifyInstance, deps: PortalDependencies): Promise<void> {
  for (const locale of LOCALES) {
    await app.register(
      async (scope) => {
        const visitOf = visitIn(locale, deps)
        serviceRoutes(scope, visitOf)
        toldRoutes(scope, visitOf)
        applicationRoutes(scope, visitOf)
        cabinetRoutes(scope, visitOf)
        coSigningRoutes(scope, visitOf)
        noticeSettingsRoutes(scope, visitOf)
      },
      { prefix: `/${locale}` },
    )
  }
}

function visitIn(locale: Locale, deps: PortalDependencies): VisitOf {
  return (request, reply) => ({ deps, request, reply, locale, now: deps.now() })
}
