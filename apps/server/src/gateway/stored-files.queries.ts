import type { Sql } from '../database/connect.ts'
import { many, maybeOne } from '../database/query.ts'

/** @returns the id under which a file lies in the temporary storage, when it was left there after the moment */
export async function findStoredFile(
  sql: Sql,
  key: string,
  storedAfter: Temporal.Instant,
): Promise<string | undefined> {
  const row = await maybeOne(sql<{ file_id: string }[]>`
    select file_id from gateway_file where key = ${key} and stored_at > ${storedAfter.toString()}`)
  return row?.file_id
}

/** Of two servers that leave a file under one key the first is believed. @returns the id that counts */
export async function recordStoredFile(
  sql: Sql,
  file: {
    readonly key: string
    readonly fileId: string
    readonly at: Temporal.Instant
    readonly freshAfter: Temporal.Instant
  },
): Promise<string> {
  const [row] = await many(sql<{ file_id: string }[]>`
    insert into gateway_file (key, file_id, stored_at) values (${file.key}, ${file.fileId}, ${file.at.toString()})
    on conflict (key) do update set file_id = excluded.file_id, stored_at = excluded.stored_at
      where gateway_file.stored_at <= ${file.freshAfter.toString()}
    returning file_id`)
  return row?.file_id ?? (await findStoredFile(sql, file.key, file.freshAfter)) ?? file.fileId
}

export async function dropStoredFiles(sql: Sql, storedBefore: Temporal.Instant): Promise<void> {
  await sql`delete from gateway_file where stored_at <= ${storedBefore.toString()}`
}
