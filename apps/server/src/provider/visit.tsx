import { type AllowedAction, type CasePart, type Party, standInStep } from '@qyzmet/casework'
import type { Locale } from '@qyzmet/regulation'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { parseCaseId } from '../cases/case-id.ts'
import type { LoadedCase } from '../cases/case-service.ts'
import { localeOf, pageFrame } from '../people/page-frame.ts'
import type { Session } from '../people/people.ts'
import { type Page, renderPage } from '../ui/render-page.tsx'
import { sendPage } from '../ui/send-page.ts'
import { CasePage } from './CasePage.tsx'
import type { ProviderDependencies } from './dependencies.ts'
import { providerMessages } from './messages/provider.ts'
import { paramOf } from './posted-texts.ts'
import { sightOf } from './sight.ts'

/** Who asks, in which language: parsed once for each request. */
export interface Visit {
  readonly deps: ProviderDependencies
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly locale: Locale
  readonly session: Session
  readonly party: Extract<Party, { kind: 'staff' }>
}

/** A visit to a case of which the visitor may see something. */
export interface CaseVisit extends Visit {
  readonly loaded: LoadedCase
  readonly actions: readonly AllowedAction[]
  readonly visible: ReadonlySet<CasePart>
}

/** @throws {TypeError} when the route has not asked for `requireStaff` */
export function visitOf(deps: ProviderDependencies, request: FastifyRequest, reply: FastifyReply): Visit {
  const { session, party } = request
  if (!session || party?.kind !== 'staff') throw new TypeError('the route has no requireStaff')
  return { deps, request, reply, locale: localeOf(request), session, party }
}

/** Finds the case of the address and hands it on; one that is not there, or not for the visitor, gets a page of its own. */
export async function withCase(visit: Visit, show: (of: CaseVisit) => Promise<FastifyReply>): Promise<FastifyReply> {
  const { deps, party } = visit
  const caseId = parseCaseId(paramOf(visit.request, 'caseId'))
  const loaded = caseId && (await deps.cases.load(caseId))
  if (!loaded) return showProblem(visit, 'not-found')
  const actions = await deps.cases.allowedActions(loaded, party)
  const visible = await sightOf(deps, party)(loaded)
  return visible.size === 0 ? showProblem(visit, 'forbidden') : show({ ...visit, loaded, actions, visible })
}

/** Sends a page in the language of the visit. @param status 422 for a form that came back with faults */
export function showPage(
  { deps, request, reply }: Visit,
  page: Pick<Page, 'title' | 'body'> & Partial<Page>,
  status = 200,
): FastifyReply {
  return sendPage(reply, renderPage(deps.site, { ...pageFrame(request), width: 'wide', dense: true, ...page }), status)
}

export function showProblem(visit: Visit, kind: 'not-found' | 'forbidden'): FastifyReply {
  const t = providerMessages[visit.locale]
  const title = kind === 'forbidden' ? t.forbidden.title : t.notFound.title
  return showPage(visit, { title, body: <CasePage view={{ kind }} /> }, kind === 'forbidden' ? 403 : 404)
}

/** Writes the look down first: when that fails, nothing is shown. */
export async function recordLook({ deps, party, loaded, visible }: CaseVisit, purpose: string): Promise<void> {
  const step = loaded.graph.steps.get(loaded.state.current?.step ?? '')
  const actor = (standInStep(loaded.state, { regulation: loaded.edition.regulation, graph: loaded.graph }) ?? step)
    ?.actor
  const actsAs = party.roles.find((role) => role.actor === actor)
  await deps.reads.recordRead({
    party,
    caseId: loaded.caseId,
    ...(step ? { step: step.id } : {}),
    ...(actsAs ? { actor: actsAs.actor } : {}),
    purpose,
    fields: [...visible],
  })
}
