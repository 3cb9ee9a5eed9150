import { randomUUID } from 'node:crypto'
import {
  MessageMalformedError,
  readStorageAnswer,
  type Sender,
  type StorageAnswer,
  type StorageRequest,
  type SyncRoad,
  writeStorageRequest,
  XmlRefusedError,
} from '@qyzmet/gateway'
import { TEMPORARY_STORAGE } from './services.ts'

/** The temporary storage through which files travel beside messages. */
export interface FileStorage {
  /** @returns the id under which the other side finds the file, or a code for why it could not be left there */
  readonly upload: (file: StoredPaper) => Promise<{ readonly fileId: string } | { readonly failure: string }>
  /** @returns the file, or a code for why it did not come */
  readonly download: (fileId: string) => Promise<{ readonly bytes: Uint8Array } | { readonly failure: string }>
}

export interface StoredPaper {
  /** The same file under the same key is one file. */
  readonly key: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly mediaType: string
}

const LIFETIME = Temporal.Duration.from({ hours: 24 * 30 })
const LONGEST_WAIT = Temporal.Duration.from({ seconds: 60 })

export function createFileStorage(road: SyncRoad, credentials: Sender, now: () => Temporal.Instant): FileStorage {
  const ask = async (request: StorageRequest): Promise<StorageAnswer | { readonly failure: string }> => {
    const answer = await road.send({
      messageId: randomUUID(),
      serviceId: TEMPORARY_STORAGE,
      data: writeStorageRequest(request),
      deadline: now().add(LONGEST_WAIT),
    })
    if (answer.kind !== 'answered') return { failure: answer.kind === 'fault' ? `fault ${answer.code}` : answer.detail }
    if (!answer.data) return { failure: `status ${answer.status.code}` }
    try {
      return readStorageAnswer(answer.data)
    } catch (error) {
      if (!(error instanceof MessageMalformedError) && !(error instanceof XmlRefusedError)) throw error
      return { failure: 'storage-malformed' }
    }
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
            content: Buffer.from(bytes).toString('base64'),
            mediaType,
            lifetimeMs: LIFETIME.total('milliseconds'),
            confirm: false,
          },
        ],
      })
      if ('failure' in answer) return answer
      const file = answer.type === 'UPLOAD' ? answer.files.find(({ processId }) => processId === key) : undefined
      return file ? { fileId: file.fileId } : { failure: 'storage-without-file' }
    },
    download: async (fileId) => {
      const answer = await ask({ type: 'DOWNLOAD', credentials, fileIds: [fileId] })
      if ('failure' in answer) return answer
      const file = answer.type === 'DOWNLOAD' ? answer.files.find((one) => one.fileId === fileId) : undefined
      return file?.content === undefined
        ? { failure: 'storage-without-file' }
        : { bytes: Buffer.from(file.content, 'base64') }
    },
  }
}
