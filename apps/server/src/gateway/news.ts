import { type CaseEvent, type OpenedCase } from '@qyzmet/casework'
import type { PortalRequest, PortalSystemInfo } from '@qyzmet/gateway'
import { executorActorOf } from '@qyzmet/regulation'
import type { LoadedCase } from '../cases/case-service.ts'
import type { IssuedDocument } from '../documents/documents.queries.ts'
import { RESULT_KINDS } from '../documents/kinds.ts'
import { COUNTRY_ZONE } from '../regulations/country-zone.ts'
import { portalWords } from './messages/portal.ts'
import type { Faults } from './portal-application.ts'
import type { PortalNews } from './portal-content.ts'
import type { PortalChain, Registration } from './registrations.queries.ts'

/** The receipt: the application has its number and its moment. */
export function registeredNews(registration: Registration, request: PortalRequest): PortalNews {
  return {
    ...infoOf(request),
    state: 'REGISTERED',
    text: portalWords.registered,
    registration: { number: registration.number, at: registration.registeredAt },
  }
}

/** The application was not taken in: why, and what was missing. */
export function refusalNews(faults: Faults, request: PortalRequest, at: Temporal.Instant): PortalNews {
  return {
    ...infoOf(request),
    state: 'NOT_ACCEPTED',
    text: portalWords.refusals[faults.refusal],
    decision: { type: 'NEGATIVE', on: at.toZonedDateTimeISO(COUNTRY_ZONE).toPlainDate(), missing: faults.missing },
  }
}

/** What the portal hears of an event of the case; undefined for what is not its business, or not decided yet. */
export function newsOf(
  event: CaseEvent,
  { state, edition, graph }: LoadedCase,
  registration: Registration & { readonly portal: PortalChain },
  papers: readonly IssuedDocument[],
): PortalNews | undefined {
  const common = {
    requestNumber: registration.portal.requestNumber,
    chainId: registration.portal.correlationId,
    requestedAt: registration.portal.requestedAt,
    registration: { number: registration.number, at: registration.registeredAt },
  }
  if (event.type === 'RequestAccepted') return { ...common, state: 'IN_PROCESSING', text: portalWords.accepted }
  if (event.type === 'CaseClosed') return { ...common, ...endNews(event, state, edition.clock.timeZone, papers) }
  if (event.type !== 'ExecutorNamed') return undefined
  const actor = edition.regulation.actors.get(executorActorOf(graph, edition.regulation) ?? '')
  return {
    ...common,
    state: 'IN_PROCESSING',
    text: portalWords.assigned,
    ...(actor ? { assignee: { name: event.executor.name, position: actor.title } } : {}),
  }
}

type End = Pick<PortalNews, 'state' | 'text' | 'decision' | 'paper'>

function endNews(
  { closes, at }: Extract<CaseEvent, { type: 'CaseClosed' }>,
  { decision }: OpenedCase,
  timeZone: string,
  papers: readonly IssuedDocument[],
): End {
  const on = at.toZonedDateTimeISO(timeZone).toPlainDate()
  const issued = papers.findLast(({ kind, isSuperseded }) => RESULT_KINDS.includes(kind) && !isSuperseded)
  const paper = issued && {
    paper: { kind: issued.kind, sha256: issued.pdfSha256, number: issued.number, on: issued.datedOn },
  }
  switch (closes) {
    case 'granted':
      return { state: 'FINISHED', text: portalWords.granted, decision: { type: 'POSITIVE', on }, ...paper }
    case 'refused':
      return {
        state: 'REFUSED',
        text: portalWords.refused,
        decision: { type: 'NEGATIVE', on, ...(decision?.reason === undefined ? {} : { reason: decision.reason }) },
        ...paper,
      }
    case 'stopped':
      return { state: 'NOT_ACCEPTED', text: portalWords.stopped, decision: { type: 'NEGATIVE', on } }
  }
}

function infoOf({ requestNumber, chainId, requestedAt }: PortalRequest): PortalSystemInfo {
  return { requestNumber, requestedAt, ...(chainId === undefined ? {} : { chainId }) }
}
