import type { FastifyInstance } from 'fastify'
import { escapeHtml, localeOf, type PageLocale, trainingPage, wideTable } from '../pages.ts'
import type { Population } from '../population/population.ts'
import type { Gateway } from './gateway.ts'
import { LETTER_PAGE, type LetterPlan, type SentLetter } from './letters.ts'
import { GATEWAY_MESSAGES } from './messages.ts'
import { fieldsOf } from './posted-fields.ts'

interface Shown {
  Querystring: { readonly locale?: string }
}

type Fault = 'badLetter' | 'unknownPerson'

const HTML = 'text/html; charset=utf-8'
const FILES = ['pdf', 'text', 'lost', 'none'] as const
const KINDS = ['docOutgoing', 'docOL'] as const
const SHOWN = 100
const MOST_WORDS = 5000

/** `/gateway/letters`: sends a letter of another body to the product, and shows what was told of it. */
export function letterPages(routes: FastifyInstance, gateway: Gateway, population: () => Population): void {
  routes.get<Shown>('/gateway/letters', async (request, reply) =>
    reply.type(HTML).send(lettersPage(gateway, localeOf(request.query.locale))),
  )
  routes.post<Shown>('/gateway/letters', async (request, reply) => {
    const locale = localeOf(request.query.locale)
    const plan = planOf(fieldsOf(request.body), population())
    if (typeof plan === 'string')
      return reply
        .code(400)
        .type(HTML)
        .send(lettersPage(gateway, locale, plan))
    await gateway.letters.send(plan)
    return reply.redirect(`/gateway/letters?locale=${locale}`, 303)
  })
}

function planOf(fields: Readonly<Record<string, string>>, population: Population): LetterPlan | Fault {
  const { routeId = '', description = '', dueOn = '', iin = '' } = fields
  const text = description.trim()
  const day = dueOn === '' ? undefined : dayOf(dueOn)
  const isWrong = !/^R_[A-Za-z0-9_-]{1,60}$/.test(routeId) || text === '' || text.length > MOST_WORDS
  if (isWrong || (dueOn !== '' && !day)) return 'badLetter'
  const signer = iin.trim() === '' ? undefined : population.find(iin.trim())
  if (iin.trim() !== '' && !signer) return 'unknownPerson'
  return {
    routeId,
    kind: KINDS.find((kind) => kind === fields['kind']) ?? 'docOutgoing',
    description: text,
    files: filesOf(FILES.find((file) => file === fields['file']) ?? 'pdf', text),
    ...(day ? { dueOn: day } : {}),
    ...(signer ? { signer } : {}),
  }
}

function filesOf(file: (typeof FILES)[number], text: string): LetterPlan['files'] {
  switch (file) {
    case 'pdf':
      return [LETTER_PAGE]
    case 'text':
      return [{ name: 'hat.txt', mediaType: 'text/plain', bytes: Buffer.from(text) }]
    case 'lost':
      return ['lost']
    case 'none':
      return []
  }
}

function dayOf(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return undefined
  }
}

function lettersPage({ letters }: Gateway, locale: PageLocale, fault?: Fault): string {
  const words = GATEWAY_MESSAGES[locale]
  const heads = [words.number, words.time, words.routeId, words.letterText, words.heard]
  const rows = letters
    .sent()
    .slice(0, SHOWN)
    .map((letter) => [
      `<code>${escapeHtml(letter.document.number)}</code> ${words.letterKinds[letter.document.kind]}, ${letter.document.signature === undefined ? words.unsigned : words.signed}`,
      `<time>${letter.sentAt.toString({ smallestUnit: 'second' })}</time>`,
      escapeHtml(letter.routeId),
      escapeHtml(letter.document.description),
      letter.heard.length === 0
        ? words.waiting
        : letter.heard.map((heard) => escapeHtml(heardWords(heard))).join('<br>'),
    ])
  const options = (values: readonly string[], titles: Readonly<Record<string, string>>): string =>
    values.map((value) => `<option value="${value}">${escapeHtml(titles[value] ?? value)}</option>`).join('')
  const content = `<p>${words.lettersIntro}</p>
${fault ? `<p role="alert">${words[fault]}</p>` : ''}
<form method="post" action="/gateway/letters?locale=${locale}">
<label>${words.routeId} <input name="routeId" required value="R_Taraz"></label>
<label>${words.letterKind} <select name="kind">${options(KINDS, words.letterKinds)}</select></label>
<label>${words.letterText}<br><textarea name="description" rows="5" cols="60" required></textarea></label>
<label>${words.letterDue} <input name="dueOn" type="date"></label>
<label>${words.letterFile} <select name="file">${options(FILES, words.letterFiles)}</select></label>
<label>${words.letterSigner} <input name="iin" inputmode="numeric" value="830903495094"></label>
<button>${words.sendLetter}</button></form>
${rows.length === 0 ? '' : wideTable(heads, rows)}`
  return trainingPage({ locale, title: words.letters, content })
}

/** A state by the code that the document systems give it, with what it says. */
function heardWords({ state }: SentLetter['heard'][number]): string {
  switch (state?.state) {
    case undefined:
      return '?'
    case 'stateRegistered':
      return `${state.state}: ${state.number}, ${state.on.toString()}`
    case 'stateNotValid':
      return `${state.state}: ${state.reason}`
    case 'stateExecution':
      return `${state.state}: ${state.executive}`
    case 'stateFinished':
      return `${state.state}: ${state.resultText ?? ''}`
    case 'stateProlongExDate':
      return `${state.state}: ${state.until.toString()}`
    case 'stateDelivered':
    case 'stateNewControl':
    case 'stateTakeOfControl':
      return state.state
    case 'wrong':
      return `${state.of}Wrong: ${state.reason}`
  }
}
