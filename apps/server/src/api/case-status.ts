import { applicantView, dueOf, TOTAL_TERM } from '@qyzmet/casework'
import type { CaseLine } from '../cases/case-list.queries.ts'
import type { LoadedCase } from '../cases/case-service.ts'
import type { IssuedDocument } from '../documents/documents.queries.ts'
import type { QueuePlace } from '../portal/dependencies.ts'
import type { CaseLines, CaseStatus } from './schemas.ts'

export function caseLines(lines: readonly CaseLine[]): CaseLines {
  return {
    cases: lines.map((line) => ({
      id: line.caseId,
      regulation: line.regulation,
      number: line.number ?? null,
      openedAt: line.openedAt.toString(),
      closedAt: line.closedAt?.toString() ?? null,
      closes: line.closes ?? null,
    })),
  }
}

/**
 * Where a case stands, with no more than its applicant may know.
 *
 * @param documents issued ones, only those that the applicant may have
 */
export function caseStatus(
  { caseId, state, edition, graph }: LoadedCase,
  documents: readonly IssuedDocument[],
  place: QueuePlace | undefined,
): CaseStatus {
  const { regulation, clock } = edition
  const view = applicantView(state, regulation, graph)
  const { current, closed } = view.status
  const due = state.status === 'open' ? dueOf(state.ledger, TOTAL_TERM, clock) : undefined
  const { decision } = view
  const refused = decision?.decision === 'refused' ? decision : undefined
  return {
    id: caseId,
    regulation: regulation.id,
    service: regulation.shortTitle,
    number: view.status.number ?? null,
    status: view.status.status,
    openedAt: view.status.openedAt.toString(),
    step: current
      ? { title: current.title, item: current.item, actor: current.actorTitle, since: current.since.toString() }
      : null,
    dueOn: due?.on?.toString() ?? null,
    closed: closed ? { title: closed.title, closes: closed.closes, at: closed.at.toString() } : null,
    decision: decision
      ? {
          decision: decision.decision,
          ground: regulation.standard.grounds.find(({ id }) => id === refused?.ground)?.title ?? null,
          reason: refused?.reason ?? null,
        }
      : null,
    queue: view.queue && place ? { list: place.list, place: place.position, total: place.total } : null,
    documents: documents.map(({ kind, title, number, datedOn, code }) => ({
      kind,
      title,
      number,
      datedOn: datedOn.toString(),
      code,
    })),
  }
}
