import type { FastifyInstance } from 'fastify'
import type { VisitOf } from '../routes.ts'
import { showCabinet } from './cabinet-page.tsx'
import { withOwnCase } from './case-access.tsx'
import {
  sendAttachment,
  sendDocument,
  sendDocumentEvidence,
  sendReceipt,
  sendReceiptEvidence,
  sendSentApplication,
  showCase,
  showReads,
  showSentApplication,
} from './case-pages.tsx'

interface CaseParams {
  readonly Params: { readonly id: string }
}
interface DocumentParams {
  readonly Params: { readonly id: string; readonly document: string }
}
interface FileParams {
  readonly Params: { readonly id: string; readonly index: string }
}

/** Evidence files from one address in a minute; each is stamped by the authority. */
const EVIDENCE_A_MINUTE = 10

/** `/cabinet/…`: what the applicant has sent and what came of it. */
export function cabinetRoutes(app: FastifyInstance, visitOf: VisitOf): void {
  const door = { preHandler: app.requireCitizen }
  const base = '/cabinet/cases/:id'

  app.get('/cabinet', door, (request, reply) => showCabinet(visitOf(request, reply)))
  app.get<CaseParams>(base, door, (request, reply) => withOwnCase(visitOf(request, reply), request.params.id, showCase))
  app.get<CaseParams>(`${base}/application`, door, (request, reply) =>
    withOwnCase(visitOf(request, reply), request.params.id, showSentApplication),
  )
  app.get<CaseParams>(`${base}/application.pdf`, door, (request, reply) =>
    withOwnCase(visitOf(request, reply), request.params.id, sendSentApplication),
  )
  app.get<CaseParams>(`${base}/reads`, door, (request, reply) =>
    withOwnCase(visitOf(request, reply), request.params.id, showReads),
  )
  app.get<CaseParams>(`${base}/receipt`, door, (request, reply) =>
    withOwnCase(visitOf(request, reply), request.params.id, sendReceipt),
  )
  app.get<DocumentParams>(`${base}/documents/:document`, door, (request, reply) =>
    withOwnCase(visitOf(request, reply), request.params.id, (own) => sendDocument(own, request.params.document)),
  )
  const stamped = { ...door, config: { rateLimit: { max: EVIDENCE_A_MINUTE, timeWindow: 60_000 } } }
  app.get<CaseParams>(`${base}/receipt/evidence`, stamped, (request, reply) =>
    withOwnCase(visitOf(request, reply), request.params.id, sendReceiptEvidence),
  )
  app.get<DocumentParams>(`${base}/documents/:document/evidence`, stamped, (request, reply) =>
    withOwnCase(visitOf(request, reply), request.params.id, (own) =>
      sendDocumentEvidence(own, request.params.document),
    ),
  )
  app.get<FileParams>(`${base}/attachments/:index`, door, (request, reply) =>
    withOwnCase(visitOf(request, reply), request.params.id, (own) => sendAttachment(own, request.params.index)),
  )
}
