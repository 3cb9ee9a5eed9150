import type { Locale } from './catalogues.ts'

const KAZAKH = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя'
const RUSSIAN = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'
const ALPHABET: Readonly<Record<Exclude<Locale, 'en'>, RegExp>> = {
  kk: new RegExp(`^[${KAZAKH}]+$`, 'iu'),
  ru: new RegExp(`^[${RUSSIAN}]+$`, 'iu'),
}

/** Names that Kazakh and Russian write in Latin letters. Anything else in Latin letters is a slip of the keyboard. */
const LATIN_NAMES = new Set(
  'Qyzmet qyzmet verify NCALayer eGov egov Mobile X Road SMS ASICE asice PDF QR SHA JPEG PNG RSA AUTH JavaScript Enter J K N UTC pki gov kz'.split(
    ' ',
  ),
)

const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{M}]+/gu

/** Places that a script fills in, and addresses. */
const NOT_WORDS = /\{\w+\}|[\w.]+@[\w.]+/g

/**
 * What is wrong with the letters of a text: words that mix alphabets, Latin words that are no known names, letters the
 * language does not have. Empty when all is well.
 */
export function strangeWords(text: string, locale: Locale): readonly string[] {
  const words = text.replaceAll(NOT_WORDS, ' ').match(WORD) ?? []
  if (locale === 'en') return words.filter((word) => /\p{Script=Cyrillic}/u.test(word))
  return words.filter((word) => !(LATIN_NAMES.has(word) || ALPHABET[locale].test(word)))
}

/** A word with letters of both alphabets, such as a Latin `i` in a Kazakh word: it looks right and no search finds it. */
export function mixedWords(text: string): readonly string[] {
  return (text.match(WORD) ?? []).filter((word) => /\p{Script=Latin}/u.test(word) && /\p{Script=Cyrillic}/u.test(word))
}

/** How people's texts are set here: «quotes», a dash between spaces, nothing doubled, nothing shouted. */
export function faultsOfType(text: string, locale: Locale): readonly string[] {
  const rules: readonly (readonly [string, RegExp])[] = [
    ['an exclamation mark', /!/],
    ['a straight quotation mark', /"/],
    ['a long dash', /—/],
    ['a hyphen for a dash', / - /],
    ['two spaces', / {2}/],
    ['a space before a mark', / [,.;?]/],
    ['a space at an end', /^\s|\s$/],
    ...(locale === 'en' ? [] : [['quotes of another language', /[“”]/] as const]),
    ...(locale === 'en' ? [['quotes of another language', /[«»]/] as const] : []),
  ]
  const broken = rules.filter(([, pattern]) => pattern.test(text)).map(([name]) => name)
  const [open, closed] = [text.split('«').length, text.split('»').length]
  return open === closed ? broken : [...broken, 'quotes that do not close']
}
