import type { Catalogue } from '../../messages/catalogue.ts'
import { coSigningEn } from './co-signing.en.ts'
import { type CoSigningMessages, coSigningKk } from './co-signing.kk.ts'
import { coSigningRu } from './co-signing.ru.ts'

/** Texts around the signatures of others that an application waits for. */
export const coSigningMessages: Catalogue<CoSigningMessages> = { kk: coSigningKk, ru: coSigningRu, en: coSigningEn }
