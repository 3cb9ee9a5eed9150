import type { Catalogue } from '../../messages/catalogue.ts'
import { cabinetEn } from './cabinet.en.ts'
import { type CabinetMessages, cabinetKk } from './cabinet.kk.ts'
import { cabinetRu } from './cabinet.ru.ts'

/** Texts of the personal cabinet and of the pages of one application that was sent. */
export const cabinetMessages: Catalogue<CabinetMessages> = { kk: cabinetKk, ru: cabinetRu, en: cabinetEn }
