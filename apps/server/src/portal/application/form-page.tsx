import type { Answers, VisiblePage } from '@qyzmet/regulation'
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
import { ACTION } from '../form/form-names.ts'
import { FormFields } from '../form/FormFields.tsx'
import { parsePostedForm } from '../form/posted-answers.ts'
import { readSentPage } from '../form/sent-page.ts'
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

/** Saves what was typed, faults and all, so that nothing is lost; then goes on, or shows what has to be put right. */
export async function saveFormPage(open: OpenDraft, pageId: string): Promise<FastifyReply> {
  const { visit, draft, edition } = open
  const found = pageOf(open, pageId)
  if (found === undefined) return goTo(visit, `/applications/${draft.id}`)
  const sent = readSentPage(edition.regulation.standard.form, pageId, parsePostedForm(visit.request.body), {
    earlier: draft.answers,
    today: visit.now.toZonedDateTimeISO(edition.regulation.timeZone).toPlainDate(),
  })
  const saved = await savePage(visit.deps.sql, draft.id, {
    fields: found.page.fields.map(({ id }) => id),
    answers: sent.answers,
    page: pageId,
    done: sent.isDone,
    locale: visit.locale,
    at: visit.now,
    expiresAt: visit.now.add({ hours: 24 * DRAFT_DAYS }),
  })
  if (!saved) return showSent(visit, draft)

  const here = `/applications/${draft.id}/pages/${pageId}${returnQuery(open)}`
  if (sent.action === 'later') return goTo(visit, '/cabinet')
  if (sent.action !== 'continue') return goTo(visit, `${here}#${sent.action.people.field}`)
  if (sent.faults.length > 0) {
    const errors = pageErrors(sent.faults, sent.fields, visit.locale)
    return showQuestions(open, { ...found, fields: sent.fields }, sent.typed, errors, 422)
  }
  return sent.asksMore && !sent.isDone ? goTo(visit, here) : goOn(open, pageId)
}

async function goOn({ visit, draft, edition }: OpenDraft, pageId: string): Promise<FastifyReply> {
  const saved = await findDraft(visit.deps.sql, draft.id, draft.accountId, visit.now)
  if (saved === undefined) return showNoDraft(visit)
  return goTo(visit, nextPath(saved, partsOf(saved, edition, visit.now), pageId))
}

function pageOf({ parts }: OpenDraft, pageId: string): VisiblePage | undefined {
  return parts.pages.find(({ visible }) => visible.page.id === pageId)?.visible
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
          action={`${base}/pages/${found.page.id}${returnQuery(open)}`}
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
  /** Address of the page itself; written out, so that the browser does not carry a fragment on to the next page. */
  readonly action: string
}): JSX.Element {
  const { locale } = usePage()
  const ui = useUiMessages()
  const t = applicationMessages[locale].draft
  const { page, fields } = props.found
  const caption = `${props.service} · ${props.part}`
  // What a page asks in the words of its title is said once: a single question is the heading itself.
  const titled = fields.find(({ label }) => label[locale] === page.title[locale])
  const isHeading = fields.length === 1 && titled?.widget !== 'people' && titled?.widget !== 'declaration'
  const headingField = isHeading ? titled?.id : undefined
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
      <Form action={props.action}>
        <FormFields
          fields={fields}
          answers={props.answers}
          errors={props.errors}
          headingField={headingField}
          titledField={titled?.id}
        />
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
