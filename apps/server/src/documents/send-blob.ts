import type { FastifyReply } from 'fastify'
import { type BlobStore, parseSha256 } from './blobs.ts'
import { sendBytes, type SentFile } from './send-bytes.ts'

/**
 * Sends a kept file.
 *
 * @param file absent when the asker found none
 * @param missing answers when there is no file, or nothing is kept under its hash; whether an answer was sent could not be
 * told from outside, since one that was waited for is nothing any more
 */
export async function sendBlob(
  { reply, deps }: { readonly reply: FastifyReply; readonly deps: { readonly blobs: Pick<BlobStore, 'get'> } },
  file: (SentFile & { readonly sha256: string }) | undefined,
  missing: () => FastifyReply | Promise<FastifyReply>,
): Promise<FastifyReply> {
  const sha256 = file && parseSha256(file.sha256)
  const kept = sha256 && (await deps.blobs.get(sha256))
  return kept ? sendBytes(reply, kept.bytes, file) : missing()
}
