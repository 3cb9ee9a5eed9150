import type { Catalogue } from '../../messages/catalogue.ts'
import { registrationsEn } from './registrations.en.ts'
import { registrationsKk, type RegistrationsMessages } from './registrations.kk.ts'
import { registrationsRu } from './registrations.ru.ts'

/** Texts of the journal of the workstation, for the staff who keep it. */
export const registrationsMessages: Catalogue<RegistrationsMessages> = {
  kk: registrationsKk,
  ru: registrationsRu,
  en: registrationsEn,
}
