import { type Answers, checkPage, type Field, visibleFields, type VisiblePage } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { Button, ButtonRow } from '../../ui/Button.tsx'
import { ErrorSummary, type PageError } from '../../ui/ErrorSummary.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading } from '../../ui/Heading.tsx'
import { BackLink } from '../../ui/Navigation.tsx'
import { usePage, useUiMessages } from '../../ui/page-context.ts'
import { DRAFT_DAYS } from '../drafts/draft.ts'
import { findDraft, savePage } from '../drafts/drafts.queries.ts'
import { pageErrors } from '../form/form-errors.ts'
import { ACTION, FormFields, SHOWN } from '../form/FormFields.tsx'
import {
  applyPeopleAction,
  parsePeopleAction,
  parsePostedForm,
  type PostedForm,
  readAnswers,
  textOf,
} from '../form/posted-answers.ts'
import { applicationMessages } from '../messages/application.ts'
import { goTo, showPage } from '../visit.ts'
import { applicationTitle, nextPath, partsOf } from './application-parts.ts'
import { type OpenDraft, showNoDraft, showSent } from './draft-access.tsx'

/** One page of the form, as last saved. */
export function showFormPage(open: OpenDraft, pageId: string): FastifyReply {
  const found = pageOf(open, pageId)
  if (found === undefined) return goTo(open.visit, `/applications/${open.draft.id}`)
  return showQuestions(open, found, open.draft.answers, [])
}

/**
 * Saves what was typed, faults and all, so that nothing is lost; then goes on, or shows the page again with what
 * has to be put right. A question that this very page brought up is asked before its absence counts as a fault.
 */
export async function saveFormPage(open: OpenDraft, pageId: string): Promise<FastifyReply> {
  const { visit, draft, edition } = open
  const form = edition.regulation.standard.form
  const found = pageOf(open, pageId)
  if (found === undefined) return goTo(visit, `/applications/${draft.id}`)
  const posted = parsePostedForm(visit.request.body)
  const action = textOf(posted[ACTION])
  const typed = typedAnswers(found, posted, action)
  const earlier = { ...without(draft.answers, found.page.fields), ...typed }
  const fields = visibleFields(form, pageId, earlier)
  const today = visit.now.toZonedDateTimeISO(edition.regulation.timeZone).toPlainDate()
  const { answers, errors } = checkPage(form, pageId, typed, { today, earlier })

  const shown = new Set(textOf(posted[SHOWN]).split(' '))
  const isNew = fields.some(({ id }) => !shown.has(id))
  const faults = errors.filter(({ fieldId }) => shown.has(fieldId))
  const isDone = errors.length === 0 && parsePeopleAction(action) === undefined
  const saved = await savePage(visit.deps.sql, draft.id, {
    fields: found.page.fields.map(({ id }) => id),
    answers: { ...only(typed, fields), ...answers },
    page: pageId,
    done: isDone,
    locale: visit.locale,
    at: visit.now,
    expiresAt: visit.now.add({ hours: 24 * DRAFT_DAYS }),
  })
  if (!saved) return showSent(visit, draft)

  const people = parsePeopleAction(action)
  const here = `/applications/${draft.id}/pages/${pageId}${returnQuery(open)}`
  if (people !== undefined) return goTo(visit, `${here}#${people.field}`)
  if (action === 'later') return goTo(visit, '/cabinet')
  if (faults.length > 0) {
    return showQuestions(open, { ...found, fields }, typed, pageErrors(faults, fields, visit.locale), 422)
  }
  if (isNew && !isDone) return goTo(visit, here)
  return goOn(open, pageId)
}

async function goOn({ visit, draft, edition }: OpenDraft, pageId: string): Promise<FastifyReply> {
  const saved = await findDraft(visit.deps.sql, draft.id, draft.accountId, visit.now)
  if (saved === undefined) return showNoDraft(visit)
  return goTo(visit, nextPath(saved, partsOf(saved, edition, visit.now), pageId))
}

function typedAnswers(found: VisiblePage, posted: PostedForm, action: string): Answers {
  const typed = readAnswers(found.page.fields, posted)
  const people = parsePeopleAction(action)
  return people === undefined ? typed : applyPeopleAction(typed, found.page.fields, people)
}

function pageOf({ parts }: OpenDraft, pageId: string): VisiblePage | undefined {
  return parts.pages.find(({ visible }) => visible.page.id === pageId)?.visible
}

function without(answers: Answers, fields: readonly Field[]): Answers {
  const ids = new Set(fields.map(({ id }) => id))
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !ids.has(id)))
}

function only(answers: Answers, fields: readonly Field[]): Answers {
  const ids = new Set(fields.map(({ id }) => id))
  return Object.fromEntries(Object.entries(answers).filter(([id]) => ids.has(id)))
}

/** Kept on the way through a page that was opened from the check, so that Back leads there. */
function returnQuery({ visit }: OpenDraft): string {
  return isFromCheck(visit.request.query) ? '?from=check' : ''
}

function isFromCheck(query: unknown): boolean {
  return typeof query === 'object' && query !== null && 'from' in query && query.from === 'check'
}

function showQuestions(
  open: OpenDraft,
  found: VisiblePage,
  answers: Answers,
  errors: readonly PageError[],
  status = 200,
): FastifyReply {
  const { visit, draft, edition, parts } = open
  const { locale } = visit
  const index = parts.pages.findIndex(({ visible }) => visible.page.id === found.page.id)
  const previous = parts.pages[index - 1]?.visible.page.id
  const base = `/${locale}/applications/${draft.id}`
  const back = isFromCheck(visit.request.query) ? `${base}/check` : previous ? `${base}/pages/${previous}` : base
  return showPage(
    visit,
    {
      title: found.page.title[locale],
      error: errors.length > 0,
      before: <BackLink href={back} />,
      body: (
        <Questions
          service={applicationTitle(edition, locale)}
          part={applicationMessages[locale].draft.part(index + 1, parts.pages.length)}
          found={found}
          answers={answers}
          errors={errors}
          parts={base}
        />
      ),
    },
    status,
  )
}

function Questions(props: {
  readonly service: string
  readonly part: string
  readonly found: VisiblePage
  readonly answers: Answers
  readonly errors: readonly PageError[]
  /** Address of the list of parts. */
  readonly parts: string
}): JSX.Element {
  const { locale } = usePage()
  const ui = useUiMessages()
  const t = applicationMessages[locale].draft
  const { page, fields } = props.found
  const caption = `${props.service} · ${props.part}`
  // A page that asks one thing in the words of its title says it once.
  const [first] = fields
  const isQuestion = fields.length === 1 && first !== undefined && first.label[locale] === page.title[locale]
  const headingField = isQuestion && first.widget !== 'people' && first.widget !== 'declaration' ? first.id : undefined
  return (
    <>
      <ErrorSummary errors={props.errors} />
      {headingField === undefined ? (
        <Heading level={1} caption={caption}>
          {page.title[locale]}
        </Heading>
      ) : (
        <p class="q-caption">{caption}</p>
      )}
      {page.hint === undefined ? null : <p class="q-lead">{page.hint[locale]}</p>}
      <Form>
        <FormFields fields={fields} answers={props.answers} errors={props.errors} headingField={headingField} />
        <ButtonRow>
          <Button>{ui.continue}</Button>
          <Button variant="secondary" name={ACTION} value="later">
            {t.saveAndLeave}
          </Button>
        </ButtonRow>
        <p>
          <a class="ds-link" href={props.parts}>
            {t.toParts}
          </a>
        </p>
      </Form>
    </>
  )
}
