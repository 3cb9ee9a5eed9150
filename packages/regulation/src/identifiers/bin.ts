import { bareNumber, checkDigitOf } from './digits.ts'

declare const bin: unique symbol
/** A business identification number that `parseBin` has checked; twelve digits. */
export type Bin = string & { readonly [bin]: true }

export type BinFault =
  | 'not-digits'
  | 'wrong-length'
  | 'looks-like-iin'
  | 'wrong-month'
  | 'wrong-kind'
  | 'wrong-unit'
  | 'wrong-check-digit'

export type ParsedBin =
  | {
      readonly ok: true
      readonly bin: Bin
      /** Month of registration; the number holds two digits of the year, and BINs exist since 1994. */
      readonly registered: Temporal.PlainYearMonth
      readonly kind: 'resident' | 'non-resident' | 'joint-entrepreneur'
      readonly unit: 'head' | 'branch' | 'representative-office' | 'farm'
    }
  | { readonly ok: false; readonly code: BinFault }

const KINDS: Readonly<Record<string, 'resident' | 'non-resident' | 'joint-entrepreneur'>> = {
  4: 'resident',
  5: 'non-resident',
  6: 'joint-entrepreneur',
}
const UNITS: Readonly<Record<string, 'head' | 'branch' | 'representative-office' | 'farm'>> = {
  0: 'head',
  1: 'branch',
  2: 'representative-office',
  3: 'farm',
}

/** The oldest registrations kept; two digits from here on are of the twentieth century. */
const OLDEST_YEAR = 70

/**
 * Reads a business identification number (БСН, БИН) as typed or pasted.
 *
 * Source: Gov. decree of 22.05.2007 No 406
 */
export function parseBin(text: string): ParsedBin {
  const digits = bareNumber(text)
  if (!/^[0-9]*$/.test(digits)) return { ok: false, code: 'not-digits' }
  if (digits.length !== 12) return { ok: false, code: 'wrong-length' }
  const month = Number(digits.slice(2, 4))
  if (month < 1 || month > 12) return { ok: false, code: 'wrong-month' }
  if (Number(digits.charAt(4)) <= 3) return { ok: false, code: 'looks-like-iin' }
  const kind = KINDS[digits.charAt(4)]
  if (kind === undefined) return { ok: false, code: 'wrong-kind' }
  const unit = UNITS[digits.charAt(5)]
  if (unit === undefined) return { ok: false, code: 'wrong-unit' }
  if (checkDigitOf(digits) !== Number(digits.charAt(11))) return { ok: false, code: 'wrong-check-digit' }
  const short = Number(digits.slice(0, 2))
  const year = (short >= OLDEST_YEAR ? 1900 : 2000) + short
  return { ok: true, bin: digits as Bin, registered: Temporal.PlainYearMonth.from({ year, month }), kind, unit }
}
