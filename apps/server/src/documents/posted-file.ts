import type { Multipart } from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { CSRF_FIELD } from '../ui/Form.tsx'
import { MAX_BLOB_BYTES } from './blobs.ts'
import { readUpload, type Upload } from './upload.ts'

/** A form with files, as it was posted. */
export interface PostedFiles {
  /** Whether the form is one of ours; when not, nothing in it is believed. */
  readonly hasToken: boolean
  /** Texts by their names; nothing in them is trusted. */
  readonly fields: Readonly<Record<string, string>>
  /** In the order of the form; none when none was chosen. */
  readonly files: readonly { readonly fileName: string; readonly upload: Upload }[]
}

/** A form with one file, as it was posted. */
export interface PostedFile extends Omit<PostedFiles, 'files'> {
  readonly fileName: string
  /** Absent when no file was chosen. */
  readonly upload: Upload | undefined
}

/** Longest request that is read to its end so that the browser gets to see the answer; a longer one is turned away unread. */
const LONGEST_REQUEST_BYTES = 64 * 1024 * 1024
/** Longest text of a field, in bytes; more is cut off. */
const LONGEST_FIELD_BYTES = 16_000

/** @returns true for a request so long that it is not read at all; its answer closes the connection */
export function turnsAwayUnread({ headers }: FastifyRequest, reply: FastifyReply): boolean {
  const isTooLong = Number(headers['content-length'] ?? 0) > LONGEST_REQUEST_BYTES
  if (isTooLong) reply.header('connection', 'close')
  return isTooLong
}

/**
 * Reads the form as it comes in, and lets what is too large run off unread. No more than one byte too many of a file is
 * ever held: a longer file is no error of the request but a fault to be told.
 *
 * @param limits texts and files in the form at the most
 */
export async function readPostedFiles(
  request: FastifyRequest,
  { fields, files }: { readonly fields: number; readonly files: number },
): Promise<PostedFiles> {
  const texts: Record<string, string> = {}
  const uploads: PostedFiles['files'][number][] = []
  const reading = {
    limits: { fileSize: MAX_BLOB_BYTES + 1, files, fields, parts: fields + files, fieldSize: LONGEST_FIELD_BYTES },
    throwFileSizeLimit: false,
  }
  const parts: AsyncIterable<Multipart> = request.parts(reading)
  for await (const part of parts) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') texts[part.fieldname] = part.value
    } else if (part.filename === '') {
      part.file.resume()
    } else {
      // The stream stays open when reading stops early: a browser shows the answer only once its request was taken in.
      const upload = await readUpload(part.file.iterator({ destroyOnReturn: false }))
      uploads.push({ fileName: part.filename, upload })
      part.file.resume()
    }
  }
  return { hasToken: request.hasCsrfToken(texts[CSRF_FIELD]), fields: texts, files: uploads }
}

/** The same of a form with one file. @param fields texts in the form at the most */
export async function readPostedFile(request: FastifyRequest, fields: number): Promise<PostedFile> {
  const { files, ...posted } = await readPostedFiles(request, { fields, files: 1 })
  return { ...posted, fileName: files[0]?.fileName ?? '', upload: files[0]?.upload }
}
