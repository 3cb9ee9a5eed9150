import { createHash } from 'node:crypto'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { findBlob, hasBlob, insertBlob } from './blobs.queries.ts'

/** The largest file the product keeps, in bytes; the database holds the same limit. */
export const MAX_BLOB_BYTES = 10 * 1024 * 1024

/** SHA-256 of a file's bytes, hexadecimal, lower case. */
export type Sha256 = string & { readonly __brand: 'Sha256' }

export interface Blob {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

/** Files kept by their hash. PostgreSQL is one place to keep them; another one has only these three to offer. */
export interface BlobStore {
  /**
   * Keeps the bytes; keeping the same bytes again changes nothing.
   *
   * @throws {BlobSizeError} when they are empty or more than `MAX_BLOB_BYTES`
   */
  readonly put: (bytes: Uint8Array, mediaType: string) => Promise<Sha256>
  /** The bytes whose hash this is; undefined when they were never kept. */
  readonly get: (sha256: Sha256) => Promise<Blob | undefined>
  readonly has: (sha256: Sha256) => Promise<boolean>
}

/** Bytes that may not be kept reached the store: whoever took them in did not check. */
export class BlobSizeError extends Error {
  override readonly name = 'BlobSizeError'
}

/** Keeps files in PostgreSQL. Given a transaction, the files are there only if it commits. */
export function postgresBlobs(sql: Sql | TransactionSql): BlobStore {
  return {
    async put(bytes, mediaType) {
      if (bytes.length === 0 || bytes.length > MAX_BLOB_BYTES)
        throw new BlobSizeError(`A file of ${bytes.length} bytes cannot be kept.`)
      const sha256 = sha256Of(bytes)
      await insertBlob(sql, { sha256, mediaType, bytes })
      return sha256
    },
    get: (sha256) => findBlob(sql, sha256),
    has: (sha256) => hasBlob(sql, sha256),
  }
}

export function sha256Of(bytes: Uint8Array): Sha256 {
  return createHash('sha256').update(bytes).digest('hex') as Sha256 // A digest in hexadecimal is what the brand promises.
}

/** Reads a hash as it stands in an event or an address; undefined when it is none. */
export function parseSha256(text: string): Sha256 | undefined {
  return /^[0-9a-f]{64}$/.test(text) ? (text as Sha256) : undefined
}
