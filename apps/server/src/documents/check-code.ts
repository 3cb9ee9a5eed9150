import { randomBytes } from 'node:crypto'

/** The code by which anyone checks a document: 80 random bits as 16 letters and digits, without hyphens. */
export type CheckCode = string & { readonly __brand: 'CheckCode' }

/** Digits and letters of which no two are taken for each other: there is no I, L, O or U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Letters people write for another one: look-alikes, and Cyrillic letters from a keyboard left in Kazakh or Russian. */
const READ_AS: Readonly<Record<string, string>> = {
  I: '1',
  L: '1',
  O: '0',
  А: 'A',
  В: 'B',
  Е: 'E',
  З: '3',
  І: '1',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: '0',
  Р: 'P',
  С: 'C',
  Т: 'T',
  Х: 'X',
}

/** A new code. @param random as many random bytes as asked for */
export function newCheckCode(random: (size: number) => Uint8Array = randomBytes): CheckCode {
  let bits = 0n
  for (const byte of random(10)) bits = (bits << 8n) | BigInt(byte)
  let code = ''
  for (let letter = 0; letter < 16; letter++) {
    code = `${ALPHABET[Number(bits & 31n)]}${code}`
    bits >>= 5n
  }
  return code as CheckCode // Sixteen letters of the alphabet, as just made.
}

/** As it is printed: `7K3M-9QXD-2B6R-T4WH`. */
export function printCheckCode(code: CheckCode): string {
  return code.replaceAll(/(.{4})(?=.)/g, '$1-')
}

/** Reads a code as people type it: any case, any spaces and hyphens, look-alikes; undefined when it cannot be one. */
export function parseCheckCode(text: string): CheckCode | undefined {
  if (text.length > 64) return undefined
  const code = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}\p{Cf}]/gu, '')
    .replaceAll(/[ILOА-ЯІ]/gu, (letter) => READ_AS[letter] ?? letter)
  return /^[0-9A-HJKMNP-TV-Z]{16}$/.test(code) ? (code as CheckCode) : undefined
}
