import type { Regulation } from '@qyzmet/regulation'

/** The number that a request gets, by the pattern of its regulation; the year is the provider's. */
export function requestNumber(
  { numbering, timeZone }: Pick<Regulation, 'numbering' | 'timeZone'>,
  serial: number,
  at: Temporal.Instant,
): string {
  const { year } = at.toZonedDateTimeISO(timeZone)
  return numbering.request
    .replaceAll('{year}', String(year))
    .replaceAll('{serial}', String(serial).padStart(numbering.serialDigits, '0'))
}
