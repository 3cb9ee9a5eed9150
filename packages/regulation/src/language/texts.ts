import type { Place } from './report.ts'

const WORD = /[\p{Script=Latin}\p{Script=Cyrillic}]+/gu
const LATIN = /\p{Script=Latin}/u
const CYRILLIC = /\p{Script=Cyrillic}/u

/**
 * Finds words that mix alphabets, such as a Latin `i` in a Kazakh word: they look right and are found by no search.
 * Walks everything that was written; a text is recognised by its language keys.
 */
export function checkTexts(value: unknown, place: Place): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkTexts(item, place.under(index))
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) {
    if ((key === 'kk' || key === 'ru' || key === 'en') && typeof item === 'string') {
      const word = mixedWord(item)
      if (word !== undefined) place.under(key).fault('mixed-alphabet', { word })
    } else checkTexts(item, place.under(key))
  }
}

/** The first word of `text` that has both Latin and Cyrillic letters. */
export function mixedWord(text: string): string | undefined {
  return text.match(WORD)?.find((word) => LATIN.test(word) && CYRILLIC.test(word))
}
