import type { FastifyInstance } from 'fastify'
import type { Population } from '../population/population.ts'
import { fullName } from '../population/residents.ts'
import { escapeHtml, localeOf, trainingPage, wideTable, type PageLocale } from '../pages.ts'
import { ESEDO_SERVICE, ESEDO_STATES } from './esedo.ts'
import { GATEWAY_FAULTS, type GatewayFault } from './faults.ts'
import type { Gateway } from './gateway.ts'
import { letterPages } from './letter-pages.ts'
import { GATEWAY_MESSAGES } from './messages.ts'
import { fieldsOf } from './posted-fields.ts'
import { decoded } from './traffic.ts'

const MAX_FORM_BYTES = 64 * 1024
const SHOWN = 100
const REFRESH_SECONDS = 5
const MAX_PERCENT = 12

interface Shown {
  Querystring: { readonly locale?: string }
}

/**
 * Pages for whoever presents: the traffic at `/gateway/`, faults, the phones of citizens, the portal's side and
 * letters of another body. Faults
 * are also set by JSON at `POST /gateway/faults`: `{"service":"KDP_SERVICE","fault":"down"}`, `{"iin":…}`, `{"percent":5}`.
 */
export async function gatewayPages(
  app: FastifyInstance,
  gateway: Gateway,
  { population, clock }: { readonly population: () => Population; readonly clock: () => Temporal.Instant },
): Promise<void> {
  await app.register(async (routes) => {
    routes.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
      async (_request: unknown, body: string) => Object.fromEntries(new URLSearchParams(body)),
    )
    const html = 'text/html; charset=utf-8'

    routes.get<Shown>('/gateway/', async (request, reply) =>
      reply.type(html).send(trafficPage(gateway, localeOf(request.query.locale))),
    )
    routes.get<Shown & { Params: { number: string } }>('/gateway/messages/:number', async (request, reply) => {
      const page = messagePage(gateway, Number(request.params.number), localeOf(request.query.locale))
      return page === undefined ? reply.code(404).send({ fault: 'not-found' }) : reply.type(html).send(page)
    })
    routes.get<Shown>('/gateway/faults', async (request, reply) =>
      reply.type(html).send(faultsPage(gateway, localeOf(request.query.locale))),
    )
    routes.post<Shown>('/gateway/faults', async (request, reply) => {
      if (!setFaults(gateway, fieldsOf(request.body))) return reply.code(400).send({ fault: 'fault-malformed' })
      const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
      return isForm ? reply.redirect(`/gateway/faults?locale=${localeOf(request.query.locale)}`, 303) : { set: true }
    })
    routes.get<Shown>('/gateway/phones', async (request, reply) =>
      reply.type(html).send(phonesPage(gateway, localeOf(request.query.locale), population(), clock())),
    )
    routes.post<Shown & { Params: { iin: string; decision: string } }>(
      '/gateway/phones/:iin/:decision',
      async (request, reply) => {
        const { iin, decision } = request.params
        if (decision !== 'granted' && decision !== 'refused') return reply.code(404).send({ fault: 'unknown-decision' })
        if (!gateway.consents.decide(iin, decision, clock())) return reply.code(404).send({ fault: 'nobody-asked' })
        return reply.redirect(`/gateway/phones?locale=${localeOf(request.query.locale)}`, 303)
      },
    )
    routes.get<Shown>('/gateway/portal', async (request, reply) =>
      reply.type(html).send(portalPage(gateway, localeOf(request.query.locale), population())),
    )
    routes.post<Shown>('/gateway/portal', async (request, reply) => {
      const locale = localeOf(request.query.locale)
      const { iin = '', serviceCode = '', providerCode = '', answers = '', documents = '' } = fieldsOf(request.body)
      const person = population().find(iin)
      const parsed = parseAnswers(answers)
      if (!person || !parsed) {
        const page = portalPage(gateway, locale, population(), person ? 'badAnswers' : 'unknownPerson')
        return reply.code(400).type(html).send(page)
      }
      await gateway.portal.apply({
        person,
        serviceCode,
        providerCode,
        language: locale,
        answers: parsed,
        documents: documents.split(/[\s,]+/).filter((id) => id !== ''),
      })
      return reply.redirect(`/gateway/portal?locale=${locale}`, 303)
    })
    routes.post<Shown & { Params: { id: string } }>('/gateway/portal/:id/replay', async (request, reply) => {
      if (!(await gateway.push.replay(request.params.id))) return reply.code(404).send({ fault: 'not-found' })
      return reply.redirect(`/gateway/portal?locale=${localeOf(request.query.locale)}`, 303)
    })
    letterPages(routes, gateway, population)
    routes.post('/gateway/push', async (request, reply) => {
      const { system = '', url } = fieldsOf(request.body)
      if (url !== undefined && url !== '' && !URL.canParse(url)) return reply.code(400).send({ fault: 'url-malformed' })
      gateway.push.setAddress(system, url === '' ? undefined : url)
      return { set: true }
    })
  })
}

