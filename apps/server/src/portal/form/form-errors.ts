import type { AnswerError, AnswerFault, Field, Locale } from '@qyzmet/regulation'
import type { PageError } from '../../ui/ErrorSummary.tsx'
import { formMessages } from '../messages/form.ts'
import { personPrefix } from './posted-answers.ts'

/** `members[0].iin`: one thing about one person of a list. */
const PERSON_PATH = /^([^[]+)\[(\d+)\]\.(.+)$/

/** Faults of answers as sentences, each with the id of its input on the page. */
export function pageErrors(
  faults: readonly AnswerError[],
  fields: readonly Field[],
  locale: Locale,
): readonly PageError[] {
  return faults.map((fault) => {
    const field = fields.find(({ id }) => id === fault.fieldId)
    const [, list, index, columnId] = PERSON_PATH.exec(fault.path) ?? []
    if (list === undefined || index === undefined || columnId === undefined) {
      return { field: fault.path, message: sentence(fault.code, field, locale) }
    }
    const column = field?.fields?.find(({ id }) => id === columnId)
    const message = sentence(fault.code, column, locale)
    return {
      field: `${personPrefix(list, Number(index))}${columnId}`,
      message: formMessages[locale].aboutPerson(Number(index) + 1, message),
    }
  })
}

function sentence(code: AnswerFault, field: Field | undefined, locale: Locale): string {
  const t = formMessages[locale].faults
  if (code === 'missing') return field?.missing?.[locale] ?? t.missing
  if (code === 'too-short' || code === 'too-few' || code === 'too-small') {
    return field?.min === undefined ? t.malformed : t[code](field.min)
  }
  if (code === 'too-long' || code === 'too-many' || code === 'too-large') {
    if (field?.max !== undefined) return t[code](field.max)
    return code === 'too-large' ? t['too-large-number'] : t.malformed
  }
  return t[code]
}
