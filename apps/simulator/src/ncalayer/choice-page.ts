import { SIGNING_STORIES, type SigningPerson, type SigningState, type SigningStory } from './signer.ts'
import { escapeHtml, type PageLocale } from '../pages.ts'

const kk = {
  title: 'Оқуға арналған қол қою бағдарламасы',
  mark: 'ОҚУ РЕЖИМІ',
  intro:
    'Бұл бағдарлама NCALayer орнына қол қояды. Кілттер ойдан шығарылған адамдардікі, сондықтан мұндай қолтаңбаның заңдық күші жоқ.',
  next: 'Келесі қолтаңба',
  key: 'Кімнің кілтімен қол қойылады',
  asked: 'Портал қолтаңбасын сұраған адамның кілтімен',
  choose: 'Таңдау',
  chosen: 'таңдалды',
  stories: {
    valid: 'Бәрі дұрыс',
    gost: 'Бәрі дұрыс, GOST-512 кілтімен',
    cancel: 'Адам қол қоюдан бас тартады',
    slow: 'Жауап баяу келеді',
    expired: 'Сертификаттың мерзімі өтіп кеткен',
    'not-yet-valid': 'Сертификаттың мерзімі әлі басталмаған',
    revoked: 'Сертификаттың күші жойылған',
    'other-person': 'Басқа адамның кілті',
    auth: 'Жүйеге кіруге арналған кілт',
    broken: 'Қолтаңба жолда бүлінген',
    failure: 'Кілт оқылмайды',
    'other-organisation': 'Басқа ұйымның кілті',
    'old-version': 'NCALayer нұсқасы ескі',
    'no-module': 'NCALayer бағдарламасында қол қою бөлігі жоқ',
    silent: 'NCALayer жауап бермейді',
  } satisfies Record<SigningStory, string>,
}
const ru: typeof kk = {
  title: 'Учебная программа для подписания',
  mark: 'УЧЕБНЫЙ РЕЖИМ',
  intro:
    'Эта программа подписывает вместо NCALayer. Ключи принадлежат вымышленным людям, юридической силы у такой подписи нет.',
  next: 'Следующая подпись',
  key: 'Чьим ключом подписывать',
  asked: 'Ключом того, чью подпись просит портал',
  choose: 'Выбрать',
  chosen: 'выбрано',
  stories: {
    valid: 'Всё в порядке',
    gost: 'Всё в порядке, ключом GOST-512',
    cancel: 'Человек отказывается подписывать',
    slow: 'Ответ приходит медленно',
    expired: 'Срок сертификата истёк',
    'not-yet-valid': 'Срок сертификата ещё не начался',
    revoked: 'Сертификат отозван',
    'other-person': 'Ключ другого человека',
    auth: 'Ключ для входа в системы',
    broken: 'Подпись повреждена в пути',
    failure: 'Ключ не читается',
    'other-organisation': 'Ключ другой организации',
    'old-version': 'Старая версия NCALayer',
    'no-module': 'В NCALayer нет модуля подписания',
    silent: 'NCALayer не отвечает',
  },
}
const en: typeof kk = {
  title: 'Training signer',
  mark: 'TRAINING',
  intro:
    'This program signs in place of NCALayer. The keys belong to invented people; such a signature has no legal force.',
  next: 'Next signature',
  key: 'Whose key signs',
  asked: 'The key of the person whose signature the portal asks for',
  choose: 'Choose',
  chosen: 'chosen',
  stories: {
    valid: 'All is well',
    gost: 'All is well, with a GOST-512 key',
    cancel: 'The person declines to sign',
    slow: 'The answer is slow',
    expired: 'The certificate has expired',
    'not-yet-valid': 'The certificate is not valid yet',
    revoked: 'The certificate was revoked',
    'other-person': 'The key of another person',
    auth: 'A key for signing in',
    broken: 'The signature is damaged on the way',
    failure: 'The key cannot be read',
    'other-organisation': 'The key of another organisation',
    'old-version': 'NCALayer is an old version',
    'no-module': 'NCALayer lacks the module that signs',
    silent: 'NCALayer does not answer',
  },
}
const MESSAGES = { kk, ru, en }
const NAMES = { kk: 'Қазақша', ru: 'Русский', en: 'English' }

/** What the signer will do next and with whose key. Names come from the list of invented people alone. */
export function choicePage(view: {
  readonly locale: PageLocale
  readonly people: readonly SigningPerson[]
  readonly state: SigningState
}): string {
  const { locale, people, state } = view
  const words = MESSAGES[locale]
  const choice = (field: string, value: string, label: string, isChosen: boolean): string =>
    `<li>${escapeHtml(label)} ${
      isChosen
        ? `<b>(${words.chosen})</b>`
        : `<button name="${field}" value="${value}" aria-label="${words.choose}: ${escapeHtml(label)}">${words.choose}</button>`
    }</li>`
  const stories = SIGNING_STORIES.map((story) => choice('story', story, words.stories[story], state.next === story))
  const keys = [
    choice('iin', '', words.asked, state.actingIin === ''),
    ...people.map((person) => {
      const name = `${person.iin} ${person.surname} ${person.givenName}`
      return choice('iin', person.iin, name, state.actingIin === person.iin)
    }),
  ]
  const languages = (['kk', 'ru', 'en'] as const)
    .map((code) =>
      code === locale ? `<b>${NAMES[code]}</b>` : `<a href="?locale=${code}" lang="${code}">${NAMES[code]}</a>`,
    )
    .join(' · ')
  return `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words.title}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
.mark { background: #fde68a; color: #000; padding: .25rem .75rem; font-weight: 700 }
li { margin: .4rem 0 }
</style>
<p class="mark">${words.mark}</p>
<p>${languages}</p>
<main>
<h1>${words.title}</h1>
<p>${words.intro}</p>
<form method="post" action="/ncalayer/next?locale=${locale}">
<h2>${words.next}</h2>
<ul>${stories.join('')}</ul>
<h2>${words.key}</h2>
<ul>${keys.join('')}</ul>
</form>
</main>
</html>
`
}
