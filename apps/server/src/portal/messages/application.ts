import type { Catalogue } from '../../messages/catalogue.ts'
import { applicationEn } from './application.en.ts'
import { type ApplicationMessages, applicationKk } from './application.kk.ts'
import { applicationRu } from './application.ru.ts'

/** Texts of the pages on which an application is filled in, signed and sent. */
export const applicationMessages: Catalogue<ApplicationMessages> = {
  kk: applicationKk,
  ru: applicationRu,
  en: applicationEn,
}
