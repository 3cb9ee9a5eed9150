import { type CaseEvent, TOTAL_TERM } from '@qyzmet/casework'
import type { CaseService, LoadedCase } from '../cases/case-service.ts'
import type { Sql } from '../database/connect.ts'
import { sha256Of } from '../documents/blobs.ts'
import type { Notify } from '../jobs/case-tasks.ts'
import type { Registers } from '../registers/registers.ts'
import { noticeMessages } from './messages/notices.ts'
import type { NoticeCode } from './notice-code.ts'
import { noticesOfCase } from './notices.queries.ts'
import { queueNotice } from './queue-notice.ts'
import { recordGiven } from './record-given.ts'

export interface NotifyApplicantOptions {
  readonly sql: Sql
  readonly cases: Pick<CaseService, 'execute'>
  readonly registers: Pick<Registers, 'consentsOf'>
}

/** Tells the applicant of what concerns them, and puts down in the case that they were told; nothing undecided is told. */
export function notifyApplicant({ sql, cases, registers }: NotifyApplicantOptions): Notify {
  return async ({ caseId, state }, events) => {
    for (const { event, version } of events) {
      const code =
        event.type === 'RegisterAnswered'
          ? await consentNews({ sql, registers }, { caseId, state }, event, version)
          : newsOf(event)
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

/** Leave that was asked for is news once: not for each question that waits for it, and not beside such news that is still unread. */
async function consentNews(
  { sql, registers }: Pick<NotifyApplicantOptions, 'sql' | 'registers'>,
  { caseId, state }: Pick<LoadedCase, 'caseId' | 'state'>,
  { outcome, register, subject = state.applicant.iin }: Extract<CaseEvent, { type: 'RegisterAnswered' }>,
  version: number,
): Promise<NoticeCode | undefined> {
  if (outcome !== 'pending') return undefined
  const awaited = (await registers.consentsOf([caseId])).find(
    (consent) => consent.state === 'waiting' && consent.iin === subject && consent.registers.includes(register),
  )
  if (awaited === undefined) return undefined
  const isTold = (await noticesOfCase(sql, caseId)).some(
    (notice) =>
      notice.code === 'consent-awaited' &&
      notice.version < version &&
      (notice.seenAt === undefined || Temporal.Instant.compare(notice.writtenAt, awaited.askedAt) >= 0),
  )
  return isTold ? undefined : 'consent-awaited'
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
