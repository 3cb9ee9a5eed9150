import type { Catalogue } from './catalogue.ts'
import { uiEn } from './ui.en.ts'
import { type UiMessages, uiKk } from './ui.kk.ts'
import { uiRu } from './ui.ru.ts'

/** Texts of the components in `ui/`. */
export const uiMessages: Catalogue<UiMessages> = { kk: uiKk, ru: uiRu, en: uiEn }
