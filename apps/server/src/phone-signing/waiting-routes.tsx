import type { Locale } from '@qyzmet/regulation'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { localeOf, pageFrame } from '../people/page-frame.ts'
import { browserDigestOf, browserKeyFor, unsealText } from '../people/seal.ts'
import { renderPage, type Site } from '../ui/render-page.tsx'
import { sendPage } from '../ui/send-page.ts'
import { phoneMessages } from './messages/phone.ts'
import { chosenOf, readOffer, writeOffer } from './offer.ts'
import type { BrowserSecrets, PhoneSigning } from './phone-signing.ts'
import { QR_PREFIX } from './phone-wire.ts'
import { GonePage, WaitingPage } from './WaitingPage.tsx'
import { isUuid } from '../request-texts.ts'

export interface WaitingRoutesOptions {
  readonly signing: Pick<PhoneSigning, 'begin' | 'find'>
  readonly site: Site
  readonly publicUrl: string
  /** Opens eGov Mobile on the telephone itself: `{url}` stands for the address in the code. Empty: the text of the code. */
  readonly appLink: string
  readonly describeFinding: (reason: string, locale: Locale) => string
}

/** Codes a minute from one address; offices behind one address share them. */
const CODES_A_MINUTE = 60
type ById = { Params: { id: string } }

/** `/:locale/phone-signing`: begins a signing, and waits for the telephone in the browser that began it. */
export function waitingRoutes(app: FastifyInstance, options: WaitingRoutesOptions): void {
  const { signing, site } = options

  const showGone = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const frame = pageFrame(request)
    const title = phoneMessages[frame.locale].goneTitle
    return sendPage(reply, renderPage(site, { ...frame, title, body: <GonePage locale={frame.locale} /> }), 410)
  }

  const findOwn = async (request: FastifyRequest<ById>) => {
    const secret = request.browserSecret()
    if (secret === undefined || !isUuid(request.params.id)) return undefined
    const browser = browserOf(secret)
    const found = await signing.find(request.params.id, browser)
    return found && { ...found, address: addressOf(options, browser.serviceKey(request.params.id)) }
  }

  app.post(
    '/:locale/phone-signing',
    { config: { rateLimit: { max: CODES_A_MINUTE, timeWindow: 60_000 } } },
    async (request, reply) => {
      const secret = request.browserSecret()
      const posted = postedOf(request.body)
      const whole = secret && readOffer(posted['offer'], (text) => unsealText(secret, text))
      const offer = whole && chosenOf(whole, posted)
      if (offer?.documents.length === 0) return reply.redirect(`${offer.page}?nothing=1`, 303)
      const id = secret && offer && (await signing.begin(offer, browserOf(secret)))
      return id === undefined
        ? showGone(request, reply)
        : reply.redirect(`/${localeOf(request)}/phone-signing/${id}`, 303)
    },
  )

  app.get<ById>('/:locale/phone-signing/:id', async (request, reply) => {
    const own = await findOwn(request)
    if (own === undefined) return showGone(request, reply)
    const frame = pageFrame(request)
    const { title, signedTitle, overTitle } = phoneMessages[frame.locale]
    reply.header('cache-control', 'no-store')
    const body = (
      <WaitingPage
        {...own}
        locale={frame.locale}
        path={`/${frame.locale}/phone-signing/${request.params.id}`}
        sealedOffer={frame.seal?.(writeOffer(own.offer)) ?? ''}
        training={site.training}
        describeFinding={(reason) => options.describeFinding(reason, frame.locale)}
      />
    )
    const titles = { waiting: title, opened: title, signed: signedTitle, over: overTitle }
    return sendPage(
      reply,
      renderPage(site, { ...frame, title: titles[own.state.kind], islands: ['wait-for-phone.js'], body }),
    )
  })

  app.get<ById>('/:locale/phone-signing/:id/state', async (request, reply) => {
    const own = await findOwn(request)
    if (own === undefined) return showGone(request, reply)
    const { state } = own
    return reply
      .header('cache-control', 'no-store')
      .send({ state: state.kind, ...('refusal' in state ? { refusal: state.refusal } : {}) })
  })
}

function postedOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? { ...body } : {}
}

function browserOf(secret: Uint8Array): BrowserSecrets {
  return {
    digest: browserDigestOf(secret),
    serviceKey: (id) => browserKeyFor(secret, `phone-signing ${id}`),
  }
}

/** What the code says, and what opens the app without it. */
function addressOf(
  { publicUrl, appLink }: WaitingRoutesOptions,
  serviceKey: string,
): { readonly code: string; readonly link: string } {
  const url = `${publicUrl}/api/egov-mobile/${serviceKey}`
  const code = `${QR_PREFIX}${url}`
  return { code, link: appLink === '' ? code : appLink.replaceAll('{url}', encodeURIComponent(url)) }
}
