import type { Limit, Locale } from '@qyzmet/regulation'
import { uiMessages } from './ui.ts'

/*
 * `Intl` writes "2026 ж. 22 қараша"; official papers write "2026 жылғы 22 қараша",
 * and a sentence needs the month in its case. So the months are ours.
 */
const MONTHS_KK = [
  { name: 'қаңтар', on: 'қаңтарда', by: 'қаңтардан' },
  { name: 'ақпан', on: 'ақпанда', by: 'ақпаннан' },
  { name: 'наурыз', on: 'наурызда', by: 'наурыздан' },
  { name: 'сәуір', on: 'сәуірде', by: 'сәуірден' },
  { name: 'мамыр', on: 'мамырда', by: 'мамырдан' },
  { name: 'маусым', on: 'маусымда', by: 'маусымнан' },
  { name: 'шілде', on: 'шілдеде', by: 'шілдеден' },
  { name: 'тамыз', on: 'тамызда', by: 'тамыздан' },
  { name: 'қыркүйек', on: 'қыркүйекте', by: 'қыркүйектен' },
  { name: 'қазан', on: 'қазанда', by: 'қазаннан' },
  { name: 'қараша', on: 'қарашада', by: 'қарашадан' },
  { name: 'желтоқсан', on: 'желтоқсанда', by: 'желтоқсаннан' },
] as const
const MONTHS_RU = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
] as const
const MONTHS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** A date as official papers write it: `2026 жылғы 22 қараша`, `22 ноября 2026 года`, `22 November 2026`. */
export function formatDate(date: Temporal.PlainDate, locale: Locale): string {
  const { year, day } = date
  switch (locale) {
    case 'kk':
      return `${year} жылғы ${day} ${monthKk(date).name}`
    case 'ru':
      return `${day} ${MONTHS_RU[date.month - 1]} ${year} года`
    case 'en':
      return `${day} ${MONTHS_EN[date.month - 1]} ${year}`
  }
}

/** The date in a sentence that says when: `2026 жылғы 22 қарашада`, `22 ноября 2026 года`, `on 22 November 2026`. */
export function formatDateOn(date: Temporal.PlainDate, locale: Locale): string {
  switch (locale) {
    case 'kk':
      return `${date.year} жылғы ${date.day} ${monthKk(date).on}`
    case 'ru':
      return formatDate(date, locale)
    case 'en':
      return `on ${formatDate(date, locale)}`
  }
}

/** The last day of a term: `2026 жылғы 22 қарашадан кешіктірмей`, `не позднее 22 ноября 2026 года`, `by 22 November 2026`. */
export function formatDateBy(date: Temporal.PlainDate, locale: Locale): string {
  switch (locale) {
    case 'kk':
      return `${date.year} жылғы ${date.day} ${monthKk(date).by} кешіктірмей`
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

/** The time of day in the zone of the provider, `14:05`. */
export function formatTime(at: Temporal.Instant, timeZone: string): string {
  const local = at.toZonedDateTimeISO(timeZone)
  return `${two(local.hour)}:${two(local.minute)}`
}

/** Date and time in the zone of the provider; old computers know no present zones, so the server writes both. */
export function formatInstant(at: Temporal.Instant, timeZone: string, locale: Locale): string {
  const date = at.toZonedDateTimeISO(timeZone).toPlainDate()
  return uiMessages[locale].time.at(formatDate(date, locale), formatTime(at, timeZone))
}

/** A time limit in words: `27 күнтізбелік күн`. */
export function formatLimit(limit: Limit | 'unstated', locale: Locale): string {
  const words = uiMessages[locale].limit
  return limit === 'unstated' ? words.unstated : words[limit.unit](limit.amount)
}

function monthKk(date: Temporal.PlainDate): (typeof MONTHS_KK)[number] {
  const month = MONTHS_KK[date.month - 1]
  if (month === undefined) throw new RangeError(`No month ${date.month}`)
  return month
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
