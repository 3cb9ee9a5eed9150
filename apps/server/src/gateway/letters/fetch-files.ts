import type { Sql } from '../../database/connect.ts'
import { type BlobStore, parseSha256 } from '../../documents/blobs.ts'
import { readUpload } from '../../documents/upload.ts'
import { growingPause } from '../../jobs/growing-pause.ts'
import type { Signatures } from '../../signatures/signatures.ts'
import { PAUSES } from '../pauses.ts'
import { type FileStorage, WITHOUT_FILE } from '../storage.ts'
import type { Work } from '../take-work.ts'
import {
  claimLetterFiles,
  type DueFile,
  findLetterSignature,
  type LetterFile,
  recordLetterFile,
  recordLetterVerdict,
} from './letter-files.queries.ts'

export interface FetchingOptions {
  readonly sql: Sql
  readonly now: () => Temporal.Instant
  readonly blobs: Pick<BlobStore, 'put' | 'get'>
  readonly storage: Pick<FileStorage, 'download'>
  readonly signatures: Pick<Signatures, 'judgeStranger'>
}

const LEASE = Temporal.Duration.from({ minutes: 3 })
/** So often the storage says that it has no such file before that is believed: some five minutes in all. */
const MOST_MISSES = 6
const PLAIN_TEXT = 'text/plain'

/**
 * Fetches the files of letters from the temporary storage until each is kept or known not to come, and judges the
 * signature of a letter over its first file as soon as that is here. Any number of servers may do this at once.
 */
export function letterFileWork(options: FetchingOptions): Work<DueFile> {
  const { sql, now } = options
  return {
    claim: (limit) => {
      const at = now()
      return claimLetterFiles(sql, { at, until: at.add(LEASE), limit })
    },
    perform: async (file) => {
      const kept = file.kept ?? (await fetchFile(options, file))
      if (!kept) return
      const isJudged = file.place !== 1 || (await judge(options, file.letterId, kept.sha256))
      await recordLetterFile(sql, file, { state: 'kept', kept, nextAt: isJudged ? undefined : later(options, file) })
    },
  }
}

/** @returns undefined when it did not come, which is written down */
async function fetchFile(options: FetchingOptions, file: DueFile): Promise<LetterFile['kept']> {
  const { sql, storage, blobs } = options
  const found = await storage.download(file.fileId)
  if ('failure' in found) {
    const { failure } = found
    const missed = failure === WITHOUT_FILE
    const isGone = missed && file.misses + 1 >= MOST_MISSES
    const nextAt = isGone ? undefined : later(options, file)
    await recordLetterFile(sql, file, { state: isGone ? 'gone' : 'waiting', failure, missed, nextAt })
    return undefined
  }
  const mediaType = await mediaTypeOf(found.bytes)
  if ('rejection' in mediaType) {
    await recordLetterFile(sql, file, { state: 'unfit', failure: mediaType.rejection, nextAt: undefined })
    return undefined
  }
  const sha256 = await blobs.put(found.bytes, mediaType.is)
  return { sha256, mediaType: mediaType.is, size: found.bytes.length }
}

/** As of what applicants attach; plain text too, since an application that is passed on is one. */
async function mediaTypeOf(bytes: Uint8Array): Promise<{ readonly is: string } | { readonly rejection: string }> {
  const upload = await readUpload(chunksOf(bytes))
  if (upload.accepted) return { is: upload.mediaType }
  const { rejection } = upload
  return rejection === 'file-type' && isPlainText(bytes) ? { is: PLAIN_TEXT } : { rejection }
}

async function* chunksOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

function isPlainText(bytes: Uint8Array): boolean {
  try {
    // oxlint-disable-next-line no-control-regex -- of these none but tab and line ends is in a text
    return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}

/** @returns false while the signature cannot be judged, by no fault of its own */
async function judge({ sql, blobs, signatures }: FetchingOptions, letterId: string, text: string): Promise<boolean> {
  const signature = await findLetterSignature(sql, letterId)
  if (!signature || (signature.verdict && signature.verdict.verdict !== 'INDETERMINATE')) return true
  const sha256 = parseSha256(text)
  const document = sha256 && (await blobs.get(sha256))
  if (!document) return true
  const { cms, receivedAt, timeStamp } = signature
  const judged = await signatures.judgeStranger({
    cms,
    document: document.bytes,
    receivedAt,
    ...(timeStamp ? { timeStamp } : {}),
  })
  await recordLetterVerdict(sql, letterId, judged)
  return judged.verdict.verdict !== 'INDETERMINATE'
}

function later({ now }: FetchingOptions, { attempts }: DueFile): Temporal.Instant {
  return now().add(growingPause(attempts + 1, PAUSES))
}
