import type { Locale } from '@qyzmet/regulation'
import { uiMessages } from './ui.ts'

/** The size of a file in words: `340 КБ`, `1,4 МБ`. Rounded up, so that nothing is `0 КБ`. */
export function formatBytes(bytes: number, locale: Locale): string {
  const words = uiMessages[locale].size
  const kilobytes = Math.max(1, Math.ceil(bytes / 1024))
  if (kilobytes < 1024) return words.kilobytes(String(kilobytes))
  const megabytes = Math.ceil((bytes / 1024 / 1024) * 10) / 10
  const text = String(megabytes)
  return words.megabytes(locale === 'en' ? text : text.replace('.', ','))
}
