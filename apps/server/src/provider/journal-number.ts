import type { ActionName } from '@qyzmet/regulation'
import type { Sql, TransactionSql } from '../database/connect.ts'
import { one } from '../database/query.ts'

/** Actions that enter something in a journal of the office, incoming or outgoing. */
const JOURNAL_ACTIONS: ReadonlySet<ActionName> = new Set(['register', 'dispatch-result'])

/** The number of the next entry of the office's journal, such as `2026/000042`; undefined for an action that enters nothing. */
export async function nextJournalNumber(
  sql: Sql,
  action: ActionName,
  on: Temporal.PlainDate,
): Promise<string | undefined> {
  return JOURNAL_ACTIONS.has(action) ? journalNumber(sql, on) : undefined
}

/** The number of the next entry, whatever is entered. */
export async function journalNumber(sql: Sql | TransactionSql, on: Temporal.PlainDate): Promise<string> {
  const { serial } = await one(sql<{ serial: string }[]>`select nextval('journal_number')::text as serial`)
  return `${on.year}/${serial.padStart(6, '0')}`
}
