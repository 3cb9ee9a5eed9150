import {
  type AnswerError,
  type Answers,
  checkAnswers,
  checkPage,
  type Field,
  type FormDefinition,
  visibleFields,
  visiblePages,
} from '@qyzmet/regulation'
import { ACTION, SHOWN } from './form-names.ts'
import {
  applyPeopleAction,
  parsePeopleAction,
  type PeopleAction,
  type PostedForm,
  readAnswers,
  textOf,
} from './posted-answers.ts'

/** What came of sending one page of the form. */
export interface SentPage {
  /** Answers to keep: those that were taken in the form in which they are kept, the others as typed. */
  readonly answers: Answers
  /** Answers as typed, to show the page again. */
  readonly typed: Answers
  /** Fields that are asked on the page now, with these answers. */
  readonly fields: readonly Field[]
  /** Faults of what was on the page when it was filled in. */
  readonly faults: readonly AnswerError[]
  /** True when the answers have brought up a question that the page did not show yet. */
  readonly asksMore: boolean
  /** True when nothing is missing or wrong. */
  readonly isDone: boolean
  readonly action: { readonly people: PeopleAction } | 'later' | 'continue'
}

/**
 * Reads a page that was sent. A question that these very answers brought up is asked before its absence counts as
 * a fault, so it is never among `faults` the first time.
 *
 * @param earlier answers of the whole draft as kept
 */
export function readSentPage(
  form: FormDefinition,
  pageId: string,
  posted: PostedForm,
  { earlier, today }: { readonly earlier: Answers; readonly today: Temporal.PlainDate },
): SentPage {
  const own = form.pages.find(({ id }) => id === pageId)?.fields ?? []
  const { typed, action } = readTyped(own, posted)
  const all = { ...without(earlier, own), ...typed }
  const fields = visibleFields(form, pageId, all)
  const { answers, errors } = checkPage(form, pageId, typed, { today, earlier: all })
  return {
    ...sentOf({ typed, fields, answers, errors, shown: shownIn(posted) }),
    isDone: errors.length === 0 && typeof action === 'string',
    action,
  }
}

/** What came of sending the whole form as one page. */
export interface SentForm extends Omit<SentPage, 'isDone'> {
  /** Ids of the pages of which nothing is missing or wrong. */
  readonly pagesDone: readonly string[]
}

/**
 * Reads all pages of the form sent as one, as people see it who fill it in for others all day. The rules are those of
 * `readSentPage`.
 *
 * @param earlier answers as kept; one to a question that the page did not show stays
 */
export function readSentForm(
  form: FormDefinition,
  posted: PostedForm,
  { earlier, today }: { readonly earlier: Answers; readonly today: Temporal.PlainDate },
): SentForm {
  const shown = shownIn(posted)
  const own = form.pages.flatMap(({ fields }) => fields).filter(({ id }) => shown.has(id))
  const { typed: now, action } = readTyped(own, posted)
  const typed = { ...without(earlier, own), ...now }
  const pages = visiblePages(form, typed)
  const fields = pages.flatMap((visible) => visible.fields)
  const { answers, errors } = checkAnswers(form, typed, { today })
  const faulty = new Set(errors.map(({ fieldId }) => fieldId))
  return {
    ...sentOf({ typed, fields, answers, errors, shown }),
    pagesDone: pages.flatMap((visible) => (visible.fields.some(({ id }) => faulty.has(id)) ? [] : [visible.page.id])),
    action,
  }
}

/** The answers in the boxes once the button was pressed, and what it asks for. */
function readTyped(own: readonly Field[], posted: PostedForm): Pick<SentPage, 'typed' | 'action'> {
  const pressed = textOf(posted[ACTION])
  const people = parsePeopleAction(pressed)
  const read = readAnswers(own, posted)
  return people === undefined
    ? { typed: read, action: pressed === 'later' ? 'later' : 'continue' }
    : { typed: applyPeopleAction(read, own, people), action: { people } }
}

/** Ids of the fields that were on the page when it was filled in. */
function shownIn(posted: PostedForm): ReadonlySet<string> {
  return new Set(textOf(posted[SHOWN]).split(' '))
}

function sentOf(sent: {
  readonly typed: Answers
  readonly fields: readonly Field[]
  readonly answers: Answers
  readonly errors: readonly AnswerError[]
  readonly shown: ReadonlySet<string>
}): Omit<SentPage, 'isDone' | 'action'> {
  const { typed, fields, answers, errors, shown } = sent
  return {
    answers: { ...only(typed, fields), ...answers },
    typed,
    fields,
    faults: errors.filter(({ fieldId }) => shown.has(fieldId)),
    asksMore: fields.some(({ id }) => !shown.has(id)),
  }
}

function without(answers: Answers, fields: readonly Field[]): Answers {
  const ids = new Set(fields.map(({ id }) => id))
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.has(id)))
}

function only(answers: Answers, fields: readonly Field[]): Answers {
  const ids = new Set(fields.map(({ id }) => id))
  return Object.fromEntries(Object.entries(answers).filter(([id]) => ids.has(id)))
}
