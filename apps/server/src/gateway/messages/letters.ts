import type { Catalogue } from '../../messages/catalogue.ts'
import { lettersEn } from './letters.en.ts'
import { lettersKk, type LettersMessages } from './letters.kk.ts'
import { lettersRu } from './letters.ru.ts'

/** Texts on letters of other bodies, for the staff who register and carry them out. */
export const lettersMessages: Catalogue<LettersMessages> = { kk: lettersKk, ru: lettersRu, en: lettersEn }
