import type { Catalogue } from './catalogue.ts'
import { problemsEn } from './problems.en.ts'
import { problemsKk, type ProblemMessages } from './problems.kk.ts'
import { problemsRu } from './problems.ru.ts'

/** Texts of the pages that say what went wrong. */
export const problemMessages: Catalogue<ProblemMessages> = { kk: problemsKk, ru: problemsRu, en: problemsEn }
