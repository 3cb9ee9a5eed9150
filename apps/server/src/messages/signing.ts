import type { Catalogue } from './catalogue.ts'
import { signingEn } from './signing.en.ts'
import { signingKk, type SigningMessages } from './signing.kk.ts'
import { signingRu } from './signing.ru.ts'

/** Texts around signing with NCALayer. */
export const signingMessages: Catalogue<SigningMessages> = { kk: signingKk, ru: signingRu, en: signingEn }
