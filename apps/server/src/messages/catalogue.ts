import type { Locale } from '@qyzmet/regulation'

/**
 * The texts of one subject in all three languages. The Kazakh file is the shape
 * (`typeof portalKk`); a key missing in `ru` or `en` does not compile.
 */
export type Catalogue<Messages> = Readonly<Record<Locale, Messages>>

/** Picks the form of a Russian word for a number: 1 день, 2 дня, 5 дней. */
export function pluralRu(count: number, one: string, few: string, many: string): string {
  const category = RU.select(count)
  return category === 'one' ? one : category === 'few' ? few : many
}

/** Picks the form of an English word for a number: 1 day, 2 days. */
export function pluralEn(count: number, one: string, other: string): string {
  return EN.select(count) === 'one' ? one : other
}

const RU = new Intl.PluralRules('ru')
const EN = new Intl.PluralRules('en')

/** Names of the languages, each in its own language. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' }
