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

interface NamedFile {
  readonly fileName: string
  readonly mediaType: string
}

/** @returns undefined when nothing is kept under the hash */
export async function sendBlob(
  visit: Visit,
  file: NamedFile & { readonly sha256: string },
): Promise<FastifyReply | undefined> {
  const sha256 = parseSha256(file.sha256)
  const kept = sha256 && (await visit.deps.blobs.get(sha256))
  return kept && sendBytes(visit, kept.bytes, file)
}

/** Sends a file to be saved, never to be run or shown as a page of ours. */
export function sendBytes({ reply }: Visit, bytes: Uint8Array, { fileName, mediaType }: NamedFile): FastifyReply {
  return reply
    .type(mediaType)
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeFileName(fileName)}`)
    .send(Buffer.from(bytes))
}

/** Source: RFC 8187 */
function encodeFileName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
}
