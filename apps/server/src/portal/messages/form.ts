import type { Catalogue } from '../../messages/catalogue.ts'
import { formEn } from './form.en.ts'
import { type FormMessages, formKk } from './form.kk.ts'
import { formRu } from './form.ru.ts'

/** Why an answer is not taken, in words. */
export const formMessages: Catalogue<FormMessages> = { kk: formKk, ru: formRu, en: formEn }
