import type { Catalogue } from '../../messages/catalogue.ts'
import { servicesEn } from './services.en.ts'
import { type ServicesMessages, servicesKk } from './services.kk.ts'
import { servicesRu } from './services.ru.ts'

/** Texts of the list of services and of the page of one service. */
export const servicesMessages: Catalogue<ServicesMessages> = { kk: servicesKk, ru: servicesRu, en: servicesEn }
