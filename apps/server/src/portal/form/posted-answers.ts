import type { Answer, Answers, Field } from '@qyzmet/regulation'

/** A posted form: one text for a name, or several when the name came several times. */
export type PostedForm = Readonly<Record<string, string | readonly string[]>>

/** Longest text kept for one answer, in characters; a longer one is cut, and the check of the field tells the person. */
const LONGEST_TEXT = 4000
/** People of one list that are read at all, whatever was posted. */
const MOST_PEOPLE = 50

/** A body as the form parser of the server gives it; anything else is an empty form. */
export function parsePostedForm(body: unknown): PostedForm {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {}
  const entries: [string, string | readonly string[]][] = []
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') entries.push([name, value])
    else if (Array.isArray(value)) entries.push([name, value.filter((part) => typeof part === 'string')])
  }
  return Object.fromEntries(entries)
}

/**
 * The answers to the given fields as typed. A field whose box was left empty has no answer; a list that may be
 * answered with nothing has one, the empty list.
 */
export function readAnswers(fields: readonly Field[], form: PostedForm): Answers {
  const answers: [string, Answer][] = []
  for (const field of fields) {
    const answer = readAnswer(field, field.id, form)
    if (answer !== '') answers.push([field.id, answer])
  }
  return Object.fromEntries(answers)
}

function readAnswer(field: Field, name: string, form: PostedForm): Answer {
  if (field.widget === 'checkboxes') return allOf(form, name)
  return field.widget === 'people' ? readPeople(field, form) : readText(field, name, form)
}

function readText(field: Field, name: string, form: PostedForm): string {
  return field.widget === 'date' ? readDate(form, name) : firstOf(form, name)
}

/** The three boxes of a date joined as `year-month-day`, two digits where figures allow; empty when all are. */
function readDate(form: PostedForm, name: string): string {
  const [year, month, day] = ['year', 'month', 'day'].map((part) =>
    firstOf(form, `${name}-${part}`).replaceAll('-', ''),
  )
  if (!year && !month && !day) return ''
  return [year, twoDigits(month), twoDigits(day)].join('-')
}

function twoDigits(text = ''): string {
  return /^\d$/.test(text) ? `0${text}` : text
}

function readPeople(field: Field, form: PostedForm): readonly Readonly<Record<string, string>>[] {
  const people: Record<string, string>[] = []
  for (let index = 0; index < MOST_PEOPLE; index++) {
    const prefix = personPrefix(field.id, index)
    if (!Object.keys(form).some((name) => name.startsWith(prefix))) break
    people.push(
      Object.fromEntries(
        (field.fields ?? []).map((column) => [column.id, readText(column, `${prefix}${column.id}`, form)]),
      ),
    )
  }
  return people
}

/** Beginning of the names of all boxes of one person of a list; people are numbered from 0. */
export function personPrefix(fieldId: string, index: number): string {
  return `${fieldId}.${index}.`
}

/** What a button of a list of people asks for. */
export type PeopleAction = { readonly field: string; readonly remove?: number }

const PEOPLE_ACTION = /^(add|remove):([a-z0-9-]+)(?:\.(\d{1,2}))?$/

/** Reads the value of a pressed button `add:<field>` or `remove:<field>.<index>`; undefined for any other button. */
export function parsePeopleAction(value: string): PeopleAction | undefined {
  const [, verb, field, index] = PEOPLE_ACTION.exec(value) ?? []
  if (field === undefined) return undefined
  if (verb === 'add') return index === undefined ? { field } : undefined
  return index === undefined ? undefined : { field, remove: Number(index) }
}

/** The answers after one person was added to a list or taken from it. */
export function applyPeopleAction(answers: Answers, fields: readonly Field[], action: PeopleAction): Answers {
  const field = fields.find(({ id, widget }) => id === action.field && widget === 'people')
  if (field === undefined) return answers
  const people = peopleOf(answers[field.id])
  if (action.remove === undefined) {
    if (people.length >= (field.max ?? MOST_PEOPLE)) return answers
    return { ...answers, [field.id]: [...people, {}] }
  }
  return { ...answers, [field.id]: people.filter((_, index) => index !== action.remove) }
}

/** The people of a list; none when the answer is another kind or missing. */
export function peopleOf(answer: Answer | undefined): readonly Readonly<Record<string, string>>[] {
  if (answer === undefined || typeof answer === 'string') return []
  return answer.filter((entry) => typeof entry !== 'string')
}

/** The values of a question with several answers. */
export function valuesOf(answer: Answer | undefined): readonly string[] {
  if (answer === undefined) return []
  if (typeof answer === 'string') return [answer]
  return answer.filter((entry) => typeof entry === 'string')
}

/** The text of a question with one answer; empty when there is none. */
export function textOf(answer: Answer | undefined): string {
  return typeof answer === 'string' ? answer : ''
}

function firstOf(form: PostedForm, name: string): string {
  const value = form[name]
  return clean(typeof value === 'string' ? value : (value?.[0] ?? ''))
}

function allOf(form: PostedForm, name: string): readonly string[] {
  const value = form[name]
  if (value === undefined) return []
  return (typeof value === 'string' ? [value] : value).map(clean).filter((text) => text !== '')
}

/** Without the invisible characters that come with copied text, and without space around it. */
function clean(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
    .trim()
}
