import { cue } from '../cue.ts'

/** Units of time as they stand behind a number, over folded text. `day` is a day of which no kind is told. */
export const UNITS = {
  second: String.raw`секунд\p{L}*`,
  minute: String.raw`мину[тн]\p{L}*`,
  hour: String.raw`(?:сагат\p{L}*|час(?:а|ов|у|ом|ах|тан)?(?!\p{L}))`,
  'working-day': String.raw`(?:жумис\s+кун\p{L}*|рабоч\p{L}*\s+(?:дн\p{L}*|день)|рабоч\p{L}*(?=\s*[(]))`,
  'calendar-day': String.raw`(?:кунтизбели\p{L}*\s+кун\p{L}*|календарн\p{L}*\s+(?:дн\p{L}*|день))`,
  month: String.raw`(?:аи(?:дин|ган|дан|дын|ин|ын|га|лик)?(?!\p{L})|месяц\p{L}*)`,
  day: String.raw`(?:кун(?:и\p{L}*|нин|нен|дик|де|ге|ди|н)?(?!\p{L})|дн(?:я|еи|ями|и|ю)(?!\p{L})|день|сут(?:ки|ок)(?!\p{L})|таулик\p{L}*)`,
} as const

export type TimeUnit = keyof typeof UNITS

/** The kind of day may also stand before its number: `күнтізбелік он күн`, `рабочих 3 дня`. */
export const KIND_BEFORE = {
  'working-day': String.raw`(?:жумис|рабоч\p{L}*)`,
  'calendar-day': String.raw`(?:кунтизбели\p{L}*|календарн\p{L}*)`,
} as const

/** Behind a time: it is a limit. */
export const WITHIN_AFTER = cue('ішінде', 'аспай', 'аспауы', 'аспауға', 'кешіктірмей', 'кешіктірілмей', 'дейін')

/** Before a time: it is a limit. */
export const WITHIN_BEFORE = cue(
  'в= течени',
  'в= срок',
  'не= позднее',
  'не= более',
  'не= превыша',
  'срок',
  'длительност',
  'продолжительност',
  'за=',
  'мерзім',
  'ұзақты',
)

/** Behind a time: it is a moment or a distance, no limit. */
export const NOT_A_LIMIT_AFTER = cue('өткен соң', 'өткеннен кейін', 'кейін', 'бұрын', 'до= истечения', 'до= окончания')

/** Before a time: the same. */
export const NOT_A_LIMIT_BEFORE = cue('по= истечени', 'после', 'кемінде', 'не= менее', 'за= … до=')

/** A limit told without a number: at once, on the same day. */
export const AT_ONCE = cue('дереу', 'незамедлительно', 'немедленно')
export const SAME_DAY = cue(
  'сол күні',
  'түскен күні',
  'қабылданған күні',
  'бір күн ішінде',
  'в= тот= же= день',
  'в= день поступлени',
  'в= день обращени',
  'в= день подач',
)

/** Months by the beginning of their names, both languages, in their order. */
export const MONTHS: readonly (readonly string[])[] = [
  ['қаңтар', 'январ'],
  ['ақпан', 'феврал'],
  ['наурыз', 'март'],
  ['сәуір', 'апрел'],
  ['мамыр', 'мая', 'май'],
  ['маусым', 'июн'],
  ['шілде', 'июл'],
  ['тамыз', 'август'],
  ['қыркүйек', 'сентябр'],
  ['қазан', 'октябр'],
  ['қараша', 'ноябр'],
  ['желтоқсан', 'декабр'],
]
