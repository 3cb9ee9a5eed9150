import { COMMON_PASSWORDS } from './common-passwords.ts'

export const PASSWORD_MIN_LENGTH = 10
export const PASSWORD_MAX_LENGTH = 128

/** Why a password is not taken; each has its sentence in the messages. */
export type PasswordFault =
  | 'password-missing'
  | 'password-too-short'
  | 'password-too-long'
  | 'password-is-iin'
  | 'password-too-common'

/**
 * The fault of a new password, or undefined when it may be used. Length is counted
 * in letters as people see them, not in bytes. Letters of any script are welcome.
 */
export function findPasswordFault(password: string, iin: string): PasswordFault | undefined {
  const plain = password.normalize('NFC')
  const length = Array.from(plain).length
  if (length === 0) return 'password-missing'
  if (length < PASSWORD_MIN_LENGTH) return 'password-too-short'
  if (length > PASSWORD_MAX_LENGTH) return 'password-too-long'
  const folded = plain.toLowerCase().replaceAll(/[\s._-]+/g, '')
  if (iin !== '' && folded.includes(iin)) return 'password-is-iin'
  if (isOneUnitRepeated(folded) || isRunOfNeighbours(folded) || COMMON_PASSWORDS.has(folded)) {
    return 'password-too-common'
  }
  return undefined
}

/** `aaaaaaaaaa`, `1212121212`, `абвабвабвабв`. */
function isOneUnitRepeated(text: string): boolean {
  return /^(.{1,4})\1+.{0,3}$/u.test(text) && new Set(text).size <= 4
}

const RUNS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'йцукенгшщзхъфывапролджэячсмитьбю',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
]

/** A stretch of the digits, the alphabet or the keyboard, forwards or backwards. */
function isRunOfNeighbours(text: string): boolean {
  const backwards = Array.from(text).toReversed().join('')
  return RUNS.some((run) => run.includes(text) || run.includes(backwards))
}
