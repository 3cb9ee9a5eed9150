import { bareNumber } from './digits.ts'

export type ParsedPhone =
  /** In international form, such as `+77012345678`. */
  { readonly ok: true; readonly phone: string } | { readonly ok: false; readonly code: 'malformed' }

/**
 * Reads a telephone number as people write it: with 8 or +7 in front, or with neither, with spaces, dashes, dots and
 * brackets. Numbers of other countries need the plus.
 */
export function parsePhone(text: string): ParsedPhone {
  const bare = bareNumber(text).replace(/[().]/g, '')
  const national = /^(?:\+?7|8)?([67][0-9]{9})$/.exec(bare)?.[1]
  if (national !== undefined) return { ok: true, phone: `+7${national}` }
  // What begins with +7 and is not a number of Kazakhstan may be one of Russia: ten digits all the same.
  if (/^\+7[0-9]{10}$/.test(bare) || /^\+[1-689][0-9]{7,14}$/.test(bare)) return { ok: true, phone: bare }
  return { ok: false, code: 'malformed' }
}

/**
 * A kept number as people write it: `+7 701 234 56 78`, `+7 7262 45 67 89`. A number of another country is left as
 * it is, since each divides its numbers in its own way.
 */
export function formatPhone(phone: string): string {
  const parts = TOWN.exec(phone) ?? MOBILE.exec(phone)
  return parts === null ? phone : parts.slice(1).join(' ')
}

/** Towns have a code of four digits before six; Almaty (727) divides its numbers as the mobile operators do. */
const TOWN = /^(\+7)(71[0-9]{2}|72[0-689][0-9])([0-9]{2})([0-9]{2})([0-9]{2})$/
const MOBILE = /^(\+7)([67][0-9]{2})([0-9]{3})([0-9]{2})([0-9]{2})$/
