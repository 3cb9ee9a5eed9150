/**
 * The zone of days and times where no provider is at hand: ages at sign-up, editions in force, the public check.
 * Everything about a case is counted in the zone of its regulation instead. The country has one time since 1 March 2024.
 */
export const COUNTRY_ZONE = 'Asia/Almaty'

/** The day it is in the country; a regulation begins and ends with such a day. */
export function countryDay(at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO(COUNTRY_ZONE).toPlainDate()
}
