import type { Catalogue } from '../../messages/catalogue.ts'
import { registersEn } from './registers.en.ts'
import { type RegisterMessages, registersKk } from './registers.kk.ts'
import { registersRu } from './registers.ru.ts'

/** Texts on what registers say, for the provider's staff. */
export const registerMessages: Catalogue<RegisterMessages> = {
  kk: registersKk,
  ru: registersRu,
  en: registersEn,
}
