import type { FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { PaperInput } from '../documents/PaperInput.tsx'
import { sendBlob } from '../documents/send-blob.ts'
import type { DocumentPart } from '../portal/application/application-parts.ts'
import { DocumentTag, FileItem, FromRegisters } from '../portal/application/documents-page.tsx'
import { deleteAttachment } from '../portal/drafts/drafts.queries.ts'
import { takeFile } from '../portal/drafts/take-file.ts'
import { applicationMessages } from '../portal/messages/application.ts'
import { paramOf, postedOf } from '../provider/posted-texts.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { errorOf, ErrorSummary, type PageError } from '../ui/ErrorSummary.tsx'
import { Form } from '../ui/Form.tsx'
import { Heading, Lead } from '../ui/Heading.tsx'
import { BackLink } from '../ui/Navigation.tsx'
import { usePage } from '../ui/page-context.ts'
import type { CounterParts } from './counter-parts.ts'
import { counterMessages } from './messages/counter.ts'
import { AT_ONCE, ScansAtOnce } from './scans-at-once.tsx'
import { type CounterWork, showNoPapers } from './visit.tsx'

/** Every document that the standard asks the applicant for in this channel, each with its files and room for more. */
export function showDocuments(work: CounterWork, errors: readonly PageError[] = []): FastifyReply {
  const { visit, parts, base } = work
  const { locale } = visit
  if (!parts.isFilledIn) return visit.reply.redirect(base, 303)
  return visit.show(
    {
      title: counterMessages[locale].documents.title,
      error: errors.length > 0,
      before: <BackLink href={base}>{counterMessages[locale].documents.toForm}</BackLink>,
      ...(errors.length > 0 && { path: `/work/counter/${work.counter.draft.id}/documents` }),
      body: <DocumentsPage parts={parts} base={base} errors={errors} />,
    },
    errors.length === 0 ? 200 : 422,
  )
}

/** Takes in one scan. */
export async function takeScan(work: CounterWork): Promise<FastifyReply> {
  const { visit, counter, parts, base } = work
  const documentId = paramOf(visit.request, 'document')
  if (!parts.documents.some(({ requirement }) => requirement.id === documentId)) {
    return visit.reply.redirect(`${base}/documents`, 303)
  }
  const { request, reply, deps, now, locale } = visit
  const taken = await takeFile({ request, reply, now, sql: deps.sql, blobs: deps.blobs }, counter.draft, documentId)
  if (taken === 'taken') return reply.redirect(`${base}/documents#document-${documentId}`, 303)
  if (taken === 'sent') return reply.redirect(`${base}/done`, 303)
  return showDocuments(work, [
    { field: inputOf(documentId), message: applicationMessages[locale].documents.errors[taken] },
  ])
}

export async function removeScan({ visit, counter, base }: CounterWork): Promise<FastifyReply> {
  const { draft } = counter
  const file = draft.attachments.find(({ id }) => id === postedOf(visit.request)['file'])
  if (file !== undefined) await deleteAttachment(visit.deps.sql, draft.id, file.id)
  return visit.reply.redirect(`${base}/documents${file === undefined ? '' : `#document-${file.documentId}`}`, 303)
}

/** A scan as it was given. */
export async function sendScan({ visit, counter }: CounterWork): Promise<FastifyReply> {
  const file = counter.draft.attachments.find(({ id }) => id === paramOf(visit.request, 'file'))
  return sendBlob(visit, file && { ...file, saveAs: file.fileName }, () => showNoPapers(visit))
}

function DocumentsPage(props: {
  readonly parts: CounterParts
  readonly base: string
  readonly errors: readonly PageError[]
}): JSX.Element {
  const { locale } = usePage()
  const t = counterMessages[locale].documents
  const { errors, base } = props
  const { documents, fromRegisters, unsorted } = props.parts
  return (
    <>
      <ErrorSummary errors={errors} />
      <Heading level={1}>{t.title}</Heading>
      <Lead>{documents.length === 0 ? t.none : t.lead}</Lead>
      {documents.length < 2 && unsorted.length === 0 ? null : (
        <ScansAtOnce documents={documents} unsorted={unsorted} base={base} error={errorOf(errors, AT_ONCE)} />
      )}
      {documents.length === 0 ? null : (
        <ul class="q-tasks">
          {documents.map((part) => (
            <DocumentItem
              key={part.requirement.id}
              part={part}
              base={base}
              error={errorOf(errors, inputOf(part.requirement.id))}
            />
          ))}
        </ul>
      )}
      <FromRegisters summary={t.fromRegisters} documents={fromRegisters} />
      <ButtonLink href={`${base}/check`}>{t.toCheck}</ButtonLink>
    </>
  )
}

function DocumentItem(props: {
  readonly part: DocumentPart
  readonly base: string
  readonly error: string | undefined
}): JSX.Element {
  const { locale } = usePage()
  const t = counterMessages[locale].documents
  const portal = applicationMessages[locale].documents
  const { requirement, files } = props.part
  const title = requirement.title[locale]
  return (
    <li class="q-document" id={`document-${requirement.id}`} tabIndex={-1}>
      <Form action={`${props.base}/documents/${requirement.id}`} multipart>
        <PaperInput
          name="file"
          id={inputOf(requirement.id)}
          label={title}
          hint={[requirement.hint?.[locale], portal.hint].filter(Boolean).join('. ')}
          error={props.error}
          tooLarge={portal.errors['file-too-large']}
        />
        <Button variant="secondary" about={title}>
          {t.add}
        </Button>
      </Form>
      <p>
        <DocumentTag part={props.part} locale={locale} />
      </p>
      {files.length === 0 ? null : (
        <ul class="q-files">
          {files.map((file) => (
            <FileItem key={file.id} file={file} base={props.base} />
          ))}
        </ul>
      )}
    </li>
  )
}

function inputOf(documentId: string): string {
  return `file-${documentId}`
}
