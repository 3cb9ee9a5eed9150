import { parseIin } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import { parseCaseId } from '../cases/case-id.ts'
import { findCasesByIin, findCasesByNumber } from '../cases/case-list.queries.ts'
import { type InboxKey, takeNext } from '../cases/inbox.queries.ts'
import { COUNTRY_ZONE } from '../regulations/country-zone.ts'
import { InboxPage } from './InboxPage.tsx'
import { type InboxDependencies, loadInbox, taskViews } from './load-inbox.ts'
import { providerMessages } from './messages/provider.ts'
import { queryOf } from './posted-texts.ts'
import { showPage, type Visit } from './visit.tsx'

/** The list of work; with `q` in the address, what a search finds instead. */
export async function showInbox(visit: Visit): Promise<FastifyReply> {
  const { deps, locale, party } = visit
  const query = queryOf(visit.request)
  const timeZone = (await deps.people.findProvider(party.providerId))?.timeZone ?? COUNTRY_ZONE
  const inbox = { ...deps, timeZone }
  if (query['q'] !== undefined) return showFound(visit, inbox, query['q'])
  const tab = query['tab'] === 'mine' || query['tab'] === 'all' ? query['tab'] : undefined
  const notice = query['done'] === undefined ? (query['none'] === undefined ? undefined : 'nothing-to-take') : 'done'
  const view = await loadInbox(inbox, party, { tab, after: inboxKey(query), locale }, notice)
  return showPage(visit, {
    title: providerMessages[locale].inbox.title,
    islands: ['inbox-keys.js'],
    body: <InboxPage view={view} />,
  })
}

async function showFound(visit: Visit, inbox: InboxDependencies, sought: string): Promise<FastifyReply> {
  const { deps, locale, party } = visit
  const iin = parseIin(sought)
  const lines = await (iin.ok
    ? findCasesByIin(deps.sql, party.providerId, iin.iin)
    : findCasesByNumber(deps.sql, party.providerId, sought.slice(0, 40)))
  const found = await taskViews(inbox, party, lines, 'search', locale)
  const body = <InboxPage view={{ kind: 'search', query: sought, found }} />
  return showPage(visit, { title: providerMessages[locale].inbox.search, body })
}

/** Leads to the task the visitor should do next. */
export async function takeNextTask({ deps, locale, party, reply }: Visit): Promise<FastifyReply> {
  const { accountId, providerId, roles } = party
  const person = { accountId, officeId: providerId, roles }
  const caseId = await takeNext(deps.sql, { person, now: deps.now() })
  return reply.redirect(caseId ? `/${locale}/work/cases/${caseId}` : `/${locale}/work?none=1`, 303)
}

function inboxKey(query: Readonly<Record<string, string | undefined>>): InboxKey | undefined {
  const caseId = parseCaseId(query['case'] ?? '')
  const dueAt = query['due'] ?? ''
  return caseId && isDueAt(dueAt) ? { dueAt, caseId } : undefined
}

/** Whether PostgreSQL could have written it. */
function isDueAt(text: string): boolean {
  if (text === 'infinity') return true
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/.test(text)) return false
  try {
    return Temporal.Instant.from(text) instanceof Temporal.Instant
  } catch {
    return false
  }
}
