import type { Locale } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { parseCaseId } from '../../cases/case-id.ts'
import type { Sql } from '../../database/connect.ts'
import type { People } from '../../people/people.ts'
import { workHref } from '../../provider/work-href.ts'
import { paramOf, queryOf } from '../../provider/posted-texts.ts'
import type { Site } from '../../ui/render-page.tsx'
import { esedoDocumentsOf } from '../esedo/esedo.queries.ts'
import { fileAgain } from '../esedo/file-documents.ts'
import { type HiddenVisit, hiddenPages } from '../../provider/hidden-pages.ts'
import { registrationsMessages } from '../messages/registrations.ts'
import type { Gateway } from '../start-gateway.ts'
import { beginComparison, endComparison, findComparison } from './comparisons.queries.ts'
import { type KeepersDependencies, keepsRegistrations } from './keepers.ts'
import { registrationLines, TOLD_STATES, TROUBLES } from './lines.queries.ts'
import { RegistrationsPage, type RegistrationsView } from './RegistrationsPage.tsx'
import { registrationView } from './row-view.ts'
import { tellAgain } from './tell-again.ts'

export interface RegistrationsDependencies extends KeepersDependencies {
  readonly site: Site
  readonly sql: Sql
  readonly people: KeepersDependencies['people'] & Pick<People, 'findProvider'>
  /** Compares the applications of a provider with what the portal believes. */
  readonly compare: Gateway['compare']
}

const PAGE_SIZE = 50
const LONGEST_NUMBER = 60
/** So often the staff of one provider may ask the portal, however many they are. */
const BETWEEN_COMPARISONS = Temporal.Duration.from({ minutes: 1 })

/**
 * `/:locale/work/registrations…`: the journal of the workstation, for those of the staff who keep it, each of their own
 * provider. For all others these pages are not there.
 */
export function registrationRoutes(app: FastifyInstance, deps: RegistrationsDependencies): void {
  const { sql, now } = deps
  const base = '/:locale/work/registrations'
  const pages = hiddenPages(app, deps, (party) => keepsRegistrations(deps, party))
  const { door, on } = pages
  const show = async (visit: HiddenVisit, notice: RegistrationsView['notice'], status = 200): Promise<FastifyReply> => {
    const view = await loadRegistrations(deps, visit, notice)
    const page = { title: registrationsMessages[visit.locale].title, body: <RegistrationsPage view={view} /> }
    // What a form was sent to is no page; its languages and sections are those of the list.
    return pages.show(visit, status === 200 ? page : { ...page, path: '/work/registrations' }, status)
  }
  const done = ({ reply, locale }: HiddenVisit): FastifyReply =>
    reply.redirect(`/${locale}/work/registrations?done=1`, 303)

  app.get(
    base,
    door,
    on((visit) => show(visit, queryOf(visit.request)['done'] === undefined ? undefined : 'done')),
  )

  app.post(
    `${base}/compare`,
    door,
    on(async (visit) => {
      const { accountId, providerId } = visit.party
      const at = now()
      const asked = { providerId, accountId, at, before: at.subtract(BETWEEN_COMPARISONS) }
      if (!(await beginComparison(sql, asked))) return show(visit, 'too-soon', 429)
      const result = await deps.compare(providerId)
      await endComparison(sql, { providerId, askedAt: at, at: now(), result })
      return visit.reply.redirect(`/${visit.locale}/work/registrations`, 303)
    }),
  )

  app.post(
    `${base}/cases/:caseId/tell-again`,
    door,
    on(async (visit) => {
      const { accountId, providerId } = visit.party
      const caseId = parseCaseId(paramOf(visit.request, 'caseId'))
      const isDone = caseId && (await tellAgain(sql, { caseId, providerId, accountId, at: now() }))
      return isDone ? done(visit) : show(visit, 'over', 409)
    }),
  )

  app.post(
    `${base}/documents/:id/file-again`,
    door,
    on(async (visit) => {
      const { accountId, providerId } = visit.party
      const documentId = parseCaseId(paramOf(visit.request, 'id'))
      const isDone = documentId && (await fileAgain(sql, { documentId, providerId, accountId, at: now() }))
      return isDone ? done(visit) : show(visit, 'over', 409)
    }),
  )
}

async function loadRegistrations(
  { sql, editions, now }: RegistrationsDependencies,
  { request, locale, party: { providerId }, timeZone }: HiddenVisit,
  notice: RegistrationsView['notice'],
): Promise<RegistrationsView> {
  const query = queryOf(request)
  const asked = { number: (query['number'] ?? '').trim().slice(0, LONGEST_NUMBER), state: query['state'] ?? '' }
  const state = [...TOLD_STATES, ...TROUBLES].find((one) => one === asked.state)
  const after = parseCaseId(query['after'] ?? '')
  const filter = {
    ...(asked.number !== '' && { number: asked.number }),
    ...(state && { state }),
    ...(after && { after }),
  }
  const found = await registrationLines(sql, providerId, filter, PAGE_SIZE + 1)
  const lines = found.slice(0, PAGE_SIZE)
  const caseIds = lines.map(({ caseId }) => caseId)
  const [filings, comparison, titles] = await Promise.all([
    esedoDocumentsOf(sql, caseIds),
    findComparison(sql, providerId),
    serviceTitles(
      lines.map(({ regulation }) => regulation),
      { editions, locale, today: now().toZonedDateTimeISO(timeZone).toPlainDate() },
    ),
  ])
  const last = found.length > PAGE_SIZE ? lines.at(-1) : undefined
  return {
    timeZone,
    filter: asked,
    comparison,
    notice,
    rows: lines.map((line) =>
      registrationView(
        line,
        filings.filter(({ caseId }) => caseId === line.caseId),
        { service: titles.get(line.regulation) ?? line.regulation, locale, timeZone },
      ),
    ),
    first: after && pageHref(locale, asked),
    next: last && pageHref(locale, { ...asked, after: last.caseId }),
  }
}

async function serviceTitles(
  regulations: readonly string[],
  of: {
    readonly editions: KeepersDependencies['editions']
    readonly locale: Locale
    readonly today: Temporal.PlainDate
  },
): Promise<ReadonlyMap<string, string>> {
  const titles = await Promise.all(
    [...new Set(regulations)].map(async (id) => {
      const edition = await of.editions.current(id, of.today, { training: true })
      return [id, edition?.regulation.shortTitle[of.locale] ?? id] as const
    }),
  )
  return new Map(titles)
}

function pageHref(locale: Locale, query: Readonly<Record<string, string>>): string {
  return workHref(locale, 'registrations', Object.entries(query))
}
