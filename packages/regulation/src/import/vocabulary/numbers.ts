import { fold } from '../letters.ts'

/** Number words of both languages by their forms; a compound such as `жиырма жеті` is the sum of its words. */
const WORDS: readonly (readonly [value: number, ...forms: string[]])[] = [
  [1, 'бір', 'один', 'одного', 'одна', 'одной', 'одну', 'одно', 'одному'],
  [2, 'екі', 'два', 'двух', 'две', 'двум'],
  [3, 'үш', 'три', 'трех', 'трем'],
  [4, 'төрт', 'четыре', 'четырех', 'четырем'],
  [5, 'бес', 'пять', 'пяти'],
  [6, 'алты', 'шесть', 'шести'],
  [7, 'жеті', 'семь', 'семи'],
  [8, 'сегіз', 'восемь', 'восьми'],
  [9, 'тоғыз', 'девять', 'девяти'],
  [10, 'он', 'десять', 'десяти'],
  [11, 'одиннадцать', 'одиннадцати'],
  [12, 'двенадцать', 'двенадцати'],
  [13, 'тринадцать', 'тринадцати'],
  [14, 'четырнадцать', 'четырнадцати'],
  [15, 'пятнадцать', 'пятнадцати'],
  [16, 'шестнадцать', 'шестнадцати'],
  [17, 'семнадцать', 'семнадцати'],
  [18, 'восемнадцать', 'восемнадцати'],
  [19, 'девятнадцать', 'девятнадцати'],
  [20, 'жиырма', 'двадцать', 'двадцати'],
  [30, 'отыз', 'тридцать', 'тридцати'],
  [40, 'қырық', 'сорок', 'сорока'],
  [50, 'елу', 'пятьдесят', 'пятидесяти'],
  [60, 'алпыс', 'шестьдесят', 'шестидесяти'],
  [70, 'жетпіс', 'семьдесят', 'семидесяти'],
  [80, 'сексен', 'восемьдесят', 'восьмидесяти'],
  [90, 'тоқсан', 'девяносто'],
  [100, 'жүз', 'сто', 'ста'],
]

const BY_FORM: ReadonlyMap<string, number> = new Map(
  WORDS.flatMap(([value, ...forms]) => forms.map((form) => [fold(form), value] as const)),
)

const FORMS = [...BY_FORM.keys()].toSorted((a, b) => b.length - a.length).join('|')

/** Number words as a regular expression over folded text, one to three in a row. */
export const NUMBER_WORDS = String.raw`(?<![\p{L}\d])(?:${FORMS})(?:\s+(?:${FORMS})){0,2}(?![\p{L}\d])`

/** The value of number words; undefined when a word is none. */
export function valueOfWords(folded: string): number | undefined {
  const values = folded
    .trim()
    .split(/\s+/)
    .map((word) => BY_FORM.get(word))
  if (values.length === 0 || values.includes(undefined)) return undefined
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
}
