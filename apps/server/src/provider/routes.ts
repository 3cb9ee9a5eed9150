import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { castVote, closeSession, completeStep, reassign } from './decisions.tsx'
import type { ProviderDependencies } from './dependencies.ts'
import { sendAttachment, sendContainer, sendDraft, sendMinutes, sendPaper } from './files.ts'
import { showInbox, takeNextTask } from './inbox-pages.tsx'
import { sendEvidence, sendScan, showEnterAnswer, takeEnteredAnswer } from './register-pages.tsx'
import { sendRequest } from './package-pages.tsx'
import { showCase } from './show-case.tsx'
import { openDocumentToSign, showSigning, takeSignature } from './signing-pages.tsx'
import { showToSign, takeSignatures } from './to-sign-pages.tsx'
import { type CaseVisit, type Visit, visitOf, withCase } from './visit.tsx'

/** Largest form with a signature, in bytes. */
const MAX_SIGNATURE_FORM_BYTES = 512 * 1024
/** Whole cases from one address in a minute; each is stamped by the authority. */
const CONTAINERS_A_MINUTE = 10

/** `/:locale/work…`: pages of the provider's staff, all behind `requireStaff`; every look at a case is written down. */
export function providerRoutes(app: FastifyInstance, deps: ProviderDependencies): void {
  const staff = { preHandler: app.requireStaff }
  const limited = { config: { rateLimit: { max: CONTAINERS_A_MINUTE, timeWindow: 60_000 } } }
  const base = '/:locale/work/cases/:caseId'

  const on =
    (answer: (visit: Visit) => Promise<FastifyReply>) =>
    (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
      answer(visitOf(deps, request, reply))
  const onCase = (answer: (of: CaseVisit) => Promise<FastifyReply>) => on((visit) => withCase(visit, answer))

  app.get('/:locale/work', staff, on(showInbox))
  app.post('/:locale/work/next', staff, on(takeNextTask))

  app.get('/:locale/work/to-sign', staff, on(showToSign))
  app.post('/:locale/work/to-sign', { ...staff, bodyLimit: MAX_SIGNATURE_FORM_BYTES }, on(takeSignatures))

  app.get(
    base,
    staff,
    onCase((of) => showCase(of)),
  )
  app.post(`${base}/complete`, staff, onCase(completeStep))
  app.post(`${base}/vote`, staff, onCase(castVote))
  app.post(`${base}/reassign`, staff, onCase(reassign))
  app.post(`${base}/close-session`, staff, onCase(closeSession))

  app.get(`${base}/sign`, staff, onCase(showSigning))
  app.post(`${base}/sign`, { ...staff, bodyLimit: MAX_SIGNATURE_FORM_BYTES }, onCase(takeSignature))

  app.get(`${base}/to-sign`, staff, onCase(openDocumentToSign))
  app.get(`${base}/draft.pdf`, staff, onCase(sendDraft))
  app.get(`${base}/request`, staff, onCase(sendRequest))
  app.get(`${base}/minutes`, { ...staff, ...limited }, onCase(sendMinutes))
  app.get(`${base}/papers/:sha256`, staff, onCase(sendPaper))
  app.get(`${base}/registers/:receiptId`, staff, onCase(sendEvidence))
  app.get(`${base}/scans/:sha256`, staff, onCase(sendScan))
  app.get(`${base}/enter`, staff, onCase(showEnterAnswer))
  app.post(`${base}/enter`, { ...staff, config: { csrf: 'in-handler' } }, onCase(takeEnteredAnswer))

  app.get(`${base}/files/:sha256`, staff, onCase(sendAttachment))
  app.get(`${base}/container`, { ...staff, ...limited }, onCase(sendContainer))
}
