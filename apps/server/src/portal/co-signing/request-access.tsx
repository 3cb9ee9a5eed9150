import type { FastifyReply } from 'fastify'
import { parseCaseId } from '../../cases/case-id.ts'
import { markSeen } from '../../notices/notices.queries.ts'
import type { Edition } from '../../regulations/editions.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import type { Draft } from '../drafts/draft.ts'
import { findDraft } from '../drafts/drafts.queries.ts'
import { Message } from '../Message.tsx'
import { coSigningMessages } from '../messages/co-signing.ts'
import { type ApplicantVisit, asApplicant, goTo, showPage, type Visit } from '../visit.ts'
import type { CoSigner, CoSigning } from './co-signing.queries.ts'

/** An application that the visitor was asked to sign. */
export interface AskedRequest {
  readonly visit: ApplicantVisit
  readonly coSigning: CoSigning
  readonly signer: CoSigner
}

/** The same with what it says; only for the person asked, proved, and while they may still answer. */
export interface OpenRequest extends AskedRequest {
  readonly draft: Draft
  readonly edition: Edition
}

/** Finds the application for the person asked; its applicant is led to the applicant's page, anybody else to nothing. */
export async function withRequest(
  anyVisit: Visit,
  id: string,
  show: (asked: AskedRequest) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const visit = asApplicant(anyVisit)
  const { deps, applicant, now } = visit
  const caseId = parseCaseId(id)
  const coSigning = caseId && (await deps.coSigning.find(caseId))
  if (coSigning === undefined) return showNoRequest(visit)
  const isOwn = coSigning.applicant.accountId === applicant.accountId
  const signer = coSigning.signers.find(({ iin }) => iin === applicant.iin)
  if (!isOwn && signer === undefined) return showNoRequest(visit)
  await markSeen(deps.sql, coSigning.caseId, applicant.accountId, now)
  if (isOwn || signer === undefined) return goTo(visit, `/applications/${coSigning.draftId}/done`)
  visit.reply.header('cache-control', 'no-store')
  return show({ visit, coSigning, signer })
}

/** What was signed, for the person who may still sign it; undefined for anybody else and at any other time. */
export async function openRequest(asked: AskedRequest): Promise<OpenRequest | undefined> {
  const { visit, coSigning, signer } = asked
  const { deps, applicant, now } = visit
  if (coSigning.outcome !== undefined || signer.declined !== undefined || signer.signatureId !== undefined)
    return undefined
  if (!(await deps.coSigning.isProven(applicant.accountId))) return undefined
  const draft = await findDraft(deps.sql, coSigning.draftId, coSigning.applicant.accountId, now)
  return draft && { ...asked, draft, edition: await deps.editions.get(draft.editionSha256) }
}

/** Writes the look down first: when that fails, nothing is shown. The applicant finds it with the case. */
export async function recordLook({ visit, coSigning }: OpenRequest): Promise<void> {
  await visit.deps.audit.recordRead({
    party: visit.applicant,
    caseId: coSigning.caseId,
    purpose: 'co-signing',
    fields: ['applicant', 'answers'],
  })
}

export function showNoRequest(visit: Visit): FastifyReply {
  const t = coSigningMessages[visit.locale]
  const body = (
    <Message title={t.request.notFound} text={t.request.notFoundText}>
      <ButtonLink href={`/${visit.locale}/cabinet`}>{t.state.toCabinet}</ButtonLink>
    </Message>
  )
  return showPage(visit, { title: t.request.notFound, body }, 404)
}
