import type { FastifyInstance, FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { sendBytes } from '../../documents/send-bytes.ts'
import { countryDay } from '../../regulations/country-zone.ts'
import { Breadcrumbs } from '../../ui/Navigation.tsx'
import { servicesMessages } from '../messages/services.ts'
import type { VisitOf } from '../routes.ts'
import { showNoService } from '../services/no-service.tsx'
import { showPage, type Visit } from '../visit.ts'
import { HandbookPage } from './HandbookPage.tsx'
import { RegulationPage } from './RegulationPage.tsx'
import { handbookView, regulationView, serviceAddress, type ToldEdition } from './told-view.ts'

interface ToldRequest {
  readonly Params: { readonly id: string }
  /** Name of a wording; absent: the one that new cases run under. */
  readonly Querystring: { readonly edition?: string }
}

interface DrawingRequest extends ToldRequest {
  readonly Params: ToldRequest['Params'] & { readonly channel: string }
}

/** An hour: a new edition appears within that time for those who have looked before. */
const KEPT_SECONDS = 3600

/** The pages that tell a regulation, and their files. Anybody may read them. */
export function toldRoutes(app: FastifyInstance, visitOf: VisitOf): void {
  app.get<ToldRequest>('/services/:id/regulation', async (request, reply) => {
    const visit = visitOf(request, reply)
    const found = await findTold(visit, request)
    if (found === undefined) return showNoService(visit)
    const view = regulationView(found, visit.locale)
    return showTold(visit, found, view.told.caption, <RegulationPage view={view} />)
  })
  app.get<ToldRequest>('/services/:id/handbook', async (request, reply) => {
    const visit = visitOf(request, reply)
    const found = await findTold(visit, request)
    if (found === undefined) return showNoService(visit)
    const view = handbookView(found, visit.locale, visit.deps.told.drawing !== undefined)
    return showTold(visit, found, view.told.caption, <HandbookPage view={view} />)
  })
  drawingRoutes(app, visitOf)
  for (const [name, kind] of [
    ['regulation', 'told'],
    ['handbook', 'handbook'],
  ] as const) {
    app.get<ToldRequest>(`/services/:id/${name}.pdf`, async (request, reply) => {
      const visit = visitOf(request, reply)
      const found = await findTold(visit, request)
      if (found === undefined) return showNoService(visit)
      const pdf = await visit.deps.told.pdf(found.edition, kind, visit.locale)
      return sendBytes(reply, pdf, { mediaType: 'application/pdf', publicForSeconds: KEPT_SECONDS })
    })
  }
}

/** The routes of the diagrams, in both formats. */
function drawingRoutes(app: FastifyInstance, visitOf: VisitOf): void {
  for (const shows of ['interaction', 'handbook'] as const) {
    for (const format of ['svg', 'bpmn'] as const) {
      app.get<DrawingRequest>(`/services/:id/drawings/:channel/${shows}.${format}`, async (request, reply) => {
        const visit = visitOf(request, reply)
        const { channel } = request.params
        const found = await findTold(visit, request)
        const { drawing } = visit.deps.told
        if (drawing === undefined || found?.edition.regulation.channels.has(channel) !== true) {
          return showNoService(visit)
        }
        const drawn = drawing(found.edition, { channel, shows }, visit.locale, format)
        const isShown = format === 'svg'
        return sendBytes(reply, Buffer.from(drawn), {
          mediaType: isShown ? 'image/svg+xml' : 'application/xml',
          publicForSeconds: KEPT_SECONDS,
          ...(isShown ? {} : { saveAs: `${request.params.id}.${channel}.${shows}.${visit.locale}.bpmn` }),
        })
      })
    }
  }
}

function showTold(visit: Visit, { edition }: ToldEdition, caption: string, body: JSX.Element): FastifyReply {
  const { locale } = visit
  const title = edition.regulation.shortTitle[locale]
  return showPage(visit, {
    title: `${caption}. ${title}`,
    width: 'wide',
    before: (
      <Breadcrumbs
        places={[
          { title: servicesMessages[locale].list.title, href: `/${locale}/` },
          { title, href: serviceAddress(edition.regulation.id, locale) },
        ]}
      />
    ),
    body,
  })
}

/** The edition that the address means; undefined when there is none. */
async function findTold(
  { deps, now }: Visit,
  { params: { id }, query }: { readonly params: ToldRequest['Params']; readonly query: ToldRequest['Querystring'] },
): Promise<ToldEdition | undefined> {
  const today = countryDay(now)
  const { edition: named } = query
  const wordings = await deps.editions.wordingsOf(id)
  const wording = wordings.find((one) => one.id === named)
  if (named !== undefined && wording === undefined) return undefined
  const edition =
    wording === undefined
      ? await deps.editions.current(id, today, { training: true })
      : await deps.editions.get(wording.sha256)
  return edition && { edition, isNamed: wording !== undefined, wordings, today }
}
