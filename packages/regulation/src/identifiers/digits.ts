/**
 * What a person typed, as bare digits where it can be one number: without spaces, dashes of any kind and invisible
 * characters, which come along when a number is copied from a document. Full-width digits become plain ones.
 */
export function bareNumber(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Cf}\p{Cc}\p{Pd}]/gu, '')
}

const FIRST_WEIGHTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const SECOND_WEIGHTS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]

/**
 * The check digit of the first eleven digits of an IIN or BIN; undefined when no number begins so.
 *
 * The eleventh digit has the weight 11 in the first row, so a wrong one mostly goes unnoticed: the digit is no
 * substitute for asking the register.
 */
export function checkDigitOf(digits: string): number | undefined {
  const first = weighted(digits, FIRST_WEIGHTS)
  if (first !== 10) return first
  const second = weighted(digits, SECOND_WEIGHTS)
  return second === 10 ? undefined : second
}

function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11
}
