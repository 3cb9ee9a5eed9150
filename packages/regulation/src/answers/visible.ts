import type { Answer, Answers, Field, FormDefinition, FormPage } from '../form.ts'
import type { DocumentRequirement, Standard } from '../model.ts'
import { evaluateCondition } from './condition.ts'

/** A page with the fields that are asked on it. */
export interface VisiblePage {
  readonly page: FormPage
  readonly fields: readonly Field[]
}

/**
 * Walks the form in order, so that a condition sees only answers of fields that are asked themselves. Fields of one
 * page do not see each other until the page has been sent.
 */
function walk(
  form: FormDefinition,
  answers: Answers,
): { readonly pages: readonly VisiblePage[]; readonly kept: Answers } {
  const kept: Record<string, Answer> = {}
  const pages: VisiblePage[] = []
  for (const page of form.pages) {
    if (page.when !== undefined && !evaluateCondition(page.when, kept)) continue
    const fields: Field[] = []
    for (const field of page.fields) {
      if (field.when !== undefined && !evaluateCondition(field.when, kept)) continue
      fields.push(field)
      const answer = Object.hasOwn(answers, field.id) ? answers[field.id] : undefined
      if (answer !== undefined) kept[field.id] = answer
    }
    if (fields.length > 0) pages.push({ page, fields })
  }
  return { pages, kept }
}

/** The pages this applicant goes through, in order; a page none of whose fields is asked is left out. */
export function visiblePages(form: FormDefinition, answers: Answers): readonly VisiblePage[] {
  return walk(form, answers).pages
}

/** The fields asked on one page; none when the page itself is not shown. */
export function visibleFields(form: FormDefinition, pageId: string, answers: Answers): readonly Field[] {
  return visiblePages(form, answers).find(({ page }) => page.id === pageId)?.fields ?? []
}

/** The answers that count: those of fields that are not asked, or do not exist, are dropped. */
export function relevantAnswers(form: FormDefinition, answers: Answers): Answers {
  return walk(form, answers).kept
}

/**
 * The documents that belong to this application, in the order of the standard: those the applicant brings, optional
 * ones included (`required`), and those a register is asked for (`from`).
 */
export function requiredDocuments(
  standard: Pick<Standard, 'documents' | 'form'>,
  channel: string,
  answers: Answers,
): readonly DocumentRequirement[] {
  const relevant = relevantAnswers(standard.form, answers)
  return standard.documents.filter(
    ({ channels, when }) => channels.includes(channel) && (when === undefined || evaluateCondition(when, relevant)),
  )
}
