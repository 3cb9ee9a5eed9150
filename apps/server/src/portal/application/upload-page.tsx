import type { DocumentRequirement } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import { PaperInput } from '../../documents/PaperInput.tsx'
import { Button } from '../../ui/Button.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Form } from '../../ui/Form.tsx'
import { BackLink } from '../../ui/Navigation.tsx'
import { takeFile, type UploadFault } from '../drafts/take-file.ts'
import { applicationMessages } from '../messages/application.ts'
import { goTo, showPage } from '../visit.ts'
import { type OpenDraft, showSent } from './draft-access.tsx'

/** One document, one file: the question is the document. */
export function showUpload(open: OpenDraft, documentId: string, fault?: UploadFault): FastifyReply {
  const { visit, draft } = open
  const { locale } = visit
  const requirement = requirementOf(open, documentId)
  const back = `/applications/${draft.id}/documents`
  if (requirement === undefined) return goTo(visit, back)
  const t = applicationMessages[locale].documents
  const message = fault === undefined ? undefined : t.errors[fault]
  const title = requirement.title[locale]
  return showPage(
    visit,
    {
      title,
      error: message !== undefined,
      before: <BackLink href={`/${locale}${back}`} />,
      body: (
        <>
          <ErrorSummary errors={message === undefined ? [] : [{ field: 'file', message }]} />
          <Form multipart>
            <PaperInput
              name="file"
              label={title}
              heading
              hint={[requirement.hint?.[locale], t.hint].filter(Boolean).join('. ')}
              error={message}
              tooLarge={t.errors['file-too-large']}
            />
            <Button>{t.upload}</Button>
          </Form>
        </>
      ),
    },
    fault === undefined ? 200 : 422,
  )
}

export async function takeUpload(open: OpenDraft, documentId: string): Promise<FastifyReply> {
  const { visit, draft } = open
  const requirement = requirementOf(open, documentId)
  const back = `/applications/${draft.id}/documents`
  if (requirement === undefined) return goTo(visit, back)
  const { request, reply, now, deps } = visit
  const taken = await takeFile({ request, reply, now, sql: deps.sql, blobs: deps.blobs }, draft, documentId)
  if (taken === 'taken') return goTo(visit, `${back}#document-${documentId}`)
  return taken === 'sent' ? showSent(visit, draft) : showUpload(open, documentId, taken)
}

function requirementOf({ parts }: OpenDraft, documentId: string): DocumentRequirement | undefined {
  if (parts.documentsStatus === 'blocked') return undefined
  return parts.documents.find(({ requirement }) => requirement.id === documentId)?.requirement
}
