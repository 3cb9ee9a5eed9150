import type { Catalogue } from '../../messages/catalogue.ts'
import { publicEn } from './public.en.ts'
import { publicKk, type PublicMessages } from './public.kk.ts'
import { publicRu } from './public.ru.ts'

/** Texts of the pages that need no account. */
export const publicMessages: Catalogue<PublicMessages> = { kk: publicKk, ru: publicRu, en: publicEn }
