import { citeItem } from '../citation.ts'
import type { Limit, Source } from '../model.ts'
import { LOCALES } from '../text.ts'
import type { Locale, Text } from '../text.ts'
import { formatDate, formatLimit } from '../time/format.ts'
import type { KazakhCase } from '../time/format.ts'
import { partsOf } from './worst-case.ts'
import type { Sum } from './worst-case.ts'

/** A text made by saying the same thing in each language. */
export function inEach(say: (locale: Locale) => string): Text {
  return { kk: say('kk'), ru: say('ru'), en: say('en') }
}

/** Limits added up, in words: «30 календарных дней 20 минут». */
export function sumInWords(sum: Sum): Text {
  const parts = partsOf(sum)
  if (parts.length === 0) return { kk: '0 күн', ru: '0 дней', en: '0 days' }
  return inEach((locale) => parts.map((part) => formatLimit(part, locale)).join(' '))
}

export function limitInWords(limit: Limit): Text {
  return inEach((locale) => formatLimit(limit, locale))
}

export function dateInWords(date: Temporal.PlainDate, kazakhCase: KazakhCase = 'nominative'): Text {
  return inEach((locale) => formatDate(date, locale, kazakhCase))
}

export function itemInWords(item: string): Text {
  return inEach((locale) => citeItem(item, locale))
}

/** An act and its item as cited: «Law on Public Services, item 5» stands with the act's title in each language. */
export function sourceInWords({ act, item }: Source, titles: ReadonlyMap<string, Text>): Text {
  return inEach((locale) => {
    const title = titles.get(act)?.[locale] ?? act
    return item === '' ? title : `${title}, ${citeItem(item, locale)}`
  })
}

/** Texts one after another, with commas. */
export function listInWords(texts: readonly Text[], between = ', '): Text {
  return inEach((locale) => texts.map((text) => text[locale]).join(between))
}

/** A word that is the same in all languages, such as a code. */
export function sameInAll(word: string): Text {
  return inEach(() => word)
}

/** True when both say the same in every language. */
export function sameText(a: Text, b: Text): boolean {
  return LOCALES.every((locale) => a[locale] === b[locale])
}
