import { checkDigit } from '../registers/iin.ts'

const RESIDENT_ENTITY = '4'
const HEAD_OFFICE = '0'

/**
 * The BIN of a company registered on a day, or undefined when no check digit exists for the number.
 *
 * @param serial 0 to 99999
 *
 * Source: Government decree 2007 No 406
 */
export function makeBin(registeredOn: Temporal.PlainDate, serial: number): string | undefined {
  const month = [registeredOn.year % 100, registeredOn.month].map((part) => String(part).padStart(2, '0')).join('')
  const eleven = `${month}${RESIDENT_ENTITY}${HEAD_OFFICE}${String(serial).padStart(5, '0')}`
  const check = checkDigit(eleven)
  return check === undefined ? undefined : `${eleven}${check}`
}
