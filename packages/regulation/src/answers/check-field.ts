import type { Answer, Field } from '../form.ts'
import { parseDate, parseDateParts } from '../identifiers/date.ts'
import { parseIin } from '../identifiers/iin.ts'
import type { IinFault } from '../identifiers/iin.ts'
import { parsePhone } from '../identifiers/phone.ts'

/** Why an answer is not taken. Each has a sentence in three languages where it is shown. */
export type AnswerFault =
  | 'missing'
  | 'malformed'
  | 'too-short'
  | 'too-long'
  | 'not-an-option'
  | 'too-few'
  | 'too-many'
  | 'not-a-number'
  | 'too-small'
  | 'too-large'
  | 'date-malformed'
  | 'date-impossible'
  | 'date-in-future'
  | 'phone-malformed'
  | 'iin-twice'
  | `iin-${IinFault}`

export interface AnswerError {
  readonly fieldId: string
  readonly code: AnswerFault
  /** The input to point at: `phone`, or `members[0].iin` for one thing about one person. */
  readonly path: string
}

export type CheckedField =
  | { readonly ok: true; readonly answer: Answer | undefined }
  | { readonly ok: false; readonly errors: readonly AnswerError[] }

/** Bounds where the form gives none; they keep out what no person types. */
const LONGEST = { text: 200, textarea: 4000, address: 300 } as const
const MOST_PEOPLE = 30
const MOST_DIGITS = 15

/**
 * Checks one answer as it came in and brings it into the form in which it is kept: dates as `2014-04-14`, telephone
 * numbers as `+77012345678`, numbers with a point, IINs as twelve digits, declarations as `yes`.
 */
export function checkField(
  field: Field,
  raw: unknown,
  today: Temporal.PlainDate,
  path: string = field.id,
): CheckedField {
  if (field.widget === 'people') return checkPeople(field, raw, today)
  if (field.widget === 'checkboxes') return checkChoices(field, raw, path)
  const text = field.widget === 'date' ? dateText(raw) : textOf(raw)
  if (text === undefined) return fault(field, 'malformed', path)
  if (text === '') return field.required ? fault(field, 'missing', path) : { ok: true, answer: undefined }
  const checked = checkText(field, text, today)
  return 'answer' in checked ? { ok: true, answer: checked.answer } : fault(field, checked.fault, path)
}

type CheckedText = { readonly answer: string } | { readonly fault: AnswerFault }

function checkText(field: Field, text: string, today: Temporal.PlainDate): CheckedText {
  switch (field.widget) {
    case 'text':
    case 'textarea':
    case 'address': {
      if (text.length > (field.max ?? LONGEST[field.widget])) return { fault: 'too-long' }
      if (field.min !== undefined && text.length < field.min) return { fault: 'too-short' }
      return { answer: text }
    }
    case 'iin': {
      const parsed = parseIin(text)
      return parsed.ok ? { answer: parsed.iin } : { fault: `iin-${parsed.code}` }
    }
    case 'phone': {
      const parsed = parsePhone(text)
      return parsed.ok ? { answer: parsed.phone } : { fault: 'phone-malformed' }
    }
    case 'date': {
      const parsed = parseDate(text)
      if (!parsed.ok) return { fault: `date-${parsed.code}` }
      const isLate = field.latest === 'today' && Temporal.PlainDate.compare(parsed.date, today) > 0
      return isLate ? { fault: 'date-in-future' } : { answer: parsed.date.toString() }
    }
    case 'number':
      return checkNumber(field, text)
    case 'radios':
    case 'select':
      return field.options?.some(({ value }) => value === text) === true ? { answer: text } : { fault: 'not-an-option' }
    case 'declaration':
      return text === 'yes' ? { answer: text } : { fault: 'missing' }
    case 'checkboxes':
    case 'people':
      return { fault: 'malformed' }
  }
}

