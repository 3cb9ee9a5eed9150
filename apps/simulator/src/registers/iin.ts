const FIRST_ROW = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const SECOND_ROW = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]

/**
 * The IIN for a birth date, a sex and a serial number, or undefined when no check digit exists for them.
 *
 * @param serial 0 to 9999
 *
 * Source: Government decree 2007 No 406
 */
export function makeIin(birthDate: Temporal.PlainDate, sex: 'male' | 'female', serial: number): string | undefined {
  const century = Math.floor(birthDate.year / 100) - 18
  const prefix = [
    two(birthDate.year % 100),
    two(birthDate.month),
    two(birthDate.day),
    String(century * 2 + (sex === 'male' ? 1 : 2)),
    String(serial).padStart(4, '0'),
  ].join('')
  const check = checkDigit(prefix)
  return check === undefined ? undefined : `${prefix}${check}`
}

/** The twelfth digit for eleven; undefined for the numbers that are never given out. */
export function checkDigit(eleven: string): number | undefined {
  for (const weights of [FIRST_ROW, SECOND_ROW]) {
    const sum = weights.reduce((total, weight, index) => total + weight * Number(eleven[index]), 0)
    if (sum % 11 !== 10) return sum % 11
  }
  return undefined
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
