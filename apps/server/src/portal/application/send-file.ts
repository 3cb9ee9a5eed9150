import type { FastifyReply } from 'fastify'
import { sendBlob } from '../../documents/send-blob.ts'
import { goTo } from '../visit.ts'
import type { OpenDraft } from './draft-access.tsx'

/** A file of the draft as it was given. */
export async function sendFile({ visit, draft }: OpenDraft, fileId: string): Promise<FastifyReply> {
  const file = draft.attachments.find(({ id }) => id === fileId)
  return sendBlob(visit, file && { ...file, saveAs: file.fileName }, () =>
    goTo(visit, `/applications/${draft.id}/documents`),
  )
}
