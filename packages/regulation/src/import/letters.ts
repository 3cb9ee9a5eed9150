/** Latin letters that look like Cyrillic ones; converters and typists mix them within a word. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Е',
  H: 'Н',
  I: 'І',
  K: 'К',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
  X: 'Х',
  Y: 'У',
  a: 'а',
  c: 'с',
  e: 'е',
  h: 'һ',
  i: 'і',
  k: 'к',
  o: 'о',
  p: 'р',
  x: 'х',
  y: 'у',
  ï: 'ї',
}

/**
 * Letters that are read for one another: Kazakh letters lose their marks, `й`, `ы` and `і` become `и`. Each letter becomes
 * exactly one, so that a place in the folded text is the same place in the text.
 */
const FOLDED: Readonly<Record<string, string>> = {
  ә: 'а',
  э: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ї: 'и',
  й: 'и',
  ы: 'и',
  ё: 'е',
  щ: 'ш',
  '«': '"',
  '»': '"',
  '“': '"',
  '”': '"',
  '„': '"',
  '—': '-',
  '–': '-',
  '−': '-',
  '‑': '-',
}

/** The text as the rules read it: small letters, misread ones made equal. As long as the text itself. */
export function fold(text: string): string {
  let folded = ''
  for (const letter of text) {
    const small = letter.toLowerCase()
    const one = small.length === letter.length ? small : letter
    folded += FOLDED[one] ?? one
  }
  return folded
}

/** Writes each word in one alphabet: Latin look-alikes in a word with Cyrillic letters become Cyrillic. */
export function inOneAlphabet(text: string): string {
  return text.replace(/[\p{L}-]+/gu, (word) =>
    /\p{Script=Cyrillic}/u.test(word) && /[A-Za-zï]/.test(word)
      ? word.replace(/[A-Za-zï]/g, (letter) => LOOK_ALIKES[letter] ?? letter)
      : word,
  )
}

/** The language of an act: letters that only Kazakh has decide. */
export function languageOf(text: string): 'kk' | 'ru' {
  const kazakh = text.match(/[әғқңөұүһі]/gi)?.length ?? 0
  const letters = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  return kazakh * 50 > letters ? 'kk' : 'ru'
}
