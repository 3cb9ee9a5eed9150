import type { CaseService } from '../cases/case-service.ts'
import type { Sql } from '../database/connect.ts'
import type { IssuedDocument } from '../documents/documents.queries.ts'
import type { Notify } from '../jobs/case-tasks.ts'
import { newsOf } from './news.ts'
import { tellPortal } from './portal-outbox.ts'
import { findRegistration, lockRegistration, recordFollowed } from './registrations.queries.ts'

export interface FollowOptions {
  readonly sql: Sql
  readonly now: () => Temporal.Instant
  readonly cases: Pick<CaseService, 'history'>
  readonly papersOf: (caseId: string) => Promise<readonly IssuedDocument[]>
}

/**
 * Tells the state portal of a case that came from it: its milestones, and its end once.
 *
 * The jobs that call it come in any order and more than once. So each call tells everything that was not told yet, in
 * the order of the events, and remembers in the same transaction how far it came. Events and papers are read before: a
 * transaction that waited for a second connection would wait for ever when all are held by others like it.
 */
export function followForPortal({ sql, now, cases, papersOf }: FollowOptions): Notify {
  return async (loaded) => {
    const { caseId } = loaded
    if (!(await findRegistration(sql, caseId))?.portal) return
    const [events, papers] = await Promise.all([cases.history(caseId), papersOf(caseId)])
    await sql.begin(async (transaction) => {
      const locked = await lockRegistration(transaction, caseId)
      if (!locked) return
      const { registration, followed } = locked
      for (const { event, version } of events) {
        if (version <= followed) continue
        const news = newsOf(event, loaded, registration, papers)
        if (news) {
          await tellPortal(transaction, {
            key: `portal ${caseId} ${version}`,
            chain: caseId,
            caseId,
            providerId: registration.providerId,
            correlationId: registration.portal.correlationId,
            messageType: event.type === 'CaseClosed' ? 'RESPONSE' : 'NOTIFICATION',
            news,
            at: now(),
          })
        }
        await recordFollowed(transaction, caseId, { version, ...(news ? { state: news.state } : {}), at: now() })
      }
    })
  }
}
