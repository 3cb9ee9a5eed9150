import type { KeptPlace, Vault } from './vault.ts'

/** A column of JSON with what a message or an answer says. */
export type ContentPlace = KeptPlace & { readonly column: 'content' | 'answer_data' }

/** @returns one sealed text, to be kept as JSON */
export function sealContent(vault: Vault, content: object, place: ContentPlace): string {
  return vault.sealText(JSON.stringify(content), place)
}

/**
 * @param kept as it came out of the column: a text when it is sealed, else the content itself
 * @throws {VaultError}
 */
export function openContent<C extends object>(vault: Vault, kept: C | string, place: ContentPlace): C {
  // What was sealed is what `sealContent` was given for the same row.
  return typeof kept === 'string' ? (JSON.parse(vault.openText(kept, place)) as C) : kept
}
