import type { Sql } from '../../database/connect.ts'
import { randomUUIDv7 } from 'node:crypto'
import { lockRegistration, openPortalMessage, repeatLast } from '../registrations.queries.ts'
import { AGAIN, retryMessage } from '../traffic.queries.ts'

/**
 * Tells the portal of a case again: lets the message go that was set aside, or, when all were sent, sends the last one
 * once more.
 *
 * @returns false when the case is none of the provider's from the portal, or a message about it is on its way
 */
export async function tellAgain(
  sql: Sql,
  asked: {
    readonly caseId: string
    readonly providerId: string
    readonly accountId: string
    readonly at: Temporal.Instant
  },
): Promise<boolean> {
  const { caseId, accountId, at } = asked
  return sql.begin(async (transaction) => {
    const locked = await lockRegistration(transaction, caseId)
    if (locked?.registration.providerId !== asked.providerId) return false
    const open = await openPortalMessage(transaction, caseId)
    if (open?.state === 'waiting') return false
    if (open) return retryMessage(transaction, { id: open.id, accountId, reason: AGAIN, at })
    return (await repeatLast(transaction, { caseId, id: randomUUIDv7(), at })) !== undefined
  })
}
