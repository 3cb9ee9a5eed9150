import { randomUUID } from 'node:crypto'
import type { RoadAnswer, Sender } from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import type { StorageQuestion, StorageSaid } from './message-forms.ts'
import { dropStoredFiles, findStoredFile, recordStoredFile } from './stored-files.queries.ts'

/** Asks the temporary storage; silence and refusals are answers. */
export type AskStorage = (
  question: StorageQuestion,
  about: { readonly messageId: string; readonly deadline: Temporal.Instant },
) => Promise<RoadAnswer<StorageSaid>>

/** The temporary storage through which files travel beside messages. */
export interface FileStorage {
  /** @returns the id under which the other side finds the file, or a code for why it could not be left there */
  readonly upload: (file: StoredPaper) => Promise<{ readonly fileId: string } | { readonly failure: string }>
  /** @returns the file, or a code for why it did not come */
  readonly download: (fileId: string) => Promise<{ readonly bytes: Uint8Array } | { readonly failure: string }>
}

export interface StoredPaper {
  /** What the file is left for, such as the id of a message. */
  readonly key: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly mediaType: string
}

/** The storage answered, and has no such file. */
export const WITHOUT_FILE = 'storage-without-file'

const LIFETIME = Temporal.Duration.from({ hours: 24 * 30 })
const LONGEST_WAIT = Temporal.Duration.from({ seconds: 60 })

export function createFileStorage(
  askStorage: AskStorage,
  credentials: Sender,
  now: () => Temporal.Instant,
): FileStorage {
  const ask = async (question: StorageQuestion): Promise<StorageSaid | { readonly failure: string }> => {
    const answer = await askStorage(question, { messageId: randomUUID(), deadline: now().add(LONGEST_WAIT) })
    if (answer.kind !== 'answered') return { failure: answer.kind === 'fault' ? `fault ${answer.code}` : answer.detail }
    if (!answer.data) return { failure: `status ${answer.status.code}` }
    return answer.data.type === 'malformed' ? { failure: 'storage-malformed' } : answer.data
  }
  return {
    upload: async ({ key, name, bytes, mediaType }) => {
      const answer = await ask({
        type: 'UPLOAD',
        credentials,
        files: [
          {
            processId: key,
            name,
            bytes,
            mediaType,
            lifetimeMs: LIFETIME.total('milliseconds'),
            confirm: false,
          },
        ],
      })
      if ('failure' in answer) return answer
      const file = answer.type === 'UPLOAD' ? answer.files.find(({ processId }) => processId === key) : undefined
      return file ? { fileId: file.fileId } : { failure: WITHOUT_FILE }
    },
    download: async (fileId) => {
      const answer = await ask({ type: 'DOWNLOAD', credentials, fileIds: [fileId] })
      if ('failure' in answer) return answer
      const file = answer.type === 'DOWNLOAD' ? answer.files.find((one) => one.fileId === fileId) : undefined
      return file?.bytes === undefined ? { failure: WITHOUT_FILE } : { bytes: file.bytes }
    },
  }
}

/** A file is left anew when less than this is left of its life. */
const FRESH = LIFETIME.subtract({ hours: 24 * 5 })

/**
 * A storage in which the same file under the same key is one file: a message that is sent again names the file of the
 * first time, so that whoever had it already knows it again.
 */
export function rememberFiles(sql: Sql, storage: FileStorage, now: () => Temporal.Instant): FileStorage {
  return {
    ...storage,
    upload: async (file) => {
      const freshAfter = now().subtract(FRESH)
      const known = await findStoredFile(sql, file.key, freshAfter)
      if (known !== undefined) return { fileId: known }
      const stored = await storage.upload(file)
      if ('failure' in stored) return stored
      return { fileId: await recordStoredFile(sql, { key: file.key, ...stored, at: now(), freshAfter }) }
    },
  }
}

/** Forgets files whose life in the storage is over. */
export async function forgetFiles(sql: Sql, now: Temporal.Instant): Promise<void> {
  await dropStoredFiles(sql, now.subtract(LIFETIME))
}

/** A number of a document as a name of a file can hold it. */
export function storedName(number: string): string {
  return number.replaceAll(/[^\p{L}\p{N}-]/gu, '-')
}
