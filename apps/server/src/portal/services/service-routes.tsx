import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { countryDay } from '../../regulations/country-zone.ts'
import type { Edition } from '../../regulations/editions.ts'
import { Breadcrumbs } from '../../ui/Navigation.tsx'
import { DRAFT_DAYS } from '../drafts/draft.ts'
import { insertDraft, listDrafts } from '../drafts/drafts.queries.ts'
import { prefilledAnswers } from '../form/prefill.ts'
import { servicesMessages } from '../messages/services.ts'
import type { VisitOf } from '../routes.ts'
import { asApplicant, goTo, showPage, type Visit } from '../visit.ts'
import { showNoService } from './no-service.tsx'
import { ServiceListPage } from './ServiceListPage.tsx'
import { ServicePage } from './ServicePage.tsx'
import { PORTAL_CHANNEL, serviceCard, serviceView } from './service-view.ts'

interface ServiceParams {
  readonly Params: { readonly id: string }
}

/** `/`, `/services/:id`, and the button that begins an application. */
export function serviceRoutes(app: FastifyInstance, visitOf: VisitOf): void {
  app.get('/', { prefixTrailingSlash: 'slash' }, (request, reply) => showServices(visitOf(request, reply)))
  app.get<ServiceParams>('/services/:id', (request, reply) => showService(visitOf(request, reply), request.params.id))
  app.post<ServiceParams>('/services/:id/applications', { preHandler: app.requireCitizen }, (request, reply) =>
    beginApplication(visitOf(request, reply), request.params.id),
  )
}

async function showServices(visit: Visit): Promise<FastifyReply> {
  const { deps, locale } = visit
  const editions = await deps.editions.allCurrent(countryDay(visit.now), { training: deps.site.training })
  const t = servicesMessages[locale].list
  const services = editions.map((edition) => serviceCard(edition, locale))
  return showPage(visit, { title: t.title, body: <ServiceListPage services={services} /> })
}

async function showService(visit: Visit, id: string): Promise<FastifyReply> {
  const edition = await findEdition(visit, id)
  if (edition === undefined) return showNoService(visit)
  const { deps, request, locale, now } = visit
  const { session } = request
  const drafts = session === undefined ? [] : await listDrafts(deps.sql, session.account.id, now)
  const draft = drafts.find(({ regulation }) => regulation === id)
  const isGivenHere = (await deps.providerFor(edition.regulation)) !== undefined
  const service = serviceView(edition, locale, now, draft, isGivenHere)
  return showPage(visit, {
    title: service.title,
    width: 'wide',
    before: <Breadcrumbs places={[{ title: servicesMessages[locale].list.title, href: `/${locale}/` }]} />,
    body: <ServicePage service={service} isSignedIn={session !== undefined} />,
  })
}

async function beginApplication(visit: Visit, id: string): Promise<FastifyReply> {
  const edition = await findEdition(visit, id)
  if (edition === undefined || !(await mayApplyHere(visit, edition))) return showNoService(visit)
  const { deps, applicant, locale, now } = asApplicant(visit)
  const draftId = randomUUID()
  await insertDraft(deps.sql, {
    id: draftId,
    accountId: applicant.accountId,
    regulation: id,
    editionSha256: edition.sha256,
    locale,
    answers: prefilledAnswers(edition.regulation.standard.form, await deps.knownFacts(applicant)),
    submitToken: randomUUID(),
    at: now,
    expiresAt: now.add({ hours: 24 * DRAFT_DAYS }),
  })
  return goTo(visit, `/applications/${draftId}`)
}

function findEdition(visit: Visit, id: string): Promise<Edition | undefined> {
  return visit.deps.editions.current(id, countryDay(visit.now), { training: visit.deps.site.training })
}

/** True when people apply for the service on the portal, and some body here gives it. */
async function mayApplyHere({ deps }: Visit, { regulation }: Edition): Promise<boolean> {
  return regulation.channels.has(PORTAL_CHANNEL) && (await deps.providerFor(regulation)) !== undefined
}
