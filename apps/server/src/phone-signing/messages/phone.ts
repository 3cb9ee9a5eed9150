import type { Catalogue } from '../../messages/catalogue.ts'
import { phoneEn } from './phone.en.ts'
import { phoneKk, type PhoneMessages } from './phone.kk.ts'
import { phoneRu } from './phone.ru.ts'

/** Texts around signing on a telephone: for the page that waits, and for the telephone. */
export const phoneMessages: Catalogue<PhoneMessages> = { kk: phoneKk, ru: phoneRu, en: phoneEn }
