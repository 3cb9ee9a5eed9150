import type { Catalogue } from '../../messages/catalogue.ts'
import { toldPagesEn } from './told.en.ts'
import { type ToldPagesMessages, toldPagesKk } from './told.kk.ts'
import { toldPagesRu } from './told.ru.ts'

/** Texts of the pages that tell a regulation: around the told text, which comes from the regulation itself. */
export const toldMessages: Catalogue<ToldPagesMessages> = { kk: toldPagesKk, ru: toldPagesRu, en: toldPagesEn }
