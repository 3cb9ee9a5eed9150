import type { Locale, TermClock } from '@qyzmet/regulation'
import { citeItem } from '@qyzmet/regulation'

/**
 * The law behind a line of an explanation, in words: `Civil Code art. 175` → «Азаматтық кодекстің 175-бабы».
 *
 * Knows items of the act (`item 5(3)`), acts of the calendar (`act:moved-2018`), the laws of this file, and
 * a list of them with semicolons; anything else is printed as it is.
 */
export function citeSource(source: string, clock: TermClock, locale: Locale): string {
  return source
    .split('; ')
    .map((one) => citeOne(one, clock, locale))
    .join('; ')
}

function citeOne(source: string, clock: TermClock, locale: Locale): string {
  if (source.startsWith('act:')) return clock.calendar.acts.get(source.slice('act:'.length))?.[locale] ?? source
  if (source.startsWith('item ')) return citeItem(source.slice('item '.length), locale)
  const { act, item } = clock.hours.source
  if (source === act || source === `${act}, item ${item}`) return citeHours(clock, locale)
  const [, name = source, article] = /^(.*?)(?:,? art\. (\d+))?$/.exec(source) ?? []
  const law = LAWS.get(name)
  if (!law) return source
  return article === undefined ? law[locale].whole : law[locale].article(article)
}

function citeHours({ hours, actTitles }: TermClock, locale: Locale): string {
  const { act, item, mark } = hours.source
  const title = actTitles?.get(act)?.[locale] ?? act
  const cited = item === '' ? title : `${title}, ${citeItem(item, locale)}`
  return mark === 'verified' || mark === 'derived' ? cited : `${cited}; ${TO_BE_CONFIRMED[locale]}`
}

const TO_BE_CONFIRMED = { kk: 'расталуы керек', ru: 'требует подтверждения', en: 'to be confirmed' } as const

interface LawName {
  readonly whole: string
  readonly article: (number: string) => string
}

/** Kazakh puts the law in the genitive before the article, Russian after it. */
function law(names: {
  readonly kk: readonly [nominative: string, genitive: string]
  readonly ru: readonly [nominative: string, genitive: string]
  readonly en: string
}): Readonly<Record<Locale, LawName>> {
  return {
    kk: { whole: names.kk[0], article: (number) => `${names.kk[1]} ${number}-бабы` },
    ru: { whole: names.ru[0], article: (number) => `статья ${number} ${names.ru[1]}` },
    en: { whole: names.en, article: (number) => `${names.en}, art. ${number}` },
  }
}

const LAWS: ReadonlyMap<string, Readonly<Record<Locale, LawName>>> = new Map([
  [
    'Civil Code',
    law({
      kk: ['Азаматтық кодекс', 'Азаматтық кодекстің'],
      ru: ['Гражданский кодекс', 'Гражданского кодекса'],
      en: 'Civil Code',
    }),
  ],
  [
    'APPC',
    law({
      kk: ['Әкімшілік рәсімдік-процестік кодекс', 'Әкімшілік рәсімдік-процестік кодекстің'],
      ru: ['Административный процедурно-процессуальный кодекс', 'Административного процедурно-процессуального кодекса'],
      en: 'Administrative Procedural and Process-Related Code',
    }),
  ],
  [
    'Labour Code',
    law({ kk: ['Еңбек кодексі', 'Еңбек кодексінің'], ru: ['Трудовой кодекс', 'Трудового кодекса'], en: 'Labour Code' }),
  ],
  [
    'Law of 13 December 2001 No 267',
    law({
      kk: [
        'мерекелер туралы 2001 жылғы 13 желтоқсандағы № 267 Заң',
        'мерекелер туралы 2001 жылғы 13 желтоқсандағы № 267 Заңның',
      ],
      ru: ['Закон о праздниках от 13 декабря 2001 года № 267', 'Закона о праздниках от 13 декабря 2001 года № 267'],
      en: 'Law on Holidays of 13 December 2001 No 267',
    }),
  ],
  [
    'standard',
    law({
      kk: ['қызмет стандарты', 'қызмет стандартының'],
      ru: ['стандарт услуги', 'стандарта услуги'],
      en: 'standard of the service',
    }),
  ],
  [
    'IANA time zone database',
    law({
      kk: ['уақыт белдеулерінің дерекқоры', 'уақыт белдеулері дерекқорының'],
      ru: ['база часовых поясов', 'базы часовых поясов'],
      en: 'time zone database',
    }),
  ],
])
