import {
  type Answer,
  type Answers,
  type Field,
  formatDate,
  formatPhone,
  type Locale,
  parseDate,
  type VisiblePage,
} from '@qyzmet/regulation'
import { formatNumber } from '../../messages/numbers.ts'
import { uiMessages } from '../../messages/ui.ts'
import { applicationMessages } from '../messages/application.ts'
import { peopleOf, valuesOf } from './posted-answers.ts'

export interface WordedAnswer {
  readonly fieldId: string
  readonly label: string
  /** Empty when nothing was answered. */
  readonly lines: readonly string[]
}

/** The answers of one page of the form in words. */
export interface WordedPage {
  readonly pageId: string
  readonly title: string
  readonly answers: readonly WordedAnswer[]
}

/** The questions of the given pages with their answers in words; one line for each value, and each person of a list. */
export function wordedPages(pages: readonly VisiblePage[], answers: Answers, locale: Locale): readonly WordedPage[] {
  return pages.map(({ page, fields }) => ({
    pageId: page.id,
    title: page.title[locale],
    answers: fields.map((field) => ({
      fieldId: field.id,
      label: field.label[locale],
      lines: linesOf(field, answers[field.id], locale),
    })),
  }))
}

function linesOf(field: Field, answer: Answer | undefined, locale: Locale): readonly string[] {
  if (field.widget === 'people') {
    const people = peopleOf(answer)
    if (people.length === 0) return [applicationMessages[locale].check.nobody]
    return people.map((person, index) => `${index + 1}. ${personLine(field, person, locale)}`)
  }
  return valuesOf(answer)
    .filter((value) => value !== '')
    .map((value) => valueWords(field, value, locale))
}

function personLine(field: Field, person: Readonly<Record<string, string>>, locale: Locale): string {
  return (field.fields ?? [])
    .flatMap((column) => {
      const value = person[column.id]
      return value === undefined || value === '' ? [] : [valueWords(column, value, locale)]
    })
    .join(', ')
}

function valueWords(field: Field, value: string, locale: Locale): string {
  const option = field.options?.find((candidate) => candidate.value === value)
  if (option !== undefined) return option.label[locale]
  if (field.widget === 'declaration') return uiMessages[locale].yes
  if (field.widget === 'date') {
    const parsed = parseDate(value)
    return parsed.ok ? formatDate(parsed.date, locale) : value
  }
  if (field.widget === 'number') return formatNumber(value, locale)
  if (field.widget === 'phone') return formatPhone(value)
  return value
}
