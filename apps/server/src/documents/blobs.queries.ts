import type { Sql, TransactionSql } from '../database/connect.ts'
import { maybeOne, one } from '../database/query.ts'
import type { Blob, Sha256 } from './blobs.ts'

export async function insertBlob(
  sql: Sql | TransactionSql,
  blob: { readonly sha256: Sha256; readonly mediaType: string; readonly bytes: Uint8Array },
): Promise<void> {
  await sql`
    insert into blob (sha256, media_type, size, bytes)
    values (decode(${blob.sha256}, 'hex'), ${blob.mediaType}, ${blob.bytes.length}, ${asBuffer(blob.bytes)})
    on conflict (sha256) do nothing`
}

export async function findBlob(sql: Sql | TransactionSql, sha256: Sha256): Promise<Blob | undefined> {
  return maybeOne(
    sql<{ bytes: Uint8Array; mediaType: string }[]>`
      select bytes, media_type as "mediaType" from blob where sha256 = decode(${sha256}, 'hex')`,
  )
}

export async function hasBlob(sql: Sql | TransactionSql, sha256: Sha256): Promise<boolean> {
  const row = await one(
    sql<{ found: boolean }[]>`
      select exists (select from blob where sha256 = decode(${sha256}, 'hex')) as found`,
  )
  return row.found
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
