import type { Sql, TransactionSql } from '../database/connect.ts'
import type { LongBytes } from '../database/long-bytes.ts'
import { type KeptPlace, TEXT_MARK, type Vault } from './vault.ts'

/** A column of JSON with what a message or an answer says. */
export type ContentPlace = KeptPlace & { readonly column: 'content' | 'answer_data' }

/** @returns one sealed text, to be kept as JSON */
export function sealContent(vault: Vault, content: object, place: ContentPlace): string {
  return vault.sealText(JSON.stringify(content), place)
}

/**
 * The text that `sealText` gives, made by the database of the octets that `seal` gives of the same in UTF-8: long ones
 * go to it as they are.
 */
export function sealedText(sql: Sql | TransactionSql, sealed: LongBytes): LongBytes {
  // The database breaks Base64 into lines.
  return sql`(${TEXT_MARK}::text || translate(encode(${sealed}, 'base64'), E'\\n', ''))`
}

/**
 * @param kept as it came out of the column: a text when it is sealed, else the content itself
 * @throws {VaultError}
 */
export function openContent<C extends object>(vault: Vault, kept: C | string, place: ContentPlace): C {
  // What was sealed is what `sealContent` was given for the same row.
  return typeof kept === 'string' ? (JSON.parse(vault.openText(kept, place)) as C) : kept
}
