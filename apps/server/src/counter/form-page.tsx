import { type Answers, type Field, type Locale, visiblePages, type VisiblePage } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { DRAFT_DAYS } from '../portal/drafts/draft.ts'
import { deleteDraft } from '../portal/drafts/drafts.queries.ts'
import { pageErrors } from '../portal/form/form-errors.ts'
import { ACTION } from '../portal/form/form-names.ts'
import { FormStart, Questions } from '../portal/form/FormFields.tsx'
import { parsePostedForm } from '../portal/form/posted-answers.ts'
import { readSentForm } from '../portal/form/sent-page.ts'
import { postedOf, queryOf } from '../provider/posted-texts.ts'
import { Alert } from '../ui/Alert.tsx'
import { Button, ButtonLink, ButtonRow } from '../ui/Button.tsx'
import { ErrorSummary, type PageError } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import { Heading, Lead, Link } from '../ui/Heading.tsx'
import { BackLink } from '../ui/Navigation.tsx'
import { usePage } from '../ui/page-context.ts'
import { ApplicantFields, FIELD, keptApplicant, readApplicant } from './applicant-fields.tsx'
import type { CounterApplicant } from './counter-draft.ts'
import { saveCounterForm } from './counter-drafts.queries.ts'
import { counterMessages } from './messages/counter.ts'
import type { CounterWork } from './visit.tsx'
import { wayIn } from './way-in.ts'

/** The button for papers that are found incomplete before the form is filled in. */
const REFUSE = 'refuse'

/** What stands in the boxes of the form. */
interface Filled {
  readonly applicant: CounterApplicant
  readonly language: Locale | undefined
  readonly answers: Answers
  readonly errors: readonly PageError[]
}

/** The whole application on one page: whoever fills it in does so all day. */
export function showForm(work: CounterWork): FastifyReply {
  const { draft, applicant } = work.counter
  return showFilled(work, { applicant, language: draft.locale, answers: draft.answers, errors: [] })
}

/** Saves what was typed, faults and all, so that nothing is lost; then goes on, or shows what has to be put right. */
export async function saveForm(work: CounterWork): Promise<FastifyReply> {
  const { visit, counter, edition, base } = work
  const { deps, locale, now, reply } = visit
  const { draft } = counter
  const typed = readApplicant(postedOf(visit.request), locale)
  const sent = readSentForm(edition.regulation.standard.form, parsePostedForm(visit.request.body), {
    earlier: draft.answers,
    today: now.toZonedDateTimeISO(edition.regulation.timeZone).toPlainDate(),
  })
  const isSaved = await saveCounterForm(deps.sql, draft.id, {
    applicant: keptApplicant(typed, counter.applicant),
    answers: sent.answers,
    pagesDone: sent.pagesDone,
    locale: typed.language ?? draft.locale,
    at: now,
    expiresAt: now.add({ hours: 24 * DRAFT_DAYS }),
  })
  if (!isSaved) return reply.redirect(`${base}/done`, 303)
  const refuses = postedOf(visit.request)[ACTION] === REFUSE
  const refilled = { ...typed, answers: sent.typed }
  // A number that is none is the one thing that could not be kept.
  const wrongIin = typed.faults.filter(({ field }) => field === FIELD.iin)
  if (sent.action === 'later' && wrongIin.length === 0) return reply.redirect(`/${locale}/work/counter?saved=1`, 303)
  if (refuses && typed.faults.length === 0) return reply.redirect(`${base}/refuse`, 303)
  if (sent.action !== 'later' && sent.action !== 'continue' && wrongIin.length === 0) {
    return reply.redirect(`${base}#${sent.action.people.field}`, 303)
  }
  const errors = refuses
    ? typed.faults
    : sent.action === 'continue'
      ? [...typed.faults, ...named(pageErrors(sent.faults, sent.fields, locale), sent.fields, locale)]
      : wrongIin
  if (errors.length > 0) return showFilled(work, { ...refilled, errors }, 422)
  return reply.redirect(sent.asksMore ? `${base}?more=1` : `${base}/documents`, 303)
}

