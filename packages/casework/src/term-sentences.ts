import type { Limit } from '@qyzmet/regulation'
import { formatDate, formatLimit, formatWeekday } from '@qyzmet/regulation'

/** A moment as the provider's clocks show it. */
export interface Moment {
  readonly on: Temporal.PlainDate
  /** HH:MM. */
  readonly time: string
}

interface Hours {
  readonly from: string
  readonly to: string
  readonly lunch?: { readonly from: string; readonly to: string }
}

/** The end of a term: a whole day, or a time of it. */
export interface End {
  readonly on: Temporal.PlainDate
  readonly time?: string
}

type Day = Temporal.PlainDate

const kk = {
  starts: ({ on, time }: Moment) => `Мерзім басталған уақыт: ${formatDate(on, 'kk')}, сағат ${time}`,
  dayAfter: (on: Day) => `Күн санау келесі күннен, ${formatDate(on, 'kk', 'ablative')} басталады`,
  hours: ({ from, to, lunch }: Hours) =>
    `Сағат пен минут тек жұмыс уақытында (${from}–${to}) саналады` +
    (lunch ? `, түскі үзіліс (${lunch.from}–${lunch.to}) есепке кірмейді` : ''),
  opens: ({ on, time }: Moment) =>
    `Мерзім жұмыс уақытынан тыс басталғандықтан, келесі жұмыс уақытынан бастап саналады: ${formatDate(on, 'kk')}, сағат ${time}`,
  counts: (limit: Limit, on: Day) => {
    const length = formatLimit(limit, 'kk')
    if (limit.amount === 1) return `Мерзім – ${length}: ${formatDate(on, 'kk')}`
    const included =
      limit.unit === 'calendar-day' ? 'демалыс күндері де есепке кіреді' : 'демалыс және мереке күндері есепке кірмейді'
    return `Мерзім – ${length}, ${included}; соңғы күні – ${formatDate(on, 'kk')}`
  },
  weekend: (on: Day) => `${formatDate(on, 'kk')}, ${formatWeekday(on, 'kk')} – демалыс күні`,
  holiday: (on: Day, name: string) => `${formatDate(on, 'kk')} – мереке күні: ${name}`,
  dayOff: (on: Day, name: string) => `${formatDate(on, 'kk')} – демалыс күні: ${name}`,
  substitute: (on: Day, name: string, holiday: Day) =>
    `${formatDate(on, 'kk')} – демалыс күні, себебі «${name}» демалыс күніне, ${formatDate(holiday, 'kk', 'dative')} тұспа-тұс келді`,
  transfer: (on: Day, worked: Day) =>
    `${formatDate(on, 'kk')} – демалыс күні, ол ${formatDate(worked, 'kk', 'ablative')} ауыстырылды`,
  skipsWeekends: (days: number) => `Демалыс күндері саналмайды (барлығы ${days} күн)`,
  worksOn: (on: Day, off: Day | undefined) =>
    `${formatDate(on, 'kk')}, ${formatWeekday(on, 'kk')} – жұмыс күні` +
    (off ? `, бұл күнгі демалыс ${formatDate(off, 'kk', 'dative')} ауыстырылды` : ''),
  movesOn: (on: Day) =>
    `Соңғы күн жұмыс күні болмағандықтан, мерзім келесі жұмыс күніне, ${formatDate(on, 'kk', 'dative')} көшеді`,
  zoneChange: (on: Day, before: string, after: string) =>
    `${formatDate(on, 'kk', 'locative')} уақыт белдеуі өзгерді (UTC${before} орнына UTC${after}); мерзім жергілікті уақытпен саналады`,
  provisional: (year: number) =>
    `${year} жылғы өндірістік күнтізбе әлі расталмаған: демалыс күндері ауыстырылса, мерзімнің соңы да өзгеруі мүмкін`,
  totalEndsFirst: ({ on, time }: End) =>
    `Қызметтің жалпы мерзімі бұдан ерте, ${formatDate(on, 'kk', 'locative')}${time === undefined ? '' : ` (сағат ${time})`} аяқталады`,
  unstated: 'Актіде бұл қадамның мерзімі көрсетілмеген',
  unstatedWithin: (limit: Limit, { on, time }: End) =>
    `Актіде бұл қадамның мерзімі көрсетілмеген; жалпы мерзім (${formatLimit(limit, 'kk')}) ` +
    `${formatDate(on, 'kk', 'locative')}${time === undefined ? '' : ` (сағат ${time})`} аяқталады`,
  lastDay: (on: Day) => `Мерзімнің соңғы күні (сағат 24:00-ге дейін) – ${formatDate(on, 'kk')}`,
  runsOut: (limit: Limit, { on, time }: Moment) =>
    `Мерзім – ${formatLimit(limit, 'kk')} жұмыс уақыты; ол аяқталатын уақыт: ${formatDate(on, 'kk')}, сағат ${time}`,
  stopped: ({ on, time }: Moment) => `Орындалған уақыты: ${formatDate(on, 'kk')}, сағат ${time}`,
}

