import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Sql } from '../../database/connect.ts'
import type { BlobStore } from '../../documents/blobs.ts'
import { type PostedFiles, readPostedFile, turnsAwayUnread } from '../../documents/posted-file.ts'
import type { UploadRejection } from '../../documents/upload.ts'
import type { Draft } from './draft.ts'
import { insertAttachment } from './drafts.queries.ts'

/** Files for one document at the most; more is an oversight or an attack. */
const MOST_FILES = 10
/** Texts in the form at the most. */
const FIELDS = 4

/** Why a file was not taken; each has a sentence of its own for the person. */
export type UploadFault = UploadRejection | 'none-chosen' | 'too-many'

/** Where the files of a draft are kept. */
export interface FilePlaces {
  readonly sql: Sql
  readonly blobs: BlobStore
  readonly now: Temporal.Instant
}

/**
 * Takes in one file for a document of a draft. What it is is told from its bytes; nothing is kept of a file that is not
 * taken.
 *
 * @returns `sent` when the draft was sent meanwhile
 */
export async function takeFile(
  visit: FilePlaces & { readonly request: FastifyRequest; readonly reply: FastifyReply },
  draft: Draft,
  documentId: string,
): Promise<'taken' | 'sent' | UploadFault> {
  const { request, reply } = visit
  if (turnsAwayUnread(request, reply)) return 'file-too-large'
  const { hasToken, fileName, upload } = await readPostedFile(request, FIELDS)
  if (!hasToken || upload === undefined) return 'none-chosen'
  return keepFile(visit, draft, documentId, { fileName, upload })
}

/** Keeps a file that has come, unless it is none that may be. */
export async function keepFile(
  { sql, blobs, now }: FilePlaces,
  draft: Draft,
  documentId: string,
  { fileName, upload }: PostedFiles['files'][number],
): Promise<'taken' | 'sent' | Exclude<UploadFault, 'none-chosen'>> {
  if (!upload.accepted) return upload.rejection
  if (draft.attachments.filter((file) => file.documentId === documentId).length >= MOST_FILES) return 'too-many'
  const { bytes, mediaType } = upload
  const sha256 = await blobs.put(bytes, mediaType)
  const isSaved = await insertAttachment(sql, draft.id, {
    id: randomUUID(),
    documentId,
    sha256,
    fileName: fileNameOf(fileName),
    mediaType,
    size: bytes.length,
    addedAt: now,
  })
  return isSaved ? 'taken' : 'sent'
}

/** The name without its folders and without what a file name cannot hold. */
function fileNameOf(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const clean = last.replace(/[\u0000-\u001f\u007f"<>:|?*\u200b-\u200f\u202a-\u202e]/g, '').trim()
  if (clean === '' || clean === '.' || clean === '..') return 'file'
  return Array.from(clean).slice(-120).join('')
}