function parseAnswers(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function setFaults({ faults }: Gateway, fields: Readonly<Record<string, string>>): boolean {
  const { service, iin, percent, mend } = fields
  if (mend !== undefined) {
    faults.services.clear()
    faults.people.clear()
    faults.percent = 0
    return true
  }
  if (percent !== undefined) {
    const value = Number(percent)
    if (!(value >= 0 && value <= MAX_PERCENT)) return false
    faults.percent = value
    return true
  }
  const fault = GATEWAY_FAULTS.find((known) => known === fields['fault'])
  if (!fault || (service === undefined && iin === undefined)) return false
  if (service !== undefined) faults.services.set(service, fault)
  if (iin !== undefined) faults.people.set(iin, fault)
  return true
}

function trafficPage({ traffic }: Gateway, locale: PageLocale): string {
  const words = GATEWAY_MESSAGES[locale]
  const rows = traffic
    .all()
    .slice(0, SHOWN)
    .map((exchange) => [
      `<a href="/gateway/messages/${exchange.number}?locale=${locale}">${exchange.number}</a>`,
      `<time>${exchange.at.toString({ smallestUnit: 'second' })}</time>`,
      `${exchange.direction === 'in' ? '→' : '←'} ${escapeHtml(exchange.operation)}`,
      escapeHtml(exchange.service),
      escapeHtml(exchange.sender),
      escapeHtml(exchange.outcome),
    ])
  const heads = [words.number, words.time, words.operation, words.service, words.sender, words.outcome]
  const content = `<p>${words.trafficIntro}</p>${rows.length === 0 ? `<p>${words.none}</p>` : wideTable(heads, rows)}`
  return trainingPage({ locale, title: words.traffic, content, refreshSeconds: REFRESH_SECONDS })
}

function messagePage({ traffic }: Gateway, number: number, locale: PageLocale): string | undefined {
  const words = GATEWAY_MESSAGES[locale]
  const exchange = traffic.find(number)
  if (!exchange) return undefined
  const part = (title: string, xml: string): string => {
    const rows = decoded(xml).map(({ name, value }) => [escapeHtml(name), escapeHtml(value)])
    return `<h2>${title}</h2>${wideTable([words.name, words.value], rows)}
<details><summary>${words.raw}</summary><pre>${escapeHtml(xml)}</pre></details>`
  }
  const content = `<p>${escapeHtml(exchange.operation)} · ${escapeHtml(exchange.service)} · ${escapeHtml(exchange.outcome)}</p>
${part(words.request, exchange.request)}
${part(words.answer, exchange.answer)}`
  return trainingPage({ locale, title: `${words.traffic}: ${number}`, content })
}

function faultsPage({ faults, services }: Gateway, locale: PageLocale): string {
  const words = GATEWAY_MESSAGES[locale]
  const options = (chosen: GatewayFault): string =>
    GATEWAY_FAULTS.map(
      (fault) => `<option value="${fault}"${fault === chosen ? ' selected' : ''}>${words.fault[fault]}</option>`,
    ).join('')
  const rows = services
    .flatMap((service) => [
      service,
      ...(service.startsWith('PORTAL_A') ? [`${service} delivery`] : []),
      ...(service === ESEDO_SERVICE ? [ESEDO_STATES] : []),
    ])
    .map((service) => [
      escapeHtml(service),
      `<form method="post" action="/gateway/faults?locale=${locale}"><input type="hidden" name="service" value="${escapeHtml(service)}"><select name="fault" aria-label="${escapeHtml(service)}">${options(faults.services.get(service) ?? 'none')}</select> <button>${words.set}</button></form>`,
    ])
  const content = `<p>${words.faultsIntro}</p>
<form method="post" action="/gateway/faults?locale=${locale}"><label>${words.percent} <input name="percent" type="number" min="0" max="${MAX_PERCENT}" value="${faults.percent}"></label><button>${words.set}</button></form>
<form method="post" action="/gateway/faults?locale=${locale}"><button name="mend" value="all">${words.mendAll}</button></form>
${wideTable([words.service, words.state], rows)}`
  return trainingPage({ locale, title: words.faults, content })
}

function phonesPage({ consents }: Gateway, locale: PageLocale, population: Population, now: Temporal.Instant): string {
  const words = GATEWAY_MESSAGES[locale]
  const rows = consents
    .requests()
    .slice(0, SHOWN)
    .map((request) => {
      const person = population.find(request.iin)
      const state = consents.stateOf(request, now)
      const button = (decision: 'granted' | 'refused', word: string): string =>
        `<form method="post" action="/gateway/phones/${request.iin}/${decision}?locale=${locale}"><button>${word}</button></form>`
      const buttons = state === 'pending' ? button('granted', words.grant) + button('refused', words.refuse) : ''
      return [
        `<code>${escapeHtml(request.iin)}</code> ${person ? escapeHtml(fullName(person)) : ''}`,
        escapeHtml(`${request.company}, ${request.officer}: ${request.dataName}`),
        `<time>${request.askedAt.toString({ smallestUnit: 'second' })}</time>`,
        `${words.states[state]} ${buttons}`,
      ]
    })
  const table = wideTable([words.iin, words.asked, words.time, words.state], rows)
  const content = `<p>${words.phonesIntro}</p>${rows.length === 0 ? `<p>${words.none}</p>` : table}`
  return trainingPage({ locale, title: words.phones, content, refreshSeconds: REFRESH_SECONDS })
}

function portalPage(
  { portal, mailbox }: Gateway,
  locale: PageLocale,
  population: Population,
  fault?: 'unknownPerson' | 'badAnswers',
): string {
  const words = GATEWAY_MESSAGES[locale]
  const [first] = population.residents
  const rows = portal
    .applications()
    .map(({ request, heard, messageId }) => [
      `<code>${escapeHtml(request.requestNumber)}</code>`,
      `<code>${escapeHtml(request.applicantIin)}</code>`,
      escapeHtml(`${request.serviceCode} / ${request.providerCode}`),
      `${escapeHtml(mailbox.find(messageId)?.state ?? '')} <form method="post" action="/gateway/portal/${messageId}/replay?locale=${locale}"><button>${words.replay}</button></form>`,
      heard.length === 0
        ? words.waiting
        : heard
            .map(({ status, messageType }) =>
              escapeHtml(
                `${messageType}: ${status ? `${status.state} ${status.text[locale === 'ru' ? 'ru' : 'kk'] ?? ''}` : '?'}`,
              ),
            )
            .join('<br>'),
    ])
  const heads = [words.number, words.applicant, words.serviceCode, words.delivery, words.heard]
  const content = `<p>${words.portalIntro}</p>
${fault ? `<p role="alert">${words[fault]}</p>` : ''}
<form method="post" action="/gateway/portal?locale=${locale}">
<label>${words.iin} <input name="iin" inputmode="numeric" pattern="[0-9]{12}" required value="${first?.iin ?? ''}"></label>
<label>${words.serviceCode} <input name="serviceCode" required value="zhambyl-queue"></label>
<label>${words.providerCode} <input name="providerCode" required value="zhambyl-training"></label>
<label>${words.answers}<br><textarea name="answers" rows="6" cols="60" required>{}</textarea></label>
<label>${words.documents} <input name="documents"></label>
<button>${words.send}</button></form>
${rows.length === 0 ? '' : wideTable(heads, rows)}`
  return trainingPage({ locale, title: words.portal, content })
}
