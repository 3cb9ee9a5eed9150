import type { Limit, LimitUnit } from '../model.ts'
import type { Locale } from '../text.ts'

/**
 * The case a Kazakh date takes in its sentence: «22 қарашада» (on), «22 қарашадан» (from),
 * «22 қарашаға» (until), «22 қарашаның» (of), «22 қарашадағы № 115 қаулы» (attributive: the decree of that day).
 * Russian and English dates do not change.
 */
export type KazakhCase = 'nominative' | 'genitive' | 'dative' | 'accusative' | 'locative' | 'ablative' | 'attributive'

/**
 * A date in full: «2026 жылғы 22 қараша», «22 ноября 2026 года», "22 November 2026".
 *
 * @param kazakhCase ending of the Kazakh month, for a date inside a sentence
 */
export function formatDate(date: Temporal.PlainDate, locale: Locale, kazakhCase: KazakhCase = 'nominative'): string {
  const month = MONTHS[date.month - 1]
  if (!month) throw new RangeError(`month ${date.month} of ${date.toString()}`)
  if (locale === 'kk') return `${date.year} жылғы ${date.day} ${month.kk}${month.endings[kazakhCase]}`
  return locale === 'ru' ? `${date.day} ${month.ru} ${date.year} года` : `${date.day} ${month.en} ${date.year}`
}

/**
 * A moment as the clocks of `timeZone` show it, to the minute: «2026 жылғы 22 қараша, сағат 14:05»,
 * «22 ноября 2026 года, 14:05», "22 November 2026, 14:05".
 */
export function formatInstant(instant: Temporal.Instant, timeZone: string, locale: Locale): string {
  const local = instant.toZonedDateTimeISO(timeZone)
  const date = formatDate(local.toPlainDate(), locale)
  const time = formatTime(local.toPlainTime())
  return locale === 'kk' ? `${date}, сағат ${time}` : `${date}, ${time}`
}

/** Hours and minutes, 24 hours a day: `09:05`. The same in all three languages. */
export function formatTime(time: Temporal.PlainTime): string {
  return time.toString({ smallestUnit: 'minute' })
}

/** The name of the weekday, in lower case where the language has it so: «дүйсенбі», «понедельник», "Monday". */
export function formatWeekday(date: Temporal.PlainDate, locale: Locale): string {
  return WEEKDAYS[locale][date.dayOfWeek - 1] ?? ''
}

/** How long a term is: «30 күнтізбелік күн», «3 рабочих дня», "1 hour". */
export function formatLimit(limit: Limit, locale: Locale): string {
  const amount = NUMBERS[locale === 'en' ? 'en' : 'ru'].format(limit.amount)
  const units = UNITS[locale][limit.unit]
  if (locale === 'kk') return `${amount} ${units.other}`
  return `${amount} ${units[plural(limit.amount, locale)] ?? units.other}`
}

/** Made once: making one takes longer than a thousand uses of it. Kazakh groups digits as Russian does. */
const NUMBERS = { ru: new Intl.NumberFormat('ru'), en: new Intl.NumberFormat('en-GB') } as const

type Plural = 'one' | 'few' | 'other'

/** Russian counts 1, 2–4 and the rest; a fraction takes the form of 2–4 («1,5 минуты»). */
function plural(amount: number, locale: 'ru' | 'en'): Plural {
  if (locale === 'en') return amount === 1 ? 'one' : 'other'
  if (!Number.isInteger(amount)) return 'few'
  const [ones, tens] = [amount % 10, amount % 100]
  if (ones === 1 && tens !== 11) return 'one'
  return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? 'few' : 'other'
}

type Endings = Readonly<Record<KazakhCase, string>>

