import type { MessageData } from '@qyzmet/gateway'
import type { Sql } from '../database/connect.ts'
import { many } from '../database/query.ts'
import { openContent, sealContent } from './kept-content.ts'
import { type KeptPlace, type Vault, VaultError } from './vault.ts'

type KeptTable = KeptPlace['table']

/** What each table keeps sealed: octets, texts, and JSON. */
const COLUMNS = {
  message_in: { bytes: ['bytes'], text: [], json: ['content'] },
  message_out: { bytes: ['request_bytes', 'answer_bytes'], text: [], json: [] },
  register_answer: { bytes: ['request_bytes', 'answer_bytes'], text: [], json: ['answer_data'] },
  register_consent: { bytes: ['request_bytes', 'answer_bytes'], text: ['token', 'public_key'], json: [] },
} as const satisfies Readonly<
  Record<
    KeptTable,
    { readonly bytes: readonly string[]; readonly text: readonly string[]; readonly json: readonly string[] }
  >
>

export const KEPT_TABLES = Object.keys(COLUMNS) as readonly KeptTable[] // The keys are those of the type.

type Kept = Readonly<Record<string, Uint8Array | MessageData | string | null>> & { readonly id: string }

/**
 * Puts rows under the key that seals now: those that were kept in the clear, and those under an earlier key.
 *
 * @param batch after which row, and how many at the most
 * @param onUnreadable told of each row that does not open; it stays as it is
 * @returns id of the last row that was looked at; undefined when there are no more
 */
export async function resealRows(
  sql: Sql,
  vault: Vault,
  batch: { readonly table: KeptTable; readonly after: string; readonly limit: number },
  onUnreadable: (error: VaultError) => void,
): Promise<string | undefined> {
  const { table, after, limit } = batch
  const { bytes, text, json } = COLUMNS[table]
  return sql.begin(async (transaction) => {
    const rows = await many(transaction<Kept[]>`
      select id, ${transaction([...bytes, ...text, ...json])} from ${transaction(table)}
      where id > ${after} and key_id is distinct from ${vault.keyId}
      order by id limit ${limit} for update`)
    for (const row of rows) {
      try {
        const sealed = resealed(vault, table, row)
        await transaction`
          update ${transaction(table)} set ${transaction({ ...sealed, key_id: vault.keyId })} where id = ${row.id}`
      } catch (error) {
        if (!(error instanceof VaultError)) throw error
        onUnreadable(error)
      }
    }
    return rows.at(-1)?.id
  })
}

function resealed(vault: Vault, table: KeptTable, row: Kept): Readonly<Record<string, Uint8Array | string>> {
  const { id } = row
  const { bytes, text, json } = COLUMNS[table]
  const sealed: Record<string, Uint8Array | string> = {}
  for (const column of bytes) {
    const kept = row[column]
    const place = { table, column, id }
    if (kept instanceof Uint8Array) sealed[column] = vault.seal(vault.open(kept, place), place)
  }
  for (const column of text) {
    const kept = row[column]
    const place = { table, column, id }
    if (typeof kept === 'string') sealed[column] = vault.sealText(vault.openText(kept, place), place)
  }
  for (const column of json) {
    const kept = row[column]
    const place = { table, column, id }
    if (kept === null || kept === undefined || kept instanceof Uint8Array) continue
    // The driver writes what goes into a column of JSON as JSON.
    sealed[column] = sealContent(vault, openContent(vault, kept, place), place)
  }
  return sealed
}
