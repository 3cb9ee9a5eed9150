import { checkAnswers, type Text } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { parsePostedForm } from '../portal/form/posted-answers.ts'
import { applicationMessages } from '../portal/messages/application.ts'
import { Alert } from '../ui/Alert.tsx'
import { Button } from '../ui/Button.tsx'
import { Checkboxes } from '../ui/Choices.tsx'
import { ErrorSummary, errorOf } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import { Heading, Lead } from '../ui/Heading.tsx'
import { BackLink } from '../ui/Navigation.tsx'
import { usePage } from '../ui/page-context.ts'
import { SummaryList } from '../ui/SummaryList.tsx'
import { Textarea } from '../ui/TextInput.tsx'
import { CHECK, type CheckProblem, fixBytes, Sent } from './check-page.tsx'
import { isNamed, nameOf } from './counter-draft.ts'
import { counterMessages } from './messages/counter.ts'
import type { CounterWork } from './visit.tsx'
import { wayIn } from './way-in.ts'

/** A document that may be found missing. */
interface Lacking {
  readonly id: string
  readonly title: Text
}

/**
 * The same papers with the answers that are right so far: a package that is refused needs no more than its applicant, and
 * what is typed wrongly is no answer.
 */
export function refusable(work: CounterWork): CounterWork {
  const { counter, edition, visit } = work
  const { standard, timeZone } = edition.regulation
  const today = visit.now.toZonedDateTimeISO(timeZone).toPlainDate()
  const { errors } = checkAnswers(standard.form, counter.draft.answers, { today })
  const faulty = new Set(errors.map(({ fieldId }) => fieldId))
  const answers = Object.fromEntries(Object.entries(counter.draft.answers).filter(([field]) => !faulty.has(field)))
  return { ...work, counter: { ...counter, draft: { ...counter.draft, answers } } }
}

/** What the sent form says is missing; without a word of it, what a form that is filled in lacks. */
export function foundMissing(work: CounterWork): readonly Text[] {
  const posted = parsePostedForm(work.visit.request.body)[CHECK.missing] ?? []
  const chosen = new Set(typeof posted === 'string' ? [posted] : posted)
  const named = documentsOf(work).filter(({ id }) => chosen.has(id))
  if (named.length > 0) return named.map(({ title }) => title)
  return work.parts.isFilledIn ? work.parts.missing : []
}

/** Whether the package of this channel is compared with the list, so that it may be refused, and it is known whose it is. */
export function mayRefuse({ edition, counter }: CounterWork): boolean {
  return wayIn(edition.regulation, counter.channel)?.check !== undefined && isNamed(counter.applicant)
}

/** Refusing papers before the form is filled in: nothing but what is missing is asked. */
export async function showRefusal(work: CounterWork, problem?: CheckProblem | 'missing'): Promise<FastifyReply> {
  const { visit, counter, edition, base } = work
  const { locale, reply } = visit
  if (!mayRefuse(work)) return reply.redirect(base, 303)
  const sha256 = await fixBytes(refusable(work))
  const t = counterMessages[locale].refusal
  reply.header('cache-control', 'no-store')
  return visit.show(
    {
      title: t.title,
      error: problem !== undefined,
      before: <BackLink href={base}>{counterMessages[locale].documents.toForm}</BackLink>,
      ...(problem && { path: `/work/counter/${counter.draft.id}/refuse` }),
      body: (
        <RefusalPage
          work={work}
          service={edition.regulation.shortTitle[locale]}
          problem={problem}
          sent={{ [CHECK.document]: sha256, [CHECK.token]: counter.draft.submitToken }}
        />
      ),
    },
    problem === undefined ? 200 : problem === 'missing' ? 422 : 409,
  )
}

function RefusalPage(props: {
  readonly work: CounterWork
  readonly service: string
  readonly problem: CheckProblem | 'missing' | undefined
  readonly sent: Readonly<Record<string, string>>
}): JSX.Element {
  const { locale } = usePage()
  const { refusal: t, check } = counterMessages[locale]
  const portal = applicationMessages[locale].check
  const { work, problem } = props
  const { applicant } = work.counter
  const errors = problem === 'missing' ? [{ field: CHECK.missing, message: t.missing }] : []
  return (
    <>
      <ErrorSummary errors={errors} />
      {problem === undefined || problem === 'missing' ? null : (
        <Alert tone="danger" live>
          <p>{check[problem]}</p>
        </Alert>
      )}
      <Heading level={1} caption={props.service}>
        {t.title}
      </Heading>
      <Lead>{t.lead}</Lead>
      <SummaryList
        rows={[
          { label: portal.name, value: nameOf(applicant) },
          { label: portal.iin, value: applicant.iin },
        ]}
      />
      <Form action={`${work.base}/refuse`}>
        <Sent fields={props.sent} />
        <Checkboxes
          name={CHECK.missing}
          label={t.which}
          options={documentsOf(work).map(({ id, title }) => ({ value: id, label: title[locale] }))}
          error={errorOf(errors, CHECK.missing)}
        />
        <Textarea name={CHECK.note} label={check.note} hint={check.noteHint} optional rows={3} />
        <Button variant="danger">{check.refuse}</Button>
      </Form>
    </>
  )
}

/** Everything that the standard may ask an applicant of this channel for; answers that would tell more are not there yet. */
function documentsOf({ edition, counter, parts }: CounterWork): readonly Lacking[] {
  const listed = edition.regulation.standard.documents.filter(
    ({ from, channels }) => from === 'applicant' && channels.includes(counter.channel),
  )
  const more = parts.documents.map(({ requirement }) => requirement)
  return [...listed, ...more.filter(({ id }) => listed.every((document) => document.id !== id))]
}
