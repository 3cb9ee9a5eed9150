import type { FastifyInstance } from 'fastify'
import type { VisitOf } from '../routes.ts'
import { withRequest } from './request-access.tsx'
import { declineRequest, sendStatement, signRequest, takeProof } from './request-actions.ts'
import { sendRequest, showRequest } from './request-page.tsx'
import { withdrawApplication } from './waiting-page.tsx'

interface Params {
  readonly Params: { readonly id: string }
}

/** Signatures from one address in a minute; each may cost several questions to the authority. */
const SIGNATURES_A_MINUTE = 20

/** `/cabinet/co-signatures/:id…` for the person asked to sign, `/applications/:id/withdraw` for the applicant. */
export function coSigningRoutes(app: FastifyInstance, visitOf: VisitOf): void {
  const door = { preHandler: app.requireCitizen }
  const signing = { ...door, config: { rateLimit: { max: SIGNATURES_A_MINUTE, timeWindow: 60_000 } } }
  const base = '/cabinet/co-signatures/:id'

  app.get<Params>(base, door, (request, reply) =>
    withRequest(visitOf(request, reply), request.params.id, (asked) => showRequest(asked)),
  )
  app.get<Params>(`${base}/request`, door, (request, reply) =>
    withRequest(visitOf(request, reply), request.params.id, sendRequest),
  )
  app.post<Params>(`${base}/sign`, signing, (request, reply) =>
    withRequest(visitOf(request, reply), request.params.id, signRequest),
  )
  app.post<Params>(`${base}/decline`, door, (request, reply) =>
    withRequest(visitOf(request, reply), request.params.id, declineRequest),
  )
  app.get<Params>(`${base}/statement`, door, (request, reply) =>
    withRequest(visitOf(request, reply), request.params.id, sendStatement),
  )
  app.post<Params>(`${base}/proof`, signing, (request, reply) =>
    withRequest(visitOf(request, reply), request.params.id, takeProof),
  )
  app.post<Params>('/applications/:id/withdraw', door, (request, reply) =>
    withdrawApplication(visitOf(request, reply), request.params.id),
  )
}
