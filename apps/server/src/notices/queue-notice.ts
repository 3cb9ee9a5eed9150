import { randomUUID } from 'node:crypto'
import type { Sql } from '../database/connect.ts'
import { insertDeliveries } from './deliveries.queries.ts'
import { insertNotice, type Notice } from './notices.queries.ts'

export interface QueuedNotice extends Notice {
  /** Number of the case; empty before it has one. */
  readonly number: string
  /** Page at which the person finds the rest, without the language: `/cabinet/cases/…`. */
  readonly path: string
}

/**
 * Tells a person of an event: in their cabinet at once, and by letter or short message wherever they have confirmed an
 * address. Once for an event and a person, however often and after whatever crash it is asked for.
 */
export async function queueNotice(sql: Sql, notice: QueuedNotice): Promise<void> {
  const { caseId, version, accountId, code, writtenAt, number, path } = notice
  await sql.begin(async (transaction) => {
    await insertNotice(transaction, notice)
    const delivery = { caseId, version, accountId, code, parameters: { number, path }, queuedAt: writtenAt }
    await insertDeliveries(transaction, delivery, { email: randomUUID(), sms: randomUUID() })
  })
}
