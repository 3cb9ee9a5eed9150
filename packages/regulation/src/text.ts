/** The three languages of the product, Kazakh first. */
export const LOCALES = ['kk', 'ru', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** A text in all three languages; a missing one is a diagnostic, never a blank. */
export type Text = Readonly<Record<Locale, string>>