function checkNumber(field: Field, text: string): CheckedText {
  const bare = text.replace(/[\s\p{Cf}]/gu, '').replace(',', '.')
  if (!/^-?[0-9]+(\.[0-9]+)?$/.test(bare)) return { fault: 'not-a-number' }
  if (bare.replace(/[^0-9]/g, '').length > MOST_DIGITS) return { fault: 'too-large' }
  const value = Number(bare)
  if (field.min !== undefined && value < field.min) return { fault: 'too-small' }
  if (field.max !== undefined && value > field.max) return { fault: 'too-large' }
  return { answer: decimal(value, bare) }
}

/** Without leading zeros and trailing ones of the fraction; never in exponent form. */
function decimal(value: number, bare: string): string {
  const plain = String(value)
  return plain.includes('e') ? bare : plain === '-0' ? '0' : plain
}

function checkChoices(field: Field, raw: unknown, path: string): CheckedField {
  const given = raw === undefined || raw === '' ? [] : Array.isArray(raw) ? raw : [raw]
  const known = field.options?.map(({ value }) => value) ?? []
  const chosen = given.filter((value): value is string => typeof value === 'string')
  if (chosen.length < given.length || chosen.some((value) => !known.includes(value))) {
    return fault(field, 'not-an-option', path)
  }
  // In the order of the form, each once, so that equal answers are equal bytes.
  const answer = known.filter((value) => chosen.includes(value))
  if (answer.length === 0) return field.required ? fault(field, 'missing', path) : { ok: true, answer: undefined }
  if (field.min !== undefined && answer.length < field.min) return fault(field, 'too-few', path)
  if (field.max !== undefined && answer.length > field.max) return fault(field, 'too-many', path)
  return { ok: true, answer }
}

function checkPeople(field: Field, raw: unknown, today: Temporal.PlainDate): CheckedField {
  const given: readonly unknown[] = raw === undefined || raw === '' ? [] : Array.isArray(raw) ? raw : [raw]
  const columns = field.fields ?? []
  if (!given.every(isRecord)) return fault(field, 'malformed', field.id)
  // The path counts the rows as they were sent, so that it points at the row on the page.
  const rows = [...given.entries()].filter(([, row]) => columns.some(({ id }) => textOf(row[id]) !== ''))
  if (rows.length > (field.max ?? MOST_PEOPLE)) return fault(field, 'too-many', field.id)
  if (rows.length === 0) {
    return field.required ? fault(field, 'missing', field.id) : { ok: true, answer: undefined }
  }
  if (field.min !== undefined && rows.length < field.min) return fault(field, 'too-few', field.id)

  const errors: AnswerError[] = []
  const people: Readonly<Record<string, string>>[] = []
  const seen = new Set<string>()
  for (const [at, row] of rows) {
    const person: Record<string, string> = {}
    for (const column of columns) {
      const path = `${field.id}[${at}].${column.id}`
      const checked = checkField(column, row[column.id], today, path)
      if (!checked.ok) errors.push(...checked.errors.map((error) => ({ ...error, fieldId: field.id })))
      else if (typeof checked.answer === 'string') {
        person[column.id] = checked.answer
        if (column.widget === 'iin') {
          if (seen.has(checked.answer)) errors.push({ fieldId: field.id, code: 'iin-twice', path })
          seen.add(checked.answer)
        }
      }
    }
    people.push(person)
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, answer: people }
}

function fault(field: Field, code: AnswerFault, path: string): CheckedField {
  return { ok: false, errors: [{ fieldId: field.id, code, path }] }
}

/** A text as kept: one Unicode form, no control characters, no blanks at the ends. Undefined for what is no text. */
function textOf(raw: unknown): string | undefined {
  if (raw === undefined || raw === null) return ''
  if (typeof raw !== 'string') return undefined
  return raw
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .trim()
}

/** A date given as one text, or as day, month and year. */
function dateText(raw: unknown): string | undefined {
  if (!isRecord(raw)) return textOf(raw)
  const [day, month, year] = ['day', 'month', 'year'].map((part) => textOf(raw[part]))
  if (day === undefined || month === undefined || year === undefined) return undefined
  if (day === '' && month === '' && year === '') return ''
  const parsed = parseDateParts(day, month, year)
  return parsed.ok ? parsed.date.toString() : `${day}.${month}.${year}`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
