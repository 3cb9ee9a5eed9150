import { randomUUID } from 'node:crypto'
import { readStorageRequest, writeStorageAnswer, type DownloadedFile } from '@qyzmet/gateway'
import { ServiceRefusedError } from './refused.ts'
import type { Service } from './services.ts'

const KEPT_BYTES = 256 * 1024 * 1024

interface Kept extends DownloadedFile {
  readonly content: string
  readonly until: Temporal.Instant
}

/** The temporary storage of files: what was put there comes back until its time is over. */
export interface Storage {
  readonly service: Service
  put(
    file: { readonly name: string; readonly content: string; readonly mediaType: string },
    until: Temporal.Instant,
  ): string
  find(fileId: string, now: Temporal.Instant): DownloadedFile | undefined
}

export function createStorage(): Storage {
  const files = new Map<string, Kept>()
  let bytes = 0
  const put: Storage['put'] = (file, until) => {
    if (bytes + file.content.length > KEPT_BYTES) throw new ServiceRefusedError('TRN-FULL', 'the storage is full')
    bytes += file.content.length
    const fileId = randomUUID()
    files.set(fileId, { ...file, fileId, until })
    return fileId
  }
  const find: Storage['find'] = (fileId, now) => {
    const file = files.get(fileId)
    if (!file || Temporal.Instant.compare(file.until, now) > 0) return file
    files.delete(fileId)
    bytes -= file.content.length
    return undefined
  }
  return {
    put,
    find,
    service: async ({ data, sender }, now) => {
      const request = readStorageRequest(data)
      if (request.credentials.senderId !== sender.senderId || request.credentials.password !== sender.password) {
        throw new ServiceRefusedError('TRN-SENDER', 'the credentials are not those of the sender')
      }
      if (request.type === 'DOWNLOAD') {
        const found = request.fileIds.map((fileId) => find(fileId, now) ?? { fileId })
        return { data: writeStorageAnswer({ type: 'DOWNLOAD', files: found }) }
      }
      const stored = request.files.map((file) => ({
        processId: file.processId,
        fileId: put(file, now.add({ milliseconds: file.lifetimeMs })),
      }))
      return { data: writeStorageAnswer({ type: 'UPLOAD', files: stored }) }
    },
  }
}