export type TermSentences = typeof kk

const ru: TermSentences = {
  starts: ({ on, time }) => `Срок начался ${formatDate(on, 'ru')} в ${time}`,
  dayAfter: (on) => `Дни отсчитываются со следующего дня, ${formatDate(on, 'ru')}`,
  hours: ({ from, to, lunch }) =>
    `Часы и минуты идут только в рабочее время (${from}–${to})` +
    (lunch ? `, обеденный перерыв (${lunch.from}–${lunch.to}) не считается` : ''),
  opens: ({ on, time }) =>
    `Срок начался вне рабочего времени, поэтому отсчёт идёт с его начала: ${formatDate(on, 'ru')}, ${time}`,
  counts: (limit, on) => {
    const length = formatLimit(limit, 'ru')
    if (limit.amount === 1) return `Срок – ${length}: ${formatDate(on, 'ru')}`
    const included =
      limit.unit === 'calendar-day' ? 'выходные входят в счёт' : 'выходные и праздничные дни в счёт не входят'
    return `Срок – ${length}, ${included}; последний день – ${formatDate(on, 'ru')}`
  },
  weekend: (on) => `${formatDate(on, 'ru')}, ${formatWeekday(on, 'ru')} – выходной день`,
  holiday: (on, name) => `${formatDate(on, 'ru')} – праздничный день: ${name}`,
  dayOff: (on, name) => `${formatDate(on, 'ru')} – день отдыха: ${name}`,
  substitute: (on, name, holiday) =>
    `${formatDate(on, 'ru')} – выходной, потому что праздник «${name}» пришёлся на выходной день ${formatDate(holiday, 'ru')}`,
  transfer: (on, worked) => `${formatDate(on, 'ru')} – день отдыха, перенесённый с ${formatDate(worked, 'ru')}`,
  skipsWeekends: (days) => `Выходные в счёт не входят (всего дней: ${days})`,
  worksOn: (on, off) =>
    `${formatDate(on, 'ru')}, ${formatWeekday(on, 'ru')} – рабочий день` +
    (off ? `, день отдыха перенесён на ${formatDate(off, 'ru')}` : ''),
  movesOn: (on) =>
    `Последний день нерабочий, поэтому срок переходит на следующий рабочий день, ${formatDate(on, 'ru')}`,
  zoneChange: (on, before, after) =>
    `${formatDate(on, 'ru')} сменился часовой пояс (UTC${after} вместо UTC${before}); срок считается по местному времени`,
  provisional: (year) =>
    `Производственный календарь на ${year} год ещё не подтверждён: если дни отдыха перенесут, конец срока может измениться`,
  totalEndsFirst: ({ on, time }) =>
    `Общий срок услуги заканчивается раньше, ${formatDate(on, 'ru')}${time === undefined ? '' : ` в ${time}`}`,
  unstated: 'Акт не устанавливает срока для этого шага',
  unstatedWithin: (limit, { on, time }) =>
    `Акт не устанавливает срока для этого шага; общий срок (${formatLimit(limit, 'ru')}) заканчивается ` +
    `${formatDate(on, 'ru')}${time === undefined ? '' : ` в ${time}`}`,
  lastDay: (on) => `Последний день срока (до 24:00) – ${formatDate(on, 'ru')}`,
  runsOut: (limit, { on, time }) =>
    `Срок – ${formatLimit(limit, 'ru')} рабочего времени; он истекает ${formatDate(on, 'ru')} в ${time}`,
  stopped: ({ on, time }) => `Выполнено ${formatDate(on, 'ru')} в ${time}`,
}

