import { trainingPage, wideTable, type PageLocale } from '../pages.ts'
import type { Decision } from './persons-register.ts'
import { STORY_TEXTS } from './stories.ts'
import type { TrainingPerson } from './training-people.ts'

const kk = {
  title: 'Жеке тұлғалардың оқу тіркелімі',
  intro:
    'Мұндағы адамдардың бәрі ойдан шығарылған. Әр ЖСН-нің өз оқиғасы бар: оны порталда енгізіп, не болатынын көріңіз.',
  iin: 'ЖСН',
  name: 'Аты-жөні',
  bornOn: 'Туған күні',
  story: 'Не болады',
  grant: 'Келісім беру',
  refuse: 'Бас тарту',
  granted: 'келісім берілді',
  refused: 'келісім берілмеді',
  state: 'Тіркелімнің күйі',
  working: 'жұмыс істеп тұр',
  broken: 'жауап бермейді',
  break: 'Тіркелімді тоқтату',
  mend: 'Тіркелімді қосу',
}
const ru: typeof kk = {
  title: 'Учебный регистр физических лиц',
  intro: 'Все эти люди вымышлены. У каждого ИИН своя история: введите его на портале и посмотрите, что будет.',
  iin: 'ИИН',
  name: 'Фамилия, имя, отчество',
  bornOn: 'Дата рождения',
  story: 'Что произойдёт',
  grant: 'Дать согласие',
  refuse: 'Отказать',
  granted: 'согласие дано',
  refused: 'в согласии отказано',
  state: 'Состояние регистра',
  working: 'работает',
  broken: 'не отвечает',
  break: 'Остановить регистр',
  mend: 'Включить регистр',
}
const en: typeof kk = {
  title: 'Training register of persons',
  intro: 'All these people are invented. Each IIN has a story of its own: enter it on the portal and see what happens.',
  iin: 'IIN',
  name: 'Name',
  bornOn: 'Born on',
  story: 'What happens',
  grant: 'Give consent',
  refuse: 'Refuse',
  granted: 'consent given',
  refused: 'consent refused',
  state: 'State of the register',
  working: 'working',
  broken: 'does not answer',
  break: 'Stop the register',
  mend: 'Start the register',
}
const MESSAGES = { kk, ru, en }

/** The list of stories, for whoever presents or tries the product. All texts in it are our own. */
export function peoplePage(view: {
  readonly locale: PageLocale
  readonly people: readonly TrainingPerson[]
  readonly decisionOf: (iin: string) => Decision | undefined
  readonly broken: boolean
}): string {
  const { locale } = view
  const words = MESSAGES[locale]
  const row = (person: TrainingPerson): readonly string[] => {
    const decision = view.decisionOf(person.iin)
    const phone =
      person.story === 'consent-pending'
        ? `${decision ? ` (${words[decision]})` : ''}
          <form method="post" action="/registers/persons/consents/${person.iin}/granted?locale=${locale}"><button>${words.grant}</button></form>
          <form method="post" action="/registers/persons/consents/${person.iin}/refused?locale=${locale}"><button>${words.refuse}</button></form>`
        : ''
    const name = [person.surname, person.givenName, person.patronymic].join(' ')
    return [
      `<code>${person.iin}</code>`,
      name,
      `<time>${person.birthDate.toString()}</time>`,
      `${STORY_TEXTS[person.story][locale]}${phone}`,
    ]
  }
  const content = `<p>${words.intro}</p>
<form method="post" action="/registers/persons/state/${view.broken ? 'working' : 'broken'}?locale=${locale}">
${words.state}: <b>${view.broken ? words.broken : words.working}</b> <button>${view.broken ? words.mend : words.break}</button></form>
${wideTable([words.iin, words.name, words.bornOn, words.story], view.people.map(row))}`
  return trainingPage({ locale, title: words.title, content })
}
