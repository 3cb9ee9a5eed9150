import type { FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { LANGUAGE_NAMES } from '../messages/catalogue.ts'
import { formatBytes } from '../messages/sizes.ts'
import type { DocumentPart } from '../portal/application/application-parts.ts'
import { Answers } from '../portal/application/check-page.tsx'
import { type RequestBytes, requestBytes } from '../portal/application/request-bytes.ts'
import { saveRequest } from '../portal/drafts/drafts.queries.ts'
import { type WordedPage, wordedPages } from '../portal/form/answer-words.ts'
import { applicationMessages } from '../portal/messages/application.ts'
import { Alert } from '../ui/Alert.tsx'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { Heading, Lead, Link } from '../ui/Heading.tsx'
import { BackLink } from '../ui/Navigation.tsx'
import { usePage } from '../ui/page-context.ts'
import { SummaryList } from '../ui/SummaryList.tsx'
import { Textarea } from '../ui/TextInput.tsx'
import { nameOf } from './counter-draft.ts'
import { counterMessages } from './messages/counter.ts'
import type { CounterWork } from './visit.tsx'
import { wayIn } from './way-in.ts'

/** Names of the boxes of the forms that take papers in or refuse them. */
export const CHECK = { document: 'document', token: 'token', note: 'note', missing: 'missing' } as const

/** Why the papers have to be looked at once more. */
export type CheckProblem = 'changed' | 'failed'

/** The exact bytes of the application as it stands. */
export function bytesOf({ counter, edition, parts }: CounterWork): RequestBytes {
  const { draft, applicant, channel } = counter
  return requestBytes(draft, edition, parts, { iin: applicant.iin, name: nameOf(applicant) }, channel)
}

/** Keeps the exact bytes, as those last put before somebody, and gives their hash. */
export async function fixBytes(work: CounterWork): Promise<string> {
  const { deps } = work.visit
  const { draft } = work.counter
  const request = bytesOf(work)
  if (draft.requestSha256 !== request.sha256 || !(await deps.blobs.has(request.sha256))) {
    await deps.blobs.put(request.bytes, 'application/json')
    await saveRequest(deps.sql, draft.id, request.sha256, draft.locale)
  }
  return request.sha256
}

/** Everything on one page, with the exact bytes fixed; what may be done depends on whether the package is complete. */
export async function showCheck(work: CounterWork, problem?: CheckProblem): Promise<FastifyReply> {
  const { visit, counter, edition, parts, base } = work
  const { locale, reply } = visit
  if (!parts.isFilledIn) return reply.redirect(base, 303)
  const { draft } = counter
  const sha256 = await fixBytes(work)
  const { regulation } = edition
  const pages = wordedPages(
    parts.pages.map(({ visible }) => visible),
    draft.answers,
    locale,
  )
  // Another look at this page after it was sent has to ask the server, not the memory of the browser.
  reply.header('cache-control', 'no-store')
  return visit.show(
    {
      title: counterMessages[locale].check.title,
      error: problem !== undefined,
      before: <BackLink href={`${base}/documents`} />,
      ...(problem && { path: `/work/counter/${draft.id}/check` }),
      body: (
        <CheckPage
          work={work}
          service={regulation.shortTitle[locale]}
          pages={pages}
          problem={problem}
          sent={{ [CHECK.document]: sha256, [CHECK.token]: draft.submitToken }}
          mayRefuse={wayIn(regulation, counter.channel)?.check !== undefined}
        />
      ),
    },
    problem === undefined ? 200 : 409,
  )
}

function CheckPage(props: {
  readonly work: CounterWork
  readonly service: string
  readonly pages: readonly WordedPage[]
  readonly problem: CheckProblem | undefined
  /** What every form sends along. */
  readonly sent: Readonly<Record<string, string>>
  readonly mayRefuse: boolean
}): JSX.Element {
  const { locale } = usePage()
  const t = counterMessages[locale].check
  const portal = applicationMessages[locale].check
  const { counter, parts, base } = props.work
  const { applicant, draft } = counter
  return (
    <>
      {props.problem === undefined ? null : (
        <Alert tone="danger" live>
          <p>{t[props.problem]}</p>
        </Alert>
      )}
      <Heading level={1} caption={props.service}>
        {t.title}
      </Heading>
      <Lead>{t.lead}</Lead>
      <p>
        <Link href={base}>{counterMessages[locale].documents.toForm}</Link>
      </p>
      <Heading level={2}>{portal.applicant}</Heading>
      <SummaryList
        rows={[
          { label: portal.name, value: nameOf(applicant) },
          { label: portal.iin, value: applicant.iin },
          { label: t.language, value: LANGUAGE_NAMES[draft.locale] },
        ]}
      />
      <Answers pages={props.pages} />
      <Heading level={2}>{portal.documents}</Heading>
      <Scans documents={parts.documents} base={base} />
      {parts.unsorted.length === 0 ? null : (
        <Alert tone="warning">
          <p>
            {counterMessages[locale].documents.unsortedAtCheck(parts.unsorted.length)}{' '}
            <Link href={`${base}/documents`}>{t.back}</Link>
          </p>
        </Alert>
      )}
      {parts.missing.length === 0 ? <Complete {...props} /> : <Incomplete {...props} />}
    </>
  )
}

type Deciding = Pick<Parameters<typeof CheckPage>[0], 'work' | 'sent' | 'mayRefuse'>

function Complete({ work, sent }: Deciding): JSX.Element {
  const t = counterMessages[usePage().locale].check
  return (
    <>
      <Alert tone="success" title={t.completeTitle}>
        <p>{t.complete}</p>
      </Alert>
      <Form action={`${work.base}/check`}>
        <Sent fields={sent} />
        <Button>{t.accept}</Button>
      </Form>
    </>
  )
}

function Incomplete({ work, sent, mayRefuse }: Deciding): JSX.Element {
  const { locale } = usePage()
  const t = counterMessages[locale].check
  const { parts, base } = work
  return (
    <>
      <Alert tone="warning" title={t.incompleteTitle}>
        <p>{t.incomplete}</p>
        <ul>
          {parts.missing.map((title) => (
            <li key={title.kk}>{title[locale]}</li>
          ))}
        </ul>
      </Alert>
      <ButtonLink href={`${base}/documents`}>{t.back}</ButtonLink>
      {mayRefuse ? (
        <>
          <Heading level={2}>{t.refusalTitle}</Heading>
          <p>{t.refusalLead}</p>
          <Form action={`${base}/refuse`}>
            <Sent fields={sent} />
            <Textarea name={CHECK.note} label={t.note} hint={t.noteHint} optional rows={3} />
            <Button variant="danger">{t.refuse}</Button>
          </Form>
        </>
      ) : (
        <p>{t.noRefusal}</p>
      )}
    </>
  )
}

/** What every form sends along. */
export function Sent({ fields }: { readonly fields: Readonly<Record<string, string>> }): JSX.Element {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

function Scans(props: { readonly documents: readonly DocumentPart[]; readonly base: string }): JSX.Element {
  const { locale } = usePage()
  if (props.documents.length === 0) return <p>{applicationMessages[locale].check.noDocuments}</p>
  return (
    <SummaryList
      rows={props.documents.map(({ requirement, files }) => ({
        label: requirement.title[locale],
        value: files.map((file) => (
          <p class="q-line" key={file.id}>
            <Link href={`${props.base}/files/${file.id}`}>{file.fileName}</Link>{' '}
            <span class="q-muted">{formatBytes(file.size, locale)}</span>
          </p>
        )),
        change: {
          href: `${props.base}/documents#document-${requirement.id}`,
          about: `: ${requirement.title[locale]}`,
        },
      }))}
    />
  )
}
