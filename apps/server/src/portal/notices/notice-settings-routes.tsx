import { LOCALES } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { type ChannelName, CHANNELS } from '../../notices/channel.ts'
import { postedField } from '../../people/posted.ts'
import type { PageError } from '../../ui/ErrorSummary.tsx'
import { Breadcrumbs } from '../../ui/Navigation.tsx'
import { cabinetMessages } from '../messages/cabinet.ts'
import { noticeSettingsMessages } from '../messages/notice-settings.ts'
import type { VisitOf } from '../routes.ts'
import { type ApplicantVisit, asApplicant, goTo, showPage } from '../visit.ts'
import { NoticeSettingsPage } from './notice-settings-page.tsx'

interface ChannelParams {
  readonly Params: { readonly channel: string }
}

/** Codes asked for or tried from one address in a minute; the account has a limit of its own by the hour. */
const TRIES_A_MINUTE = 20
const PAGE = '/cabinet/notices'
const DONE = `${PAGE}?done`

/** `/cabinet/notices…`: where the applicant wants notices beside the cabinet, and in which language. */
export function noticeSettingsRoutes(app: FastifyInstance, visitOf: VisitOf): void {
  const door = { preHandler: app.requireCitizen }
  const limited = { ...door, config: { rateLimit: { max: TRIES_A_MINUTE, timeWindow: 60_000 } } }

  app.get(PAGE, door, (request, reply) => showSettings(asApplicant(visitOf(request, reply))))

  app.post(`${PAGE}/language`, door, async (request, reply) => {
    const visit = asApplicant(visitOf(request, reply))
    const asked = postedField(request.body, 'language')
    const chosen = LOCALES.find((locale) => locale === asked)
    if (chosen) await visit.deps.setLocale(visit.applicant.accountId, chosen)
    return goTo(visit, chosen ? DONE : PAGE)
  })

  app.post<ChannelParams>(`${PAGE}/:channel`, limited, async (request, reply) => {
    const visit = asApplicant(visitOf(request, reply))
    const channel = offered(visit, request.params.channel)
    if (!channel) return reply.callNotFound()
    const typed = postedField(request.body, channel)
    const { addresses } = visit.deps
    const asked = await addresses.askCode(visit.applicant.accountId, channel, typed, visit.locale)
    if (asked === 'sent') return goTo(visit, PAGE)
    const message = noticeSettingsMessages[visit.locale].faults[asked]
    return showSettings(visit, { errors: [{ field: channel, message }], typed: { [channel]: typed.slice(0, 254) } })
  })

  app.post<ChannelParams>(`${PAGE}/:channel/confirm`, limited, async (request, reply) => {
    const visit = asApplicant(visitOf(request, reply))
    const channel = offered(visit, request.params.channel)
    if (!channel) return reply.callNotFound()
    const { accountId } = visit.applicant
    const { addresses } = visit.deps
    if (await addresses.confirm(accountId, channel, postedField(request.body, `${channel}-code`))) {
      return goTo(visit, DONE)
    }
    // A code that has run out has no box any more: the way on is a new one.
    const isPending = (await addresses.of(accountId)).some(
      (one) => one.channel === channel && one.pending !== undefined,
    )
    const field = isPending ? `${channel}-code` : channel
    return showSettings(visit, { errors: [{ field, message: noticeSettingsMessages[visit.locale].wrongCode }] })
  })

  app.post<ChannelParams>(`${PAGE}/:channel/remove`, door, async (request, reply) => {
    const visit = asApplicant(visitOf(request, reply))
    const channel = offered(visit, request.params.channel)
    if (!channel) return reply.callNotFound()
    await visit.deps.addresses.remove(visit.applicant.accountId, channel)
    return goTo(visit, DONE)
  })
}

function offered({ deps }: ApplicantVisit, asked: string): ChannelName | undefined {
  return CHANNELS.find((channel) => channel === asked && deps.addresses.offered.includes(channel))
}

async function showSettings(
  visit: ApplicantVisit,
  shown: { readonly errors?: readonly PageError[]; readonly typed?: Readonly<Record<string, string>> } = {},
): Promise<FastifyReply> {
  const { deps, applicant, locale, request } = visit
  const { errors = [], typed = {} } = shown
  const addresses = await deps.addresses.of(applicant.accountId)
  const view = {
    language: request.session?.account.locale ?? locale,
    offered: deps.addresses.offered,
    addresses,
    errors,
    typed,
    isDone: request.url.endsWith('?done'),
  }
  return showPage(
    visit,
    {
      title: noticeSettingsMessages[locale].title,
      error: errors.length > 0,
      before: <Breadcrumbs places={[{ title: cabinetMessages[locale].title, href: `/${locale}/cabinet` }]} />,
      body: <NoticeSettingsPage view={view} />,
    },
    errors.length > 0 ? 422 : 200,
  )
}
