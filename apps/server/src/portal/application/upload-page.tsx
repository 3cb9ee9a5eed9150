import { randomUUID } from 'node:crypto'
import type { DocumentRequirement } from '@qyzmet/regulation'
import type { FastifyReply } from 'fastify'
import { MAX_BLOB_BYTES } from '../../documents/blobs.ts'
import { isTooLongToRead, readPostedFile } from '../../documents/posted-file.ts'
import type { UploadRejection } from '../../documents/upload.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { FileInput } from '../../ui/FileInput.tsx'
import { Form } from '../../ui/Form.tsx'
import { BackLink } from '../../ui/Navigation.tsx'
import { insertAttachment } from '../drafts/drafts.queries.ts'
import { applicationMessages } from '../messages/application.ts'
import { goTo, showPage } from '../visit.ts'
import { type OpenDraft, showSent } from './draft-access.tsx'

/** Files for one document at the most; more is an oversight or an attack. */
const MOST_FILES = 10
/** Texts in the form at the most. */
const FIELDS = 4

type UploadFault = UploadRejection | 'none-chosen' | 'too-many'

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
            <FileInput
              name="file"
              label={title}
              heading
              hint={[requirement.hint?.[locale], t.hint].filter(Boolean).join('. ')}
              error={message}
              accept=".pdf,.jpg,.jpeg,.png"
              tooLarge={{ bytes: MAX_BLOB_BYTES, message: t.errors['file-too-large'] }}
            />
            <Button>{t.upload}</Button>
          </Form>
        </>
      ),
    },
    fault === undefined ? 200 : 422,
  )
}

/** Takes in one file. What it is is told from its bytes; nothing is kept of a file that is not taken. */
export async function takeUpload(open: OpenDraft, documentId: string): Promise<FastifyReply> {
  const { visit, draft } = open
  const requirement = requirementOf(open, documentId)
  const back = `/applications/${draft.id}/documents`
  if (requirement === undefined) return goTo(visit, back)
  if (isTooLongToRead(visit.request)) {
    visit.reply.header('connection', 'close')
    return showUpload(open, documentId, 'file-too-large')
  }
  const posted = await readPostedFile(visit.request, FIELDS)
  if (!posted.hasToken) return showUpload(open, documentId, 'none-chosen')
  if (posted.upload === undefined) return showUpload(open, documentId, 'none-chosen')
  if (!posted.upload.accepted) return showUpload(open, documentId, posted.upload.rejection)
  if (draft.attachments.filter((file) => file.documentId === documentId).length >= MOST_FILES) {
    return showUpload(open, documentId, 'too-many')
  }
  const { bytes, mediaType } = posted.upload
  const sha256 = await visit.deps.blobs.put(bytes, mediaType)
  const saved = await insertAttachment(visit.deps.sql, draft.id, {
    id: randomUUID(),
    documentId,
    sha256,
    fileName: fileNameOf(posted.fileName),
    mediaType,
    size: bytes.length,
    addedAt: visit.now,
  })
  return saved ? goTo(visit, `${back}#document-${documentId}`) : showSent(visit, draft)
}

function requirementOf({ parts }: OpenDraft, documentId: string): DocumentRequirement | undefined {
  if (parts.documentsStatus === 'blocked') return undefined
  return parts.documents.find(({ requirement }) => requirement.id === documentId)?.requirement
}

/** The name without its folders and without what a file name cannot hold. */
function fileNameOf(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const clean = last.replace(/[\u0000-\u001f\u007f"<>:|?*\u200b-\u200f\u202a-\u202e]/g, '').trim()
  if (clean === '' || clean === '.' || clean === '..') return 'file'
  return Array.from(clean).slice(-120).join('')
}
