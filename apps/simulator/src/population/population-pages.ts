import type { FastifyInstance } from 'fastify'
import { escapeHtml, localeOf, trainingPage, wideTable, type PageLocale } from '../pages.ts'
import { STORY_TEXTS } from '../registers/stories.ts'
import type { Population } from './population.ts'
import { partiesOf, statusOn } from './powers.ts'
import { addressText, fullName, type Resident } from './residents.ts'

const PAGE = 50
const ZONE = 'Asia/Almaty'

const kk = {
  people: 'Оқу тіркелімдеріндегі адамдар',
  firms: 'Оқу тіркелімдеріндегі ұйымдар',
  powers: 'Оқу тіркелімдеріндегі сенімхаттар',
  invented: 'Мұндағының бәрі ойдан шығарылған.',
  search: 'Іздеу: нөмірі немесе аты',
  find: 'Табу',
  found: 'Табылғаны',
  previous: 'Алдыңғы бет',
  next: 'Келесі бет',
  iin: 'ЖСН',
  name: 'Аты-жөні',
  bornOn: 'Туған күні',
  address: 'Мекенжайы',
  family: 'Отбасы',
  story: 'Оқиғасы',
  bin: 'БСН',
  title: 'Атауы',
  leader: 'Басшысы',
  state: 'Күйі',
  liquidated: 'таратылған',
  active: 'жұмыс істейді',
  number: 'Нөмірі',
  parties: 'Кім → кімге',
  until: 'Қашанға дейін',
  statuses: { 'in-force': 'күшінде', revoked: 'күші жойылған', expired: 'мерзімі өткен', replaced: 'ауыстырылған' },
}
const ru: typeof kk = {
  people: 'Люди учебных регистров',
  firms: 'Организации учебных регистров',
  powers: 'Доверенности учебных регистров',
  invented: 'Всё здесь вымышлено.',
  search: 'Поиск: номер или имя',
  find: 'Найти',
  found: 'Найдено',
  previous: 'Предыдущая страница',
  next: 'Следующая страница',
  iin: 'ИИН',
  name: 'Фамилия, имя, отчество',
  bornOn: 'Дата рождения',
  address: 'Адрес',
  family: 'Семья',
  story: 'История',
  bin: 'БИН',
  title: 'Название',
  leader: 'Руководитель',
  state: 'Состояние',
  liquidated: 'ликвидирована',
  active: 'действует',
  number: 'Номер',
  parties: 'Кто → кому',
  until: 'До какого дня',
  statuses: { 'in-force': 'действует', revoked: 'отозвана', expired: 'срок истёк', replaced: 'заменена' },
}
const en: typeof kk = {
  people: 'People of the training registers',
  firms: 'Organisations of the training registers',
  powers: 'Powers of attorney of the training registers',
  invented: 'Everything here is invented.',
  search: 'Search: number or name',
  find: 'Find',
  found: 'Found',
  previous: 'Previous page',
  next: 'Next page',
  iin: 'IIN',
  name: 'Name',
  bornOn: 'Born on',
  address: 'Address',
  family: 'Family',
  story: 'Story',
  bin: 'BIN',
  title: 'Name',
  leader: 'Leader',
  state: 'State',
  liquidated: 'wound up',
  active: 'active',
  number: 'Number',
  parties: 'Who → to whom',
  until: 'Valid until',
  statuses: { 'in-force': 'in force', revoked: 'revoked', expired: 'expired', replaced: 'replaced' },
}
const MESSAGES = { kk, ru, en }
type Words = typeof kk

interface List {
  readonly title: (words: Words) => string
  readonly heads: (words: Words) => readonly string[]
  /** Each row with the text that a search looks through. */
  readonly rows: (view: View) => readonly { readonly text: string; readonly cells: () => readonly string[] }[]
}

interface View {
  readonly population: Population
  readonly words: Words
  readonly locale: PageLocale
  readonly today: Temporal.PlainDate
}

