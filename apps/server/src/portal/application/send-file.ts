import type { FastifyReply } from 'fastify'
import { parseSha256 } from '../../documents/blobs.ts'
import { sendBytes, type SentFile } from '../../documents/send-bytes.ts'
import { goTo, type Visit } from '../visit.ts'
import type { OpenDraft } from './draft-access.tsx'

/** A file of the draft as it was given. */
export async function sendFile({ visit, draft }: OpenDraft, fileId: string): Promise<FastifyReply> {
  const file = draft.attachments.find(({ id }) => id === fileId)
  if (file === undefined) return goTo(visit, `/applications/${draft.id}/documents`)
  const sent = await sendBlob(visit, { ...file, saveAs: file.fileName })
  return sent ?? goTo(visit, `/applications/${draft.id}/documents`)
}

/** @returns undefined when nothing is kept under the hash */
export async function sendBlob(
  visit: Visit,
  file: Required<Pick<SentFile, 'mediaType' | 'saveAs'>> & { readonly sha256: string },
): Promise<FastifyReply | undefined> {
  const sha256 = parseSha256(file.sha256)
  const kept = sha256 && (await visit.deps.blobs.get(sha256))
  return kept && sendBytes(visit.reply, kept.bytes, file)
}
