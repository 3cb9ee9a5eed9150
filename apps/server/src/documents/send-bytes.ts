import type { FastifyReply } from 'fastify'

/** A file on its way to a browser: saved under a name, or without one opened in a tab of its own. */
export interface SentFile {
  readonly mediaType: string
  readonly saveAs?: string
}

/** Sends a file: never guessed to be of another kind, never run as a page of ours, never kept by a cache. */
export function sendBytes(reply: FastifyReply, bytes: Uint8Array, { mediaType, saveAs }: SentFile): FastifyReply {
  const isOpenedPdf = saveAs === undefined && mediaType === 'application/pdf'
  return reply
    .type(mediaType)
    .header('cache-control', 'private, no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', isOpenedPdf ? PDF_POLICY : FILE_POLICY)
    .header(
      'content-disposition',
      saveAs === undefined ? 'inline' : `attachment; filename*=UTF-8''${encodeFileName(saveAs)}`,
    )
    .send(Buffer.from(bytes))
}

const FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
/** Browsers draw a PDF by a page of their own, which a sandbox or a bar on objects would leave empty. */
const PDF_POLICY = "frame-ancestors 'none'"

/** Source: RFC 8187 */
function encodeFileName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
}