/** Endings follow the last sound and vowel of the month's name, four ways in all. */
const AFTER_BACK_VOICED: Endings = endings('дың', 'ға', 'ды', 'да', 'дан')
const AFTER_BACK_NASAL: Endings = endings('ның', 'ға', 'ды', 'да', 'нан')
const AFTER_BACK_VOWEL: Endings = endings('ның', 'ға', 'ны', 'да', 'дан')
const AFTER_FRONT_VOICED: Endings = endings('дің', 'ге', 'ді', 'де', 'ден')
const AFTER_FRONT_VOWEL: Endings = endings('нің', 'ге', 'ні', 'де', 'ден')
const AFTER_FRONT_VOICELESS: Endings = endings('тің', 'ке', 'ті', 'те', 'тен')

function endings(genitive: string, dative: string, accusative: string, locative: string, ablative: string): Endings {
  const attributive = `${locative}${locative.endsWith('а') ? 'ғы' : 'гі'}`
  return { nominative: '', genitive, dative, accusative, locative, ablative, attributive }
}

/** Russian names stand in the genitive, as after a day. */
const MONTHS: readonly { readonly kk: string; readonly endings: Endings; readonly ru: string; readonly en: string }[] =
  [
    { kk: 'қаңтар', endings: AFTER_BACK_VOICED, ru: 'января', en: 'January' },
    { kk: 'ақпан', endings: AFTER_BACK_NASAL, ru: 'февраля', en: 'February' },
    { kk: 'наурыз', endings: AFTER_BACK_VOICED, ru: 'марта', en: 'March' },
    { kk: 'сәуір', endings: AFTER_FRONT_VOICED, ru: 'апреля', en: 'April' },
    { kk: 'мамыр', endings: AFTER_BACK_VOICED, ru: 'мая', en: 'May' },
    { kk: 'маусым', endings: AFTER_BACK_NASAL, ru: 'июня', en: 'June' },
    { kk: 'шілде', endings: AFTER_FRONT_VOWEL, ru: 'июля', en: 'July' },
    { kk: 'тамыз', endings: AFTER_BACK_VOICED, ru: 'августа', en: 'August' },
    { kk: 'қыркүйек', endings: AFTER_FRONT_VOICELESS, ru: 'сентября', en: 'September' },
    { kk: 'қазан', endings: AFTER_BACK_NASAL, ru: 'октября', en: 'October' },
    { kk: 'қараша', endings: AFTER_BACK_VOWEL, ru: 'ноября', en: 'November' },
    { kk: 'желтоқсан', endings: AFTER_BACK_NASAL, ru: 'декабря', en: 'December' },
  ]

const WEEKDAYS: Readonly<Record<Locale, readonly string[]>> = {
  kk: ['дүйсенбі', 'сейсенбі', 'сәрсенбі', 'бейсенбі', 'жұма', 'сенбі', 'жексенбі'],
  ru: ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}

type Units = Readonly<Record<LimitUnit, Readonly<Partial<Record<Plural, string>> & Record<'other', string>>>>

const UNITS: Readonly<Record<Locale, Units>> = {
  kk: {
    second: { other: 'секунд' },
    minute: { other: 'минут' },
    hour: { other: 'сағат' },
    'working-day': { other: 'жұмыс күні' },
    'calendar-day': { other: 'күнтізбелік күн' },
  },
  ru: {
    second: { one: 'секунда', few: 'секунды', other: 'секунд' },
    minute: { one: 'минута', few: 'минуты', other: 'минут' },
    hour: { one: 'час', few: 'часа', other: 'часов' },
    'working-day': { one: 'рабочий день', few: 'рабочих дня', other: 'рабочих дней' },
    'calendar-day': { one: 'календарный день', few: 'календарных дня', other: 'календарных дней' },
  },
  en: {
    second: { one: 'second', other: 'seconds' },
    minute: { one: 'minute', other: 'minutes' },
    hour: { one: 'hour', other: 'hours' },
    'working-day': { one: 'working day', other: 'working days' },
    'calendar-day': { one: 'calendar day', other: 'calendar days' },
  },
}
