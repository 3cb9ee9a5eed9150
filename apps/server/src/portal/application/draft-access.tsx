import type { FastifyReply } from 'fastify'
import { ButtonLink } from '../../ui/Button.tsx'
import { parseCaseId } from '../../cases/case-id.ts'
import type { Edition } from '../../regulations/editions.ts'
import type { CoSigning } from '../co-signing/co-signing.queries.ts'
import { type Draft, parseDraftId } from '../drafts/draft.ts'
import { findDraft } from '../drafts/drafts.queries.ts'
import { Message } from '../Message.tsx'
import { applicationMessages } from '../messages/application.ts'
import { type ApplicantVisit, asApplicant, goTo, showPage, type Visit } from '../visit.ts'
import { type Parts, partsOf } from './application-parts.ts'

/** A draft of the visitor's own that is not sent yet, with the edition it was begun under. */
export interface OpenDraft {
  readonly visit: ApplicantVisit
  readonly draft: Draft
  readonly edition: Edition
  readonly parts: Parts
}

/**
 * Finds the draft and hands it on; somebody else's, an expired and a sent one get a page of their own.
 * So pages of a sent application that the browser's Back brings up say where it is now, and change nothing.
 */
export async function withOpenDraft(
  anyVisit: Visit,
  draftId: string,
  show: (open: OpenDraft) => FastifyReply | Promise<FastifyReply>,
  whenSent: (visit: ApplicantVisit, draft: Draft) => FastifyReply | Promise<FastifyReply> = showSent,
): Promise<FastifyReply> {
  const visit = asApplicant(anyVisit)
  const draft = await ownDraft(visit, draftId)
  if (draft === undefined) return showNoDraft(visit)
  if (draft.submittedAt !== undefined) return whenSent(visit, draft)
  const edition = await visit.deps.editions.get(draft.editionSha256)
  return show({ visit, draft, edition, parts: partsOf(draft, edition, visit.now) })
}

export async function ownDraft({ deps, applicant, now }: ApplicantVisit, draftId: string): Promise<Draft | undefined> {
  const id = parseDraftId(draftId)
  return id && findDraft(deps.sql, id, applicant.accountId, now)
}

/** @returns the signed application while it waits for the signatures of others */
export async function waitingForOthers({ deps }: Visit, { caseId: id }: Draft): Promise<CoSigning | undefined> {
  const caseId = parseCaseId(id ?? '')
  const coSigning = caseId && (await deps.coSigning.find(caseId))
  return coSigning?.outcome === undefined ? coSigning : undefined
}

export function showNoDraft(visit: Visit): FastifyReply {
  const t = applicationMessages[visit.locale].draft
  const body = (
    <Message title={t.notFound} text={t.notFoundText}>
      <ButtonLink href={`/${visit.locale}/cabinet`}>{t.toCabinet}</ButtonLink>
    </Message>
  )
  return showPage(visit, { title: t.notFound, body }, 404)
}

/** One that waits for others is not sent yet: its own page says what may still be done. */
export async function showSent(visit: Visit, draft: Draft): Promise<FastifyReply> {
  if (await waitingForOthers(visit, draft)) return goTo(visit, `/applications/${draft.id}/done`)
  const t = applicationMessages[visit.locale].draft
  const body = (
    <Message title={t.sentTitle} text={t.sentText}>
      <ButtonLink href={`/${visit.locale}/applications/${draft.id}/done`}>{t.sentLink}</ButtonLink>
    </Message>
  )
  return showPage(visit, { title: t.sentTitle, body }, 409)
}
