import type { Locale, TermClock, TermLine } from '@qyzmet/regulation'
import { formatTime } from '@qyzmet/regulation'
import type { Due } from './ledger.ts'
import { citeSource } from './term-sources.ts'
import type { End, Moment } from './term-sentences.ts'
import { sentences } from './term-sentences.ts'

/** A line of an explanation as a sentence with its legal source, ended with a full stop. */
export function explain(line: TermLine, clock: TermClock, locale: Locale): string {
  return `${sentence(line, clock, locale)} (${citeSource(line.source, clock, locale)}).`
}

/** How the date came about, line by line: from the start of the term to its end. */
export function explainDue(due: Due, clock: TermClock, locale: Locale): readonly string[] {
  return due.lines.map((line) => explain(line, clock, locale))
}

function sentence(line: TermLine, clock: TermClock, locale: Locale): string {
  const say = sentences[locale]
  const day = (on: string) => Temporal.PlainDate.from(on)
  const moment = (at: string) => momentOf(at, clock)
  switch (line.rule) {
    case 'starts':
      return say.starts(moment(line.values.at))
    case 'day-after':
      return say.dayAfter(day(line.values.on))
    case 'hours':
      return say.hours(line.values)
    case 'opens':
      return say.opens(moment(line.values.at))
    case 'counts':
      return say.counts(line.values, day(line.values.on))
    case 'skips':
      return skippedDay(line.values, clock, locale)
    case 'skips-weekends':
      return say.skipsWeekends(line.values.days)
    case 'works-on':
      return say.worksOn(day(line.values.on), line.values.for === undefined ? undefined : day(line.values.for))
    case 'moves-on':
      return say.movesOn(day(line.values.on))
    case 'zone-change':
      return say.zoneChange(day(line.values.on), line.values.before, line.values.after)
    case 'provisional':
      return say.provisional(line.values.year)
    case 'total-ends-first':
      return say.totalEndsFirst(endOf(line.values, clock))
    case 'unstated': {
      const { total } = line.values
      return total ? say.unstatedWithin(total, endOf(total, clock)) : say.unstated
    }
    case 'last-day':
      return say.lastDay(day(line.values.on))
    case 'runs-out':
      return say.runsOut(line.values, moment(line.values.at))
    case 'stopped':
      return say.stopped(moment(line.values.at))
  }
}

type Skipped = Extract<TermLine, { readonly rule: 'skips' }>['values']

function skippedDay({ on, kind, code, for: other }: Skipped, { calendar }: TermClock, locale: Locale): string {
  const say = sentences[locale]
  const date = Temporal.PlainDate.from(on)
  const name = (code === undefined ? undefined : calendar.reasons.get(code)?.[locale]) ?? code ?? ''
  const pair = other === undefined ? undefined : Temporal.PlainDate.from(other)
  if (kind === 'holiday') return say.holiday(date, name)
  if (kind === 'substitute' && pair) return say.substitute(date, name, pair)
  if (kind === 'transfer' && pair) return say.transfer(date, pair)
  return kind === 'weekend' ? say.weekend(date) : say.dayOff(date, name)
}

function momentOf(at: string, { timeZone }: TermClock): Moment {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone)
  return { on: local.toPlainDate(), time: formatTime(local.toPlainTime()) }
}

function endOf({ at, on }: { readonly at: string; readonly on?: string }, clock: TermClock): End {
  return on === undefined ? momentOf(at, clock) : { on: Temporal.PlainDate.from(on) }
}
