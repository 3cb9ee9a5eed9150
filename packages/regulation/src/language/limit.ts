import type { Limit, LimitUnit, TimeOut } from '../model.ts'
import type { Place } from './report.ts'

const UNITS: Readonly<Record<string, LimitUnit>> = {
  second: 'second',
  minute: 'minute',
  hour: 'hour',
  'working day': 'working-day',
  'calendar day': 'calendar-day',
}

/** Nominal seconds, only to tell which end of a range is the longer. */
const NOMINAL: Readonly<Record<LimitUnit, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  'working-day': 86_400,
  'calendar-day': 86_400,
}

/** A limit as written: `7 calendar days`, `30 seconds to 1 minute`, `unstated`. The schema has checked the words. */
export function compileLimit(written: string, place: Place): Limit | 'unstated' {
  if (written === 'unstated') return 'unstated'
  const parts = written.split(' to ').map(amountOf)
  const longest = parts.at(-1) ?? { amount: 0, unit: 'second' }
  if (parts.some((part) => part.amount < 1)) place.fault('limit-not-positive', { value: written })
  const shortest = parts[0]
  if (parts.length === 1 || shortest === undefined) return longest
  if (nominal(shortest) >= nominal(longest)) place.fault('limit-range-reversed', { value: written })
  return { ...longest, atLeast: shortest }
}

/** A limit that is always stated, such as the total term of a service. */
export function compileStatedLimit(written: string, place: Place): Limit {
  const limit = amountOf(written)
  if (limit.amount < 1) place.fault('limit-not-positive', { value: written })
  return limit
}

/** As a limit, but months are allowed: time that passes outside working terms, such as storage. */
export function compileTimeOut(written: { readonly after: string; readonly outcome: string }, place: Place): TimeOut {
  return { ...compileDuration(written.after, place.under('after')), outcome: written.outcome }
}

/** A length of time that may be counted in months. */
export function compileDuration(written: string, place: Place): Pick<TimeOut, 'amount' | 'unit'> {
  const months = /^(\d+) months?$/.exec(written)
  const length = months === null ? amountOf(written) : { amount: Number(months[1]), unit: 'month' as const }
  if (length.amount < 1) place.fault('limit-not-positive', { value: written })
  return length
}

function amountOf(written: string): { readonly amount: number; readonly unit: LimitUnit } {
  const space = written.indexOf(' ')
  const unit = UNITS[written.slice(space + 1).replace(/s$/, '')]
  return { amount: Number(written.slice(0, space)), unit: unit ?? 'second' }
}

function nominal(limit: { readonly amount: number; readonly unit: LimitUnit }): number {
  return limit.amount * NOMINAL[limit.unit]
}
