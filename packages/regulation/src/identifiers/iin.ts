import { bareNumber, checkDigitOf } from './digits.ts'

declare const iin: unique symbol
/** An individual identification number that `parseIin` has checked; twelve digits. */
export type Iin = string & { readonly [iin]: true }

export type IinFault =
  | 'not-digits'
  | 'wrong-length'
  | 'looks-like-bin'
  | 'wrong-date'
  | 'wrong-century'
  | 'wrong-check-digit'

export type ParsedIin =
  | { readonly ok: true; readonly iin: Iin; readonly birthDate: Temporal.PlainDate; readonly sex: 'male' | 'female' }
  | { readonly ok: false; readonly code: IinFault }

/** Year in which the century of the seventh digit begins; odd digits are men, even ones women. */
const CENTURIES: Readonly<Record<string, number>> = { 1: 1800, 2: 1800, 3: 1900, 4: 1900, 5: 2000, 6: 2000 }

/**
 * Reads an individual identification number (ЖСН, ИИН) as typed or pasted.
 *
 * The birth date is the one the number was made from; the register of persons may know a corrected one, and then that
 * one is right. A number that passes may still belong to nobody.
 *
 * Source: Gov. decree of 22.05.2007 No 406
 */
export function parseIin(text: string): ParsedIin {
  const digits = bareNumber(text)
  if (!/^[0-9]*$/.test(digits)) return { ok: false, code: 'not-digits' }
  if (digits.length !== 12) return { ok: false, code: 'wrong-length' }
  const month = Number(digits.slice(2, 4))
  const day = Number(digits.slice(4, 6))
  // A BIN has 4, 5 or 6 where an IIN has the tens of the day.
  if (day >= 40 && day < 70) return { ok: false, code: 'looks-like-bin' }
  if (month < 1 || month > 12 || day < 1 || day > 31) return { ok: false, code: 'wrong-date' }
  const century = CENTURIES[digits.charAt(6)]
  if (century === undefined) return { ok: false, code: 'wrong-century' }
  const year = century + Number(digits.slice(0, 2))
  if (day > Temporal.PlainYearMonth.from({ year, month }).daysInMonth) return { ok: false, code: 'wrong-date' }
  if (checkDigitOf(digits) !== Number(digits.charAt(11))) return { ok: false, code: 'wrong-check-digit' }
  return {
    ok: true,
    iin: digits as Iin,
    birthDate: Temporal.PlainDate.from({ year, month, day }),
    sex: Number(digits.charAt(6)) % 2 === 1 ? 'male' : 'female',
  }
}
