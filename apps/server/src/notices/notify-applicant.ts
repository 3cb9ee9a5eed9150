import { type CaseEvent, TOTAL_TERM } from '@qyzmet/casework'
import type { CaseService } from '../cases/case-service.ts'
import type { Sql } from '../database/connect.ts'
import { sha256Of } from '../documents/blobs.ts'
import type { Notify } from '../jobs/case-tasks.ts'
import { noticeMessages } from './messages/notices.ts'
import type { NoticeCode } from './notice-code.ts'
import { queueNotice } from './queue-notice.ts'
import { recordGiven } from './record-given.ts'

/** Tells the applicant of what concerns them, and puts down in the case that they were told; nothing undecided is told. */
export function notifyApplicant(sql: Sql, cases: Pick<CaseService, 'execute'>): Notify {
  return async ({ caseId, state }, events) => {
    for (const { event, version } of events) {
      const code = newsOf(event)
      if (code === undefined) continue
      const { accountId } = state.applicant
      const number = state.number ?? ''
      const path = `/cabinet/cases/${caseId}`
      await queueNotice(sql, { caseId, version, accountId, code, writtenAt: event.at, number, path })
      const text = noticeMessages[state.locale].subjects[code](number)
      await recordGiven(cases, caseId, {
        to: accountId,
        channel: 'portal',
        code,
        of: version,
        status: 'sent',
        textSha256: sha256Of(new TextEncoder().encode(text)),
      })
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
