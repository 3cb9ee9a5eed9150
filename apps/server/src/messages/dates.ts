import { formatDate, formatLimit, type Limit, type Locale } from '@qyzmet/regulation'
import { uiMessages } from './ui.ts'

export { formatDate, formatInstant } from '@qyzmet/regulation'

/** The last day of a term: `2026 жылғы 22 қарашадан кешіктірілмей`, `не позднее 22 ноября 2026 года`, `by 22 November 2026`. */
export function formatDateBy(date: Temporal.PlainDate, locale: Locale): string {
  switch (locale) {
    case 'kk':
      return `${formatDate(date, locale, 'ablative')} кешіктірілмей`
    case 'ru':
      return `не позднее ${formatDate(date, locale)}`
    case 'en':
      return `by ${formatDate(date, locale)}`
  }
}

/** A date in figures for narrow columns: `22.11.2026` in every language. */
export function formatDateShort(date: Temporal.PlainDate): string {
  return `${two(date.day)}.${two(date.month)}.${date.year}`
}

/** A time limit in words, also where the act states none. */
export function formatLimitOrNone(limit: Limit | 'unstated', locale: Locale): string {
  return limit === 'unstated' ? uiMessages[locale].unstatedLimit : formatLimit(limit, locale)
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
