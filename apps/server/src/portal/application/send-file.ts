import type { FastifyReply } from 'fastify'
import { parseSha256 } from '../../documents/blobs.ts'
import { goTo, type Visit } from '../visit.ts'
import type { OpenDraft } from './draft-access.tsx'

/** A file of the draft as it was given. */
export async function sendFile({ visit, draft }: OpenDraft, fileId: string): Promise<FastifyReply> {
  const file = draft.attachments.find(({ id }) => id === fileId)
  if (file === undefined) return goTo(visit, `/applications/${draft.id}/documents`)
  const sent = await sendBlob(visit, file)
  return sent ?? goTo(visit, `/applications/${draft.id}/documents`)
}

/**
 * Sends a kept file to be saved, never to be run or shown as a page of ours.
 *
 * @returns undefined when nothing is kept under the hash
 */
export async function sendBlob(
  { deps, reply }: Visit,
  file: { readonly sha256: string; readonly fileName: string; readonly mediaType: string },
): Promise<FastifyReply | undefined> {
  const sha256 = parseSha256(file.sha256)
  const kept = sha256 && (await deps.blobs.get(sha256))
  if (kept === undefined) return undefined
  return reply
    .type(file.mediaType)
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeFileName(file.fileName)}`)
    .send(Buffer.from(kept.bytes))
}

/** Source: RFC 8187 */
function encodeFileName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
}
