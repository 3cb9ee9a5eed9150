import type { Catalogue } from '../../messages/catalogue.ts'
import { providerEn } from './provider.en.ts'
import { providerKk, type ProviderMessages } from './provider.kk.ts'
import { providerRu } from './provider.ru.ts'

/** Texts of the workplace of the provider's staff. */
export const providerMessages: Catalogue<ProviderMessages> = { kk: providerKk, ru: providerRu, en: providerEn }
export type { ProviderMessages }
