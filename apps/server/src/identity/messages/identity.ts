import type { Catalogue } from '../../messages/catalogue.ts'
import { identityEn } from './identity.en.ts'
import { type IdentityMessages, identityKk } from './identity.kk.ts'
import { identityRu } from './identity.ru.ts'

/** Texts of signing in with another provider of identity. */
export const identityMessages: Catalogue<IdentityMessages> = { kk: identityKk, ru: identityRu, en: identityEn }
