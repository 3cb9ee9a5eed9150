import { type ApplicantView, applicantView } from '@qyzmet/casework'
import type { FastifyReply } from 'fastify'
import { parseCaseId } from '../../cases/case-id.ts'
import type { LoadedCase } from '../../cases/case-service.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Message } from '../Message.tsx'
import { applicationMessages } from '../messages/application.ts'
import { cabinetMessages } from '../messages/cabinet.ts'
import { type ApplicantVisit, asApplicant, showPage, type Visit } from '../visit.ts'

/** A case of the visitor's own, with what the applicant may know of it. */
export interface OwnCase {
  readonly visit: ApplicantVisit
  readonly loaded: LoadedCase
  readonly view: ApplicantView
}

/** Finds the case and hands it on; somebody else's is not found. */
export async function withOwnCase(
  anyVisit: Visit,
  id: string,
  show: (own: OwnCase) => FastifyReply | Promise<FastifyReply>,
): Promise<FastifyReply> {
  const visit = asApplicant(anyVisit)
  const caseId = parseCaseId(id)
  const loaded = caseId && (await visit.deps.cases.load(caseId))
  if (loaded === undefined || loaded.state.applicant.accountId !== visit.applicant.accountId) return showNoCase(visit)
  return show({ visit, loaded, view: applicantView(loaded.state, loaded.edition.regulation, loaded.graph) })
}

export function showNoCase(visit: Visit): FastifyReply {
  const t = cabinetMessages[visit.locale].case
  const body = (
    <Message title={t.notFound} text={t.notFoundText}>
      <ButtonLink href={`/${visit.locale}/cabinet`}>{applicationMessages[visit.locale].draft.toCabinet}</ButtonLink>
    </Message>
  )
  return showPage(visit, { title: t.notFound, body }, 404)
}