/** Faults told in the same words say which question they are about: all questions stand on one page. */
function named(errors: readonly PageError[], fields: readonly Field[], locale: Locale): readonly PageError[] {
  return errors.map((error) => {
    const isAlone = errors.filter(({ message }) => message === error.message).length === 1
    const label = fields.find(({ id }) => id === error.field)?.label[locale]
    return isAlone || label === undefined ? error : { ...error, message: `${error.message}: ${label}` }
  })
}

function showFilled(work: CounterWork, filled: Filled, status = 200): FastifyReply {
  const { visit, edition, base } = work
  const { locale } = visit
  const { form } = edition.regulation.standard
  return visit.show(
    {
      title: form.title[locale],
      error: filled.errors.length > 0,
      before: <BackLink href={`/${locale}/work/counter`}>{counterMessages[locale].title}</BackLink>,
      body: (
        <FormPage
          service={edition.regulation.shortTitle[locale]}
          title={form.title[locale]}
          pages={visiblePages(form, filled.answers)}
          filled={filled}
          mayRefuse={wayIn(edition.regulation, work.counter.channel)?.check !== undefined}
          asksMore={queryOf(visit.request)['more'] !== undefined && filled.errors.length === 0}
          base={base}
        />
      ),
    },
    status,
  )
}

function FormPage(props: {
  readonly service: string
  readonly title: string
  readonly pages: readonly VisiblePage[]
  readonly filled: Filled
  readonly mayRefuse: boolean
  readonly asksMore: boolean
  readonly base: string
}): JSX.Element {
  const { locale } = usePage()
  const t = counterMessages[locale].form
  const { applicant, language, answers, errors } = props.filled
  return (
    <>
      <ErrorSummary errors={errors} />
      <Heading level={1} caption={props.service}>
        {props.title}
      </Heading>
      {props.asksMore ? (
        <Alert tone="info" live>
          <p>{t.asksMore}</p>
        </Alert>
      ) : null}
      <Form action={props.base}>
        <FormStart fields={props.pages.flatMap(({ fields }) => fields)} />
        <ApplicantFields applicant={applicant} language={language} errors={errors} />
        {props.pages.map(({ page, fields }) => {
          // What a page asks in the words of its title is said once.
          const titled = fields.some(({ label, widget }) => widget !== 'people' && label[locale] === page.title[locale])
          return (
            <section class="q-form" key={page.id}>
              {titled && fields.length === 1 ? null : <Heading level={2}>{page.title[locale]}</Heading>}
              {page.hint === undefined ? null : <p class="q-hint">{page.hint[locale]}</p>}
              <Questions
                fields={fields}
                answers={answers}
                errors={errors}
                titledField={fields.find(({ label }) => label[locale] === page.title[locale])?.id}
              />
            </section>
          )
        })}
        <ButtonRow>
          <Button>{t.goOn}</Button>
          <Button variant="secondary" name={ACTION} value="later">
            {t.later}
          </Button>
          {props.mayRefuse ? (
            <Button variant="plain" name={ACTION} value={REFUSE}>
              {t.refuse}
            </Button>
          ) : null}
        </ButtonRow>
        <p>
          <Link href={`${props.base}/remove`}>{t.remove}</Link>
        </p>
      </Form>
    </>
  )
}

/** Asks before what was filled in is thrown away. */
export function showRemoval({ visit, base }: CounterWork): FastifyReply {
  const t = counterMessages[visit.locale].remove
  return visit.show({
    title: t.title,
    before: <BackLink href={base} />,
    body: (
      <>
        <Heading level={1}>{t.title}</Heading>
        <Lead>{t.text}</Lead>
        <Form>
          <ButtonRow>
            <Button variant="danger">{t.yes}</Button>
            <ButtonLink variant="secondary" href={base}>
              {t.no}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </>
    ),
  })
}

export async function removePapers({ visit, counter }: CounterWork): Promise<FastifyReply> {
  const { draft } = counter
  await deleteDraft(visit.deps.sql, draft.id, draft.accountId)
  return visit.reply.redirect(`/${visit.locale}/work/counter`, 303)
}
