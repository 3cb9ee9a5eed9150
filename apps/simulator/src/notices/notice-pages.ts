import type { FastifyInstance } from 'fastify'
import type { NoticeFaults } from './faults.ts'
import type { Letter } from './mail-server.ts'
import type { ShortMessage } from './sms-routes.ts'
import { escapeHtml, localeOf, type PageLocale } from '../pages.ts'

const kk = {
  mail: 'Оқу пошта жәшігі',
  sms: 'Оқу телефоны',
  mark: 'СЫНАҚ',
  intro: 'Бұл хабарламалар ешқайда жіберілмейді: өнім жібергенінің бәрі осында көрінеді.',
  none: 'Әзірге хабарлама жоқ.',
  state: 'Күйі',
  set: 'Өзгерту',
  faults: {
    none: 'жұмыс істейді',
    refuse: 'мекенжай белгісіз дейді',
    down: 'қабылдамайды',
    slow: 'баяу',
    cut: 'байланыс үзіледі',
  },
}
const ru: typeof kk = {
  mail: 'Учебный почтовый ящик',
  sms: 'Учебный телефон',
  mark: 'СЫНАҚ · ИСПЫТАНИЕ',
  intro: 'Эти сообщения никуда не уходят: здесь видно всё, что отправил продукт.',
  none: 'Сообщений пока нет.',
  state: 'Состояние',
  set: 'Изменить',
  faults: {
    none: 'работает',
    refuse: 'говорит, что адрес неизвестен',
    down: 'не принимает',
    slow: 'медленно',
    cut: 'обрывает связь',
  },
}
const en: typeof kk = {
  mail: 'Training mailbox',
  sms: 'Training telephone',
  mark: 'СЫНАҚ · TEST',
  intro: 'These messages go nowhere: all that the product has sent is shown here.',
  none: 'No messages yet.',
  state: 'State',
  set: 'Change',
  faults: {
    none: 'works',
    refuse: 'says the address is unknown',
    down: 'takes nothing',
    slow: 'slow',
    cut: 'cuts the line',
  },
}
const MESSAGES = { kk, ru, en }
const MAIL_FAULTS = ['none', 'refuse', 'down', 'slow', 'cut'] as const
const SMS_FAULTS = ['none', 'refuse', 'down'] as const

/** `/notices/mail` and `/notices/sms`: what was sent to people, and how those who deliver it behave. */
export function noticePages(
  app: FastifyInstance,
  parts: {
    readonly letters: readonly Letter[]
    readonly messages: ReadonlyMap<string, ShortMessage>
    readonly faults: NoticeFaults
  },
): void {
  const { letters, messages, faults } = parts
  const show = (kind: 'mail' | 'sms', locale: PageLocale): string => {
    const t = MESSAGES[locale]
    const items =
      kind === 'mail'
        ? letters.map(({ to, subject, text, at }) => ({ to: to.join(', '), head: subject, text, at }))
        : [...messages.values()].map(({ to, text, at }) => ({ to, head: '', text, at }))
    const options = (kind === 'mail' ? MAIL_FAULTS : SMS_FAULTS).map(
      (fault) => `<option value="${fault}"${faults[kind] === fault ? ' selected' : ''}>${t.faults[fault]}</option>`,
    )
    const list = items
      .toReversed()
      .map(
        ({ to, head, text, at }) =>
          `<article><h2>${escapeHtml(head || to)}</h2><p>${escapeHtml(to)} · ${at.toString()}</p><pre>${escapeHtml(text)}</pre></article>`,
      )
    return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${t[kind]}</title><style>body{font:1rem/1.5 sans-serif;max-width:44rem;margin:1rem auto;padding:0 1rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f4f4f4;padding:.5rem}strong{background:#ffe08a;padding:.1rem .4rem}</style></head>
<body><main><p><strong>${t.mark}</strong></p><h1>${t[kind]}</h1><p>${t.intro}</p>
<form method="post"><label>${t.state} <select name="fault">${options.join('')}</select></label> <button>${t.set}</button></form>
${list.length === 0 ? `<p>${t.none}</p>` : list.join('\n')}</main></body></html>`
  }

  for (const kind of ['mail', 'sms'] as const) {
    app.get<{ Querystring: { readonly lang?: string } }>(`/notices/${kind}`, (request, reply) =>
      reply.type('text/html; charset=utf-8').send(show(kind, localeOf(request.query.lang))),
    )
    app.post(`/notices/${kind}`, (request, reply) => {
      const asked = new URLSearchParams(String(request.body)).get('fault')
      if (kind === 'mail') faults.mail = MAIL_FAULTS.find((fault) => fault === asked) ?? faults.mail
      else faults.sms = SMS_FAULTS.find((fault) => fault === asked) ?? faults.sms
      return reply.redirect(`/notices/${kind}`, 303)
    })
  }
}
