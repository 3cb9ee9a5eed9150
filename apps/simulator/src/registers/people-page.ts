import type { FastifyInstance } from 'fastify'
import { localeOf, trainingPage, wideTable, type PageLocale } from '../pages.ts'
import { STORY_TEXTS } from './stories.ts'
import { TRAINING_PEOPLE, type TrainingPerson } from './training-people.ts'

const kk = {
  title: 'Жеке тұлғалардың оқу тіркелімі',
  intro:
    'Мұндағы адамдардың бәрі ойдан шығарылған. Әр ЖСН-нің өз оқиғасы бар: оны порталда енгізіп, не болатынын көріңіз.',
  iin: 'ЖСН',
  name: 'Аты-жөні',
  bornOn: 'Туған күні',
  story: 'Не болады',
  phones: 'Телефонға келген келісім сұрауларына жауап беру',
  faults: 'Тіркелімдерді бұзу немесе жөндеу',
}
const ru: typeof kk = {
  title: 'Учебный регистр физических лиц',
  intro: 'Все эти люди вымышлены. У каждого ИИН своя история: введите его на портале и посмотрите, что будет.',
  iin: 'ИИН',
  name: 'Фамилия, имя, отчество',
  bornOn: 'Дата рождения',
  story: 'Что произойдёт',
  phones: 'Ответить с телефона на запросы согласия',
  faults: 'Сломать или починить регистры',
}
const en: typeof kk = {
  title: 'Training register of persons',
  intro: 'All these people are invented. Each IIN has a story of its own: enter it on the portal and see what happens.',
  iin: 'IIN',
  name: 'Name',
  bornOn: 'Born on',
  story: 'What happens',
  phones: 'Answer requests for consent from a phone',
  faults: 'Break or mend the registers',
}
const MESSAGES = { kk, ru, en }

/** `/`: the list of the invented people and what each leads to. */
export function peopleRoutes(app: FastifyInstance): void {
  app.get<{ Querystring: { locale?: string } }>('/', async (request, reply) =>
    reply.type('text/html; charset=utf-8').send(peoplePage(localeOf(request.query.locale), TRAINING_PEOPLE)),
  )
}

/** The list of stories, for whoever presents or tries the product. All texts in it are our own. */
function peoplePage(locale: PageLocale, people: readonly TrainingPerson[]): string {
  const words = MESSAGES[locale]
  const rows = people.map(({ iin, surname, givenName, patronymic, birthDate, story }) => [
    `<code>${iin}</code>`,
    [surname, givenName, patronymic].join(' '),
    `<time>${birthDate.toString()}</time>`,
    STORY_TEXTS[story][locale],
  ])
  const content = `<p>${words.intro}</p>
<p><a href="/gateway/phones?locale=${locale}">${words.phones}</a><br>
<a href="/gateway/faults?locale=${locale}">${words.faults}</a></p>
${wideTable([words.iin, words.name, words.bornOn, words.story], rows)}`
  return trainingPage({ locale, title: words.title, content })
}
