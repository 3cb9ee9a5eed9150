import type { Locale } from '../text.ts'
import { toldEn } from './words.en.ts'
import { type ToldWords, toldKk } from './words.kk.ts'
import { toldRu } from './words.ru.ts'

/** The words between what a regulation's file says. */
export const TOLD_WORDS: Readonly<Record<Locale, ToldWords>> = { kk: toldKk, ru: toldRu, en: toldEn }
