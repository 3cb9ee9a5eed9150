import type { Locale } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import type { JSX } from 'preact'
import { formatBytes } from '../../messages/sizes.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Details } from '../../ui/Details.tsx'
import { ErrorSummary, type PageError } from '../../ui/ErrorSummary.tsx'
import { Form } from '../../ui/Form.tsx'
import { Heading, Hidden, Lead, Link } from '../../ui/Heading.tsx'
import { BackLink } from '../../ui/Navigation.tsx'
import { usePage, useUiMessages } from '../../ui/page-context.ts'
import { Tag } from '../../ui/Tag.tsx'
import type { DraftAttachment } from '../drafts/draft.ts'
import { deleteAttachment } from '../drafts/drafts.queries.ts'
import { parsePostedForm, textOf } from '../form/posted-answers.ts'
import { applicationMessages } from '../messages/application.ts'
import { goTo, showPage } from '../visit.ts'
import { type DocumentPart, missingDocuments, nextPath, type Parts } from './application-parts.ts'
import type { OpenDraft } from './draft-access.tsx'

/** The documents the answers call for, with the files given so far. */
export function showDocuments(open: OpenDraft, errors: readonly PageError[] = [], status = 200): FastifyReply {
  const { visit, draft, parts } = open
  const { locale } = visit
  if (parts.documentsStatus === 'blocked') return goTo(visit, nextPath(draft, parts))
  const base = `/${locale}/applications/${draft.id}`
  return showPage(
    visit,
    {
      title: applicationMessages[locale].documents.title,
      error: errors.length > 0,
      before: <BackLink href={base} />,
      body: <DocumentsPage base={base} parts={parts} errors={errors} />,
    },
    status,
  )
}

/** Goes on when every document that must be there is; else says which is not. */
export function finishDocuments(open: OpenDraft): FastifyReply {
  const { visit, draft, parts } = open
  const t = applicationMessages[visit.locale].documents
  const errors = missingDocuments(parts.documents).map((requirement) => ({
    field: `document-${requirement.id}`,
    message: t.errors.missing(requirement.title[visit.locale]),
  }))
  return errors.length > 0 ? showDocuments(open, errors, 422) : goTo(visit, nextPath(draft, parts))
}

export async function removeFile(open: OpenDraft): Promise<FastifyReply> {
  const { visit, draft } = open
  const id = textOf(parsePostedForm(visit.request.body)['file'])
  const file = draft.attachments.find((attachment) => attachment.id === id)
  if (file !== undefined) await deleteAttachment(visit.deps.sql, draft.id, file.id)
  return goTo(visit, `/applications/${draft.id}/documents${file === undefined ? '' : `#document-${file.documentId}`}`)
}

function DocumentsPage(props: {
  readonly base: string
  readonly parts: Parts
  readonly errors: readonly PageError[]
}): JSX.Element {
  const { locale } = usePage()
  const ui = useUiMessages()
  const t = applicationMessages[locale].documents
  const { documents, fromRegisters } = props.parts
  return (
    <>
      <ErrorSummary errors={props.errors} />
      <Heading level={1}>{t.title}</Heading>
      <Lead>{documents.length === 0 ? t.none : t.lead}</Lead>
      {documents.length === 0 ? null : (
        <ul class="q-tasks">
          {documents.map((part) => (
            <DocumentItem key={part.requirement.id} part={part} base={props.base} errors={props.errors} />
          ))}
        </ul>
      )}
      <FromRegisters summary={t.fromRegisters} documents={fromRegisters} />
      <Form>
        <Button>{ui.continue}</Button>
      </Form>
    </>
  )
}

function DocumentItem(props: {
  readonly part: DocumentPart
  readonly base: string
  readonly errors: readonly PageError[]
}): JSX.Element {
  const { locale } = usePage()
  const t = applicationMessages[locale].documents
  const { requirement, files } = props.part
  const id = `document-${requirement.id}`
  const error = props.errors.find(({ field }) => field === id)
  const title = requirement.title[locale]
  return (
    <li class={error === undefined ? 'q-document' : 'q-document q-field--invalid'} id={id} tabIndex={-1}>
      <div class="q-document__head">
        <span>{title}</span>
        <DocumentTag part={props.part} locale={locale} />
      </div>
      {requirement.hint === undefined ? null : <p class="q-hint">{requirement.hint[locale]}</p>}
      {error === undefined ? null : <p class="ds-validation-message">{error.message}</p>}
      {files.length === 0 ? null : (
        <ul class="q-files">
          {files.map((file) => (
            <FileItem key={file.id} file={file} base={props.base} />
          ))}
        </ul>
      )}
      <ButtonLink variant="secondary" href={`${props.base}/documents/${requirement.id}`}>
        {files.length === 0 ? t.add : t.addAnother}
        <Hidden>: {title}</Hidden>
      </ButtonLink>
    </li>
  )
}

/** What nobody has to bring, since registers tell it. */
export function FromRegisters(props: {
  readonly summary: string
  readonly documents: Parts['fromRegisters']
}): JSX.Element | null {
  const { locale } = usePage()
  if (props.documents.length === 0) return null
  return (
    <Details summary={props.summary}>
      <ul class="q-list">
        {props.documents.map(({ id, title }) => (
          <li key={id}>{title[locale]}</li>
        ))}
      </ul>
    </Details>
  )
}

/** Whether a document is there yet. */
export function DocumentTag(props: { readonly part: DocumentPart; readonly locale: Locale }): JSX.Element {
  const t = applicationMessages[props.locale].documents
  const { requirement, files } = props.part
  if (files.length > 0) return <Tag tone="success">{t.attached(files.length)}</Tag>
  return requirement.required ? <Tag tone="info">{t.missing}</Tag> : <Tag tone="neutral">{t.optional}</Tag>
}

/** A file that was given, with the button that takes it away. */
export function FileItem(props: { readonly file: DraftAttachment; readonly base: string }): JSX.Element {
  const { locale } = usePage()
  const t = applicationMessages[locale].documents
  const { file } = props
  return (
    <li>
      <span>
        <Link href={`${props.base}/files/${file.id}`}>{file.fileName}</Link>{' '}
        <span class="q-muted">{formatBytes(file.size, locale)}</span>
      </span>
      <Form action={`${props.base}/documents/remove`}>
        <button class="ds-link" type="submit" name="file" value={file.id}>
          {t.remove}
          <Hidden>: {file.fileName}</Hidden>
        </button>
      </Form>
    </li>
  )
}
