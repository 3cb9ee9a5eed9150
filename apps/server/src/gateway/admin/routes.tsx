import type { Locale } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { parseCaseId } from '../../cases/case-id.ts'
import type { Sql } from '../../database/connect.ts'
import { isAdministrator } from '../../people/administrator.ts'
import type { People } from '../../people/people.ts'
import { workHref } from '../../provider/work-href.ts'
import { paramOf, postedOf, queryOf } from '../../provider/posted-texts.ts'
import type { Registers } from '../../registers/registers.ts'
import type { Site } from '../../ui/render-page.tsx'
import { type HiddenVisit, hiddenPages, PageHiddenError } from '../../provider/hidden-pages.ts'
import { trafficMessages } from '../messages/traffic.ts'
import {
  AGAIN,
  findMessage,
  giveUpMessage,
  insertLook,
  listMessages,
  MESSAGE_STATES,
  type MessageDetail,
  type MessageFilter,
  type MessageLine,
  queueLengths,
  retryMessage,
} from '../traffic.queries.ts'
import { MAX_REASON, MessagePage, type MessageView } from './MessagePage.tsx'
import { TrafficPage, type TrafficView } from './TrafficPage.tsx'
import type { Vault } from '../../vault/vault.ts'

export interface TrafficDependencies {
  readonly site: Site
  readonly sql: Sql
  readonly vault: Vault
  readonly now: () => Temporal.Instant
  readonly people: Pick<People, 'findProvider'>
  readonly registers: Pick<Registers, 'silences'>
}

const PAGE_SIZE = 50
const LONGEST_SERVICE = 100

/**
 * `/:locale/work/gateway…`: what goes over the gateway, of every provider, for administrators of the installation. For
 * all other staff these pages are not there.
 */
export function trafficRoutes(app: FastifyInstance, deps: TrafficDependencies): void {
  const { sql, vault, now } = deps
  const { door, on, show } = hiddenPages(app, deps, isAdministrator)
  const base = '/:locale/work/gateway'

  const onMessage = (answer: (visit: HiddenVisit, message: MessageDetail) => Promise<FastifyReply>) =>
    on(async (visit) => {
      const id = parseCaseId(paramOf(visit.request, 'id'))
      const message = id && (await findMessage(sql, vault, id))
      if (!message) throw new PageHiddenError()
      return answer(visit, message)
    })

  const showMessage = (visit: HiddenVisit, view: Omit<MessageView, 'timeZone'>, status = 200): FastifyReply => {
    const { title } = trafficMessages[visit.locale].message
    return show(visit, { title, body: <MessagePage view={{ ...view, timeZone: visit.timeZone }} /> }, status)
  }
  /** Leads back to the message, or shows how it is now when somebody else was faster. */
  const decided = async (visit: HiddenVisit, id: string, isDone: boolean): Promise<FastifyReply> => {
    if (isDone) return visit.reply.redirect(`/${visit.locale}/work/gateway/messages/${id}?done=1`, 303)
    const message = await findMessage(sql, vault, id)
    if (!message) throw new PageHiddenError()
    return showMessage(visit, { message, notice: 'over' }, 409)
  }

  app.get(
    base,
    door,
    on(async (visit) => {
      const query = queryOf(visit.request)
      const { filter, isCaseWrong } = filterOf(query)
      const [queues, silences, found] = await Promise.all([
        queueLengths(sql),
        deps.registers.silences(),
        isCaseWrong ? [] : listMessages(sql, filter, PAGE_SIZE + 1),
      ])
      const messages = found.slice(0, PAGE_SIZE)
      const last = found.length > PAGE_SIZE ? messages.at(-1) : undefined
      const view: TrafficView = {
        timeZone: visit.timeZone,
        queues,
        silences,
        filter: askedFor(query),
        isCaseWrong,
        messages,
        first: filter.after && pageHref(visit.locale, query),
        next: last && pageHref(visit.locale, query, last),
      }
      return show(visit, { title: trafficMessages[visit.locale].title, body: <TrafficPage view={view} /> })
    }),
  )

  app.get(
    `${base}/messages/:id`,
    door,
    onMessage(async (visit, message) =>
      showMessage(visit, { message, ...(queryOf(visit.request)['done'] !== undefined && { notice: 'done' }) }),
    ),
  )

  app.post(
    `${base}/messages/:id/show`,
    door,
    onMessage(async (visit, message) => {
      const { accountId, name } = visit.party
      // Written first: when that fails, nothing is shown.
      await insertLook(sql, { messageId: message.id, accountId, name, at: now() })
      return showMessage(visit, { message, isOpen: true })
    }),
  )

  app.post(
    `${base}/messages/:id/retry`,
    door,
    onMessage(async (visit, { id, state }) => {
      const { accountId } = visit.party
      const isDone = state === 'set-aside' && (await retryMessage(sql, { id, accountId, reason: AGAIN, at: now() }))
      return decided(visit, id, isDone)
    }),
  )

  app.post(
    `${base}/messages/:id/give-up`,
    door,
    onMessage(async (visit, message) => {
      const value = (postedOf(visit.request)['reason'] ?? '').trim()
      const fault = value === '' ? 'missing' : value.length > MAX_REASON ? 'long' : undefined
      if (fault) return showMessage(visit, { message, reason: { value, fault } }, 422)
      const { accountId } = visit.party
      const isDone = await giveUpMessage(sql, { id: message.id, accountId, reason: value, at: now() })
      return decided(visit, message.id, isDone)
    }),
  )
}

type Query = Readonly<Record<string, string | undefined>>

function askedFor(query: Query): TrafficView['filter'] {
  return {
    direction: query['direction'] ?? '',
    state: query['state'] ?? '',
    service: (query['service'] ?? '').trim().slice(0, LONGEST_SERVICE),
    case: (query['case'] ?? '').trim().slice(0, LONGEST_SERVICE),
  }
}

/** What cannot be meant is left out, but for the case: without it the list would show what nobody asked for. */
function filterOf(query: Query): { readonly filter: MessageFilter; readonly isCaseWrong: boolean } {
  const asked = askedFor(query)
  const { direction } = asked
  const state = MESSAGE_STATES.find((one) => one === asked.state)
  const caseId = parseCaseId(asked.case)
  const after = pageStart(query)
  return {
    isCaseWrong: asked.case !== '' && !caseId,
    filter: {
      ...((direction === 'in' || direction === 'out') && { direction }),
      ...(state && { state }),
      ...(asked.service !== '' && { serviceId: asked.service }),
      ...(caseId && { caseId }),
      ...(after && { after }),
    },
  }
}

function pageStart(query: Query): MessageFilter['after'] {
  const id = parseCaseId(query['after'] ?? '')
  // More digits would be a moment that PostgreSQL may not know.
  const milliseconds = /^\d{1,13}$/.test(query['at'] ?? '') ? Number(query['at']) : undefined
  if (!id || milliseconds === undefined) return undefined
  return { id, at: Temporal.Instant.fromEpochMilliseconds(milliseconds) }
}

function pageHref(locale: Locale, query: Query, after?: MessageLine): string {
  const start = after
    ? ([
        ['at', String(after.at.epochMilliseconds)],
        ['after', after.id],
      ] as const)
    : []
  return workHref(locale, 'gateway', [...Object.entries(askedFor(query)), ...start])
}
