/**
 * Days counted from 1 January 1970, so that long counts are plain arithmetic.
 * 0 is a Thursday; dates are of the ISO calendar.
 */
export function toEpochDay(date: Temporal.PlainDate): number {
  return epochDayOf(date.year, date.month, date.day)
}

export function fromEpochDay(day: number): Temporal.PlainDate {
  return FIRST_DAY.add({ days: day })
}

/** ISO weekday of an epoch day: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** Epoch day of 1 January of `year`. */
export function firstDayOfYear(year: number): number {
  return epochDayOf(year, 1, 1)
}

const FIRST_DAY = Temporal.PlainDate.from('1970-01-01')
const DAYS_PER_ERA = 146_097

/** Counts from 1 March of year 0, so that the leap day is the last of its year and months need no table. */
function epochDayOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * DAYS_PER_ERA + dayOfEra - 719_468
}
