import type { Decision } from './persons-register.ts'
import { STORY_TEXTS } from './stories.ts'
import type { TrainingPerson } from './training-people.ts'

export type PageLocale = 'kk' | 'ru' | 'en'

const kk = {
  title: 'Жеке тұлғалардың оқу тіркелімі',
  mark: 'ОҚУ РЕЖИМІ',
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
  mark: 'УЧЕБНЫЙ РЕЖИМ',
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
  mark: 'TRAINING',
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
const NAMES = { kk: 'Қазақша', ru: 'Русский', en: 'English' }

/** The list of stories, for whoever presents or tries the product. All texts in it are our own. */
export function peoplePage(view: {
  readonly locale: PageLocale
  readonly people: readonly TrainingPerson[]
  readonly decisionOf: (iin: string) => Decision | undefined
  readonly broken: boolean
}): string {
  const { locale } = view
  const words = MESSAGES[locale]
  const row = (person: TrainingPerson): string => {
    const decision = view.decisionOf(person.iin)
    const phone =
      person.story === 'consent-pending'
        ? `${decision ? ` (${words[decision]})` : ''}
          <form method="post" action="/registers/persons/consents/${person.iin}/granted?locale=${locale}"><button>${words.grant}</button></form>
          <form method="post" action="/registers/persons/consents/${person.iin}/refused?locale=${locale}"><button>${words.refuse}</button></form>`
        : ''
    const name = [person.surname, person.givenName, person.patronymic].join(' ')
    return `<tr><td><code>${person.iin}</code></td><td>${name}</td><td><time>${person.birthDate.toString()}</time></td><td>${STORY_TEXTS[person.story][locale]}${phone}</td></tr>`
  }
  const languages = (['kk', 'ru', 'en'] as const)
    .map((code) =>
      code === locale ? `<b>${NAMES[code]}</b>` : `<a href="/?locale=${code}" lang="${code}">${NAMES[code]}</a>`,
    )
    .join(' · ')
  return `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words.title}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem }
.mark { background: #ffd54f; color: #000; font-weight: 700; padding: .25rem 1rem; letter-spacing: .1em }
.wide { overflow-x: auto }
table { border-collapse: collapse } td, th { text-align: start; padding: .4rem .8rem; border-bottom: 1px solid #bbb; vertical-align: top }
code { font-size: 1.05em } code, time { white-space: nowrap } form { display: inline }
</style>
<header><p class="mark">${words.mark}</p>
<nav>${languages}</nav></header>
<main>
<h1>${words.title}</h1>
<p>${words.intro}</p>
<form method="post" action="/registers/persons/state/${view.broken ? 'working' : 'broken'}?locale=${locale}">
${words.state}: <b>${view.broken ? words.broken : words.working}</b> <button>${view.broken ? words.mend : words.break}</button></form>
<div class="wide"><table>
<thead><tr><th>${words.iin}</th><th>${words.name}</th><th>${words.bornOn}</th><th>${words.story}</th></tr></thead>
<tbody>
${view.people.map(row).join('\n')}
</tbody></table></div>
</main>
</html>
`
}
