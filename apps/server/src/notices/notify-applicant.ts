import { type CaseEvent, TOTAL_TERM } from '@qyzmet/casework'
import type { Notify } from '../jobs/case-tasks.ts'
import type { Sql } from '../database/connect.ts'
import { insertNotice, type NoticeCode } from './notices.queries.ts'

/** Tells the applicant in the personal cabinet of what concerns them; nothing undecided is told. */
export function notifyApplicant(sql: Sql): Notify {
  return async ({ caseId, state }, events) => {
    for (const { event, version } of events) {
      const code = newsOf(event)
      if (code === undefined) continue
      await insertNotice(sql, { caseId, version, accountId: state.applicant.accountId, code, writtenAt: event.at })
    }
  }
}

const NEWS: Readonly<Partial<Record<CaseEvent['type'], NoticeCode>>> = {
  RequestAccepted: 'accepted',
  RefusalReported: 'not-accepted',
  ResultAnnounced: 'result-ready',
  ResultDelivered: 'result-ready',
}

function newsOf(event: CaseEvent): NoticeCode | undefined {
  if (event.type !== 'TermMarked') return NEWS[event.type]
  return event.mark === 'overdue' && event.term === TOTAL_TERM ? 'overdue' : undefined
}
