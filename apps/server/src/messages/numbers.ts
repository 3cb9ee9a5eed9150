import type { Locale } from '@qyzmet/regulation'

/** A kept number as people read it: thousands apart, a comma where the language has one. What is no number stays. */
export function formatNumber(value: string, locale: Locale): string {
  const number = Number(value)
  if (value.trim() === '' || !Number.isFinite(number)) return value
  // ICU has no Kazakh rule of its own for every platform; Kazakh writes numbers as Russian does.
  return number.toLocaleString(locale === 'en' ? 'en-GB' : 'ru-RU', { maximumFractionDigits: 10 })
}
