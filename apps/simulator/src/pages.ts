export type PageLocale = 'kk' | 'ru' | 'en'

export function localeOf(text: unknown): PageLocale {
  return text === 'ru' || text === 'en' ? text : 'kk'
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const NAMES = { kk: 'Қазақша', ru: 'Русский', en: 'English' } as const
const MARK = { kk: 'СЫНАҚ КОНТУРЫ', ru: 'ТЕСТОВЫЙ КОНТУР', en: 'TRAINING' } as const
const MENU = {
  kk: {
    stories: 'Оқиғалар',
    people: 'Адамдар',
    firms: 'Ұйымдар',
    powers: 'Сенімхаттар',
    traffic: 'Хабарлар',
    faults: 'Ақаулар',
    phones: 'Телефондар',
    portal: 'Портал',
    letters: 'Хаттар',
    signer: 'Қол қою',
  },
  ru: {
    stories: 'Истории',
    people: 'Люди',
    firms: 'Организации',
    powers: 'Доверенности',
    traffic: 'Сообщения',
    faults: 'Поломки',
    phones: 'Телефоны',
    portal: 'Портал',
    letters: 'Письма',
    signer: 'Подписание',
  },
  en: {
    stories: 'Stories',
    people: 'People',
    firms: 'Organisations',
    powers: 'Powers of attorney',
    traffic: 'Messages',
    faults: 'Faults',
    phones: 'Phones',
    portal: 'Portal',
    letters: 'Letters',
    signer: 'Signing',
  },
} as const
const ADDRESSES = {
  stories: '/',
  people: '/people',
  firms: '/firms',
  powers: '/powers',
  traffic: '/gateway/',
  faults: '/gateway/faults',
  phones: '/gateway/phones',
  portal: '/gateway/portal',
  letters: '/gateway/letters',
  signer: '/ncalayer/',
} as const

/** A page of the simulator: marked as training, in three languages, without scripts. @param content is HTML already */
export function trainingPage(page: {
  readonly locale: PageLocale
  readonly title: string
  readonly content: string
  /** Seconds after which the page loads itself again. */
  readonly refreshSeconds?: number
}): string {
  const { locale, title, content, refreshSeconds } = page
  const languages = (['kk', 'ru', 'en'] as const)
    .map((code) =>
      code === locale ? `<b>${NAMES[code]}</b>` : `<a href="?locale=${code}" lang="${code}">${NAMES[code]}</a>`,
    )
    .join(' · ')
  const menu = (Object.keys(ADDRESSES) as (keyof typeof ADDRESSES)[])
    .map((name) => `<a href="${ADDRESSES[name]}?locale=${locale}">${MENU[locale][name]}</a>`)
    .join(' · ')
  return `<!doctype html>
<html lang="${locale}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
${refreshSeconds === undefined ? '' : `<meta http-equiv="refresh" content="${refreshSeconds}">`}
<title>${escapeHtml(title)}</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 70rem; margin: 0 auto; padding: 1rem }
.mark { background: #ffd54f; color: #000; font-weight: 700; padding: .25rem 1rem; letter-spacing: .1em }
.wide { overflow-x: auto }
table { border-collapse: collapse } td, th { text-align: start; padding: .3rem .7rem; border-bottom: 1px solid #bbb; vertical-align: top }
code, time { white-space: nowrap } pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f2f2f2; color: #000; padding: .5rem }
form { display: inline } input, select, textarea, button { font: inherit; max-width: 100%; box-sizing: border-box } label { display: block; margin: .6rem 0 }
@media (max-width: 40rem) { thead { display: none } table, tbody, tr, td { display: block } td { border: 0; padding: .1rem 0 } tr { border-bottom: 1px solid #bbb; padding: .5rem 0 } }
</style>
<header><p class="mark">${MARK[locale]}</p>
<nav>${languages}<br>${menu}</nav></header>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</html>
`
}

/** A table; on a telephone each row becomes a block, one cell under the other. @param rows cells as HTML */
export function wideTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')
  return `<div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(heads.join(', '))}"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`
}