const LISTS: Readonly<Record<'people' | 'firms' | 'powers', List>> = {
  people: {
    title: ({ people }) => people,
    heads: (words) => [words.iin, words.name, words.bornOn, words.address, words.family, words.story],
    rows: ({ population, locale }) =>
      population.residents.map((person) => ({
        text: `${person.iin} ${fullName(person)}`,
        cells: () => [
          `<code>${person.iin}</code>`,
          escapeHtml(fullName(person)),
          `<time>${person.birthDate.toString()}</time>`,
          person.home ? escapeHtml(addressText(person.home, locale === 'ru' ? 'ru' : 'kk')) : '',
          familyOf(person, population)
            .map((iin) => personLink(iin, population, locale))
            .join('<br>'),
          STORY_TEXTS[person.story][locale],
        ],
      })),
  },
  firms: {
    title: ({ firms }) => firms,
    heads: (words) => [words.bin, words.title, words.leader, words.address, words.state],
    rows: ({ population, locale, words }) =>
      population.firms.map((firm) => ({
        text: `${firm.bin} ${firm.name.kk} ${firm.name.ru}`,
        cells: () => [
          `<code>${firm.bin}</code>`,
          escapeHtml(firm.name[locale === 'ru' ? 'ru' : 'kk']),
          personLink(firm.leaderIin, population, locale),
          escapeHtml(addressText(firm.address, locale === 'ru' ? 'ru' : 'kk')),
          firm.liquidatedOn ? `${words.liquidated} <time>${firm.liquidatedOn.toString()}</time>` : words.active,
        ],
      })),
  },
  powers: {
    title: ({ powers }) => powers,
    heads: (words) => [words.number, words.parties, words.until, words.state],
    rows: ({ population, words, today }) =>
      population.powers.map((power) => {
        const parties = partiesOf(power, (iin) => population.find(iin))
        return {
          text: `${power.number} ${parties} ${[...power.principalIins, ...power.attorneyIins].join(' ')}`,
          cells: () => [
            `<code>${power.number}</code>`,
            escapeHtml(parties),
            `<time>${power.validUntil.toString()}</time>`,
            words.statuses[statusOn(power, today)],
          ],
        }
      }),
  },
}

/** Lists of everybody and everything: `/people`, `/firms`, `/powers`; searched by `q`, in pages. */
export async function populationPages(
  app: FastifyInstance,
  { population, clock }: { readonly population: () => Population; readonly clock: () => Temporal.Instant },
): Promise<void> {
  for (const name of ['people', 'firms', 'powers'] as const) {
    app.get<{ Querystring: { locale?: string; q?: string | readonly string[]; page?: string } }>(
      `/${name}`,
      async (request, reply) => {
        const { q = '', page = '1' } = request.query
        const locale = localeOf(request.query.locale)
        const today = clock().toZonedDateTimeISO(ZONE).toPlainDate()
        const view = { population: population(), words: MESSAGES[locale], locale, today }
        const number = Math.max(1, Math.floor(Number(page)) || 1)
        return reply.type('text/html; charset=utf-8').send(listPage(name, view, [q].flat().join(' '), number))
      },
    )
  }
}

function listPage(name: keyof typeof LISTS, view: View, sought: string, number: number): string {
  const { words, locale } = view
  const list = LISTS[name]
  const wanted = sought.trim().toLocaleLowerCase('kk')
  const found = list.rows(view).filter(({ text }) => text.toLocaleLowerCase('kk').includes(wanted))
  const rows = found.slice((number - 1) * PAGE, number * PAGE).map(({ cells }) => cells())
  const link = (page: number, word: string): string =>
    `<a href="/${name}?locale=${locale}&amp;q=${encodeURIComponent(sought)}&amp;page=${page}">${word}</a>`
  const steps = [
    ...(number > 1 ? [link(number - 1, words.previous)] : []),
    ...(number * PAGE < found.length ? [link(number + 1, words.next)] : []),
  ]
  const content = `<p>${words.invented}</p>
<form><input type="hidden" name="locale" value="${locale}"><label>${words.search} <input name="q" value="${escapeHtml(sought)}"></label><button>${words.find}</button></form>
<p>${words.found}: ${found.length}</p>
${wideTable(list.heads(words), rows)}
<p>${steps.join(' · ')}</p>`
  return trainingPage({ locale, title: list.title(words), content })
}

/** IINs of the husband or wife, parents and children. */
function familyOf(person: Resident, population: Population): readonly string[] {
  const spouses = population
    .marriagesOf(person.iin)
    .map(({ husbandIin, wifeIin }) => (husbandIin === person.iin ? wifeIin : husbandIin))
  const parents = [person.motherIin, person.fatherIin].filter((iin) => iin !== undefined)
  return [...spouses, ...parents, ...population.childrenOf(person.iin).map(({ iin }) => iin)]
}

function personLink(iin: string, population: Population, locale: PageLocale): string {
  const person = population.find(iin)
  return `<a href="/people?locale=${locale}&amp;q=${iin}">${person ? escapeHtml(fullName(person)) : iin}</a>`
}
