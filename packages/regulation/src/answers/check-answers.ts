import type { Answer, Answers, Field, FormDefinition } from '../form.ts'
import { checkField } from './check-field.ts'
import type { AnswerError } from './check-field.ts'
import { visibleFields, visiblePages } from './visible.ts'

/** Answers as a browser or a program sent them: texts, lists of texts, lists of records. */
export type RawAnswers = Readonly<Record<string, unknown>>

export interface CheckContext {
  /** Local date of the provider, for fields that cannot lie in the future. */
  readonly today: Temporal.PlainDate
  /** Answers of pages already done, which conditions of this page ask for. */
  readonly earlier?: Answers
}

export interface CheckedAnswers {
  /** Answers that were taken, in the form in which they are kept. */
  readonly answers: Answers
  readonly errors: readonly AnswerError[]
}

/**
 * Checks the answers of one page. Fields that are not asked, and names that are no fields, are dropped. The answers
 * come back without those of other pages; a field left empty is not among them.
 */
export function checkPage(
  form: FormDefinition,
  pageId: string,
  raw: RawAnswers,
  context: CheckContext,
): CheckedAnswers {
  return check(visibleFields(form, pageId, context.earlier ?? {}), raw, context.today)
}

/** Checks all answers together, as they are just before signing. */
export function checkAnswers(
  form: FormDefinition,
  raw: RawAnswers,
  { today }: Pick<CheckContext, 'today'>,
): CheckedAnswers {
  const answers: Record<string, Answer> = {}
  const errors: AnswerError[] = []
  // Page after page, since what is asked on a page depends on the answers before it.
  for (const { id } of form.pages) {
    const page = visiblePages(form, answers).find((visible) => visible.page.id === id)
    if (page === undefined) continue
    const checked = check(page.fields, raw, today)
    Object.assign(answers, checked.answers)
    errors.push(...checked.errors)
  }
  return { answers, errors }
}

function check(fields: readonly Field[], raw: RawAnswers, today: Temporal.PlainDate): CheckedAnswers {
  const answers: Record<string, Answer> = {}
  const errors: AnswerError[] = []
  for (const field of fields) {
    const checked = checkField(field, Object.hasOwn(raw, field.id) ? raw[field.id] : undefined, today)
    if (!checked.ok) errors.push(...checked.errors)
    else if (checked.answer !== undefined) answers[field.id] = checked.answer
  }
  return { answers, errors }
}
