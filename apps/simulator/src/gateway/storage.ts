import { randomUUID } from 'node:crypto'
import { readStorageRequest, writeStorageAnswer, type DownloadedFile } from '@qyzmet/gateway'
import { ServiceRefusedError } from './refused.ts'
import type { Service } from './services.ts'

const ROOM_BYTES = 256 * 1024 * 1024

interface Kept extends DownloadedFile {
  readonly content: string
  readonly until: Temporal.Instant
}

/** The temporary storage of files: what was put there comes back until its time is over. */
export interface Storage {
  readonly service: Service
  /** Octets of Base64 that it holds at the most; what is put beyond them is refused. */
  roomBytes: number
  /** @param now files whose time is over make room */
  put(
    file: { readonly name: string; readonly content: string; readonly mediaType: string },
    until: Temporal.Instant,
    now: Temporal.Instant,
  ): string
  find(fileId: string, now: Temporal.Instant): DownloadedFile | undefined
}

export function createStorage(): Storage {
  const files = new Map<string, Kept>()
  let bytes = 0
  const remove = (fileId: string, file: Kept): void => {
    files.delete(fileId)
    bytes -= file.content.length
  }
  const isOver = (file: Kept, now: Temporal.Instant): boolean => Temporal.Instant.compare(file.until, now) <= 0
  const find: Storage['find'] = (fileId, now) => {
    const file = files.get(fileId)
    if (!file || !isOver(file, now)) return file
    remove(fileId, file)
    return undefined
  }
  const storage: Storage = {
    roomBytes: ROOM_BYTES,
    put: (file, until, now) => {
      if (bytes + file.content.length > storage.roomBytes) {
        for (const [fileId, old] of files) if (isOver(old, now)) remove(fileId, old)
      }
      if (bytes + file.content.length > storage.roomBytes) {
        throw new ServiceRefusedError('TRN-FULL', 'the storage is full')
      }
      bytes += file.content.length
      const fileId = randomUUID()
      files.set(fileId, { ...file, fileId, until })
      return fileId
    },
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
        fileId: storage.put(file, now.add({ milliseconds: file.lifetimeMs }), now),
      }))
      return { data: writeStorageAnswer({ type: 'UPLOAD', files: stored }) }
    },
  }
  return storage
}
