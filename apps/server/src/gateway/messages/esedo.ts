import type { Catalogue } from '../../messages/catalogue.ts'
import { esedoEn } from './esedo.en.ts'
import { esedoKk, type EsedoMessages } from './esedo.kk.ts'
import { esedoRu } from './esedo.ru.ts'

/** Texts on documents in E-akimat, for the staff of their provider. */
export const esedoMessages: Catalogue<EsedoMessages> = { kk: esedoKk, ru: esedoRu, en: esedoEn }
