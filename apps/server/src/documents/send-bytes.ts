import type { FastifyReply } from 'fastify'

/** A file on its way to a browser: saved under a name, or without one opened in a tab of its own. */
export interface SentFile {
  readonly mediaType: string
  readonly saveAs?: string
  /** Seconds for which anybody on the way may keep the file; only for what holds nobody's data. Default: nobody keeps it. */
  readonly publicForSeconds?: number
}

/** Sends a file: never guessed to be of another kind, never run as a page of ours, kept by no cache unless it is public. */
export function sendBytes(reply: FastifyReply, bytes: Uint8Array, file: SentFile): FastifyReply {
  const { mediaType, saveAs, publicForSeconds } = file
  const isOpenedPdf = saveAs === undefined && mediaType === 'application/pdf'
  return reply
    .type(mediaType)
    .header(
      'cache-control',
      publicForSeconds === undefined ? 'private, no-store' : `public, max-age=${publicForSeconds}`,
    )
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
