import type { Locale } from '@qyzmet/regulation'
import type { AnswerRow, AnswerSection, Given } from '../documents/application.ts'
import { formatDate } from '../messages/dates.ts'

export interface WordedSection {
  readonly title: string
  readonly rows: readonly { readonly label: string; readonly value: string }[]
}

/** The answers of an application in words, people listed one after another. */
export function wordedSections(sections: readonly AnswerSection[], locale: Locale): readonly WordedSection[] {
  return sections.flatMap((section) => [
    ...(section.rows.length === 0 ? [] : [{ title: section.title[locale], rows: wordedRows(section.rows, locale) }]),
    ...section.people.flatMap((group) =>
      group.persons.map((person, index) => ({
        title: `${group.label[locale]}: ${index + 1}`,
        rows: wordedRows(person, locale),
      })),
    ),
  ])
}

function wordedRows(rows: readonly AnswerRow[], locale: Locale): WordedSection['rows'] {
  return rows.map((row) => ({
    label: row.label[locale],
    value: row.values.map((value) => worded(value, locale)).join(', '),
  }))
}

function worded(value: Given, locale: Locale): string {
  if (typeof value === 'string') return value
  if (value instanceof Temporal.PlainDate) return formatDate(value, locale)
  return 'iin' in value ? value.iin : value[locale]
}
