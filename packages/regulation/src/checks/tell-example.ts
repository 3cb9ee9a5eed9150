import { citeItem } from '../citation.ts'
import type { Regulation } from '../model.ts'
import type { Locale } from '../text.ts'
import { formatDate, formatLimit, formatTime, formatWeekday } from '../time/format.ts'
import type { CounterExample, DatedCase, DatedStep, Move } from './finding.ts'

const WORDS = {
  case: { kk: 'Мысал', ru: 'Пример', en: 'Case' },
  beside: { kk: 'Салыстырыңыз', ru: 'Сравните', en: 'Compare' },
  begins: { kk: 'Өтініш күні', ru: 'День заявления', en: 'Application' },
  fromTime: { kk: 'сағат {time} кейін', ru: 'с {time}', en: 'from {time} on' },
  result: { kk: 'Нәтиже', ru: 'Результат', en: 'Result' },
  lastDay: { kk: 'соңғы күн', ru: 'последний день', en: 'last day' },
  moved: { kk: '{day} емес, ол – {why}', ru: 'вместо {day}: {why}', en: 'instead of {day}: {why}' },
  nowhere: { kk: 'бірден', ru: 'сразу', en: 'at once' },
} as const

/**
 * A counter-example in lines of text: what is chosen where there is a choice, and the days where days decide.
 *
 * Steps with one outcome only are left out; the full case is in `moves`.
 */
export function tellExample(example: CounterExample, regulation: Regulation, locale: Locale): readonly string[] {
  const { channel, moves, beside, days } = example
  return [
    `${WORDS.case[locale]}: ${choices(regulation, channel, moves, locale)}`,
    ...(beside === undefined
      ? []
      : [`${WORDS.beside[locale]}: ${choices(regulation, beside.channel, beside.moves, locale)}`]),
    ...(days === undefined ? [] : tellDays(days, regulation, channel, locale)),
  ]
}

function choices(regulation: Regulation, channel: string, moves: readonly Move[], locale: Locale): string {
  const told = regulation.channels.get(channel)
  const shown = moves.flatMap(({ step: id, outcome }, index) => {
    const step = told?.graph.steps.get(id)
    const chosen = step?.outcomes.find((each) => each.id === outcome)
    if (step === undefined || chosen === undefined) return []
    if (step.outcomes.length === 1 && index < moves.length - 1) return []
    return [`${step.item} ${step.title[locale]}: ${chosen.title[locale]}`]
  })
  const title = told?.title[locale] ?? channel
  return `${title} → ${shown.length === 0 ? WORDS.nowhere[locale] : shown.join(' → ')}`
}

function tellDays(days: DatedCase, regulation: Regulation, channel: string, locale: Locale): readonly string[] {
  const from = days.startedAt && WORDS.fromTime[locale].replace('{time}', formatTime(days.startedAt))
  const begins = `${dayInWords(days.startedOn, locale)}${from === undefined ? '' : `, ${from}`}`
  const rows = days.steps.map((step) => tellStep(step, regulation, channel, locale))
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return [
    `${WORDS.begins[locale]}: ${begins}`,
    ...rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd()),
    `${WORDS.result[locale]}: ${dayInWords(days.endsOn, locale)}; ${WORDS.lastDay[locale]}: ${dayInWords(days.lastDay, locale)}`,
  ]
}

/** Item and step, limit, the day on which it ends, and the day off that it moved from. */
function tellStep(dated: DatedStep, regulation: Regulation, channel: string, locale: Locale): readonly string[] {
  const step = regulation.channels.get(channel)?.graph.steps.get(dated.step)
  const until = dated.until === undefined ? '' : `, ${formatTime(dated.until)}`
  const moved =
    dated.moved === undefined
      ? ''
      : ` (${WORDS.moved[locale]
          .replace('{day}', dayInWords(dated.moved.from, locale))
          .replace('{why}', dated.moved.because[locale])})`
  return [
    `${step === undefined ? '' : citeItem(step.item, locale)} ${step?.title[locale] ?? dated.step}`,
    formatLimit(dated.limit, locale),
    `${dayInWords(dated.to, locale)}${until}${moved}`,
  ]
}

function dayInWords(date: Temporal.PlainDate, locale: Locale): string {
  return `${formatDate(date, locale)}, ${formatWeekday(date, locale)}`
}
