import type { Catalogue } from '../../messages/catalogue.ts'
import { counterEn } from './counter.en.ts'
import { counterKk, type CounterMessages } from './counter.kk.ts'
import { counterRu } from './counter.ru.ts'

/** Texts of the pages with which papers are taken in at a counter. */
export const counterMessages: Catalogue<CounterMessages> = { kk: counterKk, ru: counterRu, en: counterEn }