const en: TermSentences = {
  starts: ({ on, time }) => `The term started on ${formatDate(on, 'en')} at ${time}`,
  dayAfter: (on) => `Days are counted from the next day, ${formatDate(on, 'en')}`,
  hours: ({ from, to, lunch }) =>
    `Hours and minutes run only in working hours (${from}–${to})` +
    (lunch ? `; the lunch break (${lunch.from}–${lunch.to}) does not count` : ''),
  opens: ({ on, time }) =>
    `The term started outside working hours, so it is counted from their beginning: ${formatDate(on, 'en')}, ${time}`,
  counts: (limit, on) => {
    const length = formatLimit(limit, 'en')
    if (limit.amount === 1) return `The term is ${length}: ${formatDate(on, 'en')}`
    const included = limit.unit === 'calendar-day' ? 'days off included' : 'weekends and holidays not counted'
    return `The term is ${length}, ${included}; the last day is ${formatDate(on, 'en')}`
  },
  weekend: (on) => `${formatWeekday(on, 'en')}, ${formatDate(on, 'en')}, is a day off`,
  holiday: (on, name) => `${formatDate(on, 'en')} is a holiday: ${name}`,
  dayOff: (on, name) => `${formatDate(on, 'en')} is a day off: ${name}`,
  substitute: (on, name, holiday) =>
    `${formatDate(on, 'en')} is a day off, because ${name} fell on a day off, ${formatDate(holiday, 'en')}`,
  transfer: (on, worked) => `${formatDate(on, 'en')} is a day off moved from ${formatDate(worked, 'en')}`,
  skipsWeekends: (days) => `Weekends are not counted (${days === 1 ? '1 day' : `${days} days`} in all)`,
  worksOn: (on, off) =>
    `${formatWeekday(on, 'en')}, ${formatDate(on, 'en')}, is a working day` +
    (off ? `; its day off was moved to ${formatDate(off, 'en')}` : ''),
  movesOn: (on) =>
    `The last day is not a working day, so the term moves on to the next working day, ${formatDate(on, 'en')}`,
  zoneChange: (on, before, after) =>
    `On ${formatDate(on, 'en')} the time zone changed (UTC${after} instead of UTC${before}); the term follows local time`,
  provisional: (year) =>
    `The production calendar for ${year} is not confirmed yet: if days off are moved, the end of the term may change`,
  totalEndsFirst: ({ on, time }) =>
    `The total term of the service ends before that, on ${formatDate(on, 'en')}${time === undefined ? '' : ` at ${time}`}`,
  unstated: 'The act states no limit for this step',
  unstatedWithin: (limit, { on, time }) =>
    `The act states no limit for this step; the total term (${formatLimit(limit, 'en')}) ends on ` +
    `${formatDate(on, 'en')}${time === undefined ? '' : ` at ${time}`}`,
  lastDay: (on) => `The last day of the term (until 24:00) is ${formatDate(on, 'en')}`,
  runsOut: (limit, { on, time }) =>
    `The term is ${formatLimit(limit, 'en')} of working time; it runs out on ${formatDate(on, 'en')} at ${time}`,
  stopped: ({ on, time }) => `Done on ${formatDate(on, 'en')} at ${time}`,
}

/** The sentences of an explanation, without source and full stop. */
export const sentences = { kk, ru, en } as const
