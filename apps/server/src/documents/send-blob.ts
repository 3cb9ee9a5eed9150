import type { FastifyReply } from 'fastify'
import { type BlobStore, parseSha256 } from './blobs.ts'
import { sendBytes, type SentFile } from './send-bytes.ts'

/** @returns undefined when nothing is kept under the hash */
export async function sendBlob(
  { reply, deps }: { readonly reply: FastifyReply; readonly deps: { readonly blobs: BlobStore } },
  file: SentFile & { readonly sha256: string },
): Promise<FastifyReply | undefined> {
  const sha256 = parseSha256(file.sha256)
  const kept = sha256 && (await deps.blobs.get(sha256))
  return kept && sendBytes(reply, kept.bytes, file)
}
