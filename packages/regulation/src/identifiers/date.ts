export type ParsedDate =
  | { readonly ok: true; readonly date: Temporal.PlainDate }
  | { readonly ok: false; readonly code: 'malformed' | 'impossible' }

/** Oldest year accepted: nobody a form asks about was born before. */
const OLDEST_YEAR = 1850
const NEWEST_YEAR = 2200

/** Reads a date as a person types it, `14.04.2014` or `14/4/2014`, or as a date field sends it, `2014-04-14`. */
export function parseDate(text: string): ParsedDate {
  const bare = text.normalize('NFKC').replace(/[\s\p{Cf}\p{Cc}]/gu, '')
  const typed = /^([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})$/.exec(bare)
  if (typed !== null) return dateOf(Number(typed[3]), Number(typed[2]), Number(typed[1]))
  const iso = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(bare)
  if (iso !== null) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  return { ok: false, code: 'malformed' }
}

/** Reads a date given in three fields. */
export function parseDateParts(day: string, month: string, year: string): ParsedDate {
  return parseDate(`${day.trim()}.${month.trim()}.${year.trim()}`)
}

function dateOf(year: number, month: number, day: number): ParsedDate {
  if (month < 1 || month > 12 || day < 1 || year < OLDEST_YEAR || year > NEWEST_YEAR) {
    return { ok: false, code: 'impossible' }
  }
  if (day > Temporal.PlainYearMonth.from({ year, month }).daysInMonth) return { ok: false, code: 'impossible' }
  return { ok: true, date: Temporal.PlainDate.from({ year, month, day }) }
}
